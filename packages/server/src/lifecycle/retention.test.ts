import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AuditEntry, Message, Policy, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import type { Retention } from '@helpmark/schema/policy';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import { testFile, uploadFile } from '../../../../test/support/files.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import { startTimerProcess } from '../../../../test/support/timer-process.js';
import type { TestPerson } from '../../../../test/support/tokens.js';
import { createMemoryFiles } from '../files/memory-files.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };
const minute = 60_000;
const day = 24 * 60 * minute;

const keeping = (...retention: Retention[]): Policy => ({ ...defaultPolicy, privacy: { retention } });
const days = (value: number) => ({ value, unit: 'days' }) as const;
const context = [{ kind: 'browser', value: 'Firefox 128.0' }];

describe('What has rested as long as the policy says', () => {
  let folder: string;
  let files: string;
  let database: TestDatabase;
  let handler: TestHandler;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
    files = join(folder, 'files');
    database = await makeDatabase({ kept: true });
  });
  afterEach(async () => {
    await handler.close();
    await database.remove();
    rmSync(folder, { recursive: true });
  });

  const start = async (policy: Policy) => {
    handler = await createTestHandler({ policy, database: database.address, files, timerInterval: false });
  };
  /** A ticket of Ada's with a file and an answer, closed. */
  const closedTicket = async (): Promise<{ path: string; at: (since: number) => Promise<number>; key: string }> => {
    const file = testFile();
    const key = randomUUID();
    const sent = await handler
      .as(ada)
      .post<Ticket>('/v1/tickets', sampleTicket({ context, subject: 'Canary', attachments: [file.manifest] }), { key });
    assert.equal((await uploadFile(handler.as(ada), sent.body.attachments?.[0]?.id ?? '', file.bytes)).status, 204);
    const path = `/v1/tickets/${sent.body.id}`;
    await handler.as(sam).post(`${path}/messages`, { body: 'It is mended.', visibility: 'public' });
    const { version } = await read(path);
    assert.equal((await handler.as(sam).patch(path, { status: 'closed' }, { version })).status, 200);
    const begun = handler.now().getTime();
    const at = (since: number) => {
      handler.advance(begun + since - handler.now().getTime());
      return handler.server.runDueTimers();
    };
    return { path, at, key };
  };
  const read = async (path: string, person: TestPerson = sam) => (await handler.as(person).get<Ticket>(path)).body;
  const items = async (path: string) => (await handler.as(ada).get<TimelinePage>(`${path}/timeline`)).body.items;
  const audit = async () => (await handler.as(kim).get<AuditEntry[]>('/v1/audit')).body;

  it('goes kind by kind, each at its time and not a minute before, and the rest stays', async () => {
    await start(
      keeping(
        { kind: 'context', after: days(1) },
        { kind: 'attachment', after: days(2) },
        { kind: 'message', after: days(3) },
        { kind: 'event', after: days(4) },
        { kind: 'ticket', after: days(5) },
      ),
    );
    const { path, at } = await closedTicket();
    const before = await read(path);
    assert.equal(await at(day - minute), 0);
    assert.deepEqual((await read(path)).context, context);
    assert.equal(await at(day), 1);
    assert.equal((await read(path)).context, undefined);

    assert.equal(readdirSync(files).length, 1);
    assert.equal(await at(2 * day), 1);
    assert.deepEqual([readdirSync(files).length, (await read(path)).attachments], [0, undefined]);
    const [first] = (await items(path)).filter((item): item is Message => item.kind === 'message');
    assert.deepEqual([first?.body, first?.attachments], ['It should go to the new office.', []]);
    const file = before.attachments?.[0]?.id ?? '';
    assert.equal((await handler.as(ada).get(`/v1/attachments/${file}`)).status, 404);

    assert.equal(await at(3 * day), 1);
    assert.deepEqual([...new Set((await items(path)).map(({ kind }) => kind))], ['event']);
    const found = await handler.as(ada).get<TicketPage>('/v1/tickets?q=office');
    assert.deepEqual(found.body.items, []);
    assert.equal(await at(4 * day), 1);
    assert.deepEqual(await items(path), []);
    const { subject, version, updatedAt, number } = await read(path);
    assert.deepEqual([subject, version, updatedAt], ['Canary', before.version, before.updatedAt]);

    assert.equal(await at(5 * day - minute), 0);
    assert.equal(await at(5 * day), 1);
    assert.equal((await handler.as(sam).get(path)).status, 404);
    assert.deepEqual((await handler.as(ada).get<TicketPage>('/v1/tickets')).body.items, []);
    const next = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body;
    assert.notEqual(next.number, number);
    assert.deepEqual(
      (await audit()).filter(({ action }) => action === 'retention').map(({ to, person }) => [to, person]),
      [
        ['context', undefined],
        ['attachment', undefined],
        ['message', undefined],
        ['event', undefined],
        ['ticket', undefined],
      ],
    );
    assert.equal(await at(90 * day), 0);
  });

  it('stays where the ticket is opened again, and goes once it has rested anew', async () => {
    await start(keeping({ kind: 'attachment', phase: 'resolved', after: days(2) }));
    const { path, at } = await closedTicket();
    await at(day);
    const { version } = await read(path);
    await handler.as(sam).patch(path, { status: 'open' }, { version });
    assert.equal(await at(3 * day), 0);
    const { version: opened } = await read(path);
    await handler.as(sam).patch(path, { status: 'resolved' }, { version: opened });
    assert.equal(await at(5 * day - minute), 0);
    assert.equal((await read(path)).attachments?.length, 1);
    assert.equal(await at(5 * day), 1);
    assert.equal((await read(path)).attachments, undefined);
  });

  it('leaves what is said later unread, and a repeated request without effect', async () => {
    await start(keeping({ kind: 'message', after: days(2) }, { kind: 'event', after: days(2) }));
    const { path, at, key } = await closedTicket();
    const last = (await items(path)).at(-1)?.id;
    await handler.as(ada).post(`${path}/read`, { item: last });
    const sent = { body: 'It was not.', visibility: 'public' };
    await handler.as(sam).post(`${path}/messages`, sent, { key: 'word' });
    assert.equal(await at(2 * day), 2);
    assert.deepEqual(await items(path), []);
    await handler.as(sam).post(`${path}/messages`, { body: 'One more word.', visibility: 'public' });
    assert.equal((await read(path, ada)).unread, 1);

    const again = await handler.as(sam).post<Message>(`${path}/messages`, sent, { key: 'word' });
    assert.deepEqual([again.status, again.headers.get('idempotent-replayed'), again.body.body], [201, 'true', '']);
    assert.equal((await handler.as(ada).post('/v1/tickets', sampleTicket(), { key })).status, 422);
    assert.equal((await items(path)).length, 1);
  });

  it('goes once where two processes share the database and one of them dies', async () => {
    const policy = keeping({ kind: 'attachment', after: days(1) }, { kind: 'ticket', after: days(2) });
    await start(policy);
    const paths: string[] = [];
    for (let count = 0; count < 5; count += 1) paths.push((await closedTicket()).path);
    const begun = handler.now().getTime();
    const clockFile = join(folder, 'clock');
    const policyFile = join(folder, 'policy.json');
    writeFileSync(policyFile, JSON.stringify(policy));
    writeFileSync(clockFile, new Date(begun).toISOString());
    const startProcess = () => startTimerProcess(database.address, clockFile, policyFile);
    let processes = [startProcess(), startProcess()];
    const fired: number[] = [];
    try {
      for (const since of [day - minute, day, 2 * day]) {
        writeFileSync(clockFile, new Date(begun + since).toISOString());
        const counts = await Promise.all(processes.map((process) => process.run()));
        fired.push(counts[0]! + counts[1]!);
        processes[0]!.kill();
        processes = [startProcess(), processes[1]!];
      }
    } finally {
      for (const process of processes) process.kill();
    }
    assert.deepEqual(fired, [0, 5, 5]);
    assert.deepEqual(readdirSync(files), []);
    for (const path of paths) assert.equal((await handler.as(sam).get(path)).status, 404);
    assert.equal((await audit()).filter(({ action }) => action === 'retention').length, 10);
  });

  it('is taken up by a start that comes late, or with a policy that did not say so before', async () => {
    await start(defaultPolicy);
    const { path, at } = await closedTicket();
    assert.equal(await at(90 * day), 0);
    await handler.close();
    await start(keeping({ kind: 'ticket', after: days(30) }));
    handler.advance(90 * day);
    assert.equal(await handler.server.runDueTimers(), 1);
    assert.equal((await handler.as(sam).get(path)).status, 404);
    assert.deepEqual(readdirSync(files), []);
  });

  it('keeps its bytes in the list until the file store lets them go', async () => {
    let isAway = true;
    const lines: string[] = [];
    const memory = createMemoryFiles();
    const removed: string[] = [];
    const store = {
      ...memory,
      remove: (file: { workspace: string; id: string; size: number }) => {
        if (isAway) return Promise.reject(new Error('The bucket is away.'));
        removed.push(file.id);
        return memory.remove(file);
      },
    };
    const policy = keeping({ kind: 'attachment', after: days(1) });
    handler = await createTestHandler({
      ...{ policy, database: database.address, files: store, timerInterval: false },
      log: ({ level, message }) => level === 'error' && lines.push(message),
    });
    const { at } = await closedTicket();
    assert.equal(await at(day), 1);
    assert.match(lines.join('\n'), /^The bytes of the erased file [\w-]+ could not be taken away; it is tried again\.$/);
    isAway = false;
    await at(day + minute);
    assert.equal(removed.length, 1);
    await at(day + 2 * minute);
    assert.equal(removed.length, 1);
  });
});
