import type { Client, DraftFile, EntryFile, OutboxEntry } from '@helpmark/client';
import type { Attachment } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import { failureTerm } from '../internal/failure.js';
import type { Term } from '../locales/words.js';

/** A file as it is drawn: a line of words, and what can be done with it. */
export interface FileRow {
  key: string;
  name: string;
  /** Bytes. */
  size: number;
  /** How it stands, besides its size. */
  words?: string | undefined;
  /** What is wrong with it. */
  wrong?: string | undefined;
  /** Bytes that have arrived, while it is sent. */
  progress?: number | undefined;
  /** Brings the picture that it is; absent where it is none that may be drawn. */
  picture?: (() => Promise<Blob>) | undefined;
  /** Whether the picture comes only when the person asks for it. */
  large?: boolean;
  buttons: { term: Term; act: () => unknown; /** Whether the file goes with it. */ removes?: boolean }[];
}

/** Pictures that a browser draws and that run nothing. */
const pictures = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'];
/** Bytes from which on a picture of the server's comes only when the person asks for it. */
const large = 2 * 1024 ** 2;

/** A file of a draft. What it is was checked when it was chosen. */
export function rowOfDraft({ key, name, size, type }: DraftFile, read: (key: string) => Promise<ArrayBuffer>): FileRow {
  const picture = async () => new Blob([await read(key)], { type });
  return { key, name, size, picture: pictures.includes(type) ? picture : undefined, buttons: [] };
}

/** Why a file was refused that nobody can send as it is. */
const refusals: Record<string, Term> = { 'file-gone': 'fileGone', invalid: 'fileNotAccepted', refused: 'fileNotAccepted' };

/** A file of an entry in the outbox. Before its words have arrived, it is the entry that can be changed. */
export function rowOfEntry(file: EntryFile, { id, sent }: OutboxEntry, { outbox }: Client, locale: LocaleController): FileRow {
  const { key, name, size, state, progress, code = '' } = file;
  const failed = state === 'failed';
  const percent = (progress / size).toLocaleString(locale.locale, { style: 'percent' });
  const terms = { waiting: 'fileWaits', sending: 'fileSending', done: 'fileSent', failed: 'fileRefused' } as const;
  const words = locale.term(terms[state], { percent });
  const drop = { term: failed ? 'fileDrop' : 'fileCancel', act: () => outbox.dropFile(id, key), removes: true } as const;
  const retry = { term: 'retry', act: () => outbox.retry(id) } as const;
  return {
    ...{ key, name, size },
    words: failed ? undefined : words,
    wrong: failed ? `${words} ${locale.term(refusals[code] ?? failureTerm(file))}` : undefined,
    progress: state === 'sending' ? progress : undefined,
    buttons: !sent || state === 'done' ? [] : failed ? [retry, drop] : [drop],
  };
}

const stateTerms: Record<string, Term> = { missing: 'fileMissing', held: 'fileHeld', refused: 'fileTurnedAway' };

/** A file of a message, as the server has it. */
export function rowOfAttachment(
  { id, name, size, state, image }: Attachment,
  client: Client,
  save: () => void,
  locale: LocaleController,
): FileRow {
  const ready = state === 'ready';
  const picture = async () => (await client.attachments()).download(id, { inline: true });
  return {
    ...{ key: id, name, size },
    words: ready ? undefined : locale.term(stateTerms[state] ?? 'filePending'),
    picture: ready && image ? picture : undefined,
    large: size > large,
    buttons: ready ? [{ term: 'fileDownload', act: save }] : [],
  };
}
