import { createHash } from 'node:crypto';
import { agreesWith, sniffLength } from '@helpmark/schema';
import { ProblemError } from '../problem.js';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { FileStore, StoredFile } from './file-store.js';

/** What the bytes of a file say by themselves. */
export interface FoundBytes {
  length: number;
  /** In hexadecimal digits. */
  sha256: string;
  /** Its first bytes, by which its kind is told. */
  head: Buffer;
}

/** Reads a file whole. */
export async function findBytes(files: FileStore, file: StoredFile): Promise<FoundBytes> {
  const hash = createHash('sha256');
  let length = 0;
  let head = Buffer.alloc(0);
  for await (const part of files.read(file)) {
    const bytes = part as Buffer;
    hash.update(bytes);
    length += bytes.length;
    if (head.length < sniffLength) head = Buffer.concat([head, bytes]).subarray(0, sniffLength);
  }
  return { length, sha256: hash.digest('hex'), head };
}

/**
 * Holds the bytes of a whole upload against what was announced: size, SHA-256, and a beginning that is of the type.
 *
 * @throws {ProblemError} `invalid`, with the code `wrong-hash` or `wrong-content`.
 */
export async function verifyBytes(
  files: FileStore,
  file: StoredFile,
  { size, sha256, type }: Pick<AttachmentRecord, 'size' | 'sha256' | 'type'>,
): Promise<void> {
  const found = await findBytes(files, file);
  if (found.length !== size || found.sha256 !== sha256) {
    throw refusal('wrong-hash', 'The bytes are not those that were announced: send them again from the first.');
  }
  if (!agreesWith(type, found.head)) {
    throw refusal('wrong-content', `The bytes are not of the type "${type}": announce the file with its own type.`);
  }
}

function refusal(code: string, message: string): ProblemError {
  return new ProblemError('invalid', { detail: message, issues: [{ path: ['bytes'], code, message }] });
}
