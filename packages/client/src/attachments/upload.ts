import type { HttpRequest, HttpResponse } from 'tus-js-client';
import BaseUpload from 'tus-js-client/lib/upload.js';
import { isClientError } from '../errors/client-error.js';
import { NetworkError } from '../errors/network-error.js';
import type { Exchange } from './exchange.js';

/** Bytes of one request. What arrived of one that breaks off stays, so this decides how often progress is told, not what is lost. */
const chunkSize = 512 * 1024;

/**
 * Brings the bytes of an announced file to the server, going on where an earlier try ended. The address of an upload follows from
 * the attachment's id, so nothing of it is kept anywhere; each request asks for a token anew.
 *
 * @returns Once the server has confirmed the whole file.
 * @throws {ClientError} `retryable` where the same may succeed later; or the signal's reason.
 */
export async function uploadBytes(
  exchange: Exchange,
  { attachment, bytes }: { attachment: string; bytes: ArrayBuffer },
  { signal, onProgress }: { signal: AbortSignal; onProgress: (bytes: number) => void },
): Promise<void> {
  signal.throwIfAborted();
  const path = `/v1/uploads/${encodeURIComponent(attachment)}`;
  const file = new Blob([bytes]);
  let upload: BaseUpload | undefined;
  const abort = () => void upload?.abort();
  signal.addEventListener('abort', abort);
  try {
    await new Promise<void>((resolve, reject) => {
      signal.addEventListener('abort', () => reject(signal.reason as Error), { once: true });
      upload = new BaseUpload(file, {
        uploadUrl: path,
        httpStack: { createRequest: (method) => createRequest(exchange, method, path, signal), getName: () => 'fetch' },
        fileReader: { openFile: (opened) => Promise.resolve(sourceOf(opened)) },
        fingerprint: () => Promise.resolve(null),
        protocol: 'tus-v1',
        chunkSize,
        // When to try again is the outbox's to say.
        retryDelays: null,
        parallelUploads: 1,
        onChunkComplete: (_chunk, accepted) => onProgress(accepted),
        onSuccess: resolve,
        onError: (error) => reject(causeOf(error)),
      });
      upload.start();
    });
  } finally {
    signal.removeEventListener('abort', abort);
  }
}

/** A request of the library, sent the way of all requests. */
function createRequest(exchange: Exchange, method: string, path: string, signal: AbortSignal): HttpRequest {
  const headers = new Headers();
  return {
    getMethod: () => method,
    getURL: () => path,
    setHeader: (name, value) => headers.set(name, value),
    getHeader: (name) => headers.get(name) ?? undefined,
    setProgressHandler: () => undefined,
    send: (body: Blob | null) =>
      exchange({ method, path, headers, body, signal }, (response) =>
        Promise.resolve<HttpResponse>({
          getStatus: () => response.status,
          getHeader: (name) => response.headers.get(name) ?? undefined,
          getBody: () => '',
          getUnderlyingObject: () => response,
        }),
      ),
    abort: () => Promise.resolve(),
    getUnderlyingObject: () => undefined,
  };
}

const sourceOf = (file: Blob) => ({
  size: file.size,
  slice: (start: number, end: number) => Promise.resolve({ value: file.slice(start, end), done: end >= file.size }),
  close: () => undefined,
});

/** What the library wraps. What it says by itself is that an answer is none of the protocol, so something else answered. */
function causeOf(error: Error & { causingError?: Error | null }): Error {
  const cause = error.causingError ?? error;
  return isClientError(cause) ? cause : new NetworkError('The upload', cause);
}
