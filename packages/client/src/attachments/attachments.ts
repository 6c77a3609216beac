import type { CallOptions } from '../transport/transport.js';
import type { ExchangeOptions } from './exchange.js';
import { createExchange } from './exchange.js';
import type { FileContext, PrepareResult } from './prepare-file.js';
import { prepareFile } from './prepare-file.js';
import { uploadBytes } from './upload.js';

/** How a download is asked for. */
export interface DownloadOptions extends CallOptions {
  /** To be shown in its place: only pictures and recordings are. */
  inline?: boolean;
}

/** Files of tickets: from the device to the server, and back. */
export interface AttachmentsClient {
  /** Checks a chosen file against the policy, and makes it ready to be announced and sent. */
  prepare(chosen: Blob & { name: string }, context: FileContext): Promise<PrepareResult>;
  /**
   * Sends the bytes of an announced file, going on where an earlier try ended; resolves once the server has confirmed it whole.
   *
   * @throws {ClientError} `retryable` where the same may succeed later.
   */
  upload(
    file: { attachment: string; bytes: ArrayBuffer },
    options: { signal: AbortSignal; /** Takes the bytes that have arrived so far. */ onProgress(bytes: number): void },
  ): Promise<void>;
  /**
   * The bytes of a file, by the attachment's id.
   *
   * @throws {HttpError} `pending` while they are not there; `not-found` where the person may not have them.
   */
  download(id: string, options?: DownloadOptions): Promise<Blob>;
}

/** Makes the files' door. */
export function createAttachments(options: ExchangeOptions): AttachmentsClient {
  const exchange = createExchange(options);
  return {
    prepare: prepareFile,
    upload: (file, how) => uploadBytes(exchange, file, how),
    download: (id, { inline = false, signal } = {}) =>
      exchange(
        { method: 'GET', path: `/v1/attachments/${encodeURIComponent(id)}${inline ? '?inline=1' : ''}`, signal },
        (response) => response.blob(),
      ),
  };
}
