import { ProblemError } from './problem.js';

/** The largest body taken, in bytes. */
export const maxBodyBytes = 256 * 1024;

/**
 * Reads a request's body as JSON.
 *
 * @throws {ProblemError} `unsupported-media-type`, `too-large` (reading stops there) or `malformed`.
 */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new ProblemError('unsupported-media-type', { detail: 'Send the body as Content-Type: application/json.' });
  }
  const bytes = await readBytes(request);
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), withoutNul) as unknown;
  } catch (cause) {
    throw new ProblemError('malformed', { detail: 'The body must be JSON in UTF-8.', cause });
  }
}

/** No database but the embedded one keeps a NUL, and nobody can read one: it becomes the sign for what cannot be shown. */
function withoutNul(_key: string, value: unknown): unknown {
  return typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value;
}

async function readBytes(request: Request): Promise<Uint8Array> {
  // What the header says is only a reason to refuse early; what arrives is counted.
  if (Number(request.headers.get('content-length')) > maxBodyBytes) throw tooLarge();
  if (!request.body) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (;;) {
    const { done, value } = await reader.read();
    if (done) break;
    length += value.byteLength;
    if (length > maxBodyBytes) {
      await reader.cancel();
      throw tooLarge();
    }
    chunks.push(value);
  }
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function tooLarge(): ProblemError {
  return new ProblemError('too-large', { detail: `A body holds at most ${maxBodyBytes} bytes.` });
}
