import assert from 'node:assert/strict';
import { beforeEach, afterEach, describe, it } from 'node:test';
import type { Message, Problem, Ticket, TimelinePage } from '@helpmark/schema';
import { maxBodyLength } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };

describe('A message', () => {
  let handler: TestHandler;
  let id: string;
  beforeEach(async () => {
    handler = await createTestHandler();
    id = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body.id;
  });
  afterEach(() => handler.close());
  const reply = <T = Message>(person: typeof ada | typeof sam, body: unknown) =>
    handler.as(person).post<T>(`/v1/tickets/${id}/messages`, body);
  const ticketFor = async (person: typeof ada | typeof sam) => (await handler.as(person).get<Ticket>(`/v1/tickets/${id}`)).body;

  it('[0-29] [4-72] is added by the requester, and the ticket shows that it changed', async () => {
    handler.advance(60_000);
    const { status, body } = await reply(ada, { body: 'It is invoice 2026-05.' });
    assert.equal(status, 201);
    assert.deepEqual(
      [body.kind, body.body, body.visibility, body.author.id, body.attachments, body.createdAt],
      ['message', 'It is invoice 2026-05.', 'public', 'ada', [], handler.now().toISOString()],
    );
    const ticket = await ticketFor(ada);
    assert.deepEqual([ticket.version, ticket.updatedAt, ticket.unread], [2, handler.now().toISOString(), 0]);
    assert.equal((await ticketFor(sam)).unread, 2);
  });

  it('needs a visibility from staff and takes none from a requester', async () => {
    const missing = await reply<Problem>(sam, { body: 'Which one?' });
    assert.deepEqual([missing.status, missing.body.issues?.[0]?.path], [422, ['visibility']]);
    for (const visibility of ['public', 'internal']) {
      const refused = await reply<Problem>(ada, { body: 'This one.', visibility });
      assert.deepEqual([refused.status, refused.body.issues?.[0]?.path], [422, ['visibility']]);
    }
    for (const visibility of ['public', 'internal']) {
      assert.equal((await reply(sam, { body: 'Which one?', visibility })).body.visibility, visibility);
    }
  });

  it('must say something, within its length in code points', async () => {
    assert.equal((await reply(ada, { body: '🦉'.repeat(maxBodyLength) })).status, 201);
    const wrong: [body: unknown, code: string][] = [
      [{ body: ' \n' }, 'required'],
      [{}, 'required'],
      [{ body: 7 }, 'wrong-type'],
      [{ body: 'x'.repeat(maxBodyLength + 1) }, 'too-long'],
    ];
    for (const [body, code] of wrong) {
      const answer = await reply<Problem>(ada, body);
      assert.deepEqual([answer.status, answer.body.issues?.[0]?.path, answer.body.issues?.[0]?.code], [422, ['body'], code]);
    }
  });

  it('of the requester ends the waiting for them, with an event after it', async () => {
    await handler.as(sam).patch(`/v1/tickets/${id}`, { status: 'waiting' }, { version: 1 });
    await reply(sam, { body: 'Still waiting.', visibility: 'public' });
    assert.equal((await ticketFor(ada)).status, 'waiting');
    await reply(ada, { body: 'Here it is.' });
    const ticket = await ticketFor(ada);
    assert.deepEqual([ticket.status, ticket.phase], ['in-progress', 'active']);
    const { items } = (await handler.as(ada).get<TimelinePage>(`/v1/tickets/${id}/timeline`)).body;
    assert.deepEqual(
      items.slice(-2).map((item) => (item.kind === 'message' ? item.body : `${item.from} to ${item.to}`)),
      ['Here it is.', 'waiting to in-progress'],
    );
  });

  it('is refused from the requester of a closed ticket, and where the capability is withdrawn, with the reason', async () => {
    await handler.as(sam).patch(`/v1/tickets/${id}`, { status: 'closed' }, { version: 1 });
    const refused = await reply<Problem>(ada, { body: 'One more thing.' });
    assert.deepEqual([refused.status, refused.body.code, refused.body.issues?.[0]?.code], [403, 'not-allowed', 'closed']);
    assert.equal((await reply(sam, { body: 'A last word.', visibility: 'public' })).status, 201);

    const other = await createTestHandler({ policy: { ...defaultPolicy, capabilities: { reply: false } } });
    const ticket = (await other.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body;
    const silent = await other.as(ada).post<Problem>(`/v1/tickets/${ticket.id}/messages`, { body: 'Hello?' });
    assert.deepEqual([silent.status, silent.body.issues?.[0]?.code], [403, 'not-allowed']);
    await other.close();
  });
});
