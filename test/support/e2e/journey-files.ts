import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

/** A folder of files to choose from, on this machine. */
export interface Folder {
  /** Writes a file. @returns Its path. */
  put: (name: string, bytes: Buffer) => Promise<string>;
  remove: () => Promise<void>;
}

/** Makes a folder for files that a test chooses. */
export async function makeFolder(): Promise<Folder> {
  const path = await mkdtemp(join(tmpdir(), 'helpmark-files-'));
  return {
    put: async (name, bytes) => {
      await writeFile(join(path, name), bytes);
      return join(path, name);
    },
    remove: () => rm(path, { recursive: true }),
  };
}

/** In hexadecimal digits. */
export const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

/** Text of a length in bytes, other each time. */
export const textOf = (length: number) => Buffer.from(randomBytes(length / 2).toString('hex'));

/** A word that only the metadata of `photo` has. */
export const place = '52.5200 N 13.4050 E';

/** A PNG of 64 by 64 random pixels that says where it was taken, in Exif and in words. */
export function photo(): Buffer {
  const rows = Array.from({ length: 64 }, () => Buffer.concat([Buffer.from([0]), randomBytes(64 * 3)]));
  const head = Buffer.from([0, 0, 0, 64, 0, 0, 0, 64, 8, 2, 0, 0, 0]);
  const gps = Buffer.from(`MM\0*\0\0\0\x08\0\x01\x88\x25\0\x04\0\0\0\x01\0\0\0\x1a\0\0\0\0GPS ${place}`, 'latin1');
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', head),
    chunk('eXIf', gps),
    chunk('tEXt', Buffer.from(`Location\0${place}`)),
    chunk('IDAT', deflateSync(Buffer.concat(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(content.length, 0);
  numbers.writeUInt32BE(crc32(named), 4);
  return Buffer.concat([numbers.subarray(0, 4), named, numbers.subarray(4)]);
}

/** What a PNG shows: its head and the bytes of its pixels. */
export function pixelsOf(png: Buffer): Buffer {
  const shown: Record<string, Buffer[]> = { IHDR: [], IDAT: [] };
  for (let at = 8; at < png.length;) {
    const length = png.readUInt32BE(at);
    shown[png.toString('latin1', at + 4, at + 8)]?.push(png.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  return Buffer.concat([...shown['IHDR']!, inflateSync(Buffer.concat(shown['IDAT']!))]);
}
