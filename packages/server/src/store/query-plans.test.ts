import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Ticket, TimelinePage } from '@helpmark/schema';
import { retainedKinds } from '@helpmark/schema/policy';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import Database from 'libsql';
import pg from 'pg';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase, postgres } from '../../../../test/support/database.js';
import { openEvents } from '../../../../test/support/event-stream.js';
import { testFile, uploadFile } from '../../../../test/support/files.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import { mintToken } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', organization: 'Northwind' };
const mia = { id: 'mia', name: 'Mia', organization: 'Northwind', see: 'organization' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };

/** A statement that a server sent to its database, with what filled its places. */
type Statement = [text: string, values: unknown[]];

/** Writes down what is prepared on any embedded database of this process. */
function recordLibsql(seen: Map<string, unknown[]>): () => void {
  type Ask = (...values: unknown[]) => unknown;
  const prototype = Database.prototype as unknown as { prepare: (text: string) => Record<string, Ask> };
  const { prepare } = prototype;
  prototype.prepare = function (this: unknown, text: string) {
    const statement = prepare.call(this, text);
    for (const name of ['all', 'run']) {
      const original = statement[name];
      statement[name] = (...values: unknown[]) => {
        seen.set(text, values.flat());
        return original?.apply(statement, values);
      };
    }
    return statement;
  };
  return () => {
    prototype.prepare = prepare;
  };
}

/** Writes down what is sent to any PostgreSQL. */
function recordPostgres(seen: Map<string, unknown[]>): () => void {
  const { query } = pg.Client.prototype as unknown as { query: (...values: unknown[]) => unknown };
  const prototype = pg.Client.prototype as unknown as { query: unknown };
  prototype.query = function (this: pg.Client, ...values: unknown[]) {
    if (typeof values[0] === 'string') seen.set(values[0], Array.isArray(values[1]) ? values[1] : []);
    return query.apply(this, values);
  };
  return () => {
    prototype.query = query;
  };
}

