import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Message, Problem, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import type { Answered, Caller, TestHandler } from '../../../test/support/handler.js';
import { testFile } from '../../../test/support/files.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
import { routes } from './routes/routes.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };
const unknownId = '00000000-0000-4000-8000-000000000000';

/** All of an answer that does not differ from request to request. */
const traceOf = ({ status, headers, text }: Answered<unknown>) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'x-request-id'),
  body: text.replace(headers.get('x-request-id') ?? '', ''),
});

describe('A requester', () => {
  let handler: TestHandler;
  let path: string;
  before(async () => {
    handler = await createTestHandler();
    await handler.as({ id: 'kim', role: 'staff', name: 'Kim' }).get('/v1/policy');
    for (const subject of ['First', 'Second', 'Third']) {
      handler.advance(1000);
      const { body } = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ subject }));
      path ??= `/v1/tickets/${body.id}`;
    }
    await handler.as(sam).post(`${path}/messages`, { body: 'A public word.', visibility: 'public' });
  });
  after(() => handler.close());

  /** A hash of every byte of every answer that a requester can get. */
  const hashAll = async () => {
    const caller = handler.as(ada);
    const timeline = (await caller.get<TimelinePage>(`${path}/timeline`)).body;
    const first = (await caller.get<TicketPage>('/v1/tickets?limit=1')).body;
    const paths = [
      '/v1/policy',
      '/v1/unread',
      path,
      `${path}/timeline`,
      `${path}/timeline?limit=1`,
      `${path}/timeline?before=${timeline.items.at(-1)?.id}`,
      `${path}/timeline?after=${timeline.items[0]?.id}`,
      ...['', 'sort=-updated', 'sort=priority', 'limit=1', `limit=1&cursor=${first.nextCursor}`].map(
        (query) => `/v1/tickets?${query}`,
      ),
      ...['q=secret', 'q=handover', 'q=word', 'q=kim', 'assignee=kim', 'assignee=nobody'].map((query) => `/v1/tickets?${query}`),
    ];
    const hash = createHash('sha256');
    for (const each of paths) {
      const trace = traceOf(await caller.get(each));
      assert.equal(trace.status, 200, each);
      hash.update(JSON.stringify(trace));
    }
    return hash.digest('hex');
  };

  it('[2-30] gets not one byte that differs after staff wrote an internal message and changed the assignee', async () => {
    const before = await hashAll();
    handler.advance(5000);
    const note = await handler.as(sam).post(`${path}/messages`, { body: 'A secret handover word.', visibility: 'internal' });
    assert.equal(note.status, 201);
    const { version } = (await handler.as(sam).get<Ticket>(path)).body;
    assert.equal((await handler.as(sam).patch(path, { assignee: 'kim' }, { version })).status, 200);
    assert.equal((await handler.as(sam).patch(path, { assignee: null }, { version: version + 1 })).status, 200);
    assert.equal((await handler.as(sam).patch(path, { assignee: 'sam' }, { version: version + 2 })).status, 200);
    assert.equal(await hashAll(), before);

    // The same hash does move by what everyone may see.
    await handler.as(sam).post(`${path}/messages`, { body: 'Another public word.', visibility: 'public' });
    assert.notEqual(await hashAll(), before);
  });

  it('[2-30] acts by the version they saw, whatever staff did unseen', async () => {
    const seen = (await handler.as(ada).get<Ticket>(path)).body;
    await handler.as(sam).post(`${path}/messages`, { body: 'Unseen.', visibility: 'internal' });
    const acted = await handler.as(ada).post<Ticket>(`${path}/actions`, { action: 'resolve' }, { version: seen.version });
    assert.deepEqual([acted.status, acted.body.version], [200, seen.version + 1]);
  });

  it('gets for the ticket of another, by every route, exactly what an unknown id gets', async () => {
    const { items } = (await handler.as(ada).get<TimelinePage>(`${path}/timeline`)).body;
    const eve = handler.as({ id: 'eve' });
    const calls: ((id: string) => Promise<Answered<unknown>>)[] = [
      (id) => eve.get(`/v1/tickets/${id}`),
      (id) => eve.get(`/v1/tickets/${id}`, { headers: { 'if-none-match': '"1"' } }),
      (id) => eve.get(`/v1/tickets/${id}/timeline`),
      (id) => eve.get(`/v1/tickets/${id}/timeline?after=${items[0]?.id}`),
      (id) => eve.post(`/v1/tickets/${id}/messages`, { body: 'Hello.' }),
      (id) => eve.post(`/v1/tickets/${id}/messages`, { body: '' }),
      (id) => eve.post(`/v1/tickets/${id}/actions`, { action: 'resolve' }, { version: 1 }),
      (id) => eve.post(`/v1/tickets/${id}/actions`, { action: 'resolve' }, { version: 7 }),
      (id) => eve.post(`/v1/tickets/${id}/read`, { item: items[0]?.id }),
      (id) => eve.patch(`/v1/tickets/${id}`, { status: 'closed' }, { version: 1 }),
    ];
    const id = path.split('/').at(-1) ?? '';
    for (const call of calls) assert.deepEqual(traceOf(await call(id)), traceOf(await call(unknownId)), call.toString());
    for (const odd of ['x', '%00', '..%2f..', '%F0%9F%A6%89', 'a'.repeat(3000), id.toUpperCase(), `${id}%20`]) {
      const { status, body } = await eve.get<Problem>(`/v1/tickets/${odd}`);
      assert.deepEqual([status, body.code], [404, 'not-found'], odd);
    }
  });
});

