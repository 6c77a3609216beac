import type { Answers, ContextItem } from '@helpmark/schema';

/** What a form or a composer holds, as plain data. A reply is `{ answers: { body: '…' } }`. */
export interface DraftValue {
  answers: Answers;
  type?: string | undefined;
  severity?: string | undefined;
  relatedTo?: string | undefined;
  /** What was collected of the page, as the person has left it; absent where they do not want it to go along. */
  context?: ContextItem[] | undefined;
}

/** A file of a draft. Its bytes rest on their own, so that saving text rewrites none. */
export interface DraftFile {
  /** What tells it from the other files of the draft, and from then on of the ticket. */
  key: string;
  /** As the person's device names it. */
  name: string;
  /** The media type. */
  type: string;
  /** Bytes. */
  size: number;
  /** Of the bytes, in hexadecimal. */
  sha256: string;
}

/** A draft as it rests under `['draft', slot, id]`. */
export interface DraftRecord {
  v: 1;
  /** Milliseconds since 1970. */
  savedAt: number;
  /** One more with every save. */
  revision: number;
  /** Who saved it: one name for each time a draft is opened. */
  by: string;
  value: DraftValue;
  files: DraftFile[];
  /** Keys of sensitive answers, which were given and do not rest. */
  left: string[];
}

/** Reads what rests as a draft; nothing where it is none that this version knows. */
export function readDraft(value: unknown): DraftRecord | undefined {
  const record = value as DraftRecord | undefined;
  const whole =
    record?.v === 1 &&
    record.revision > 0 &&
    Array.isArray(record.files) &&
    Array.isArray(record.left) &&
    record.value?.answers instanceof Object;
  return whole ? record : undefined;
}

/** Where the bytes of a draft's files rest; all of them without a key. They stay there when the draft becomes an entry. */
export const fileKey = (id: string, ...key: string[]) => ['file', id, ...key];

/** What rests of the bytes of a file. Not a `Blob`: some browsers refuse to store one. */
export interface FileRecord {
  v: 1;
  savedAt: number;
  bytes: ArrayBuffer;
}

/** Answers without those that never rest. */
export function withoutKeys<T extends Answers>(answers: T, keys: readonly string[]): T {
  return Object.fromEntries(Object.entries(answers).filter(([key]) => !keys.includes(key))) as T;
}
