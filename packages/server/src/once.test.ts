import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Message, Problem, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import type { TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';

const sam = { id: 'sam', role: 'staff', name: 'Sam' };

describe('An idempotency key', () => {
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler();
  });
  after(() => handler.close());

  it('makes fifty equal creates that arrive together one ticket with one number', async () => {
    const caller = handler.as({ id: 'ada' });
    const answers = await Promise.all(
      Array.from({ length: 50 }, () => caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'fifty' })),
    );
    assert.deepEqual([...new Set(answers.map(({ status }) => status))], [201]);
    assert.equal(new Set(answers.map(({ text }) => text)).size, 1);
    assert.deepEqual(new Set(answers.map(({ headers }) => headers.get('etag'))), new Set(['"1"']));
    assert.equal(answers.filter(({ headers }) => headers.get('idempotent-replayed') === 'true').length, 49);
    assert.equal((await caller.get<TicketPage>('/v1/tickets')).body.items.length, 1);
    const next = await caller.post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(Number(next.body.number.slice(3)), Number(answers[0]!.body.number.slice(3)) + 1);
  });

  it('is needed for tickets, messages and actions, and must be plain', async () => {
    const caller = handler.as({ id: 'bob' });
    const { id } = (await caller.post<Ticket>('/v1/tickets', sampleTicket())).body;
    const calls: [path: string, body: object][] = [
      ['/v1/tickets', sampleTicket()],
      [`/v1/tickets/${id}/messages`, { body: 'More.' }],
      [`/v1/tickets/${id}/actions`, { action: 'resolve' }],
    ];
    for (const [path, body] of calls) {
      for (const key of [null, '', ' ', 'with space', 'x'.repeat(201)]) {
        const answer = await caller.post<Problem>(path, body, { key, version: 1 });
        assert.deepEqual([answer.status, answer.body.code], [400, 'key-missing'], `${path} ${key}`);
      }
    }
    assert.equal((await caller.get<Ticket>(`/v1/tickets/${id}`)).body.version, 1);
    assert.equal((await caller.get<TicketPage>('/v1/tickets')).body.items.length, 1);
  });

  it('stands for a request and for what was made of it: "~" at its end tells them apart, and one of them takes effect', async () => {
    const caller = handler.as({ id: 'una' });
    assert.equal((await caller.post('/v1/tickets', sampleTicket({ subject: '' }), { key: 'mended' })).status, 422);
    const made = await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'mended~' });
    assert.equal(made.status, 201);
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'mended~' })).text, made.text);
    for (const key of ['mended', 'mended~', 'mended~~']) {
      const { status, body } = await caller.post<Problem>('/v1/tickets', sampleTicket({ subject: 'Another' }), { key });
      assert.deepEqual([status, body.code], [422, 'key-reused'], key);
    }
    assert.equal((await caller.get<TicketPage>('/v1/tickets')).body.items.length, 1);
  });

  it('is refused with other content, another path or another method', async () => {
    const caller = handler.as({ id: 'eve' });
    const { id } = (await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'k' })).body;
    const calls: [path: string, body: object][] = [
      ['/v1/tickets', sampleTicket({ subject: 'Something else' })],
      ['/v1/tickets', sampleTicket({ fields: { urgency: 'Now.' } })],
      // Content that no key would make right tells first of all that another has arrived.
      ['/v1/tickets', sampleTicket({ subject: '' })],
      ['/v1/tickets', { ...sampleTicket(), body: 'x'.repeat(300 * 1024) }],
      [`/v1/tickets/${id}/messages`, { body: 'More.' }],
    ];
    for (const [path, body] of calls) {
      const answer = await caller.post<Problem>(path, body, { key: 'k' });
      assert.deepEqual([answer.status, answer.body.code], [422, 'key-reused']);
    }
  });

  it('knows a repeat by what it means: the order of members, white space and members that nobody knows do not count', async () => {
    const caller = handler.as({ id: 'fay' });
    const input = sampleTicket();
    const first = await caller.post<Ticket>('/v1/tickets', input, { key: 'k' });
    const { urgency, ...rest } = input.fields;
    const turned = { fields: { urgency, ...rest }, novelty: true, body: input.body, type: input.type, subject: input.subject };
    const second = await caller.post<Ticket>('/v1/tickets', JSON.stringify(turned, null, 4), { key: 'k' });
    assert.deepEqual([second.status, second.text, second.headers.get('idempotent-replayed')], [201, first.text, 'true']);
    assert.equal(first.headers.get('idempotent-replayed'), null);
  });

  it('gives back the answer of the first time, even after the ticket has changed', async () => {
    const caller = handler.as({ id: 'gus' });
    const first = await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'k' });
    const path = `/v1/tickets/${first.body.id}`;
    const said = await caller.post<Message>(`${path}/messages`, { body: 'More.' }, { key: 'm' });
    const acted = await caller.post<Ticket>(`${path}/actions`, { action: 'resolve' }, { key: 'a', version: 2 });
    await handler.as(sam).patch(path, { status: 'closed' }, { version: 3 });

    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'k' })).text, first.text);
    const again = await caller.post(`${path}/messages`, { body: 'More.' }, { key: 'm' });
    assert.deepEqual([again.status, again.text], [201, said.text]);
    const reacted = await caller.post(`${path}/actions`, { action: 'resolve' }, { key: 'a', version: 2 });
    assert.deepEqual([reacted.status, reacted.text, reacted.headers.get('etag')], [200, acted.text, '"3"']);
    assert.equal((await caller.get<TimelinePage>(`${path}/timeline`)).body.items.length, 5);
  });

  it('is not spent by a failure: mended content may take it', async () => {
    const caller = handler.as({ id: 'hal' });
    assert.equal((await caller.post('/v1/tickets', sampleTicket({ subject: '' }), { key: 'k' })).status, 422);
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'k' })).status, 201);
  });

  it('is one person’s own', async () => {
    const one = await handler.as({ id: 'ida' }).post<Ticket>('/v1/tickets', sampleTicket(), { key: 'ours' });
    const other = await handler.as({ id: 'jon' }).post<Ticket>('/v1/tickets', sampleTicket(), { key: 'ours' });
    assert.notEqual(one.body.id, other.body.id);
  });

  it('does not give an answer made for staff to someone who no longer is', async () => {
    const { id } = (await handler.as({ id: 'kay' }).post<Ticket>('/v1/tickets', sampleTicket())).body;
    const body = { body: 'Between us.', visibility: 'internal' };
    const path = `/v1/tickets/${id}/messages`;
    assert.equal((await handler.as(sam).post(path, body, { key: 'k' })).status, 201);
    const later = await handler.as({ ...sam, role: 'requester' }).post<Problem>(path, { body: 'Between us.' }, { key: 'k' });
    assert.deepEqual([later.status, later.body.code], [422, 'key-reused']);
  });
});
