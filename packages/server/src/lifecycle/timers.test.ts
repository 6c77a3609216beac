import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Event, Policy, Ticket, TimelinePage } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { callerOf, createTestHandler } from '../../../../test/support/handler.js';
import { startTimerProcess } from '../../../../test/support/timer-process.js';
import { consumerTicket, workspaceTicket } from '../../../../test/support/preset-tickets.js';
import type { TestPerson } from '../../../../test/support/tokens.js';
import { mintToken } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const minute = 60_000;
const day = 24 * 60 * minute;

/** A ticket of Ada's that Sam has asked a question on, which it waits for. */
async function waiting(handler: TestHandler, input: object): Promise<string> {
  const { id } = (await handler.as(ada).post<Ticket>('/v1/tickets', input)).body;
  const path = `/v1/tickets/${id}`;
  await handler.as(sam).post(`${path}/messages`, { body: 'Which file?', visibility: 'public' });
  const { version } = (await handler.as(sam).get<Ticket>(path)).body;
  assert.equal((await handler.as(sam).patch(path, { status: 'waiting' }, { version })).status, 200);
  return path;
}

const ticketOf = async (handler: TestHandler, path: string, person: TestPerson = sam) =>
  (await handler.as(person).get<Ticket>(path)).body;

const eventsOf = async (handler: TestHandler, path: string, person: TestPerson = sam): Promise<Event[]> => {
  const { items } = (await handler.as(person).get<TimelinePage>(`${path}/timeline?limit=100`)).body;
  return items.filter((item) => item.kind === 'event');
};
const typesOf = async (handler: TestHandler, path: string, person: TestPerson = sam) =>
  (await eventsOf(handler, path, person)).map(({ type }) => type);

