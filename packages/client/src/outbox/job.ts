import type { MessageInput, TicketInput } from '@helpmark/schema';
import type { Pressed } from '../drafts/open-draft.js';
import type { StorageEntry, StorageKey } from '../storage/storage-port.js';
import type { Made, OutboxEntry, OutboxRecord } from './outbox-entry.js';
import { slotOfQueued } from './outbox-entry.js';
import { recentTries, waitOf } from './trial.js';

/** An entry as this tab has it. */
export interface Job {
  record: OutboxRecord;
  /** Where it rests; absent where it lives in this tab alone. */
  at?: StorageKey | undefined;
  /** What was pressed, where it was in this tab. */
  pressed?: Pressed;
  /** What to send, where it was sent off in this tab. What rests lacks the answers that never rest. */
  whole?: TicketInput | MessageInput;
  /** Bytes that the device has not taken. */
  held: Map<string, ArrayBuffer>;
  /** Bytes of files that have arrived so far. */
  progress: Map<string, number>;
  /** True while this tab sends the words. */
  busy?: boolean;
  /** How many tries work with the record now: it is not replaced by what rests until they are through. */
  using?: number;
  /** Ends the upload that runs. */
  abort?: () => void;
  /** True where the device has not taken the last change of it. */
  ahead?: boolean;
  /** True where it is done with and only has to be taken off the device. */
  over?: boolean;
}

/** What rests for a week in place of an entry that was taken out, so that other tabs know why. */
export interface Receipt {
  v: 1;
  savedAt: number;
  /** Absent where the person took it back. */
  made?: Made | undefined;
  /** A digest of what was sent; absent where the person took it back. */
  content?: number | undefined;
}

export const receiptKey = (id: string): StorageKey => ['cache', 'sent', id];
/** What a receipt tells; nothing where the entry has become a draft again. */
export const madeIn = ([, value]: StorageEntry): Made | undefined => (value as Receipt).made;
export const keyOfJob = ({ slot, seq, id }: OutboxRecord): StorageKey => ['outbox', slot, seq, id];

/** What can be sent now; nothing where answers that never rest went with the tab that had them. */
export const inputOf = ({ record, whole }: Job): TicketInput | MessageInput | undefined =>
  whole ?? (record.left.length > 0 ? undefined : record.input);

/** An entry as elements see it. */
export function viewOf(job: Job, now: number): OutboxEntry {
  const { id, slot, input, savedAt, trial, issues, sent, files } = job.record;
  const lacks = !sent && !inputOf(job);
  const refused = lacks || trial.refused;
  return {
    id,
    kind: slot === 'new' ? 'ticket' : 'message',
    slot: slot === 'new' ? slotOfQueued(id) : slot,
    input: job.whole ?? input,
    savedAt,
    state: job.busy ? 'sending' : refused ? 'refused' : 'queued',
    onDevice: !!job.at && job.held.size === 0,
    tries: recentTries(trial, now).length,
    nextTry: trial.fails > 0 && !refused ? now + Math.max(0, waitOf(trial, now)) : undefined,
    code: lacks ? 'sensitive-left-out' : trial.code,
    issues,
    sent,
    files: files.map(({ key, name, type, size, sha256, done, trial }) => ({
      ...{ key, name, type, size, sha256 },
      state: done ? 'done' : job.progress.has(key) ? 'sending' : trial.refused ? 'failed' : 'waiting',
      progress: done ? size : (job.progress.get(key) ?? 0),
      code: trial.code,
    })),
  };
}
