import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { startScriptedServer } from '../../../../test/support/scripted-server.js';
import { createTestDevice, until } from '../../../../test/support/keeping.js';
import { StorageError } from '../errors/storage-error.js';
import type { StoragePort } from '../storage/storage-port.js';

const server = await startScriptedServer(() => ({ status: 503 }));
after(() => server.close());

function start() {
  const device = createTestDevice(server.url);
  after(() => device.close());
  return device;
}

const words = (summary: string) => ({ type: 'billing', answers: { summary } });
const file = (name: string, size: number) => ({
  name,
  type: 'text/plain',
  bytes: new Uint8Array(size).fill(7).buffer,
  sha256: 'ab'.repeat(32),
});

test('what is typed is on the device a moment later, and comes back in another tab', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new');
  assert.equal(draft.value, undefined);
  draft.save(words('The inv'));
  draft.save(words('The invoice'));
  assert.equal(draft.state, 'saving');
  await until(draft, () => draft.state === 'saved');
  const again = await device.tab().drafts.open('new');
  assert.deepEqual(again.value, words('The invoice'));
  assert.equal(again.id, draft.id);
  assert.equal((await device.tab().drafts.open('another-ticket')).value, undefined);
});

test('a page that is hidden has saved what was typed', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new');
  draft.save(words('Typed and gone'));
  device.hide();
  await draft.flush();
  assert.equal(draft.state, 'saved');
});

for (const first of ['draft', 'client'] as const) {
  test(`what was typed in the moment before all is closed is on the device, the ${first} first`, async () => {
    const device = start();
    const client = device.tab();
    const draft = await client.drafts.open('new');
    draft.save(words('Typed, and the route changes'));
    if (first === 'draft') draft.close();
    client.close();
    draft.close();
    const again = await device.tab().drafts.open('new');
    assert.deepEqual(again.value, words('Typed, and the route changes'));
  });
}

test('a page that is hidden begins nothing in the storage where all that was typed rests', async () => {
  const device = start();
  let writes = 0;
  const storage: StoragePort = {
    read: (prefix) => device.storage.read(prefix),
    write: (...change) => {
      writes++;
      return device.storage.write(...change);
    },
  };
  const draft = await device.tab({ device: { storage } }).drafts.open('new');
  draft.save(words('Typed and at rest'));
  await until(draft, () => draft.state === 'saved');
  await draft.flush();
  const before = writes;
  device.hide();
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(writes, before);
});

test('files rest with their bytes, and saving text rewrites none', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new');
  const added = await draft.addFile(file('log.txt', 3));
  const resting = async () => (await device.rests()).find(([key]) => key[2] === 'file')?.[1];
  const before = await resting();
  draft.save(words('With a file'));
  await draft.flush();
  assert.deepEqual(await resting(), before);
  const again = await device.tab().drafts.open('new');
  assert.deepEqual(again.files, [added]);
  assert.deepEqual(new Uint8Array(await again.readFile(added.key)), new Uint8Array([7, 7, 7]));
  await again.removeFile(added.key);
  assert.equal(await resting(), undefined);
});

test('a draft takes 64 MiB of files, and says so beyond', async () => {
  const draft = await start().tab().drafts.open('new');
  await draft.addFile(file('a.bin', 64 * 1024 * 1024 - 1));
  await draft.addFile(file('b.bin', 1));
  await assert.rejects(
    draft.addFile(file('c.bin', 1)),
    (error) => error instanceof StorageError && error.code === 'draft-too-large',
  );
  assert.deepEqual(
    draft.files.map(({ name }) => name),
    ['a.bin', 'b.bin'],
  );
});

test('sensitive answers never rest, and the draft says which have to be typed again', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new', { omit: ['account'] });
  draft.save({ answers: { summary: 'About my account', account: 'DE00 1234' } });
  await draft.flush();
  assert.ok(!JSON.stringify(await device.rests()).includes('1234'));
  const again = await device.tab().drafts.open('new', { omit: ['account'] });
  assert.deepEqual(again.value, { answers: { summary: 'About my account' } });
  assert.deepEqual(again.left, ['account']);
  again.save({ answers: { summary: 'About my account', account: 'DE00 1234' } });
  await again.flush();
  assert.deepEqual(again.left, []);
});

test('where the device refuses, the draft lives in this tab and heals without a reload', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new');
  device.broken = true;
  draft.save(words('Still here'));
  await until(draft, () => draft.state === 'this-tab-only');
  assert.deepEqual(draft.value, words('Still here'));
  device.broken = false;
  await draft.flush();
  assert.equal(draft.state, 'saved');
  assert.deepEqual((await device.tab().drafts.open('new')).value, words('Still here'));
});

