import type { Kit } from '../kit.js';
import type { Engine } from '../outbox/engine.js';
import type { DraftFile, DraftValue } from './draft-record.js';
import type { Draft, DraftOptions } from './draft.js';
import type { DraftHost } from './open-draft.js';
import { openDraft } from './open-draft.js';

/** A draft that rests on the device. */
export interface RestingDraft {
  id: string;
  slot: string;
  value: DraftValue;
  files: readonly DraftFile[];
  /** Milliseconds since 1970. */
  savedAt: number;
}

/** A draft or an entry that this version cannot read: damaged, or written by a newer one. */
export interface BrokenRecord {
  /** All that it holds, for copying. */
  text: string;
  /** Removes it from the device. */
  discard(): Promise<void>;
}

/** What is read of drafts without opening them. */
export interface RestingDrafts {
  /**
   * Gives the drafts that rest on the device, the latest first.
   *
   * @throws {StorageError} `storage-refused`
   */
  list(): Promise<RestingDraft[]>;
  /**
   * Gives what cannot be read, for the person to copy. It stays until they remove it.
   *
   * @throws {StorageError} `storage-refused`
   */
  broken(): Promise<BrokenRecord[]>;
}

/** What a person is writing, on this device. */
export interface DraftsClient extends RestingDrafts {
  /**
   * Opens what the person is writing: the latest draft of the slot, or an empty one. Never rejects: where the device refuses
   * its storage, the draft lives in this tab and its state says so.
   *
   * @param slot - `new` for a new ticket, a ticket's id for a message to it, or the `slot` of a ticket in the outbox.
   */
  open(slot: string, options?: DraftOptions): Promise<Draft>;
  /** True where the person writes and the browser clears what rests after seven days without a visit, as Safari does. */
  readonly evicts: boolean;
}

/** Makes the drafts' door. */
export function createDraftsClient(
  host: Omit<DraftHost, 'written' | 'bring' | 'acts'> & Kit & { start(): void; bring: () => Promise<Engine> },
): DraftsClient {
  const { device, open, bring } = host;
  let asked = false;
  const acts = () => import('./draft-acts.js');
  // What sends is here before it is wanted: the network may be gone then.
  const prepare = () => void Promise.all([bring(), acts()]).catch(() => {});
  let stopWaiting: (() => void) | undefined;
  const written = () => {
    if (asked) return;
    asked = true;
    stopWaiting?.();
    prepare();
    void device.persist().then((clears) => {
      drafts.evicts = clears;
      if (clears) for (const one of open) one.notify();
    });
  };

  const drafts = {
    evicts: false,
    async open(slot: string, options: DraftOptions = {}) {
      host.start();
      if (!asked) stopWaiting ??= device.later(prepare, 1000);
      for (const one of open) {
        const draft = one.reopen(slot, options.id);
        if (draft) return Object.assign(draft, options);
      }
      return openDraft({ ...host, acts, written }, slot, options);
    },
    list: async () => (await bring()).drafts.list(),
    broken: async () => (await bring()).drafts.broken(),
  };
  return drafts;
}
