import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import type { Screen } from './screen.js';
import { patience } from './screen.js';

/** Gives what rests on the device of a screen, keys and values, as JSON. It makes no database where there is none. */
export const restingOn = (screen: Screen): Promise<string> =>
  screen.run(async () => {
    const answer = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error!);
      });
    const opening = indexedDB.open('helpmark');
    opening.onupgradeneeded = () => opening.transaction!.abort();
    const database = await answer(opening).catch(() => undefined);
    if (!database) return '[]';
    const records = database.transaction('records').objectStore('records');
    const found: unknown = await Promise.all([answer(records.getAllKeys()), answer(records.getAll())]);
    database.close();
    return JSON.stringify(found);
  });

/** Waits until words are on the device: they are half a second after they were typed. */
export async function rests(screen: Screen, words: string): Promise<void> {
  const known = JSON.stringify(words);
  await eventually(async () => (await restingOn(screen)).includes(known), `“${words}” never came to rest.`);
}

/** Waits until something holds. */
export async function eventually(holds: () => Promise<boolean> | boolean, complaint: string): Promise<void> {
  for (const end = performance.now() + patience; !(await holds()); await pause(30)) {
    assert.ok(performance.now() < end, complaint);
  }
}
