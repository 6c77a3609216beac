import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { Client, Draft, StoragePort } from '@helpmark/client';
import { createMemoryStorage } from '@helpmark/client';
import type { Message } from '@helpmark/schema';
import { createTestDevice, entryIn, until } from '../../../../test/support/keeping.js';
import type { Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer } from '../../../../test/support/scripted-server.js';
import { StorageError } from '../errors/storage-error.js';

// What the simulation found where a tab does not know yet what another one did: without a channel, or within its delay.

const author = { id: 'ada', name: 'Ada', role: 'requester' };
const messageOf = (body: string) => ({
  ...{ kind: 'message', id: `message ${body}`, author, visibility: 'public', body, attachments: [] },
  createdAt: '2026-11-20T09:00:00Z',
});
const words = (body: string) => ({ answers: { body } });
const file = { name: 'a.txt', type: 'text/plain', bytes: new ArrayBuffer(3), sha256: 'ab'.repeat(32) };
const isConflict = (error: unknown) => error instanceof StorageError && error.code === 'conflict';

async function start(script?: (post: number) => Reply | undefined, storage?: StoragePort) {
  const bodies: string[] = [];
  const server = await startScriptedServer(({ method, url, body }) => {
    if (method !== 'POST') return url.endsWith('/readyz') ? { body: {} } : { status: 404 };
    bodies.push((JSON.parse(body) as Message).body);
    return script?.(bodies.length - 1) ?? { status: 201, body: messageOf(bodies.at(-1)!) };
  });
  const device = createTestDevice(server.url, storage);
  after(async () => {
    device.close();
    await server.close();
  });
  const tab = () => device.tab({ device: { storage: device.storage, channel: () => ({ tell() {}, close() {} }) } });
  return { device, tab, bodies };
}
async function write(client: Client, body: string): Promise<Draft> {
  const draft = await client.drafts.open('one');
  draft.save(words(body));
  await draft.flush();
  return draft;
}
const isEmpty = (client: Client) => () => client.outbox.list().length === 0;

test('a draft that was sent in another tab is not sent again with older words', async () => {
  const { tab, bodies } = await start();
  const [one, other] = [tab(), tab()];
  await write(one, 'Older');
  const stale = await other.drafts.open('one');
  const draft = await write(one, 'Newer');
  await draft.send({ body: 'Newer' });
  await until(one.outbox, isEmpty(one));
  await assert.rejects(stale.send({ body: 'Older' }), isConflict);
  assert.deepEqual([...new Set(bodies)], ['Newer']);
});

test('a draft that was sent in another tab may be sent again with the same words: the key is the same', async () => {
  const { tab } = await start();
  const [one, other] = [tab(), tab()];
  const draft = await write(one, 'The same');
  const stale = await other.drafts.open('one');
  const ids = [await draft.send({ body: 'The same' })];
  await until(one.outbox, isEmpty(one));
  ids.push(await stale.send({ body: 'The same' }));
  await until(other.outbox, isEmpty(other));
  assert.equal(ids[0]!.id, ids[1]!.id);
});

test('a draft does not leave out the file that another tab has added', async () => {
  const { tab, bodies } = await start();
  const [one, other] = [tab(), tab()];
  const draft = await write(one, 'With a file');
  const stale = await other.drafts.open('one');
  await draft.addFile(file);
  await assert.rejects(stale.send({ body: 'With a file' }), isConflict);
  assert.deepEqual(bodies, []);
});

test('an entry that one tab has made a draft of again stays one', async () => {
  const { tab } = await start((post) => (post === 0 ? { status: 500 } : { status: 404 }));
  const [one, other] = [tab(), tab()];
  other.outbox.subscribe(() => {});
  const draft = await write(one, 'Perhaps');
  const entry = await draft.send({ body: 'Perhaps' });
  await until(one.outbox, () => entryIn(one, entry.id)?.state === 'refused');
  other.wake();
  await until(other.outbox, () => entryIn(other, entry.id) !== undefined);
  assert.equal((await one.outbox.edit(entry.id)).id, entry.id);
  other.wake();
  await until(other.outbox, isEmpty(other));
  assert.equal((await one.drafts.list()).length, 1);
});

test('words of a draft that another tab has sent go on without the files that went with it', async () => {
  const { tab } = await start();
  const [one, other] = [tab(), tab()];
  const draft = await write(one, 'With a file');
  await draft.addFile(file);
  const stale = await other.drafts.open('one');
  const { id } = await draft.send({ body: 'With a file' });
  await until(one.outbox, () => entryIn(one, id)?.sent !== undefined);
  await one.outbox.discard(id);
  stale.save(words('More'));
  await stale.flush();
  assert.equal(stale.state, 'conflict');
  await stale.choose('mine');
  assert.deepEqual([stale.value, stale.files, stale.state], [words('More'), [], 'saved']);
});