describe('Timers of the preset consumer-plans', () => {
  let handler: TestHandler;
  let path: string;
  let asked: number;
  beforeEach(async () => {
    handler = await createTestHandler({ policy: consumerPlansPolicy, timerInterval: false });
    path = await waiting(handler, consumerTicket());
    asked = handler.now().getTime();
  });
  afterEach(() => handler.close());
  /** Moves the clock to a time since the question, and lets timers run. */
  const at = (since: number) => {
    handler.advance(asked + since - handler.now().getTime());
    return handler.server.runDueTimers();
  };

  it('[4-83] [0-32] remind after 3 days without an answer, not a minute before, and once', async () => {
    assert.equal(await at(3 * day - minute), 0);
    assert.equal(await at(3 * day), 1);
    assert.equal(await at(3 * day + minute), 0);
    const reminder = (await eventsOf(handler, path, ada)).at(-1);
    assert.deepEqual(
      [reminder?.type, reminder?.author, reminder?.dueAt, reminder?.reason],
      ['reminder', undefined, new Date(asked + 3 * day).toISOString(), 'We are waiting for your response.'],
    );
  });

  it('[4-84] mark the ticket after 7 days, not a minute before, for staff alone', async () => {
    await at(7 * day - minute);
    assert.equal((await ticketOf(handler, path)).labels, undefined);
    const seen = (await handler.as(ada).get(path)).text;
    assert.equal(await at(7 * day), 1);
    assert.deepEqual((await ticketOf(handler, path)).labels, ['Waiting on Customer']);
    assert.equal((await ticketOf(handler, path)).status, 'waiting');
    assert.equal((await handler.as(ada).get(path)).text, seen);
  });

  it('[4-85] close the ticket after 14 days, not a minute before', async () => {
    await at(14 * day - minute);
    assert.equal((await ticketOf(handler, path)).status, 'waiting');
    assert.equal(await at(14 * day), 1);
    const ticket = await ticketOf(handler, path, ada);
    assert.deepEqual([ticket.status, ticket.phase, ticket.closeReason], ['closed', 'closed', 'no-answer']);
    assert.equal((await eventsOf(handler, path, ada)).at(-1)?.author, undefined);
    assert.equal(await at(100 * day), 0);
  });

  it('[4-86] leave a ticket that they closed to be reopened, however long after', async () => {
    await at(14 * day);
    await at(200 * day);
    const closed = await ticketOf(handler, path, ada);
    assert.equal(closed.reopenUntil, 'unlimited');
    const reopened = await handler.as(ada).post<Ticket>(`${path}/actions`, { action: 'reopen' }, { version: closed.version });
    assert.deepEqual([reopened.status, reopened.body.phase, reopened.body.closeReason], [200, 'active', undefined]);
  });

  it('begin again where the requester answers: marks go, and the days count from the next word of staff', async () => {
    await at(8 * day);
    assert.equal((await ticketOf(handler, path)).labels?.length, 1);
    await handler.as(ada).post(`${path}/messages`, { body: 'This one.' });
    assert.equal((await ticketOf(handler, path)).labels, undefined);
    assert.equal(await at(40 * day), 0);
    const { version } = await ticketOf(handler, path);
    await handler.as(sam).post(`${path}/messages`, { body: 'And now?', visibility: 'public' });
    await handler.as(sam).patch(path, { status: 'waiting' }, { version: version + 1 });
    assert.equal(await at(43 * day - minute), 0);
    assert.equal(await at(43 * day), 1);
  });

  it('stop at a word of the requester that leaves the status as it is, until staff write again', async () => {
    await handler.close();
    const close = { ...consumerPlansPolicy.timers![2]!, start: 'status' as const, phases: ['resolved' as const] };
    const policy = { ...consumerPlansPolicy, timers: [close], replyReopens: false };
    handler = await createTestHandler({ policy, timerInterval: false });
    path = await waiting(handler, consumerTicket());
    asked = handler.now().getTime();
    const { version } = await ticketOf(handler, path);
    await handler.as(sam).patch(path, { status: 'resolved' }, { version });
    await at(day);
    await handler.as(ada).post(`${path}/messages`, { body: 'Not for me.' });
    assert.equal((await ticketOf(handler, path)).phase, 'resolved');
    assert.equal(await at(40 * day), 0);
    await handler.as(sam).post(`${path}/messages`, { body: 'And now?', visibility: 'public' });
    assert.equal(await at(54 * day - minute), 0);
    assert.equal(await at(54 * day), 1);
  });

  it('are not started again by what is internal', async () => {
    await at(2 * day);
    await handler.as(sam).post(`${path}/messages`, { body: 'Silent so far.', visibility: 'internal' });
    assert.equal(await at(3 * day - minute), 0);
    assert.equal(await at(3 * day), 1);
  });

  it('that came due while the server was away fire once each, in order, with their own due times', async () => {
    assert.equal(await at(30 * day), 3);
    const fired = (await eventsOf(handler, path)).slice(-3);
    assert.deepEqual(
      fired.map(({ type, dueAt, createdAt }) => [type, dueAt, createdAt]),
      [
        ['reminder', 3],
        ['label', 7],
        ['status', 14],
      ].map(([type, days]) => [type, new Date(asked + Number(days) * day).toISOString(), handler.now().toISOString()]),
    );
    assert.equal(await at(31 * day), 0);
  });

  it('go by the server’s clock alone, whatever time a client names', async () => {
    const late = new Date(asked + 20 * day).toUTCString();
    await handler.as(ada).get(path, { headers: { date: late, 'x-client-time': late } });
    assert.equal(await at(3 * day - minute), 0);
    assert.equal(await at(3 * day), 1);
  });

  it('fire once where several runs meet', async () => {
    handler.advance(30 * day);
    await Promise.all([1, 2, 3, 4].map(() => handler.server.runDueTimers()));
    assert.deepEqual((await typesOf(handler, path)).slice(-4), ['status', 'reminder', 'label', 'status']);
  });
});

