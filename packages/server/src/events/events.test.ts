import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket, TimelinePage } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { makeDatabase } from '../../../../test/support/database.js';
import type { EventReader } from '../../../../test/support/event-stream.js';
import { openEvents } from '../../../../test/support/event-stream.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import type { LogEntry } from '../index.js';
import type { TestPerson } from '../../../../test/support/tokens.js';
import { mintToken } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada' };
const eve = { id: 'eve', name: 'Eve' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };
const hour = 3_600_000;
const queues = [
  { key: 'front', label: 'Front' },
  { key: 'legal', label: 'Legal', restricted: true },
];

describe('A stream of changes', () => {
  let handler: TestHandler;
  before(async () => {
    // Signs of life come quickly, so that what a stream notices by them is seen without waiting.
    const policy = { ...defaultPolicy, queues };
    handler = await createTestHandler({ policy, pingInterval: 5, timerInterval: false, streamsPerPerson: 3 });
  });
  after(() => handler.close());

  const open = async (person: TestPerson, lastEventId?: string): Promise<EventReader> =>
    openEvents(handler.server, await mintToken(person, handler.now()), { after: lastEventId });
  const create = async (person: TestPerson = ada) => (await handler.as(person).post<Ticket>('/v1/tickets', sampleTicket())).body;
  const say = (person: TestPerson, { id }: Ticket, visibility?: string) =>
    handler.as(person).post(`/v1/tickets/${id}/messages`, { body: 'A word.', ...(visibility && { visibility }) });
  const read = async (person: TestPerson, { id }: Ticket) => (await handler.as(person).get<Ticket>(`/v1/tickets/${id}`)).body;
  const change = async ({ id }: Ticket, edit: object) => {
    const { version } = (await handler.as(kim).get<Ticket>(`/v1/tickets/${id}`)).body;
    assert.equal((await handler.as(kim).patch(`/v1/tickets/${id}`, edit, { version })).status, 200);
  };
  /** The next change that a reader gets; there has to be one. */
  const changeOf = async (reader: EventReader) => {
    const event = await reader.next();
    assert.equal(event?.event, 'change');
    return event?.data as { ticket: string; version?: number; kinds: string[] };
  };

  it('tells at once which ticket changed and how, in which version, and nothing of what it says', async () => {
    const ticket = await create();
    const reader = await open(ada);
    assert.equal(reader.response.headers.get('content-type'), 'text/event-stream');
    assert.match(reader.response.headers.get('cache-control') ?? '', /no-store/);
    assert.equal((await reader.next())?.event, 'reset', 'whoever comes new reads what they show again');
    await say(sam, ticket, 'public');
    const { version } = await read(ada, ticket);
    assert.deepEqual(await changeOf(reader), { ticket: ticket.id, version, kinds: ['ticket', 'timeline'] });
    await reader.leave();
  });

  it('goes on after the last event that came, with nothing missing and nothing twice', async () => {
    const [first, second] = [await create(), await create()];
    const reader = await open(ada);
    const start = (await reader.next())?.id;
    await reader.leave();
    for (let count = 0; count < 150; count += 1) await say(ada, count % 3 === 0 ? second : first);
    const again = await open(ada, start);
    const seen: string[] = [];
    let place: string | undefined;
    while (seen.length < 120) {
      const event = await again.next();
      seen.push((event?.data as { ticket: string }).ticket);
      place = event?.id;
    }
    await again.leave();
    const rest = await open(ada, place);
    while (seen.length < 150) seen.push((await changeOf(rest)).ticket);
    assert.deepEqual(
      seen,
      Array.from({ length: 150 }, (_, count) => (count % 3 === 0 ? second.id : first.id)),
    );
    await say(sam, first, 'public');
    assert.equal((await changeOf(rest)).ticket, first.id);
    await rest.leave();
  });

  it('says reset where the last event is not kept any more, or never was', async () => {
    const ticket = await create();
    const reader = await open(ada);
    const id = (await reader.next())?.id;
    await reader.leave();
    await say(sam, ticket, 'public');
    handler.advance(25 * hour);
    await handler.server.runDueTimers();
    for (const stale of [id, 'nonsense', '00000000-0000-4000-8000-000000000000.abc', '']) {
      const again = await open(ada, stale);
      assert.equal((await again.next())?.event, 'reset', stale);
      await again.leave();
    }
  });

  it('[2-30] tells a requester nothing of what is internal, in no event, no id and no version', async () => {
    const ticket = await create();
    await change(ticket, { assignee: 'sam' });
    const firstId = async () => {
      const reader = await open(ada);
      const { id } = (await reader.next()) ?? {};
      await reader.leave();
      return id;
    };
    const before = await firstId();
    const reader = await open(ada);
    const staff = await open(sam);
    await reader.next();
    await staff.next();
    await say(sam, ticket, 'internal');
    await change(ticket, { assignee: 'kim' });
    await change(ticket, { queue: 'front' });
    await change(ticket, { queue: 'legal' });
    assert.equal(await firstId(), before);
    await say(kim, ticket, 'public');
    const { version } = await read(ada, ticket);
    assert.deepEqual(await changeOf(reader), { ticket: ticket.id, version, kinds: ['ticket', 'timeline'] });
    assert.notEqual(await firstId(), before);
    let told = await changeOf(staff);
    while (told.version !== undefined) told = await changeOf(staff);
    assert.deepEqual(told, { ticket: ticket.id, kinds: ['access'] }, 'Sam does not belong to the queue that it went to');
    await reader.leave();
    await staff.leave();
  });

  it('tells nobody of tickets that they may not see, and both of one that they no longer may and of one that they now may', async () => {
    const ticket = await create();
    const [own, other] = [await open(ada), await open(eve)];
    await own.next();
    await other.next();
    await change(ticket, { shared: false });
    assert.deepEqual(await changeOf(own), { ticket: ticket.id, kinds: ['access'] });
    await change(ticket, { shared: true });
    const { version } = await read(ada, ticket);
    assert.deepEqual(await changeOf(own), { ticket: ticket.id, version, kinds: ['ticket', 'timeline', 'access'] });
    const theirs = await create(eve);
    assert.equal((await changeOf(other)).ticket, theirs.id);
    await own.leave();
    await other.leave();
  });

  it('tells what a person has read to that person alone', async () => {
    const ticket = await create();
    await say(sam, ticket, 'public');
    const [own, staff] = [await open(ada), await open(sam)];
    await own.next();
    await staff.next();
    const { items } = (await handler.as(ada).get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body;
    for (let times = 0; times < 2; times += 1) {
      await handler.as(ada).post(`/v1/tickets/${ticket.id}/read`, { item: items.at(-1)?.id });
    }
    await say(ada, ticket);
    const { version } = await read(ada, ticket);
    assert.deepEqual((await changeOf(own)).kinds, ['read']);
    assert.deepEqual(await changeOf(own), { ticket: ticket.id, version, kinds: ['ticket', 'timeline'] });
    assert.deepEqual((await changeOf(staff)).kinds, ['ticket', 'timeline']);
    await own.leave();
    await staff.leave();
  });

  it('gives signs of life, and ends when the token does', async () => {
    const reader = await open(ada);
    await reader.next();
    assert.deepEqual(await reader.nextBlock(), {});
    handler.advance(16 * 60_000);
    assert.equal(await reader.next(), undefined);
  });

  it('is refused to whoever has as many as one may have, until one of them ends', async () => {
    const readers = [await open(ada), await open(ada), await open(ada)];
    const refused = await open(ada);
    assert.deepEqual([refused.response.status, refused.response.headers.get('retry-after')], [429, '30']);
    const other = await open(eve);
    assert.equal(other.response.status, 200);
    await readers[0]?.leave();
    let status = 429;
    while (status === 429) {
      const again = await open(ada);
      status = again.response.status;
      readers.push(again);
    }
    assert.equal(status, 200);
    for (const reader of [...readers, other]) await reader.leave();
  });

  it('holds back what a slow reader has no room for, and gives it in order when they have', async () => {
    const ticket = await create();
    const reader = await open(ada);
    for (let count = 0; count < 60; count += 1) await say(ada, ticket);
    const { version } = await read(ada, ticket);
    assert.equal((await reader.next())?.event, 'reset');
    const versions: (number | undefined)[] = [];
    while (versions.length < 60) versions.push((await changeOf(reader)).version);
    // What was not yet written is told with the version of now: a reader reads the ticket once and not sixty times.
    assert.ok(versions.filter((one) => one === version).length > 40);
    await reader.leave();
  });

  it('needs a token, and answers HEAD without a stream', async () => {
    const request = (init: RequestInit) => handler.server.fetch(new Request('http://helpmark.test/v1/events', init));
    const refused = await request({});
    assert.deepEqual([refused.status, ((await refused.json()) as Problem).code], [401, 'token-missing']);
    const authorization = `Bearer ${await mintToken(ada, handler.now())}`;
    const head = await request({ method: 'HEAD', headers: { authorization } });
    assert.deepEqual([head.status, head.body], [200, null]);
    const wrong = await request({ method: 'POST', headers: { authorization } });
    assert.deepEqual([wrong.status, wrong.headers.get('allow')], [405, 'GET, HEAD']);
  });
});

describe('Streams of changes', () => {
  it('say when the policy reads differently, at once or to whoever comes again', async () => {
    let policy = defaultPolicy;
    const handler = await createTestHandler({ policy: () => policy, pingInterval: 5, timerInterval: false });
    await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    const open = async (id?: string) => openEvents(handler.server, await mintToken(ada, handler.now()), { after: id });
    const reader = await open();
    const { id } = (await reader.next()) ?? {};
    policy = { ...defaultPolicy, version: 'two' };
    assert.equal((await reader.next())?.event, 'policy');
    const again = await open(id);
    const event = await again.next();
    assert.equal(event?.event, 'policy');
    const third = await open(event?.id);
    await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal((await third.next())?.event, 'change', 'what is known is not told again');
    for (const each of [reader, again, third]) await each.leave();
    await handler.close();
  });

  it('end when the server closes, and later ones are refused with the time to wait, of which no failure is told', async () => {
    const failures: unknown[] = [];
    const log = (entry: LogEntry) => entry.level === 'error' && failures.push(entry);
    const handler = await createTestHandler({ log });
    const token = await mintToken(ada, handler.now());
    const reader = await openEvents(handler.server, token);
    await reader.next();
    handler.server.endStreams();
    assert.equal(await reader.next(), undefined);
    const refused = await openEvents(handler.server, token);
    assert.deepEqual([refused.response.status, refused.response.headers.get('retry-after')], [503, '30']);
    assert.deepEqual(failures, []);
    await handler.close();
  });

  it('are fed by another process on the same database within seconds', async () => {
    const kept = await makeDatabase({ kept: true });
    const database = kept.address;
    const [one, other] = [await createTestHandler({ database }), await createTestHandler({ database })];
    const reader = await openEvents(one.server, await mintToken(ada, one.now()));
    await reader.next();
    const { body } = await other.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(((await reader.next())?.data as { ticket: string }).ticket, body.id);
    await reader.leave();
    await one.close();
    await other.close();
    await kept.remove();
  });
});
