import type { Readable } from 'node:stream';
import type { DataStore } from '@tus/server';

/** A file as a file store knows it. */
export interface StoredFile {
  workspace: string;
  /** A random UUID. */
  id: string;
  /** Bytes that it has once it is whole. */
  size: number;
}

/** A part of a file: its first and its last byte, counted from 0. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Where the bytes of files are kept. */
export interface FileStore {
  /**
   * The tus store that takes the bytes of one file. What it says is written is on the disk, and what it took of a request that
   * broke off stays.
   */
  uploads(file: StoredFile): DataStore;
  /** How many bytes are there; nothing where the upload was never begun. */
  received(file: StoredFile): Promise<number | undefined>;
  read(file: StoredFile, range?: ByteRange): Readable;
  /** Takes the bytes away, so that they can be sent anew. */
  remove(file: StoredFile): Promise<void>;
}

/** What a store's upload throws where it was never begun, in the form that @tus/server answers with 404. */
export class NotBegunError extends Error {
  override readonly name = 'NotBegunError';
  readonly status_code = 404;
  readonly body = 'The upload has not begun.';
}