describe('Alerts of the preset consumer-plans', () => {
  const bea = { id: 'bea', role: 'staff', name: 'Bea', email: 'bea@example.com' };
  let handler: TestHandler;
  let path: string;
  let sent: string[];
  let said: number;
  beforeEach(async () => {
    sent = [];
    handler = await createTestHandler({
      policy: consumerPlansPolicy,
      timerInterval: false,
      mail: ({ to, queue, subject }) => void (subject.includes('overdue') && sent.push(to ?? queue ?? '')),
    });
    await handler.as(bea).get('/v1/policy');
    path = await begin('premium');
  });
  afterEach(() => handler.close());
  const begin = async (plan: string) => {
    const { id } = (await handler.as({ ...ada, plan }).post<Ticket>('/v1/tickets', consumerTicket())).body;
    await handler.as(sam).patch(`/v1/tickets/${id}`, { assignee: 'bea' }, { version: 1 });
    await handler.as(bea).post(`/v1/tickets/${id}/messages`, { body: 'We look at it.', visibility: 'public' });
    said = handler.now().getTime();
    return `/v1/tickets/${id}`;
  };
  const at = (since: number) => {
    handler.advance(said + since - handler.now().getTime());
    return handler.server.runDueTimers();
  };
  const alertsOf = async (person: TestPerson) => (await eventsOf(handler, path, person)).filter(({ type }) => type === 'overdue');

  it('[4-108] tell staff of an update that is overdue, to the minute and once, and its requester of nothing', async () => {
    const update = async () => (await ticketOf(handler, path, ada)).targets?.find(({ measure }) => measure === 'update');
    const dueAt = new Date(said + day).toISOString();
    assert.deepEqual(await update(), { measure: 'update', dueAt, state: 'running' });
    assert.equal(await at(day - minute), 0);
    const { version } = await ticketOf(handler, path, ada);
    assert.equal(await at(day), 0);
    assert.equal(await at(day + minute), 1);
    assert.deepEqual(
      (await alertsOf(sam)).map((event) => [event.to, event.dueAt, event.visibility, event.author]),
      [['update', dueAt, 'internal', undefined]],
    );
    assert.deepEqual(sent.splice(0), ['bea@example.com', 'premium']);
    assert.deepEqual([(await update())?.state, await alertsOf(ada)], ['overdue', []]);
    assert.equal((await ticketOf(handler, path, ada)).version, version);
    assert.equal(await at(9 * day), 0);
    assert.equal((await ticketOf(handler, path, ada)).targets?.find(({ measure }) => measure === 'resolve')?.state, 'overdue');
  });

  it('count from the next word of staff, not from one of the requester, and rest while the ticket waits for that', async () => {
    await at(day - minute);
    await handler.as(ada).post(`${path}/messages`, { body: 'And?' });
    assert.equal(await at(day + minute), 1);
    await handler.as(bea).post(`${path}/messages`, { body: 'Which file?', visibility: 'public' });
    said = handler.now().getTime();
    const { version } = await ticketOf(handler, path);
    await handler.as(bea).patch(path, { status: 'waiting' }, { version });
    assert.equal(await at(2 * day), 0);
    await handler.as(ada).post(`${path}/messages`, { body: 'This one.' });
    said = handler.now().getTime();
    assert.equal(await at(day), 0);
    assert.equal(await at(day + minute), 1);
    assert.equal((await alertsOf(sam)).length, 2);
  });

  it('are for the plans that were promised one, and end with the ticket', async () => {
    path = await begin('plus');
    assert.equal(await at(day + minute), 1, 'that of the other ticket');
    assert.deepEqual(await alertsOf(sam), []);
    path = await begin('premium');
    const { version } = await ticketOf(handler, path);
    await handler.as(bea).patch(path, { status: 'resolved' }, { version });
    assert.equal(await at(9 * day), 0);
    assert.deepEqual(await alertsOf(sam), []);
  });
});

describe('Timers of the preset managed-workspace', () => {
  let handler: TestHandler;
  let path: string;
  let asked: number;
  const begin = async (policy: Policy = managedWorkspacePolicy) => {
    handler = await createTestHandler({ policy, timerInterval: false });
    path = await waiting(handler, workspaceTicket());
    asked = handler.now().getTime();
  };
  afterEach(() => handler.close());
  const at = (since: number) => {
    handler.advance(asked + since - handler.now().getTime());
    return handler.server.runDueTimers();
  };
  const suggested = async () => (await ticketOf(handler, path)).closeSuggested === true;

  it('[0-33] need two follow-ups and ten days: the one without the other is not enough', async () => {
    await begin();
    assert.equal(await at(9 * day + 23 * 60 * minute), 2);
    assert.equal(await suggested(), false);
    await at(10 * day - minute);
    assert.equal(await suggested(), false);
    await at(10 * day);
    assert.equal(await suggested(), true);
    await handler.close();

    const once = managedWorkspacePolicy.timers!.filter(({ key }) => key !== 'first-follow-up');
    const late = { ...once[0]!, key: 'third-follow-up', after: { value: 20, unit: 'days' as const } };
    await begin({ ...managedWorkspacePolicy, timers: [...once, late] });
    await at(11 * day);
    assert.deepEqual(
      [await suggested(), (await typesOf(handler, path)).filter((type) => type === 'reminder').length],
      [false, 1],
    );
    await at(20 * day);
    assert.equal(await suggested(), true);
  });

  it('[0-34] suggest to close where the policy says so, and close where it says that', async () => {
    await begin();
    await at(60 * day);
    assert.deepEqual([(await ticketOf(handler, path)).phase, await suggested()], ['waiting-requester', true]);
    assert.equal((await ticketOf(handler, path, ada)).closeSuggested, undefined);
    assert.ok(!(await typesOf(handler, path, ada)).includes('close-suggested'));
    await handler.close();

    const timers = managedWorkspacePolicy.timers!.map((timer) =>
      timer.effect === 'suggest-close' ? { ...timer, effect: 'close' as const } : timer,
    );
    await begin({ ...managedWorkspacePolicy, timers });
    await at(10 * day - minute);
    assert.equal((await ticketOf(handler, path)).phase, 'waiting-requester');
    await at(10 * day);
    assert.equal((await ticketOf(handler, path)).phase, 'closed');
  });

  it('[0-35] count from nothing again after a reply on the ninth day', async () => {
    await begin();
    await at(9 * day);
    await handler.as(ada).post(`${path}/messages`, { body: 'I am on it.' });
    const { version } = await ticketOf(handler, path);
    await handler.as(sam).post(`${path}/messages`, { body: 'Good.', visibility: 'public' });
    await handler.as(sam).patch(path, { status: 'waiting' }, { version: version + 1 });
    assert.equal(await at(13 * day - minute), 0);
    assert.equal(await at(18 * day), 2);
    await at(19 * day - minute);
    assert.equal(await suggested(), false);
    await at(19 * day);
    assert.equal(await suggested(), true);
  });

  it('[0-36] leave a closed ticket to be opened again by a reply, however long after', async () => {
    await begin();
    const { version } = await ticketOf(handler, path);
    await handler.as(sam).patch(path, { status: 'closed' }, { version });
    await at(1000 * day);
    assert.equal((await handler.as(ada).post(`${path}/messages`, { body: 'It is back.' })).status, 201);
    assert.equal((await ticketOf(handler, path, ada)).phase, 'active');
  });
});