test('a question between two versions stands while the device refuses', async () => {
  const { device, tab } = await start();
  const [one, other] = [tab(), tab()];
  await write(one, 'First');
  const stale = await other.drafts.open('one');
  await write(one, 'Second');
  stale.save(words('Third'));
  await stale.flush();
  device.broken = true;
  await stale.flush();
  assert.equal(stale.state, 'conflict');
  device.broken = false;
  await stale.choose('theirs');
  assert.deepEqual([stale.state, stale.value], ['saved', words('Second')]);
});

/** A tab whose device is as slow as the test says. */
async function startSlow() {
  const storage = createMemoryStorage();
  let wait: Promise<void> | undefined;
  let goOn = () => {};
  const started = await start(undefined, {
    read: (prefix) => storage.read(prefix),
    async write(prefixes, change) {
      await wait;
      return storage.write(prefixes, change);
    },
  });
  const stop = () => (wait = new Promise((resolve) => (goOn = resolve)));
  return { ...started, stop, goOn: () => goOn() };
}

test('what is typed after "send", while an earlier save still runs, is a draft of its own', async () => {
  const { tab, bodies, stop, goOn } = await startSlow();
  const client = tab();
  const draft = await write(client, 'A word');
  void stop();
  draft.save(words('All words'));
  const saved = draft.flush();
  const sent = draft.send({ body: 'All words' });
  draft.save(words('What else'));
  goOn();
  await Promise.all([saved, sent]);
  await until(client.outbox, isEmpty(client));
  await draft.flush();
  assert.deepEqual(bodies, ['All words']);
  assert.deepEqual((await client.drafts.list())[0]?.value, words('What else'));
});

test('what is typed and attached while the outbox takes a draft over is a draft of its own', async () => {
  const { tab, stop, goOn } = await startSlow();
  const client = tab();
  const draft = await write(client, 'All words');
  void stop();
  const sent = draft.send({ body: 'All words' });
  await new Promise((resolve) => setImmediate(resolve));
  draft.save(words('What else'));
  const added = await draft.addFile(file);
  goOn();
  const entry = await sent;
  await draft.flush();
  assert.deepEqual(entry.files, []);
  const [left] = await client.drafts.list();
  assert.deepEqual([left?.value, left?.files], [words('What else'), [added]]);
  assert.equal((await draft.readFile(added.key)).byteLength, 3);
});

test('a file that one tab takes out of a draft that another has sent goes with what was sent', async () => {
  const { tab, device } = await start(() => ({ status: 500 }));
  const [one, other] = [tab(), tab()];
  const draft = await write(one, 'With a file');
  const { key } = await draft.addFile(file);
  const [stale, another] = [await other.drafts.open('one'), await tab().drafts.open('one')];
  const { id } = await draft.send({ body: 'With a file' });
  await stale.removeFile(key);
  await another.discard();
  assert.equal((await device.storage.read(['acme', 'ada', 'file', id, key])).length, 1);
});

test('words that another tab has saved since stay where older ones were sent while the device refused', async () => {
  const { tab, device, bodies } = await start();
  const [one, other] = [tab(), tab()];
  const draft = await write(one, 'First');
  const later = await other.drafts.open('one');
  device.broken = true;
  draft.save(words('Second'));
  const { id } = await draft.send({ body: 'Second' });
  await until(one.outbox, () => bodies.length > 0);
  device.broken = false;
  later.save(words('Third'));
  await later.addFile(file);
  one.wake();
  await until(one.outbox, isEmpty(one));
  await later.flush();
  assert.deepEqual([later.state, later.value], ['conflict', words('Third')]);
  await later.choose('mine');
  assert.notEqual(later.id, id);
  const rest = await other.drafts.list();
  assert.deepEqual(
    rest.map(({ value, files }) => [value, files.length]),
    [[words('Third'), 1]],
  );
  assert.deepEqual(await device.storage.read(['acme', 'ada', 'file', id]), [], 'no bytes are left behind');
});

test('a draft that is brought back is not called saved before it is', async () => {
  const { tab, device } = await start();
  const draft = await write(tab(), 'Something');
  const undo = await draft.discard();
  device.broken = true;
  const states: string[] = [];
  draft.subscribe(() => states.push(draft.state));
  await undo();
  assert.deepEqual([draft.value, states.includes('saved'), draft.state], [words('Something'), false, 'this-tab-only']);
});
