import type { StorageEntry, StorageKey, StoragePort } from './storage-port.js';

/** Keeps records as long as the process runs: for tests, and for pages that want nothing left on the device. */
export function createMemoryStorage(): StoragePort {
  const records = new Map<string, StorageEntry>();
  const begins = (key: StorageKey, prefix: StorageKey) => prefix.every((part, at) => part === key[at]);
  const entriesOf = (prefix: StorageKey) =>
    [...records.values()]
      .filter(([key]) => begins(key, prefix))
      .sort(([one], [other]) => compare(one, other))
      .map((entry) => structuredClone(entry));

  return {
    read: async (prefix) => entriesOf(prefix),
    async write(prefixes, change) {
      for (const [key, value] of structuredClone(change(prefixes.flatMap(entriesOf)))) {
        if (value !== undefined) records.set(JSON.stringify(key), [key, value]);
        else for (const [name, [other]] of records) if (begins(other, key)) records.delete(name);
      }
    },
  };
}

/** The order of a browser's database: part by part, numbers before text, the shorter first. */
function compare(one: StorageKey, other: StorageKey): number {
  for (const [at, part] of one.entries()) {
    const against = other[at];
    if (against === undefined) return 1;
    if (part === against) continue;
    if (typeof part !== typeof against) return typeof part === 'number' ? -1 : 1;
    return part < against ? -1 : 1;
  }
  return one.length - other.length;
}