describe('Two workspaces', () => {
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler();
  });
  after(() => handler.close());

  it('never see one another, by any route and for any role', async () => {
    // The same ids of people on both sides: it is the workspace alone that divides them.
    const here = { admin: handler.as({ ...sam, role: 'admin' }), requester: handler.as(ada) };
    const there = handler.as({ ...ada, workspace: 'globex', name: 'Zoe', email: 'zoe@example.com' });
    const theirs = (await there.post<Ticket>('/v1/tickets', sampleTicket({ subject: 'Their walrus' }))).body;
    const { manifest } = testFile({ name: 'walrus.png' });
    const reply = await there.post<Message>(`/v1/tickets/${theirs.id}/messages`, {
      body: 'A walrus again.',
      attachments: [manifest],
    });
    const fileOf = (id: string) => (id === theirs.id ? (reply.body.attachments[0]?.id ?? '') : id);
    const item = (await there.get<TimelinePage>(`/v1/tickets/${theirs.id}/timeline`)).body.items[0]?.id;
    const ours = (await here.requester.post<Ticket>('/v1/tickets', sampleTicket())).body;
    assert.equal(ours.number, theirs.number, 'each workspace counts its own tickets');

    type Call = (caller: Caller, id: string) => Promise<Answered<unknown>>;
    const table: Record<string, Call> = {
      getPolicy: (caller) => caller.get('/v1/policy'),
      createTicket: (caller) => caller.post('/v1/tickets', sampleTicket()),
      listTickets: (caller) => caller.get('/v1/tickets?q=walrus'),
      getTicket: (caller, id) => caller.get(`/v1/tickets/${id}`),
      changeTicket: (caller, id) => caller.patch(`/v1/tickets/${id}`, { status: 'closed' }, { version: theirs.version + 1 }),
      listTimeline: (caller, id) => caller.get(`/v1/tickets/${id}/timeline`),
      createMessage: (caller, id) =>
        caller.post(
          `/v1/tickets/${id}/messages`,
          caller === here.admin ? { body: 'Hi.', visibility: 'public' } : { body: 'Hi.' },
        ),
      getAttachment: (caller, id) => caller.get(`/v1/attachments/${fileOf(id)}`),
      changeAttachment: (caller, id) => caller.patch(`/v1/attachments/${fileOf(id)}`, { visibility: 'internal' }),
      createUploadLink: (caller, id) => caller.post(`/v1/tickets/${id}/upload-links`, {}),
      actOnTicket: (caller, id) =>
        caller.post(`/v1/tickets/${id}/actions`, { action: 'resolve' }, { version: theirs.version + 1 }),
      markRead: (caller, id) => caller.post(`/v1/tickets/${id}/read`, { item }),
      countUnread: (caller) => caller.get('/v1/unread'),
      listPeople: (caller) => caller.get('/v1/people'),
      changePerson: (caller, id) => caller.patch(`/v1/people/${id}`, { atWork: false }),
      requestFields: (caller, id) => caller.post(`/v1/tickets/${id}/requests`, { fields: ['account'] }),
      linkTicket: (caller, id) => caller.post(`/v1/tickets/${id}/links`, { to: ours.id, relation: 'related' }),
      getCategories: (caller) => caller.get('/v1/categories'),
      putCategories: (caller) => caller.put('/v1/categories', { items: [] }),
      putIncident: (caller) => caller.put('/v1/incidents/ours', { title: 'Ours', state: 'open' }),
      listAudit: (caller) => caller.get('/v1/audit'),
      exportPerson: (caller, id) => caller.get(`/v1/people/${id}/export`),
      erasePerson: (caller, id) => caller.remove(`/v1/people/${id}`),
      findArticles: (caller) => caller.get('/v1/articles?q=walrus'),
    };
    assert.deepEqual(Object.keys(table).sort(), routes.map(({ name }) => name).sort(), 'every route stands in the table');

    const head = handler.as({ id: 'zed', role: 'admin', workspace: 'globex' });
    await head.put('/v1/categories', { items: [{ key: 'walrus', label: 'Walrus' }] });
    await head.put('/v1/incidents/ours', { title: 'A walrus is loose', state: 'open' });
    const before = (await there.get(`/v1/tickets/${theirs.id}`)).text;
    for (const [name, call] of Object.entries(table)) {
      for (const [role, caller] of Object.entries(here)) {
        const answer = await call(caller, theirs.id);
        assert.doesNotMatch(answer.text, /walrus|\bzoe\b|globex/i, `${name} as ${role}`);
        assert.ok(!answer.text.includes(theirs.id), `${name} as ${role}`);
        if (routes.find((route) => route.name === name)?.path.includes(':id')) {
          assert.deepEqual(traceOf(answer), traceOf(await call(caller, unknownId)), `${name} as ${role}`);
          const isForStaff = routes.find((route) => route.name === name)?.staffOnly === true;
          assert.equal(answer.status, isForStaff && role === 'requester' ? 403 : 404, `${name} as ${role}`);
        }
      }
    }
    assert.equal((await there.get(`/v1/tickets/${theirs.id}`)).text, before);
  });

  it('may hold people of the same id, with names and keys of their own', async () => {
    const one = handler.as({ id: 'twin', name: 'Mona' });
    const other = handler.as({ id: 'twin', name: 'Lisa', workspace: 'globex' });
    const key = 'the-same-key';
    const first = await one.post<Ticket>('/v1/tickets', sampleTicket({ subject: 'One' }), { key });
    const second = await other.post<Ticket>('/v1/tickets', sampleTicket({ subject: 'Other' }), { key });
    assert.deepEqual([first.status, second.status], [201, 201]);
    assert.deepEqual([first.body.requester.name, second.body.requester.name], ['Mona', 'Lisa']);
    assert.equal((await one.get<TicketPage>('/v1/tickets')).body.items[0]?.subject, 'One');
  });
});