test('a form that was closed before the device took its words has them when it opens again', async () => {
  const device = start();
  const client = device.tab();
  const draft = await client.drafts.open('new');
  device.broken = true;
  draft.save(words('Closed in a hurry'));
  draft.close();
  assert.deepEqual((await client.drafts.open('new')).value, words('Closed in a hurry'));
});

test('two tabs with the same draft: the one that is idle follows, the one that typed asks', async () => {
  const device = start();
  const [one, other] = [device.tab(), device.tab()];
  const mine = await one.drafts.open('new');
  mine.save(words('From the first tab'));
  await mine.flush();
  const theirs = await other.drafts.open('new');
  theirs.save(words('From the second tab'));
  await theirs.flush();
  await until(mine, () => mine.value?.answers['summary'] === 'From the second tab');

  mine.save(words('Mine'));
  theirs.save(words('Theirs'));
  await theirs.flush();
  await mine.flush();
  assert.equal(mine.state, 'conflict');
  assert.deepEqual([mine.value, mine.theirs?.value], [words('Mine'), words('Theirs')]);
  await assert.rejects(mine.send({ body: 'x' }), (error) => error instanceof StorageError && error.code === 'conflict');
  await mine.choose('mine');
  assert.deepEqual([mine.state, mine.value, mine.theirs], ['saved', words('Mine'), undefined]);
  await until(theirs, () => theirs.value?.answers['summary'] === 'Mine');
});

test('a draft that is open twice in one tab, as in a page and in the panel, follows too', async () => {
  const client = start().tab();
  const one = await client.drafts.open('new');
  one.save(words('In the page'));
  await one.flush();
  const other = await client.drafts.open('new');
  assert.deepEqual([other.id, other.value], [one.id, words('In the page')]);
  one.save(words('Further on in the page'));
  await until(other, () => other.value?.answers['summary'] === 'Further on in the page');
  assert.equal(other.state, 'saved');
});

test('a discarded draft is gone, and undo brings it back with its files', async () => {
  const device = start();
  const draft = await device.tab().drafts.open('new');
  draft.save(words('Away with it'));
  const { key } = await draft.addFile(file('log.txt', 2));
  const undo = await draft.discard();
  assert.equal(draft.value, undefined);
  assert.deepEqual(await device.rests(), []);
  await undo();
  const again = await device.tab().drafts.open('new');
  assert.deepEqual(again.value, words('Away with it'));
  assert.equal((await again.readFile(key)).byteLength, 2);
});

test('a draft of two weeks ago is offered as old, and stays', async () => {
  const device = start();
  let now = Date.parse('2026-11-20T09:00:00Z');
  const clock = { now: () => now };
  const draft = await device.tab({ clock }).drafts.open('new');
  draft.save(words('Long ago'));
  await draft.flush();
  now += 14 * 24 * 3_600_000;
  assert.equal((await device.tab({ clock }).drafts.open('new')).old, false);
  now += 1;
  const again = await device.tab({ clock }).drafts.open('new');
  assert.deepEqual([again.old, again.value], [true, words('Long ago')]);
});

test('a record that cannot be read stays, and is offered for copying', async () => {
  const device = start();
  await device.storage.write([], () => [[['acme', 'ada', 'draft', 'new', 'x'], { v: 9, words: 'From a newer page' }]]);
  const client = device.tab();
  const draft = await client.drafts.open('new', { id: 'x' });
  assert.equal(draft.value, undefined);
  draft.save(words('Others'));
  await draft.flush();
  const [broken, ...rest] = await client.drafts.broken();
  assert.deepEqual(rest, []);
  assert.match(broken!.text, /From a newer page/);
  assert.deepEqual(
    (await client.drafts.list()).map(({ value }) => value),
    [words('Others')],
  );
  await broken!.discard();
  assert.deepEqual(await client.drafts.broken(), []);
});

test('one person sees nothing of another, and is forgotten alone', async () => {
  const device = start();
  const ada = device.tab();
  const draft = await ada.drafts.open('new');
  draft.save(words('Of Ada'));
  await draft.flush();
  const bob = device.tab({ person: { workspace: 'acme', id: 'bob' } });
  assert.equal((await bob.drafts.open('new')).value, undefined);
  assert.deepEqual(await bob.drafts.list(), []);
  await bob.forget();
  assert.equal((await ada.drafts.list()).length, 1);
  device.marked = true;
  await ada.forget();
  assert.deepEqual(await device.rests(), []);
  assert.equal(device.marked, false);
});

test('what is typed where the device did not even open heals, too', async () => {
  const device = start();
  device.broken = true;
  const draft = await device.tab().drafts.open('new');
  assert.equal(draft.state, 'this-tab-only');
  draft.save(words('Typed at once'));
  device.broken = false;
  await until(draft, () => draft.state === 'saved');
  assert.deepEqual((await device.tab().drafts.open('new')).value, words('Typed at once'));
});
