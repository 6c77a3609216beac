import type { Issue, Message, MessageInput, Ticket, TicketInput } from '@helpmark/schema';
import type { ClientErrorCode } from '../errors/client-error.js';
import type { DraftFile, DraftValue } from '../drafts/draft-record.js';
import type { Trial } from './trial.js';

/**
 * Where an entry stands: `queued` on the device, `sending` from this tab, or `refused`, so that the person has to mend or
 * discard it.
 */
export const entryStates = ['queued', 'sending', 'refused'] as const;
export type EntryState = (typeof entryStates)[number];

/** Ids of what the server made of an entry. */
export interface Made {
  /** Of the ticket. */
  ticket: string;
  /** The number people quote, where the entry was a ticket. */
  number?: string | undefined;
  /** Where the entry was a message. */
  message?: string | undefined;
}

/** A file of an entry: `waiting`, `sending`, `done`, or `failed`, so that the person has to try it again or drop it. */
export interface EntryFile extends DraftFile {
  state: 'waiting' | 'sending' | 'done' | 'failed';
  /** Bytes that have arrived. */
  progress: number;
  /** What it last failed with. */
  code: ClientErrorCode | undefined;
}

/** A ticket or a message on its way. It leaves once the server has confirmed its words and its files. */
export interface OutboxEntry {
  /** Its idempotency key, too. */
  id: string;
  kind: 'ticket' | 'message';
  /** Of a ticket: the slot for messages to it while it is here. Of a message: its ticket's id, or such a slot. */
  slot: string;
  input: TicketInput | MessageInput;
  /** Milliseconds since 1970 when it was sent off. */
  savedAt: number;
  /** Of the words. */
  state: EntryState;
  /** False where the device refuses it: it lives in this tab alone. */
  onDevice: boolean;
  /** Requests within the last hour. */
  tries: number;
  /** Milliseconds since 1970 of the next try, where it waits for one. */
  nextTry: number | undefined;
  /** What it last failed with; `sensitive-left-out` where answers that never rest went with their tab. */
  code: ClientErrorCode | undefined;
  /** What the server found wrong, by path, with the code `invalid`. */
  issues: readonly Issue[];
  /** Once the words are with the server, while files are not. */
  sent: Made | undefined;
  files: readonly EntryFile[];
}

/** The server has the words of an entry. */
export interface SentEntry extends Made {
  /** The entry's. */
  id: string;
  kind: 'ticket' | 'message';
  /** As it was in the entry. */
  slot: string;
  /** What the server answered; absent where another tab has sent it. */
  answer?: Ticket | Message | undefined;
}

/** A file as it rests with its entry. */
export interface FileOfRecord extends DraftFile {
  /** The attachment's id, once the server has given one. */
  attachment?: string | undefined;
  done?: boolean | undefined;
  trial: Trial;
}

/** An entry as it rests under `['outbox', slot, seq, id]`. */
export interface OutboxRecord {
  v: 1;
  id: string;
  /** `new` for a ticket. */
  slot: string;
  /** Orders the entries of a ticket. */
  seq: number;
  savedAt: number;
  /** Without the answers that never rest. */
  input: TicketInput | MessageInput;
  /** The draft that it was, for mending it. */
  value: DraftValue;
  /** Keys of the answers that do not rest. */
  left: string[];
  files: FileOfRecord[];
  trial: Trial;
  issues: Issue[];
  sent?: Made | undefined;
}

/** Reads what rests as an entry; nothing where it is none that this version knows. */
export function readEntry(value: unknown): OutboxRecord | undefined {
  const record = value as OutboxRecord | undefined;
  const whole =
    record?.v === 1 &&
    typeof record.id === 'string' &&
    record.input instanceof Object &&
    record.value?.answers instanceof Object &&
    Array.isArray(record.files) &&
    Array.isArray(record.trial?.tries);
  return whole ? record : undefined;
}

/** The slot of messages to a ticket that the server does not know yet. */
export const slotOfQueued = (id: string): string => `new:${id}`;
/** What an entry keeps its order in: its ticket. */
export const threadOf = ({ slot, id }: OutboxRecord): string => (slot === 'new' ? slotOfQueued(id) : slot);