describe('Every query on the path of a request', () => {
  let database: TestDatabase;
  let handler: TestHandler;
  const seen = new Map<string, unknown[]>();
  before(async () => {
    database = await makeDatabase({ kept: true });
    const queues = [{ key: 'legal', label: 'Legal', restricted: true }];
    const retention = retainedKinds.map((kind, place) => ({ kind, after: { value: 10 - place, unit: 'days' as const } }));
    handler = await createTestHandler({
      database: database.address,
      ...(database.files !== undefined && { files: database.files }),
      policy: { ...defaultPolicy, queues, privacy: { retention } },
      timerInterval: false,
      mail: () => Promise.resolve(),
      scan: () => true,
    });
    // What a start asks, whole tables among it, is on nobody's path.
    const stop = postgres === undefined ? recordLibsql(seen) : recordPostgres(seen);
    await walk(handler);
    stop();
  });
  after(async () => {
    await handler.close();
    await database.remove();
  });

  const statements = (): Statement[] => [...seen].filter(([text]) => /^(select|update|delete|insert|with)\b/i.test(text));

  it('goes by an index, on the embedded database', { skip: postgres !== undefined && 'runs on the other' }, () => {
    const path = database.address.slice('file:'.length);
    const connection = new Database(path);
    const scans = statements().flatMap(([text, values]) => {
      const rows = connection.prepare(`explain query plan ${text}`).all(...(values as never[])) as { detail: string }[];
      // A scan of what another part of the query has made is no scan of a table.
      return rows
        .filter(({ detail }) => /^SCAN (?!\(|counted|constant|CONSTANT|\d)/.test(detail))
        .map(({ detail }) => `${detail}: ${text}`);
    });
    connection.close();
    assert.deepEqual(scans, []);
    assert.ok(statements().length > 60, `${statements().length} statements were seen`);
  });

  it('goes by an index, on PostgreSQL', { skip: postgres === undefined && 'run it by with-postgres.mjs' }, async () => {
    const client = new pg.Client(database.address);
    await client.connect();
    // Tables as small as these are read whole unless that is forbidden; what then still is has no index to go by.
    await client.query('set enable_seqscan = off');
    const scans: string[] = [];
    for (const [text, values] of statements()) {
      const { rows } = await client.query<{ 'QUERY PLAN': string }>(`explain ${text}`, values);
      const plan = rows.map((row) => row['QUERY PLAN']).join('\n');
      if (/Seq Scan on/.test(plan)) scans.push(`${plan}\n${text}`);
    }
    await client.end();
    assert.deepEqual(scans, []);
    assert.ok(statements().length > 60, `${statements().length} statements were seen`);
  });
});

/** A walk past everything that people do. */
async function walk(handler: TestHandler): Promise<void> {
  const [requester, chief, staff, admin] = [ada, mia, sam, kim].map((person) => handler.as(person));
  if (!requester || !chief || !staff || !admin) return;
  await staff.get('/v1/policy');
  const file = testFile();
  const ticket = (await requester.post<Ticket>('/v1/tickets', sampleTicket({ attachments: [file.manifest] }))).body;
  const path = `/v1/tickets/${ticket.id}`;
  const attachment = ticket.attachments?.[0]?.id ?? '';
  assert.equal((await uploadFile(requester, attachment, file.bytes)).status, 204);
  const reader = await openEvents(handler.server, await mintToken(ada, handler.now()));
  const last = (await reader.next())?.id;
  await staff.post(`${path}/messages`, { body: 'A word.', visibility: 'public' });
  await reader.next();
  await reader.leave();
  for (const person of [ada, mia, sam, kim]) {
    const again = await openEvents(handler.server, await mintToken(person, handler.now()), { after: last });
    await again.next();
    await again.leave();
  }
  for (const caller of [requester, chief, staff, admin]) {
    for (const sort of ['updated', '-updated', 'created', 'priority']) {
      const page = await caller.get<{ nextCursor?: string }>(`/v1/tickets?sort=${sort}&limit=1`);
      await caller.get(`/v1/tickets?sort=${sort}&limit=1&cursor=${page.body.nextCursor ?? ''}`);
    }
    const filters = [
      'phase=new',
      'status=open',
      'type=billing',
      'priority=low',
      'requester=ada',
      'q=invoice',
      'q=請求',
      'from=2026-11-01',
    ];
    for (const filter of filters) await caller.get(`/v1/tickets?${filter}`);
    await caller.get(path);
    const { items } = (await caller.get<TimelinePage>(`${path}/timeline`)).body;
    await caller.get(`${path}/timeline?limit=1&before=${items.at(-1)?.id}`);
    await caller.get(`${path}/timeline?limit=1&after=${items[0]?.id}`);
    await caller.post(`${path}/read`, { item: items.at(-1)?.id });
    await caller.get('/v1/unread');
    await caller.raw(`/v1/attachments/${attachment}`);
  }
  for (const filter of ['assignee=sam', 'assignee=nobody', 'organization=Northwind', 'project=x', 'queue=legal', 'category=x']) {
    await staff.get(`/v1/tickets?${filter}`);
  }
  const related = (await requester.post<Ticket>('/v1/tickets', sampleTicket({ relatedTo: ticket.id }))).body;
  await staff.post(`${path}/links`, { relation: 'related', to: related.id });
  const { version } = (await staff.get<Ticket>(path)).body;
  await staff.patch(path, { status: 'waiting', assignee: 'sam' }, { version });
  await staff.post(`${path}/requests`, { fields: ['impact'], text: 'Please.' });
  await staff.post(`${path}/upload-links`, {});
  await staff.get('/v1/people?q=ad&role=requester');
  await admin.put('/v1/categories', { items: [{ key: 'money', label: 'Money' }] });
  await staff.get('/v1/categories');
  await admin.patch('/v1/people/sam', { atWork: true });
  await admin.get('/v1/audit');
  await admin.get('/v1/people/ada/export');
  const more = testFile();
  const another = (await chief.post<Ticket>('/v1/tickets', sampleTicket({ attachments: [more.manifest] }))).body;
  await staff.post(`/v1/tickets/${another.id}/messages`, { body: 'A word.', visibility: 'public' });
  for (const person of ['mia', 'sam']) assert.equal((await admin.remove(`/v1/people/${person}`)).status, 200);
  const { version: latest } = (await staff.get<Ticket>(path)).body;
  await staff.patch(path, { status: 'closed' }, { version: latest });
  handler.advance(40 * 24 * 3600 * 1000);
  await handler.server.runDueTimers();
}
