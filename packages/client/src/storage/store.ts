import type { Person } from '@helpmark/schema';
import type { Device } from '../device/device.js';
import { StorageError } from '../errors/storage-error.js';
import type { StorageEntry, StorageKey, StoragePort } from './storage-port.js';

/** Milliseconds after which a device that does not answer counts as one that refuses. Large files take a while. */
const patience = 10_000;
/** The same from then on, until it answers again: what waits to be sent does not wait for it each time. */
const shortPatience = 1_000;

/** One person's records; keys begin with the kind. */
export interface Store extends StoragePort {
  /** Removes everything of the person, and the launcher's mark where nobody else has anything here. */
  forget(): Promise<void>;
}

/**
 * Makes the way to one person's records. It sees and changes no others, and nothing once the client has ended.
 *
 * What it gives rejects with a `StorageError` alone.
 */
export function createStore(
  { storage, later, mark }: Device,
  { workspace, id }: Pick<Person, 'workspace' | 'id'>,
  ended: AbortSignal,
): Store {
  const scoped = (key: StorageKey) => [workspace, id, ...key];
  const bare = (entries: StorageEntry[]) => entries.map(([key, value]): StorageEntry => [key.slice(2), value]);
  let wait = patience;
  const within = <T>(work: () => Promise<T>): Promise<T> =>
    new Promise<T>((resolve, reject) => {
      const refuse = (cause?: unknown) =>
        reject(new StorageError('The device does not keep it now; it stays in this tab.', 'storage-refused', cause));
      if (ended.aborted) return refuse();
      const stop = later(() => {
        wait = shortPatience;
        refuse();
      }, wait);
      void work()
        .then(resolve, refuse)
        .finally(() => {
          wait = patience;
          stop();
        });
    });

  return {
    read: async (prefix) => bare(await within(() => storage.read(scoped(prefix)))),
    write: (prefixes, change) =>
      within(() =>
        storage.write(prefixes.map(scoped), (entries) =>
          change(bare(entries)).map(([key, value]): StorageEntry => [scoped(key), value]),
        ),
      ),
    async forget() {
      await storage.write([], () => [[scoped([]), undefined]]);
      if ((await storage.read([])).length === 0) mark(false);
    },
  };
}
