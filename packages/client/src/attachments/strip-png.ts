import { readOrientation, writeOrientation } from './orientation.js';

/** Chunks besides the critical ones that decide on how a picture looks: colours, transparency, size of a point, animation. */
const shown = new Set('cHRM gAMA iCCP sBIT sRGB cICP mDCV cLLI bKGD hIST tRNS pHYs sPLT acTL fcTL fdAT'.split(' '));

/** The parts of a PNG that are kept; nothing where it is none. What follows its end goes. */
export function stripPng(bytes: Uint8Array): Uint8Array[] | undefined {
  if (bytes[0] !== 0x89 || bytes[1] !== 0x50) return undefined;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const kept = [bytes.subarray(0, 8)];
  for (let at = 8; at < bytes.length;) {
    if (at + 12 > bytes.length) return undefined;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return undefined;
    const name = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (name === 'eXIf') {
      const orientation = readOrientation(bytes.subarray(at + 8, end - 4));
      if (orientation !== undefined) kept.push(exifChunk(orientation));
    } else if (/^[A-Z]/.test(name) || shown.has(name)) {
      kept.push(bytes.subarray(at, end));
    }
    if (name === 'IEND') return kept;
    at = end;
  }
  return undefined;
}

function exifChunk(orientation: number): Uint8Array {
  const tiff = writeOrientation(orientation);
  const chunk = Uint8Array.of(0, 0, 0, tiff.length, 0x65, 0x58, 0x49, 0x66, ...tiff, 0, 0, 0, 0);
  new DataView(chunk.buffer).setUint32(chunk.length - 4, checksumOf(chunk.subarray(4, -4)));
  return chunk;
}

/** CRC-32, as every chunk ends with. */
function checksumOf(bytes: Uint8Array): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit++) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return ~sum >>> 0;
}
