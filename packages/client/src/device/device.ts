import type { StoragePort } from '../storage/storage-port.js';

/** What a client uses of the machine and the page that it runs in. Tests and simulations pass their own. */
export interface Device {
  storage: StoragePort;
  /** Runs work while no other tab runs work of this name, or after a while in any case; never rejects where the work does not. */
  lock: (name: string, work: () => Promise<void>) => Promise<void>;
  /** Listens to what other tabs tell under this name. A hint alone: nothing depends on it. */
  channel: (name: string, listen: () => void) => { tell(): void; close(): void };
  /** Does something after some milliseconds; gives what calls it off. */
  later: (work: () => void, milliseconds: number) => () => void;
  /** A number from 0 up to 1, for waits that differ between tabs. */
  chance: () => number;
  /** Calls `wake` when a connection or the person comes back, `hide` when the page may be about to end. Gives what stops it. */
  watch: (on: { wake: () => void; hide: () => void }) => () => void;
  /** Says to the launcher of the next page whether there is something to look after: one mark without personal data. */
  mark: (present: boolean) => void;
  /** Tags of the languages that the page is in and the person reads, as `Accept-Language` has them; nothing where there is no page. */
  languages: () => string | undefined;
  /** Asks the browser to keep what is stored. True where it clears it by its own rule all the same. */
  persist: () => Promise<boolean>;
}
