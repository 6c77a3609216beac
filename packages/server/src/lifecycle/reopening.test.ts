import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Event, PeoplePage, Policy, Problem, Ticket, TimelinePage } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';
import type { TestPerson } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let handler: TestHandler;
let path: string;
afterEach(() => handler.close());

/** A ticket of Ada's under a policy. */
async function begin(policy: Policy, input: object, person: TestPerson = ada): Promise<Ticket> {
  handler = await createTestHandler({ policy, timerInterval: false });
  const { status, body, text } = await handler.as(person).post<Ticket>('/v1/tickets', input);
  assert.equal(status, 201, text);
  path = `/v1/tickets/${body.id}`;
  return body;
}
const ticketOf = async (person: TestPerson = ada) => (await handler.as(person).get<Ticket>(path)).body;
const act = async <T = Ticket>(body: object, person: TestPerson = ada) =>
  handler.as(person).post<T>(`${path}/actions`, body, { version: (await ticketOf(person)).version });
const change = async <T = Ticket>(body: object, person: TestPerson = sam) =>
  handler.as(person).patch<T>(path, body, { version: (await ticketOf(person)).version });
const eventsOf = async (person: TestPerson = ada): Promise<Event[]> =>
  (await handler.as(person).get<TimelinePage>(`${path}/timeline?limit=100`)).body.items.filter((item) => item.kind === 'event');
const actionOf = (ticket: Ticket, name: string) => ticket.actions.find(({ action }) => action === name);

describe('Reopening', () => {
  it('[4-112] is open for 7 days after closing and not a minute longer, by the action and by a reply', async () => {
    for (const [late, status] of [
      [0, 'open'],
      [minute, 'over'],
    ] as const) {
      await begin(consumerPlansPolicy, consumerTicket());
      await change({ status: 'closed' });
      const until = new Date(handler.now().getTime() + 7 * day).toISOString();
      handler.advance(7 * day - minute);
      assert.deepEqual([(await ticketOf()).reopenUntil, (await ticketOf()).closeReason], [until, 'staff']);
      assert.equal(actionOf(await ticketOf(), 'reopen')?.allowed, true);
      handler.advance(minute + late);
      if (status === 'open') {
        assert.equal((await act({ action: 'reopen' })).body.phase, 'active');
        await handler.close();
        continue;
      }
      for (const answer of [
        await act<Problem>({ action: 'reopen' }),
        await handler.as(ada).post<Problem>(`${path}/messages`, { body: 'Again.' }),
      ]) {
        assert.deepEqual([answer.status, answer.body.issues?.[0]?.code], [403, 'window-over']);
      }
    }
  });

  it('[4-113] takes the ticket up again with the same agent and all that was said, by the action and by a reply', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    await change({ assignee: 'sam' });
    await change({ status: 'resolved' });
    await act({ action: 'confirm' });
    handler.advance(6 * day);
    assert.equal((await handler.as(ada).post(`${path}/messages`, { body: 'Again.' })).status, 201);
    const ticket = await ticketOf(sam);
    assert.deepEqual([ticket.phase, ticket.assignee?.id, ticket.closeReason], ['active', 'sam', undefined]);
    await change({ status: 'closed' });
    assert.equal((await act({ action: 'reopen' })).body.phase, 'active');
    assert.equal((await ticketOf(sam)).assignee?.id, 'sam');
    const { items } = (await handler.as(ada).get<TimelinePage>(`${path}/timeline`)).body;
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'message' ? [item.body] : [])),
      ['The bar stays at 50 %.', 'Again.'],
    );
  });

  it('[4-113] takes a ticket from an agent who is gone, for somebody else to take up', async () => {
    const kim = { id: 'kim', role: 'admin', name: 'Kim' };
    const gone: [why: string, leave: () => Promise<unknown>][] = [
      ['an administrator says so', () => handler.as(kim).patch('/v1/people/sam', { atWork: false })],
      ['their token says so', () => handler.as({ id: 'sam', name: 'Sam' }).get('/v1/policy')],
    ];
    for (const [why, leave] of gone) {
      await begin(consumerPlansPolicy, consumerTicket());
      await change({ assignee: 'sam' });
      await change({ status: 'closed' });
      await leave();
      assert.equal((await ticketOf(kim)).assignee?.id, 'sam', 'what is done stays as it was');
      assert.equal((await act({ action: 'reopen' })).body.phase, 'active');
      assert.equal((await ticketOf(kim)).assignee, undefined, why);
      assert.ok((await eventsOf(kim)).some(({ type, from, to }) => type === 'assignee' && from === 'sam' && to === undefined));
      assert.ok(!(await eventsOf()).some(({ type }) => type === 'assignee'));
      const { items } = (await handler.as(kim).get<PeoplePage>('/v1/people?role=staff')).body;
      assert.deepEqual(items, []);
      assert.equal((await change<Problem>({ assignee: 'sam' }, kim)).status, 422);
      await handler.close();
    }
    handler = await createTestHandler({ policy: consumerPlansPolicy });
    assert.equal((await handler.as(sam).patch('/v1/people/sam', { atWork: false })).status, 403);
  });

  it('later is done by a new ticket that names the old one, visible both ways', async () => {
    const old = await begin(consumerPlansPolicy, consumerTicket());
    await change({ status: 'closed' });
    handler.advance(8 * day);
    const next = await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket({ relatedTo: old.id }));
    assert.deepEqual(next.body.links, [{ relation: 'follows', id: old.id, number: old.number }]);
    assert.deepEqual((await ticketOf()).links, [{ relation: 'followed-by', id: next.body.id, number: next.body.number }]);
    const linked = (await eventsOf()).at(-1);
    assert.deepEqual([linked?.type, linked?.from, linked?.to], ['linked', 'followed-by', next.body.number]);
  });

  it('names no ticket that the person may not see: another’s is refused exactly as one that there is not', async () => {
    const old = await begin(consumerPlansPolicy, consumerTicket());
    const bob = handler.as({ id: 'bob', email: 'bob@example.com' });
    const texts: string[] = [];
    for (const relatedTo of [old.id, '00000000-0000-4000-8000-000000000000', 'x']) {
      const answer = await bob.post<Problem>('/v1/tickets', consumerTicket({ relatedTo }));
      assert.deepEqual([answer.status, answer.body.issues?.[0]?.path], [422, ['relatedTo']]);
      texts.push(answer.text.replace(answer.body.requestId ?? '', ''));
    }
    assert.equal(new Set(texts).size, 1);
    assert.equal((await ticketOf()).links, undefined);
  });
});
