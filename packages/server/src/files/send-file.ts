import { Readable } from 'node:stream';
import { pictureTypes, safeName, videoTypes } from '@helpmark/schema';
import contentDisposition from 'content-disposition';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { ByteRange, FileStore } from './file-store.js';

/** A file that a request is answered with. */
export interface FileAnswer extends Pick<AttachmentRecord, 'id' | 'name' | 'type' | 'size' | 'sha256'> {
  workspace: string;
  /** To be shown in its place, where it is of a kind that can do no harm there. */
  inline: boolean;
}

const showable: readonly string[] = [...pictureTypes, ...videoTypes];

/** Answers with a file, or the part of it that the request asks for. Nothing in it may run, and no browser guesses what it is. */
export async function sendFile(files: FileStore, request: Request, file: FileAnswer): Promise<Response> {
  const { id, name, type, size, sha256, inline } = file;
  if ((await files.received(file)) !== size) throw new Error(`The bytes of the file ${id} are gone from the file store.`);
  const range = rangeOf(request.headers.get('range'), size);
  const place = inline && showable.includes(type) ? 'inline' : 'attachment';
  const headers = {
    'Content-Type': type,
    'Content-Disposition': contentDisposition(safeName(name), { type: place }),
    'Content-Security-Policy': "default-src 'none'; sandbox",
    'Cross-Origin-Resource-Policy': 'same-origin',
    'Accept-Ranges': 'bytes',
    ETag: `"${sha256}"`,
  };
  if (range === 'none') return new Response(null, { status: 416, headers: { ...headers, 'Content-Range': `bytes */${size}` } });
  const part = range && { 'Content-Range': `bytes ${range.start}-${range.end}/${size}` };
  const length = range ? range.end - range.start + 1 : size;
  return new Response(request.method === 'HEAD' ? null : bodyOf(files.read(file, range)), {
    status: range ? 206 : 200,
    headers: { ...headers, ...part, 'Content-Length': String(length) },
  });
}

/** Node's type of a web stream and the one of the page are two types of one thing. */
function bodyOf(bytes: Readable): ReadableStream<Uint8Array> {
  return Readable.toWeb(bytes) as ReadableStream<Uint8Array>;
}

/** The one part that is asked for. Several at once, and what is no range of bytes, are answered with the whole. */
function rangeOf(header: string | null, size: number): ByteRange | 'none' | undefined {
  const [, first = '', last = ''] = /^bytes=(\d{0,15})-(\d{0,15})$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return undefined;
  const start = first === '' ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === '' || last === '' ? size - 1 : Math.min(Number(last), size - 1);
  return start <= end ? { start, end } : 'none';
}
