import type { DraftFile } from '../drafts/draft-record.js';

/** A file that the server expects. */
export interface Upload {
  /** The attachment's id, as the server gave it. */
  attachment: string;
  file: DraftFile;
  bytes: ArrayBuffer;
}

/**
 * Brings the bytes of one file to the server, going on where an earlier try ended.
 *
 * Resolves once the server has confirmed the whole file. Rejects with a `ClientError`: where that is `retryable` the file is
 * tried again on its own, else it waits for the person.
 */
export type Uploader = (
  upload: Upload,
  options: { signal: AbortSignal; /** Takes the bytes that have arrived so far. */ onProgress(bytes: number): void },
) => Promise<void>;
