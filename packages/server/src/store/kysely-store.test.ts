import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import Database from 'libsql';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import type { LogEntry } from '../index.js';
import { startClock } from '../lifecycle/clock.js';
import { openStore } from './kysely-store.js';

const ada = { id: 'ada', workspace: 'acme', role: 'requester' };
const viewer = { workspace: 'acme', id: 'ada', staff: false, everything: false, queues: [] };

describe('The store', () => {
  let folder: string;
  let kept: TestDatabase;
  before(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
    kept = await makeDatabase({ kept: true });
  });
  after(async () => {
    rmSync(folder, { recursive: true });
    await kept.remove();
  });

  const open = async () => {
    const database = await makeDatabase();
    const store = await openStore(database.address);
    const close = async () => {
      await store.close();
      await database.remove();
    };
    return { store, close };
  };

  it('writes all of a transaction or nothing of it', async () => {
    const { store, close } = await open();
    const failure = new Error('halfway');
    await assert.rejects(
      store.write('acme', async (records) => {
        await records.savePerson(ada);
        assert.equal(await records.nextTicketCount('acme'), 1);
        throw failure;
      }),
      failure,
    );
    assert.equal(await store.read((records) => records.person('acme', 'ada')), undefined);
    assert.equal(await store.write('acme', (records) => records.nextTicketCount('acme')), 1);
    await close();
  });

  it('lets one transaction after another check and write, so that none acts on what another changed', async () => {
    const { store, close } = await open();
    const counts = await Promise.all(
      Array.from({ length: 50 }, () =>
        store.write('acme', async (records) => {
          const found = await records.person('acme', 'ada');
          if (!found) await records.savePerson(ada);
          return found ? 0 : 1;
        }),
      ),
    );
    assert.equal(
      counts.reduce((sum: number, count) => sum + count, 0),
      1,
    );
    await close();
  });

  it('finds its tables as it left them', async () => {
    const store = await openStore(kept.address);
    await store.write('acme', (records) => records.savePerson(ada));
    await store.close();
    const again = await openStore(kept.address);
    assert.equal((await again.read((records) => records.person('acme', 'ada')))?.id, 'ada');
    await again.close();
  });

  it('refuses at the border of the tables what no rule above it would write', async () => {
    const { store, close } = await open();
    const item = { id: 'i', kind: 'message', visibility: 'public', createdAt: '2026-11-20T09:00:00.000Z' } as const;
    await assert.rejects(
      store.write('acme', (records) => records.appendItem('acme', 'no ticket', item)),
      /foreign key/i,
    );
    const ticket = { type: 'bug', subject: '', priority: 'low', status: 'open', phase: 'new', fields: {}, text: '' };
    const clock = startClock(item.createdAt, defaultPolicy.statuses[0]!, { validated: true });
    const facts = { ...ticket, requester: 'ada', createdAt: item.createdAt, clock, shared: true };
    const insert = (id: string) =>
      store.write('acme', (records) => records.insertTicket('acme', { ...facts, id, number: 'HM-1' }));
    await store.write('acme', (records) => records.savePerson(ada));
    await insert('one');
    await assert.rejects(insert('two'), /unique/i);
    const ticketIn = (workspace: string) => store.read((records) => records.ticket({ ...viewer, workspace, staff: true }, 'one'));
    assert.ok(await ticketIn('acme'));
    assert.equal(await ticketIn('globex'), undefined);
    await close();
  });

  it('in a file that cannot be written now is 503 with the time to wait, still reads, and recovers by itself', async () => {
    const path = join(folder, 'held.db');
    const log: LogEntry[] = [];
    const handler = await createTestHandler({ database: `file:${path}`, log: (entry) => log.push(entry) });
    const caller = handler.as({ id: 'ada' });
    const { id } = (await caller.post<Ticket>('/v1/tickets', sampleTicket())).body;

    const holder = new Database(path);
    holder.exec('begin immediate');
    const refused = await caller.post<Problem>('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.deepEqual([refused.status, refused.body.code, refused.headers.get('retry-after')], [503, 'unavailable', '5']);
    assert.ok(log.some(({ level, error }) => level === 'error' && error?.includes('locked')));
    assert.equal((await caller.get(`/v1/tickets/${id}`)).status, 200);
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'k' })).status, 503);
    holder.exec('rollback');
    holder.close();
    const again = await caller.post<Ticket>('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.deepEqual([again.status, again.headers.get('idempotent-replayed'), again.body.number], [201, null, 'HM-000002']);
    await handler.close();
  });

  it('ends a start in a sentence where its address is none that it knows', async () => {
    for (const address of ['mysql://localhost/x', 'helpmark.db', 'file:', '']) {
      await assert.rejects(openStore(address), /write file:\.\/data\/helpmark\.db, :memory: or postgres:/, address);
    }
  });
});
