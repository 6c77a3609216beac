import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket, TicketPage, TimelineItem, TimelinePage, Unread } from '@helpmark/schema';
import type { Answered, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };
const wordsOf = (items: TimelineItem[]) => items.map((item) => (item.kind === 'message' ? item.body : item.type));

describe('A timeline', () => {
  let handler: TestHandler;
  let path: string;
  before(async () => {
    handler = await createTestHandler();
    const ticket = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ body: 'one' }))).body;
    path = `/v1/tickets/${ticket.id}`;
    await handler.as(sam).post(`${path}/messages`, { body: 'hidden', visibility: 'internal' });
    await handler.as(sam).post(`${path}/messages`, { body: 'two', visibility: 'public' });
    // The first public word of staff takes the ticket up, which is an event of its own.
    await handler.as(ada).post(`${path}/messages`, { body: 'three' });
    await handler.as(ada).post(`${path}/actions`, { action: 'resolve' }, { version: 3 });
  });
  after(() => handler.close());
  const page = async (person: object, query = '') =>
    (await handler.as({ ...ada, ...person }).get<TimelinePage>(`${path}/timeline${query}`)).body;

  it('[1-22] holds messages and events together, in the order in which the server took them', async () => {
    assert.deepEqual(wordsOf((await page(ada)).items), ['created', 'one', 'two', 'status', 'three', 'status']);
    assert.deepEqual(wordsOf((await page(sam)).items), ['created', 'one', 'hidden', 'two', 'status', 'three', 'status']);
  });

  it('is read in pages from its end to its beginning, and on from any item', async () => {
    const newest = await page(ada, '?limit=2');
    assert.deepEqual(wordsOf(newest.items), ['three', 'status']);
    const middle = await page(ada, `?limit=2&before=${newest.nextCursor}`);
    assert.deepEqual(wordsOf(middle.items), ['two', 'status']);
    const oldest = await page(ada, `?limit=2&before=${middle.nextCursor}`);
    assert.deepEqual([wordsOf(oldest.items), oldest.nextCursor], [['created', 'one'], undefined]);

    const on = await page(ada, `?limit=3&after=${oldest.items[0]?.id}`);
    assert.deepEqual(wordsOf(on.items), ['one', 'two', 'status']);
    const end = await page(ada, `?limit=3&after=${on.nextCursor}`);
    assert.deepEqual([wordsOf(end.items), end.nextCursor], [['three', 'status'], undefined]);
  });

  it('tells a requester nothing of an internal item, not even that its id exists', async () => {
    const hidden = (await page(sam)).items.find((item) => item.kind === 'message' && item.body === 'hidden');
    assert.ok(hidden);
    assert.deepEqual(wordsOf((await page(sam, `?after=${hidden.id}&limit=1`)).items), ['two']);
    for (const direction of ['before', 'after']) {
      const answers: object[] = [];
      for (const item of [hidden.id, '00000000-0000-4000-8000-000000000000']) {
        const { status, body }: Answered<Problem> = await handler.as(ada).get<Problem>(`${path}/timeline?${direction}=${item}`);
        assert.equal(status, 422);
        answers.push({ status, issues: body.issues });
      }
      assert.deepEqual(answers[0], answers[1]);
    }
    const mark = await handler.as(ada).post<Problem>(`${path}/read`, { item: hidden.id });
    assert.deepEqual([mark.status, mark.body.issues?.[0]?.path], [422, ['item']]);
  });

  it('refuses a limit that is none, and two directions at once', async () => {
    const [first] = (await page(ada)).items;
    for (const query of ['limit=0', 'limit=101', 'limit=1.5', 'limit=many', `before=${first?.id}&after=${first?.id}`]) {
      assert.equal((await handler.as(ada).get(`${path}/timeline?${query}`)).status, 422, query);
    }
  });

  it('shows e-mail addresses of others to staff alone', async () => {
    const emails = (items: TimelineItem[]) => [...new Set(items.map(({ author }) => author?.email ?? 'none'))].sort();
    assert.deepEqual(emails((await page(sam)).items), ['ada@example.com', 'sam@example.com']);
    assert.deepEqual(emails((await page(ada)).items), ['ada@example.com', 'none']);
  });

  it('counts the messages of others after a person’s mark, and the mark never moves back', async () => {
    const unread = async (person: object) => {
      const caller = handler.as({ ...ada, ...person });
      const { body } = await caller.get<Unread>('/v1/unread');
      const { items } = (await caller.get<TicketPage>('/v1/tickets')).body;
      assert.equal(items[0]?.unread, body.messages);
      assert.equal((await caller.get<Ticket>(path)).body.unread, body.messages);
      return body;
    };
    assert.deepEqual(await unread(ada), { messages: 1, tickets: 1 });
    assert.deepEqual(await unread(sam), { messages: 2, tickets: 1 });
    assert.deepEqual(await unread({ id: 'kim', role: 'staff' }), { messages: 4, tickets: 1 });

    const { items } = await page(ada);
    const before = (await handler.as(ada).get<Ticket>(path)).body;
    assert.equal((await handler.as(ada).post(`${path}/read`, { item: items.at(-1)?.id })).status, 204);
    assert.deepEqual(await unread(ada), { messages: 0, tickets: 0 });
    await handler.as(ada).post(`${path}/read`, { item: items[0]?.id });
    assert.deepEqual(await unread(ada), { messages: 0, tickets: 0 });
    assert.deepEqual((await handler.as(ada).get<Ticket>(path)).body, { ...before, unread: 0 });
    assert.deepEqual(await unread(sam), { messages: 2, tickets: 1 });
  });
});
