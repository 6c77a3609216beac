import type { MessageInput, TicketInput } from '@helpmark/schema';
import type { OutboxEntry } from '../outbox/outbox-entry.js';
import type { DraftFile, DraftValue } from './draft-record.js';

/**
 * - `saved`: all of it is on the device, or nothing was typed yet.
 * - `saving`: the last change is on its way there, for half a second at most.
 * - `this-tab-only`: the device refuses it. It is tried again with every change and every five seconds.
 * - `conflict`: another tab has saved something else, see `theirs`. Nothing is saved until the person has chosen.
 */
export type DraftState = 'saved' | 'saving' | 'this-tab-only' | 'conflict';

/** A file with its bytes. */
export interface FileInput extends Omit<DraftFile, 'key' | 'size'> {
  bytes: ArrayBuffer;
}

/** What another tab did with the same draft. */
export interface OtherDraft {
  /** Absent where it was sent. */
  value?: DraftValue | undefined;
  files: readonly DraftFile[];
  /** Milliseconds since 1970. */
  savedAt?: number | undefined;
}

/** What a person is writing, kept on the device until they send or discard it. */
export interface Draft {
  /** `new` for a new ticket, a ticket's id for a message to it, or the `slot` of a ticket that is still in the outbox. */
  readonly slot: string;
  /** The id and idempotency key of the entry that it becomes. Another one once it was sent or discarded. */
  readonly id: string;
  /** Absent where nothing was written. */
  readonly value: DraftValue | undefined;
  readonly files: readonly DraftFile[];
  readonly state: DraftState;
  /** Milliseconds since 1970 when it was last saved on the device. */
  readonly savedAt: number | undefined;
  /** True where nobody had touched it for 14 days when it was opened. It stays until the person says otherwise. */
  readonly old: boolean;
  /** Keys of sensitive answers that were given once, did not rest, and have to be typed again. */
  readonly left: readonly string[];
  /** With the state `conflict`. */
  readonly theirs: OtherDraft | undefined;
  /** Keys of answers that must never rest on the device. None by default; set it as soon as the policy is known. */
  omit: readonly string[];
  /** Takes what the person has now. It is on the device within half a second. */
  save(value: DraftValue): void;
  /** Saves at once. Done by itself when the page is hidden. */
  flush(): Promise<void>;
  /**
   * Adds a file and saves its bytes. Where the device refuses them, the file stays in this tab and the state says so.
   *
   * @throws {StorageError} `draft-too-large` where the draft's files would weigh more than 64 MiB.
   */
  addFile(file: FileInput): Promise<DraftFile>;
  removeFile(key: string): Promise<void>;
  /** @throws {StorageError} `storage-refused` where the bytes cannot be read now. */
  readFile(key: string): Promise<ArrayBuffer>;
  /** Ends a conflict: with what is in this tab, or with what the other one has saved. */
  choose(which: 'mine' | 'theirs'): Promise<void>;
  /** Ends the draft. What it gives brings it back as long as the page is open; what was written since stays a draft of its own. */
  discard(): Promise<() => Promise<void>>;
  /**
   * Hands the draft over to the outbox, in one transaction, and ends it. Resolves as soon as the entry is on the device or,
   * where the device refuses it, in this tab; it does not wait for the server. Called twice at once, it sends once.
   *
   * @throws {StorageError} `conflict` where another tab has saved other words, or sent this draft with other words.
   */
  send(input: TicketInput | MessageInput): Promise<OutboxEntry>;
  /** Calls at each change but those of your own `save`. Gives what stops it. */
  subscribe(listener: () => void): () => void;
  /** Saves and lets go. The draft stays on the device. */
  close(): void;
}

/** Which draft, and what of it never rests. */
export interface DraftOptions {
  omit?: readonly string[] | undefined;
  /** One draft of several in a slot; the latest by default. */
  id?: string | undefined;
}
