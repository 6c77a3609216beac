import { createHash } from 'node:crypto';
import type { FileAnswer } from './files/send-file.js';
import { ProblemError } from './problem.js';
import type { Answer } from './route.js';
import type { Records, Viewer } from './store/store.js';

/** An answer whose body is written out. */
export interface WrittenAnswer {
  status: number;
  text?: string | undefined;
  /** JSON where it is left out. */
  type?: string;
  etag?: string | undefined;
  /** It was given before, and nothing happened this time. */
  replayed?: boolean;
  file?: FileAnswer | undefined;
  stream?: Answer['stream'];
}

/** Writes an answer's body out. */
export function writeAnswer({ status, body, lines, stream, etag, file }: Answer): WrittenAnswer {
  if (file) return { status, file };
  if (stream) return { status, stream, type: 'application/x-ndjson' };
  if (lines) return { status, text: lines.map((line) => `${JSON.stringify(line)}\n`).join(''), type: 'application/x-ndjson' };
  return { status, text: body === undefined ? undefined : JSON.stringify(body), etag };
}

/** A request that takes effect once. */
export interface OnceRequest {
  viewer: Viewer;
  key: string;
  method: string;
  path: string;
  content: unknown;
}

/**
 * Runs a request unless it ran before under the same key; then it gives the answer of that time. Key and effect are in one
 * transaction, the caller's, so that there is never the one without the other. A failure leaves no key behind.
 *
 * @throws {ProblemError} `key-reused` where the key stands for a request of another content.
 */
export async function runOnce(records: Records, request: OnceRequest, run: () => Promise<Answer>): Promise<WrittenAnswer> {
  const { viewer, key } = request;
  const fingerprint = fingerprintOf(request);
  const kept = await records.keptAnswer(viewer, key);
  if (kept) {
    if (kept.fingerprint === fingerprint) return { status: kept.status, text: kept.body, etag: kept.etag, replayed: true };
    throw keyReused();
  }
  const answer = await run();
  const written = writeAnswer(answer);
  if (answer.ticket === undefined || written.text === undefined)
    throw new Error('An answer without a ticket or a body cannot be kept.');
  await records.keepAnswer(viewer, key, answer.ticket, {
    fingerprint,
    status: answer.status,
    body: written.text,
    etag: answer.etag,
  });
  return written;
}

/** The key stands for a request that took effect, and this is another one. */
export const keyReused = (): ProblemError =>
  new ProblemError('key-reused', { detail: 'Take a new Idempotency-Key for a request of other content.' });

/**
 * What a request means, as a hash: the order of members and members that nobody knows do not count. Whether a person is staff
 * does, for an answer made for staff must not come back to someone who no longer is.
 */
function fingerprintOf({ viewer, method, path, content }: OnceRequest): string {
  const meaning = JSON.stringify({ method, path, staff: viewer.staff, content }, (_name, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)))
      : value,
  );
  return createHash('sha256').update(meaning).digest('base64url');
}
