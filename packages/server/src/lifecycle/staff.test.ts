import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Event, PeoplePage, Policy, Problem, Ticket, TicketPage, TimelinePage, Unread } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import type { Answered, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import { consumerTicket, workspaceTicket } from '../../../../test/support/preset-tickets.js';
import type { TestPerson } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', organization: 'Northwind', plan: 'premium' };
const bob = { id: 'bob', name: 'Bob', email: 'bob@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };
const unknownId = '00000000-0000-4000-8000-000000000000';

let handler: TestHandler;
afterEach(() => handler.close());
const start = async (policy: Policy) => {
  handler = await createTestHandler({ policy, timerInterval: false });
  for (const person of [ada, bob, sam, kim]) await handler.as(person).get('/v1/policy');
};
const ticketOf = async (person: TestPerson, path: string) => (await handler.as(person).get<Ticket>(path)).body;
const change = async <T = Ticket>(person: TestPerson, path: string, body: object) =>
  handler.as(person).patch<T>(path, body, { version: (await ticketOf(person, path)).version });
const itemsOf = async (person: TestPerson, path: string) =>
  (await handler.as(person).get<TimelinePage>(`${path}/timeline?limit=100`)).body.items;
const eventsOf = async (person: TestPerson, path: string): Promise<Event[]> =>
  (await itemsOf(person, path)).filter((item) => item.kind === 'event');
const subjectsOf = async (person: TestPerson, query = '') =>
  (await handler.as(person).get<TicketPage>(`/v1/tickets?${query}`)).body.items.map(({ subject }) => subject).sort();
/** All of an answer that does not differ from request to request. */
const traceOf = ({ status, headers, text }: Answered<unknown>) => ({
  status,
  headers: [...headers].filter(([name]) => name !== 'x-request-id'),
  text: text.replace(headers.get('x-request-id') ?? '', ''),
});

describe('A ticket that staff write', () => {
  const portalTicket = (more: object = {}) => ({
    subject: 'Logo is blurred',
    type: 'bug',
    body: 'On phones.',
    fields: {},
    ...more,
  });

  it('[2-41] on behalf of a contact is that contact’s, with what their token last said', async () => {
    await start(defaultPolicy);
    const made = await handler.as(sam).post<Ticket>('/v1/tickets', sampleTicket({ onBehalfOf: 'ada' }));
    assert.equal(made.status, 201);
    assert.deepEqual([made.body.requester.id, made.body.organization], ['ada', 'Northwind']);
    assert.equal(made.body.fields.email, 'ada@example.com');
    const path = `/v1/tickets/${made.body.id}`;
    const seen = await ticketOf(ada, path);
    assert.deepEqual([seen.requester.id, seen.unread], ['ada', 1]);
    assert.equal((await eventsOf(ada, path))[0]?.author?.id, 'sam');
    assert.equal((await handler.as(bob).get(path)).status, 404);

    const refused = await handler.as(bob).post<Problem>('/v1/tickets', sampleTicket({ onBehalfOf: 'ada' }));
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed']);
    const unknown = await handler.as(sam).post<Problem>('/v1/tickets', sampleTicket({ onBehalfOf: 'stranger' }));
    assert.deepEqual([unknown.status, unknown.body.issues?.[0]?.path], [422, ['onBehalfOf']]);
  });

  it('[2-40] is the only kind where requesters may not send any', async () => {
    await start(clientPortalPolicy);
    const refused = await handler.as(ada).post<Problem>('/v1/tickets', portalTicket());
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed']);
    const made = await handler.as(sam).post<Ticket>('/v1/tickets', portalTicket({ onBehalfOf: 'ada' }));
    assert.deepEqual([made.status, made.body.priority, made.body.validated], [201, 'normal', false]);
    assert.equal((await change(sam, `/v1/tickets/${made.body.id}`, { priority: 'high' })).body.validated, true);
  });

  it('[2-01] and do not share is internal: its requester gets what an id gets that there is not', async () => {
    await start(clientPortalPolicy);
    const made = (await handler.as(sam).post<Ticket>('/v1/tickets', portalTicket({ onBehalfOf: 'ada' }))).body;
    assert.equal(made.shared, false);
    const caller = handler.as(ada);
    const calls: ((id: string) => Promise<Answered<unknown>>)[] = [
      (id) => caller.get(`/v1/tickets/${id}`),
      (id) => caller.get(`/v1/tickets/${id}/timeline`),
      (id) => caller.post(`/v1/tickets/${id}/messages`, { body: 'Hello.' }),
      (id) => caller.post(`/v1/tickets/${id}/actions`, { action: 'resolve' }, { version: 1 }),
      (id) => caller.post(`/v1/tickets/${id}/read`, { item: 'x' }),
      (id) => caller.post('/v1/tickets', portalTicket({ relatedTo: id })),
    ];
    for (const call of calls) assert.deepEqual(traceOf(await call(made.id)), traceOf(await call(unknownId)), call.toString());
    assert.deepEqual(await subjectsOf(ada), []);
    assert.deepEqual(await subjectsOf(ada, 'q=blurred'), []);
    assert.deepEqual((await caller.get<Unread>('/v1/unread')).body, { messages: 0, tickets: 0 });
    assert.deepEqual(await subjectsOf(sam), ['Logo is blurred']);
  });

  it('[2-31] and share later shows what is public of it, before and after, and nothing internal', async () => {
    await start(clientPortalPolicy);
    const made = (await handler.as(sam).post<Ticket>('/v1/tickets', portalTicket({ onBehalfOf: 'ada' }))).body;
    const path = `/v1/tickets/${made.id}`;
    await handler.as(sam).post(`${path}/messages`, { body: 'They are late payers.', visibility: 'internal' });
    await handler.as(sam).post(`${path}/messages`, { body: 'We look at it.', visibility: 'public' });
    assert.equal((await handler.as(ada).get(path)).status, 404);
    assert.equal((await change(sam, path, { shared: true })).body.shared, true);
    const words = (await itemsOf(ada, path)).map((item) => (item.kind === 'message' ? item.body : item.type));
    assert.deepEqual(words, ['created', 'On phones.', 'We look at it.', 'status']);
    assert.equal((await ticketOf(ada, path)).shared, undefined);
    assert.deepEqual(await subjectsOf(ada, 'q=payers'), []);
    await change(sam, path, { shared: false });
    assert.equal((await handler.as(ada).get(path)).status, 404);
  });
});

describe('A restricted queue', () => {
  const sec = { id: 'sec', role: 'staff', name: 'Sec', queues: ['security'] };
  let path: string;
  let id: string;
  beforeEach(async () => {
    await start(managedWorkspacePolicy);
    const input = workspaceTicket({ type: 'security', subject: 'A leak of keys', fields: { emergency: 'no' } });
    id = (await handler.as(ada).post<Ticket>('/v1/tickets', input)).body.id;
    path = `/v1/tickets/${id}`;
  });

  it('[0-38] is read by its members, administrators and the requester; to other staff its tickets are not there', async () => {
    await handler.as(sec).post(`${path}/messages`, { body: 'Keys were rotated.', visibility: 'internal' });
    for (const person of [sec, kim]) {
      assert.equal((await ticketOf(person, path)).queue, 'security');
      assert.deepEqual(await subjectsOf(person), ['A leak of keys']);
    }
    assert.equal((await handler.as(ada).get(path)).status, 200);
    const others: TestPerson[] = [sam, { ...sam, id: 'leg', queues: ['legal'] }];
    for (const person of others) {
      const caller = handler.as(person);
      const calls: ((one: string) => Promise<Answered<unknown>>)[] = [
        (one) => caller.get(`/v1/tickets/${one}`),
        (one) => caller.get(`/v1/tickets/${one}/timeline`),
        (one) => caller.patch(`/v1/tickets/${one}`, { queue: 'support' }, { version: 1 }),
        (one) => caller.post(`/v1/tickets/${one}/messages`, { body: 'Hm.', visibility: 'internal' }),
        (one) => caller.post(`/v1/tickets/${one}/requests`, { fields: ['account'] }),
        (one) => caller.post(`/v1/tickets/${one}/links`, { to: id, relation: 'related' }),
        (one) => caller.post('/v1/tickets', workspaceTicket({ relatedTo: one })),
      ];
      for (const call of calls) assert.deepEqual(traceOf(await call(id)), traceOf(await call(unknownId)), call.toString());
      for (const query of ['', 'queue=security', 'q=leak', 'q=rotated', 'type=security']) {
        assert.deepEqual(await subjectsOf(person, query), [], query);
      }
      assert.deepEqual((await caller.get<Unread>('/v1/unread')).body, { messages: 0, tickets: 0 });
      assert.doesNotMatch((await caller.get<PeoplePage>('/v1/people')).text, /leak/);
    }
  });

  it('[4-54] gets its tickets by their type, and from there they can be moved', async () => {
    assert.equal((await handler.as(sam).get(path)).status, 404);
    await change(sec, path, { queue: 'support' });
    assert.equal((await ticketOf(sam, path)).queue, 'support');
    // Whoever moves one away from their own eyes still gets the answer to that.
    const moved = await change(sam, path, { queue: 'legal' });
    assert.deepEqual([moved.status, moved.body.queue], [200, 'legal']);
    assert.equal((await handler.as(sam).get(path)).status, 404);
    const unknown = await change<Problem>(kim, path, { queue: 'sales' });
    assert.deepEqual([unknown.status, unknown.body.issues?.[0]?.path], [422, ['queue']]);
    assert.ok(!(await eventsOf(ada, path)).some(({ type }) => type === 'queue'));
  });

  it('is not opened by a requester’s claim of it', async () => {
    assert.equal((await handler.as({ ...bob, queues: ['security'] }).get(path)).status, 404);
  });
});

describe('What staff change', () => {
  let path: string;
  beforeEach(async () => {
    await start(consumerPlansPolicy);
    path = `/v1/tickets/${(await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket())).body.id}`;
  });

  it('[4-55] takes a new ticket up by an assignee', async () => {
    assert.equal((await ticketOf(ada, path)).status, 'new');
    const { body } = await change(sam, path, { assignee: 'sam' });
    assert.deepEqual([body.status, body.assignee?.id], ['open', 'sam']);
    const told = (await eventsOf(ada, path)).map(({ type, to }) => `${type} ${to ?? ''}`);
    assert.deepEqual(told, ['created ', 'status open']);
  });

  it('[2-39] holds categories that administrators alone manage', async () => {
    const items = [
      { key: 'technical', label: 'Technical' },
      { key: 'general', label: { en: 'General', de: 'Allgemein' } },
    ];
    for (const person of [sam, ada]) {
      const refused = await handler.as(person).put<Problem>('/v1/categories', { items });
      assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed']);
    }
    assert.equal((await handler.as(ada).get('/v1/categories')).status, 403);
    assert.equal((await handler.as(kim).put('/v1/categories', { items })).status, 200);
    assert.deepEqual((await handler.as(sam).get<{ items: object[] }>('/v1/categories')).body.items, items);
    const twice = await handler.as(kim).put<Problem>('/v1/categories', { items: [items[0], items[0]] });
    assert.deepEqual([twice.status, twice.body.issues?.[0]?.path], [422, ['items', 1, 'key']]);

    assert.equal((await change(sam, path, { category: 'general' })).body.category, 'general');
    assert.equal((await change<Problem>(sam, path, { category: 'none' })).status, 422);
    assert.deepEqual(await subjectsOf(sam, 'category=general'), ['Uploads stop half way']);
    assert.deepEqual(await subjectsOf(sam, 'category=technical'), []);
    assert.equal((await ticketOf(ada, path)).category, undefined);
  });

  it('[4-63] names a day for the follow-up, which the requester sees', async () => {
    assert.equal((await change(sam, path, { followUpOn: '2026-12-01' })).body.followUpOn, '2026-12-01');
    assert.equal((await ticketOf(ada, path)).followUpOn, '2026-12-01');
    assert.equal((await eventsOf(ada, path)).at(-1)?.type, 'follow-up');
    assert.equal((await change<Problem>(sam, path, { followUpOn: 'soon' })).status, 422);
    assert.equal((await change(sam, path, { followUpOn: null })).body.followUpOn, undefined);
  });

  it('[0-37] ties a ticket to an incident, whose change of state is then told on it', async () => {
    const put = (person: TestPerson, state: string) =>
      handler.as(person).put('/v1/incidents/uploads', { title: 'Uploads fail', state });
    assert.equal((await put(ada, 'investigating')).status, 403);
    assert.equal((await change<Problem>(sam, path, { incident: 'uploads' })).status, 422);
    assert.equal((await put(sam, 'investigating')).status, 200);
    await change(sam, path, { incident: 'uploads' });
    const shown = { key: 'uploads', title: 'Uploads fail', state: 'investigating' };
    assert.deepEqual((await ticketOf(ada, path)).incident, shown);
    const { version } = await ticketOf(ada, path);
    await put(sam, 'resolved');
    await put(sam, 'resolved');
    const seen = await ticketOf(ada, path);
    assert.deepEqual([seen.incident?.state, seen.version], ['resolved', version + 1]);
    const events = (await eventsOf(ada, path)).filter(({ type }) => type === 'incident');
    assert.deepEqual(
      events.map(({ from, to, reason }) => [from, to, reason]),
      [
        [undefined, 'investigating', 'Uploads fail'],
        ['investigating', 'resolved', 'Uploads fail'],
      ],
    );
  });

  it('links tickets, each end shown only to those who may see the other', async () => {
    const bobs = (await handler.as(bob).post<Ticket>('/v1/tickets', consumerTicket({ subject: 'The same for me' }))).body;
    const own = (await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket({ subject: 'Something near' }))).body;
    const before = (await handler.as(ada).get(path)).text;
    const link = (to: string) => handler.as(sam).post<Ticket>(`${path}/links`, { to, relation: 'related' });
    assert.equal((await link(bobs.id)).body.links?.[0]?.number, bobs.number);
    assert.equal((await handler.as(ada).get(path)).text, before);
    assert.ok(!(await eventsOf(ada, path)).some(({ type }) => type === 'linked'));
    assert.equal((await handler.as(bob).get<Ticket>(`/v1/tickets/${bobs.id}`)).body.links, undefined);

    await link(own.id);
    assert.deepEqual((await ticketOf(ada, path)).links, [{ relation: 'related', id: own.id, number: own.number }]);
    assert.equal((await eventsOf(ada, path)).filter(({ type }) => type === 'linked').length, 1);
    // Hidden later, the other end is hidden here as well, with the event that told of it.
    await change(sam, `/v1/tickets/${own.id}`, { shared: false });
    assert.equal((await ticketOf(ada, path)).links, undefined);
    assert.ok(!(await eventsOf(ada, path)).some(({ type }) => type === 'linked'));
    assert.equal((await ticketOf(sam, path)).links?.length, 2);
    assert.equal((await handler.as(sam).post(`${path}/links`, { to: unknownId, relation: 'related' })).status, 422);
  });
});

describe('What staff hand over', () => {
  let path: string;
  beforeEach(async () => {
    await start(consumerPlansPolicy);
    path = `/v1/tickets/${(await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket())).body.id}`;
    await change(sam, path, { status: 'open' });
  });

  it('[2-33] is told to staff alone, with its note', async () => {
    const before = (await handler.as(ada).get(path)).text;
    const timeline = (await handler.as(ada).get(`${path}/timeline`)).text;
    await change(sam, path, { assignee: 'kim', reason: 'Kim knows their account.' });
    await change(sam, path, { queue: 'senior', reason: 'Third time this month.' });
    const notes = (await eventsOf(sam, path)).slice(-2);
    assert.deepEqual(
      notes.map(({ type, visibility, to, reason }) => [type, visibility, to, reason]),
      [
        ['assignee', 'internal', 'kim', 'Kim knows their account.'],
        ['queue', 'internal', 'senior', 'Third time this month.'],
      ],
    );
    assert.equal((await handler.as(ada).get(path)).text, before);
    assert.equal((await handler.as(ada).get(`${path}/timeline`)).text, timeline);
    const escalated = { action: 'escalate', reason: 'management' };
    const { version } = await ticketOf(ada, path);
    assert.equal((await handler.as(ada).post(`${path}/actions`, escalated, { version })).status, 200);
    await change(kim, path, { assignee: 'sam', reason: 'Back to you.' });
    assert.ok(
      (await eventsOf(ada, path)).every(({ type, reason }) => type !== 'assignee' && type !== 'queue' && reason === undefined),
    );
  });

  it('[4-61] waits for a specialist on hold, with a note that its requester never sees', async () => {
    await change(sam, path, { status: 'on-hold' });
    await handler.as(sam).post(`${path}/messages`, { body: 'Kim, is it the codec?', visibility: 'internal' });
    const seen = await ticketOf(ada, path);
    assert.deepEqual([seen.status, seen.phase], ['on-hold', 'waiting-internal']);
    const notes = async (person: TestPerson) =>
      (await itemsOf(person, path)).filter((item) => item.kind === 'message' && item.visibility === 'internal').length;
    assert.deepEqual([await notes(sam), await notes(ada)], [1, 0]);
    assert.deepEqual(await subjectsOf(ada, 'q=codec'), []);
  });

  it('[0-21] changes with its impact or an incident: the priority, told in the timeline, on the ticket and in the list', async () => {
    await handler.as(sam).put('/v1/incidents/uploads', { title: 'Uploads fail', state: 'investigating' });
    await change(sam, path, { incident: 'uploads', priority: 'high', reason: 'Part of an incident.' });
    const event = (await eventsOf(ada, path)).find(({ type }) => type === 'priority');
    assert.deepEqual([event?.from, event?.to, event?.reason], ['medium', 'high', 'Part of an incident.']);
    assert.equal((await ticketOf(ada, path)).priority, 'high');
    const list = async (query: string) => (await handler.as(ada).get<TicketPage>(`/v1/tickets?${query}`)).body.items;
    assert.deepEqual(
      (await list('priority=high')).map(({ priority }) => priority),
      ['high'],
    );
    assert.deepEqual(await list('priority=medium'), []);
  });
});

describe('Promises of time', () => {
  it('[4-42] stand on the ticket by level and plan, and move from running to overdue and met', async () => {
    await start(consumerPlansPolicy);
    const high = consumerTicket({ severity: 'high' });
    const respondOf = async (person: TestPerson, path: string) =>
      (await ticketOf(person, path)).targets?.find(({ measure }) => measure === 'respond');
    const paths: Record<string, string> = {};
    for (const person of [ada, bob]) {
      paths[person.id] = `/v1/tickets/${(await handler.as(person).post<Ticket>('/v1/tickets', high)).body.id}`;
    }
    const after = (hours: number) => new Date(handler.now().getTime() + hours * 3_600_000).toISOString();
    const [two, four] = [after(2), after(4)];
    assert.deepEqual(await respondOf(ada, paths.ada!), { measure: 'respond', dueAt: two, state: 'running' });
    assert.deepEqual(await respondOf(bob, paths.bob!), { measure: 'respond', dueAt: four, state: 'running' });
    assert.deepEqual(await respondOf(sam, paths.bob!), { measure: 'respond', dueAt: four, state: 'running' });
    handler.advance(3 * 3_600_000);
    assert.equal((await respondOf(ada, paths.ada!))?.state, 'overdue');
    await handler.as(sam).post(`${paths.bob}/messages`, { body: 'A note.', visibility: 'internal' });
    assert.equal((await respondOf(bob, paths.bob!))?.state, 'running');
    await handler.as(sam).post(`${paths.bob}/messages`, { body: 'We look at it.', visibility: 'public' });
    assert.equal((await respondOf(bob, paths.bob!))?.state, 'met');
  });

  it('say to staff alone why the priority is what it is', async () => {
    await start(managedWorkspacePolicy);
    const made = await handler.as(ada).post<Ticket>('/v1/tickets', workspaceTicket({ fields: { timing: 'relaxed' } }));
    assert.deepEqual([made.body.priority, made.body.priorityReason], ['p3', undefined]);
    assert.equal((await ticketOf(sam, `/v1/tickets/${made.body.id}`)).priorityReason, 'There is no hurry.');
  });
});
