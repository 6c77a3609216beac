import 'fake-indexeddb/auto';
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createIndexedDb } from './indexed-db.js';
import { createMemoryStorage } from './memory-storage.js';
import type { StoragePort } from './storage-port.js';

for (const [name, create] of [
  ['the browser’s database', createIndexedDb],
  ['memory', createMemoryStorage],
] as const) {
  const fill = async (storage: StoragePort) => {
    await storage.write([], () => [[[], undefined]]);
    await storage.write([], () => [
      [['acme', 'ada', 'draft', 'new', 'x'], { text: 'one' }],
      [['acme', 'ada', 'outbox', 'new', 10, 'y'], 'ten'],
      [['acme', 'ada', 'outbox', 'new', 9, 'z'], 'nine'],
      [['acme', 'adam', 'draft', 'new', 'x'], 'of another'],
      [['acme', 'ada', 'file', 'x', 'a'], { bytes: new Uint8Array([1, 2]).buffer }],
    ]);
  };

  test(`${name}: gives what begins with a key, in order`, async () => {
    const storage = create();
    await fill(storage);
    const values = async (...prefix: string[]) => (await storage.read(prefix)).map(([, value]) => value);
    assert.deepEqual(await values('acme', 'ada', 'outbox'), ['nine', 'ten']);
    assert.deepEqual(await values('acme', 'ada', 'draft', 'new', 'x'), [{ text: 'one' }]);
    assert.equal((await values('acme', 'ada')).length, 4);
    assert.equal((await values()).length, 5);
    assert.deepEqual(await values('acme', 'ad'), []);
  });

  test(`${name}: changes all or nothing, by what it reads`, async () => {
    const storage = create();
    await fill(storage);
    await storage.write(
      [
        ['acme', 'ada', 'outbox'],
        ['acme', 'adam'],
      ],
      (entries) => {
        assert.deepEqual(
          entries.map(([, value]) => value),
          ['nine', 'ten', 'of another'],
        );
        return [
          [['acme', 'ada', 'outbox', 'new', 9], undefined],
          [['acme', 'ada', 'cache'], 'kept'],
        ];
      },
    );
    assert.equal((await storage.read(['acme', 'ada', 'outbox'])).length, 1);
    const before = await storage.read([]);
    await assert.rejects(
      storage.write([], () => [
        [['acme', 'ada', 'cache'], 'changed'],
        [['acme', 'ada', 'bad'], () => 'not data'],
      ]),
    );
    assert.deepEqual(await storage.read([]), before);
    await storage.write([], () => [[['acme', 'ada'], undefined]]);
    assert.deepEqual(
      (await storage.read([])).map(([, value]) => value),
      ['of another'],
    );
  });

  test(`${name}: what is read is a copy`, async () => {
    const storage = create();
    await fill(storage);
    const read = async () => (await storage.read(['acme', 'ada', 'draft']))[0]![1] as { text: string };
    (await read()).text = 'changed';
    assert.equal((await read()).text, 'one');
  });
}

test('a connection that breaks is opened anew', async () => {
  const storage = createIndexedDb();
  await storage.write([], () => [[['k'], 'kept']]);
  const transaction = Reflect.get(IDBDatabase.prototype, 'transaction') as (
    this: IDBDatabase,
    ...given: unknown[]
  ) => IDBTransaction;
  let breaks = 1;
  IDBDatabase.prototype.transaction = function (this: IDBDatabase, ...given: unknown[]) {
    if (breaks-- > 0) {
      this.close();
      throw new DOMException('The connection was lost.', 'InvalidStateError');
    }
    return transaction.apply(this, given);
  };
  try {
    assert.deepEqual(await storage.read(['k']), [[['k'], 'kept']]);
    breaks = 2;
    await assert.rejects(storage.read(['k']), { name: 'InvalidStateError' });
    assert.deepEqual(await storage.read(['k']), [[['k'], 'kept']]);
  } finally {
    IDBDatabase.prototype.transaction = transaction;
  }
});

test('a database that cannot be opened once can be opened later', async () => {
  const storage = createIndexedDb();
  const open = Reflect.get(IDBFactory.prototype, 'open') as (this: IDBFactory, ...given: unknown[]) => IDBOpenDBRequest;
  let refuses = true;
  IDBFactory.prototype.open = function (this: IDBFactory, ...given: unknown[]) {
    if (refuses) throw new DOMException('Not in this window.', 'SecurityError');
    return open.apply(this, given);
  };
  try {
    await assert.rejects(storage.read(['k']), { name: 'SecurityError' });
    refuses = false;
    await storage.write([], () => [[['k'], 'later']]);
    assert.deepEqual(await storage.read(['k']), [[['k'], 'later']]);
  } finally {
    IDBFactory.prototype.open = open;
  }
});

test('the connection gives way to one who removes the database, and comes back', async () => {
  const storage = createIndexedDb();
  await storage.write([], () => [[['k'], 'before']]);
  await new Promise<void>((resolve, reject) => {
    const request = indexedDB.deleteDatabase('helpmark');
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error ?? new Error('It was not removed.'));
  });
  assert.deepEqual(await storage.read([]), []);
  await storage.write([], () => [[['k'], 'after']]);
  assert.deepEqual(await storage.read(['k']), [[['k'], 'after']]);
});
