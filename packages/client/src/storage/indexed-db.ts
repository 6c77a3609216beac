import type { UseStore } from 'idb-keyval';
import { createStore, promisifyRequest } from 'idb-keyval';
import type { StorageEntry, StorageKey, StoragePort } from './storage-port.js';

/** Lists come after text and numbers in the order of keys, so this holds every key that begins with the prefix. */
const rangeOf = (prefix: StorageKey) => IDBKeyRange.bound(prefix, [...prefix, []]);

async function entriesOf(records: IDBObjectStore, prefix: StorageKey): Promise<StorageEntry[]> {
  const range = rangeOf(prefix);
  const [keys, values] = await Promise.all([
    promisifyRequest(records.getAllKeys(range)),
    promisifyRequest<unknown[]>(records.getAll(range)),
  ]);
  return keys.map((key, at) => [key as StorageKey, values[at]]);
}

/**
 * Keeps records in the browser's database `helpmark`. It holds one connection, lets go of it when another tab wants to change
 * or remove the database, and opens a new one where the old one broke: every piece of work is tried twice.
 */
export function createIndexedDb(): StoragePort {
  let connection: UseStore | undefined;

  const run = async <T>(mode: IDBTransactionMode, work: (records: IDBObjectStore) => Promise<T>, last = false): Promise<T> => {
    let letGo = () => {};
    try {
      connection ??= createStore('helpmark', 'records');
      return await connection(mode, (records) => {
        const { db } = records.transaction;
        letGo = () => db.close();
        db.onversionchange = () => {
          letGo();
          connection = undefined;
        };
        return work(records);
      });
    } catch (error) {
      letGo();
      connection = undefined;
      if (last) throw error;
      return run(mode, work, true);
    }
  };

  return {
    read: (prefix) => run('readonly', (records) => entriesOf(records, prefix)),
    write: (prefixes, change) =>
      run('readwrite', async (records) => {
        const { transaction } = records;
        const entries = await Promise.all(prefixes.map((prefix) => entriesOf(records, prefix)));
        const done = promisifyRequest(transaction);
        try {
          for (const [key, value] of change(entries.flat())) {
            if (value === undefined) records.delete(rangeOf(key));
            else records.put(value, key as IDBValidKey);
          }
        } catch (error) {
          // What the first of the changes did is undone with the rest.
          transaction.abort();
          await done.catch(() => {});
          throw error;
        }
        return done;
      }),
  };
}
