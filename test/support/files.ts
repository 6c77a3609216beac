import { createHash, randomBytes } from 'node:crypto';
import type { AttachmentInput } from '@helpmark/schema';
import type { Caller } from './handler.js';

/** A file that a test sends. */
export interface TestFile {
  bytes: Buffer;
  /** What announces it. */
  manifest: AttachmentInput;
}

/** Makes a file of random bytes behind the first ones of a PNG, or of these bytes. */
export function testFile({ size = 64, bytes, ...facts }: Partial<AttachmentInput> & { bytes?: Buffer } = {}): TestFile {
  const whole = bytes ?? Buffer.concat([pngHead, randomBytes(size)]).subarray(0, size);
  const sha256 = createHash('sha256').update(whole).digest('hex');
  return {
    bytes: whole,
    manifest: { key: 'a', name: 'photo.png', type: 'image/png', size: whole.length, sha256, ...facts },
  };
}

const pngHead = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');

const tus = { 'tus-resumable': '1.0.0' };

/** Begins an upload. */
export function beginUpload(caller: Caller, id: string, size: number): Promise<Response> {
  const metadata = `attachment ${Buffer.from(id).toString('base64')}`;
  return caller.raw('/v1/uploads', {
    method: 'POST',
    headers: { ...tus, 'upload-length': String(size), 'upload-metadata': metadata },
  });
}

/** Asks where an upload stands. */
export async function offsetOf(caller: Caller, id: string): Promise<number> {
  const response = await caller.raw(`/v1/uploads/${id}`, { method: 'HEAD', headers: tus });
  return response.status === 200 ? Number(response.headers.get('upload-offset')) : -response.status;
}

/** Sends bytes of an upload from an offset on. */
export function sendBytes(caller: Caller, id: string, bytes: Buffer, offset = 0): Promise<Response> {
  return caller.raw(`/v1/uploads/${id}`, {
    method: 'PATCH',
    headers: { ...tus, 'upload-offset': String(offset), 'content-type': 'application/offset+octet-stream' },
    body: new Uint8Array(bytes),
  });
}

/** Sends all bytes of a file at once. */
export async function uploadFile(caller: Caller, id: string, bytes: Buffer): Promise<Response> {
  await beginUpload(caller, id, bytes.length);
  return sendBytes(caller, id, bytes);
}