describe('Timers that are kept', () => {
  let folder: string;
  let kept: TestDatabase;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
    kept = await makeDatabase({ kept: true });
  });
  afterEach(async () => {
    rmSync(folder, { recursive: true });
    await kept.remove();
  });

  it('outlive restarts: none is lost and none fires twice', async () => {
    const options = { policy: consumerPlansPolicy, timerInterval: false as const, database: kept.address };
    let handler = await createTestHandler(options);
    const path = await waiting(handler, consumerTicket());
    const asked = handler.now().getTime();
    const seen: number[] = [];
    for (const since of [3 * day - minute, 3 * day, 7 * day - minute, 7 * day, 7 * day, 14 * day - minute, 14 * day]) {
      await handler.close();
      handler = await createTestHandler(options);
      handler.advance(asked + since - handler.now().getTime());
      seen.push(await handler.server.runDueTimers());
    }
    assert.deepEqual(seen, [0, 1, 0, 1, 0, 0, 1]);
    const caller = callerOf(handler.server, () => mintToken(ada, handler.now()));
    assert.equal((await caller.get<Ticket>(path)).body.phase, 'closed');
    await handler.close();
  });

  it('fire once where two processes share the database, each with its own eyes on the same clock', async () => {
    const database = kept.address;
    const clockFile = join(folder, 'clock');
    const handler = await createTestHandler({ policy: consumerPlansPolicy, timerInterval: false, database });
    const paths: string[] = [];
    for (let count = 0; count < 10; count += 1) paths.push(await waiting(handler, consumerTicket()));
    const asked = handler.now().getTime();
    writeFileSync(clockFile, new Date(asked).toISOString());
    let processes = [startTimerProcess(database, clockFile), startTimerProcess(database, clockFile)];
    const fired: number[] = [];
    try {
      for (const since of [3 * day - minute, 3 * day, 7 * day, 14 * day]) {
        writeFileSync(clockFile, new Date(asked + since).toISOString());
        const counts = await Promise.all(processes.map((process) => process.run()));
        fired.push(counts[0]! + counts[1]!);
        // One of the two dies without a word and another takes its place.
        processes[0]!.kill();
        processes = [startTimerProcess(database, clockFile), processes[1]!];
      }
    } finally {
      for (const process of processes) process.kill();
    }
    assert.deepEqual(fired, [0, 10, 10, 10]);
    handler.advance(14 * day);
    for (const path of paths) {
      assert.deepEqual((await typesOf(handler, path)).slice(-4), ['status', 'reminder', 'label', 'status']);
    }
    await handler.close();
  });

  it('move with a policy that names other times', async () => {
    const database = kept.address;
    const first = await createTestHandler({ policy: consumerPlansPolicy, timerInterval: false, database });
    await waiting(first, consumerTicket());
    await first.close();
    const timers = consumerPlansPolicy.timers!.map((timer) => ({ ...timer, after: { value: 1, unit: 'hours' as const } }));
    const policy = { ...consumerPlansPolicy, version: 'quick', timers };
    const second = await createTestHandler({ policy, timerInterval: false, database });
    second.advance(60 * minute);
    assert.equal(await second.server.runDueTimers(), 3);
    await second.close();
  });
});
