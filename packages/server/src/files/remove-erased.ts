import type { Log } from '../log.js';
import { describeError } from '../log.js';
import type { Store } from '../store/store.js';
import type { FileStore } from './file-store.js';

/** What it works with. */
export interface RemovalParts {
  store: Store;
  files: FileStore;
  clock: () => Date;
  log: Log;
}

/** Files looked up at once. */
const pageSize = 100;

/**
 * Takes away the bytes of files that were erased. One whose store does not let go stays in the list and is tried again; to take
 * away what another process has taken away is no harm.
 */
export async function removeErased({ store, files, clock, log }: RemovalParts): Promise<void> {
  for (let after = ''; ;) {
    const waiting = await store.read((records) => records.removals(after, pageSize));
    for (const file of waiting) {
      try {
        await files.remove(file);
        await store.write(file.workspace, (records) => records.endRemoval(file));
      } catch (error) {
        const message = `The bytes of the erased file ${file.id} could not be taken away; it is tried again.`;
        log({ level: 'error', time: clock().toISOString(), message, error: describeError(error) });
      }
    }
    const last = waiting.at(-1);
    if (!last) return;
    after = last.id;
  }
}
