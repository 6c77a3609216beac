import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Device } from '../device/device.js';
import { createMemoryStorage } from './memory-storage.js';
import { createStore } from './store.js';

test('a device that does not answer is waited for ten seconds, then for one each time, until it answers again', async () => {
  const memory = createMemoryStorage();
  const waits: number[] = [];
  let hangs = true;
  const device: Pick<Device, 'storage' | 'later' | 'mark'> = {
    storage: { ...memory, read: (prefix) => (hangs ? new Promise(() => {}) : memory.read(prefix)) },
    later: (work, milliseconds) => {
      waits.push(milliseconds);
      const timer = hangs ? setImmediate(work) : undefined;
      return () => clearImmediate(timer);
    },
    mark: () => {},
  };
  const store = createStore(device as Device, { workspace: 'acme', id: 'ada' }, new AbortController().signal);
  const refused = { code: 'storage-refused' };
  await assert.rejects(store.read([]), refused);
  await assert.rejects(store.read([]), refused);
  hangs = false;
  assert.deepEqual(await store.read([]), []);
  assert.deepEqual(await store.read([]), []);
  assert.deepEqual(waits, [10_000, 1_000, 1_000, 10_000]);
});
