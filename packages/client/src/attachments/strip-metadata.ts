import { stripJpeg } from './strip-jpeg.js';
import { stripPng } from './strip-png.js';

/**
 * Takes out of a PNG or JPEG what tells of place, camera, time and author. The picture stays as it is, byte for byte: its pixels,
 * its colours and how it is turned.
 *
 * @returns The bytes themselves where the type is another, or where they cannot be read as what they say to be.
 */
export function stripMetadata(type: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> {
  const strip = { 'image/png': stripPng, 'image/jpeg': stripJpeg }[type];
  const kept = strip?.(bytes);
  if (!kept) return bytes;
  const whole = new Uint8Array(kept.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of kept) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
