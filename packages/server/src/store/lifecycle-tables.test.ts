import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { it } from 'node:test';
import type { Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { Kysely, Migrator, sql } from 'kysely';
import { createTestHandler } from '../../../../test/support/handler.js';
import { openLibsql } from './libsql.js';
import { migrations } from './migrations.js';
import type { Tables } from './tables.js';

const ada = { id: 'ada', email: 'ada@example.com' };
const hour = 3_600_000;

it('Tickets from before the lifecycle get clocks from their timelines, and timers at the first start', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
  const database = `file:${join(folder, 'old.db')}`;
  const db = new Kysely<Tables>({ dialect: openLibsql(database).dialect });
  const { error } = await new Migrator({ db, provider: migrations }).migrateTo('0001-first');
  assert.equal(error, undefined);
  const at = (hours: number) => new Date(Date.parse('2026-11-20T00:00:00Z') + hours * hour).toISOString();
  for (const statement of [
    `insert into people (workspace, id, role, search) values ('acme', 'ada', 'requester', ''), ('acme', 'sam', 'staff', '')`,
    `insert into tickets values ('acme', 't', 'HS-1', 'general', 'Old', null, 'medium', 'waiting', 'waiting-requester', '{}', 'ada',
      null, 'sam', '${at(0)}', 3, '${at(2)}', 3, '${at(2)}', 'old')`,
    `insert into timeline values
      ('acme', 't', 1, 'a', 'event', 'public', 'created', 'ada', 'requester', null, null, null, null, '${at(0)}', ''),
      ('acme', 't', 2, 'b', 'message', 'public', null, 'ada', 'requester', 'Help.', null, null, null, '${at(0)}', ''),
      ('acme', 't', 3, 'c', 'message', 'public', null, 'sam', 'staff', 'Which?', null, null, null, '${at(1)}', ''),
      ('acme', 't', 4, 'd', 'event', 'public', 'status', 'sam', 'staff', null, 'new', 'waiting', null, '${at(2)}', ''),
      ('acme', 't', 5, 'e', 'message', 'internal', null, 'sam', 'staff', 'Hm.', null, null, null, '${at(3)}', '')`,
  ]) {
    await sql.raw(statement).execute(db);
  }
  await db.destroy();

  const handler = await createTestHandler({ policy: consumerPlansPolicy, database, timerInterval: false });
  const ticket = (await handler.as(ada).get<Ticket>('/v1/tickets/t')).body;
  assert.deepEqual([ticket.status, ticket.version], ['waiting', 3]);
  assert.deepEqual(
    ticket.targets?.map(({ measure, state }) => [measure, state]),
    [
      ['respond', 'met'],
      ['resolve', 'paused'],
    ],
  );
  // Three days after the ticket began to wait, which was an hour after the question.
  const due = Date.parse(at(2)) + 72 * hour;
  handler.advance(due - 60_000 - handler.now().getTime());
  assert.equal(await handler.server.runDueTimers(), 0);
  handler.advance(60_000);
  assert.equal(await handler.server.runDueTimers(), 1);
  await handler.close();
  rmSync(folder, { recursive: true });
});
