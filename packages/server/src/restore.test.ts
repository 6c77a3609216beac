import assert from 'node:assert/strict';
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Ticket, TimelinePage } from '@helpmark/schema';
import Database from 'libsql';
import pg from 'pg';
import type { TestDatabase } from '../../../test/support/database.js';
import { makeDatabase, postgres } from '../../../test/support/database.js';
import { openEvents } from '../../../test/support/event-stream.js';
import { testFile, uploadFile } from '../../../test/support/files.js';
import type { TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };

describe('A backup', () => {
  let database: TestDatabase;
  let folder: string;
  let copied: string | undefined;
  const handlers: TestHandler[] = [];
  before(async () => {
    database = await makeDatabase({ kept: true });
    folder = mkdtempSync(join(tmpdir(), 'helpmark-backup-'));
  });
  after(async () => {
    for (const handler of handlers) await handler.close();
    await database.remove();
    if (copied !== undefined) await inCluster(`drop database if exists ${copied} with (force)`);
    rmSync(folder, { recursive: true });
  });

  const open = async (place: { database: string; files: string }) => {
    const handler = await createTestHandler({ ...place, timerInterval: false });
    handlers.push(handler);
    return handler;
  };
  const inCluster = async (statement: string) => {
    const client = new pg.Client(postgres);
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  /** Copies the database first and the files after it, so that no file is missing that the copy knows. */
  const backUp = async (original: TestHandler, files: string) => {
    const copy = { database: `file:${join(folder, 'helpmark.db')}`, files: join(folder, 'files') };
    if (postgres === undefined) {
      // As docs/production.md says: beside the running server, which writes on.
      await database.run(`vacuum into '${join(folder, 'helpmark.db')}'`);
    } else {
      // What pg_dump and pg_restore do, for which no PostgreSQL here has the programs: the database, table by table, as it stands.
      const url = new URL(database.address);
      const name = url.pathname.slice(1);
      copied = `${name}_copy`;
      await original.close();
      await inCluster(`create database ${copied} template ${name}`);
      url.pathname = `/${copied}`;
      copy.database = url.href;
    }
    cpSync(files, copy.files, { recursive: true });
    return copy;
  };

  it('that is restored holds everything that was answered before it, and goes on from there', async () => {
    const files = database.files ?? join(dirname(database.address.slice('file:'.length)), 'files');
    const original = await open({ database: database.address, files });
    const [requester, staff] = [original.as(ada), original.as(sam)];
    const file = testFile();
    const sent = await requester.post<Ticket>('/v1/tickets', sampleTicket({ attachments: [file.manifest] }), { key: 'first' });
    const path = `/v1/tickets/${sent.body.id}`;
    const attachment = sent.body.attachments?.[0]?.id ?? '';
    assert.equal((await uploadFile(requester, attachment, file.bytes)).status, 204);
    await staff.post(`${path}/messages`, { body: 'Internally.', visibility: 'internal' });
    await staff.post(`${path}/messages`, { body: 'Publicly.', visibility: 'public' });
    const reader = await openEvents(original.server, await mintToken(ada, original.now()));
    const seen = (await reader.next())?.id;
    await reader.leave();
    const ticket = (await staff.get(path)).body;
    const timeline = (await staff.get<TimelinePage>(`${path}/timeline`)).body;
    const writing =
      postgres === undefined
        ? Array.from({ length: 20 }, () => requester.post<Ticket>('/v1/tickets', sampleTicket({ subject: 'Meanwhile' })))
        : [];
    const copy = await backUp(original, files);
    for (const answer of await Promise.all(writing)) assert.equal(answer.status, 201);
    await original.close();

    const restored = await open(copy);
    if (postgres === undefined) {
      const check = new Database(copy.database.slice('file:'.length));
      assert.deepEqual(check.prepare('pragma integrity_check').all(), [{ integrity_check: 'ok' }]);
      check.close();
    }
    assert.deepEqual((await restored.as(sam).get(path)).body, ticket);
    assert.deepEqual((await restored.as(sam).get(`${path}/timeline`)).body, timeline);
    const download = await restored.as(ada).raw(`/v1/attachments/${attachment}`);
    assert.ok(Buffer.from(await download.arrayBuffer()).equals(file.bytes));
    const again = await restored
      .as(ada)
      .post<Ticket>('/v1/tickets', sampleTicket({ attachments: [file.manifest] }), { key: 'first' });
    assert.deepEqual([again.headers.get('idempotent-replayed'), again.body], ['true', sent.body]);
    const stream = await openEvents(restored.server, await mintToken(ada, restored.now()), { after: seen });
    const next = await restored.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    const numbers = (await restored.as(sam).get<{ items: Ticket[] }>('/v1/tickets?limit=100')).body.items.map(
      ({ number }) => number,
    );
    assert.equal(new Set(numbers).size, numbers.length, 'no number is given twice');
    assert.ok(numbers.includes(next.body.number));
    for (let told = ''; told !== next.body.id;) told = ((await stream.next())?.data as { ticket: string }).ticket;
    await stream.leave();
  });
});
