/** Where a record rests: whose it is, of what kind, and which one. */
export type StorageKey = readonly (string | number)[];

/** A record and where it rests. Among changes, one without a value removes everything whose key begins with this. */
export type StorageEntry = [key: StorageKey, value: unknown];

/** Keeps records on a device for all tabs of a page. Values are plain data and `ArrayBuffer`s. */
export interface StoragePort {
  /** Gives the records whose keys begin with this, in the order of their keys. */
  read(prefix: StorageKey): Promise<StorageEntry[]>;
  /**
   * Reads and changes in one transaction: all of it is on the device once it resolves, or none of it. A rejection leaves open
   * which of both, as a connection may break after the work is done.
   *
   * @param prefixes - What the change has to know: it is called with the records whose keys begin with one of these.
   * @param change - Gives what to write. It waits for nothing, and may be called again.
   */
  write(prefixes: readonly StorageKey[], change: (entries: StorageEntry[]) => StorageEntry[]): Promise<void>;
}
