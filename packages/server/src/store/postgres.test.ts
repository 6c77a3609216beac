import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem, Ticket } from '@helpmark/schema';
import pg from 'pg';
import type { CutLine } from '../../../../test/support/cut-line.js';
import { openLine } from '../../../../test/support/cut-line.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase, postgres } from '../../../../test/support/database.js';
import { openEvents } from '../../../../test/support/event-stream.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import { mintToken } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', role: 'staff' };

describe('On PostgreSQL', { skip: postgres === undefined && 'run it by node test/support/with-postgres.mjs' }, () => {
  let database: TestDatabase;
  let handlers: TestHandler[];
  let sessions: pg.Client[];
  let line: CutLine | undefined;
  beforeEach(() => {
    handlers = [];
    sessions = [];
  });
  afterEach(async () => {
    for (const session of sessions) await session.end();
    for (const handler of handlers) await handler.close();
    await line?.close();
    await database.remove();
  });

  /** Another process, as far as the database can tell: a pool and a line for notices of its own. */
  const open = async (address = database.address) => {
    const handler = await createTestHandler({
      database: address,
      files: database.files ?? '',
      timerInterval: false,
      log: () => {},
    });
    handlers.push(handler);
    return handler;
  };
  /** A session beside the servers. */
  const connect = async (address: string) => {
    const client = new pg.Client(address);
    client.on('error', () => undefined);
    await client.connect();
    sessions.push(client);
    return client;
  };

  it('several servers that start together make the tables once', async () => {
    database = await makeDatabase({ empty: true });
    const [first] = await Promise.all([open(), open(), open()]);
    assert.equal((await first.as(ada).post('/v1/tickets', sampleTicket())).status, 201);
  });

  it('equal requests to several servers take effect once, and numbers go up by one', async () => {
    database = await makeDatabase();
    const [one, other] = [await open(), await open()];
    const at = (count: number) => (count % 2 === 0 ? one : other).as(ada);
    const same = await Promise.all(
      Array.from({ length: 50 }, (_, count) => at(count).post<Ticket>('/v1/tickets', sampleTicket(), { key: 'same' })),
    );
    assert.deepEqual([...new Set(same.map(({ status, text }) => `${status} ${text}`))].length, 1);
    assert.equal(same.filter(({ headers }) => headers.has('idempotent-replayed')).length, 49);
    const each = await Promise.all(
      Array.from({ length: 40 }, (_, count) => at(count).post<Ticket>('/v1/tickets', sampleTicket())),
    );
    assert.deepEqual(
      each.map(({ body }) => Number(body.number.slice(-6))).sort((a, b) => a - b),
      Array.from({ length: 40 }, (_, count) => count + 2),
    );
  });

  it('what writers of several servers change in turn comes to a stream in the order of its versions, with nothing missing', async () => {
    database = await makeDatabase();
    const [one, other] = [await open(), await open()];
    const ticket = (await one.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body;
    const reader = await openEvents(one.server, await mintToken(sam, one.now()));
    const start = (await reader.next())?.id;
    await reader.leave();
    await Promise.all(
      Array.from({ length: 40 }, (_, count) =>
        (count % 2 === 0 ? one : other).as(ada).post(`/v1/tickets/${ticket.id}/messages`, { body: `Word ${count}.` }),
      ),
    );
    const again = await openEvents(other.server, await mintToken(sam, one.now()), { after: start });
    for (let count = 0; count < 40; count += 1) assert.equal((await again.next())?.event, 'change');
    await one.as(ada).post(`/v1/tickets/${ticket.id}/messages`, { body: 'The last.' });
    assert.deepEqual((await again.next())?.data, { ticket: ticket.id, version: 42, kinds: ['ticket', 'timeline'] });
    await again.leave();
  });

  it('a database that is away is 503 with the time to wait, and heals without a restart, streams included', async () => {
    database = await makeDatabase();
    const handler = await open();
    const caller = handler.as(ada);
    assert.equal((await caller.post('/v1/tickets', sampleTicket())).status, 201);
    const name = new URL(database.address).pathname.slice(1);
    const operator = await connect(postgres ?? '');
    await operator.query(`alter database ${name} allow_connections false`);
    await operator.query('select pg_terminate_backend(pid) from pg_stat_activity where datname = $1', [name]);
    for (const path of ['/v1/tickets', '/readyz']) {
      const answer = await caller.get<Problem>(path);
      assert.deepEqual([answer.status, answer.body.code, answer.headers.get('retry-after')], [503, 'unavailable', '5'], path);
    }
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'kept' })).status, 503);
    assert.equal((await caller.get('/healthz')).status, 200);
    await operator.query(`alter database ${name} allow_connections true`);
    assert.equal((await caller.get('/readyz')).status, 200);
    const created = await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'kept' });
    assert.deepEqual([created.status, created.body.number], [201, 'HM-000002']);
    const reader = await openEvents(handler.server, await mintToken(ada, handler.now()));
    await reader.next();
    const other = await open();
    const { body } = await other.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(((await reader.next())?.data as { ticket: string }).ticket, body.id);
    await reader.leave();
  });

  it('a line to the database that is cut is 503 until it is mended; then all goes on, and a stream misses nothing', async () => {
    database = await makeDatabase();
    const address = new URL(database.address);
    line = await openLine({ host: address.hostname, port: Number(address.port) });
    address.port = String(line.port);
    const [handler, other] = [await open(address.href), await open()];
    const caller = handler.as(ada);
    const { body: ticket } = await caller.post<Ticket>('/v1/tickets', sampleTicket());
    const reader = await openEvents(handler.server, await mintToken(ada, handler.now()));
    const last = (await reader.next())?.id;

    await line.cut();
    for (let times = 0; times < 3; times += 1) {
      const answer = await caller.post<Problem>('/v1/tickets', sampleTicket(), { key: 'kept' });
      assert.deepEqual([answer.status, answer.body.code, answer.headers.get('retry-after')], [503, 'unavailable', '5']);
      assert.equal((await caller.get(`/v1/tickets/${ticket.id}`)).status, 503);
    }
    assert.equal((await handler.server.fetch(new Request('http://helpmark.test/healthz'))).status, 200);
    await other.as(sam).post(`/v1/tickets/${ticket.id}/messages`, { body: 'Meanwhile.', visibility: 'public' });

    await line.mend();
    const created = await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'kept' });
    assert.deepEqual([created.status, created.headers.get('idempotent-replayed'), created.body.number], [201, null, 'HM-000002']);
    // A stream that was asking right then has ended, and its reader comes again.
    await reader.leave();
    const again = await openEvents(handler.server, await mintToken(ada, handler.now()), { after: last });
    assert.deepEqual((await again.next())?.data, { ticket: ticket.id, version: 2, kinds: ['ticket', 'timeline'] });
    assert.equal(((await again.next())?.data as { ticket: string }).ticket, created.body.id);
    // The line for notices has healed as well.
    await other.as(sam).post(`/v1/tickets/${ticket.id}/messages`, { body: 'Again.', visibility: 'public' });
    assert.equal(((await again.next())?.data as { version: number }).version, 3);
    await again.leave();
  });

  it('a pool that has no connection left, and a lock that is held, are 503 and nothing is half done', async () => {
    database = await makeDatabase();
    const handler = await open(`${database.address}?max=1`);
    const caller = handler.as(ada);
    await caller.get('/v1/policy');
    const holder = await connect(database.address);
    await holder.query('begin');
    await holder.query("select pg_advisory_xact_lock(hashtextextended('acme', 4802516))");
    const waiting = caller.post<Problem>('/v1/tickets', sampleTicket(), { key: 'kept' });
    // Once it waits for the lock it has the only connection.
    const waits = "select 1 from pg_locks where locktype = 'advisory' and not granted";
    while ((await holder.query(waits)).rowCount === 0) await new Promise((resolve) => setImmediate(resolve));
    const refused = await caller.get<Problem>('/v1/tickets');
    assert.deepEqual([refused.status, refused.body.code], [503, 'unavailable']);
    assert.equal((await waiting).status, 503);
    await holder.query('rollback');
    const { items } = (await caller.get<{ items: unknown[] }>('/v1/tickets')).body;
    assert.deepEqual(items, []);
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'kept' })).status, 201);
  });

  it('a start without the database ends in a sentence that names it and no password', async () => {
    database = await makeDatabase();
    const address = new URL(database.address);
    address.pathname = '/nowhere';
    await assert.rejects(open(address.href), ({ message }: Error) => {
      assert.match(message, /^The database nowhere at 127\.0\.0\.1:\d+ cannot be used \(.*\): see that it runs/);
      assert.ok(!message.includes(address.password));
      return true;
    });
  });

  it('a NUL, which no text there can hold, is kept as the sign for what cannot be shown', async () => {
    database = await makeDatabase();
    const handler = await open();
    const sent = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ subject: 'A\0B' }));
    assert.deepEqual([sent.status, sent.body.subject], [201, 'A\uFFFDB']);
    for (const path of ['/v1/tickets/%00', '/v1/tickets/a%00/timeline'])
      assert.equal((await handler.as(ada).get(path)).status, 404);
    assert.equal((await handler.as(ada).get('/v1/tickets?q=%00&status=%00&cursor=%00')).status, 422);
  });
});
