import { readOrientation, writeOrientation } from './orientation.js';

/** The parts of a JPEG that are kept; nothing where it is none. What follows its end, such as a film or a second picture, goes. */
export function stripJpeg(bytes: Uint8Array): Uint8Array[] | undefined {
  if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return undefined;
  const kept = [bytes.subarray(0, 2)];
  let orientation: number | undefined;
  let at = 2;
  while (at < bytes.length) {
    if (bytes[at] !== 0xff) return undefined;
    const marker = bytes[at + 1] ?? 0;
    // Filling before a marker.
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    if (marker === 0xd9) {
      kept.push(bytes.subarray(at, at + 2));
      break;
    }
    const end = at + 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
    if (end < at + 4 || end > bytes.length) return undefined;
    const segment = bytes.subarray(at, end);
    if (marker === 0xe1 && startsWith(segment, 'Exif\0\0')) orientation ??= readOrientation(segment.subarray(10));
    if (isKept(marker, segment)) kept.push(segment);
    at = end;
    if (marker === 0xda) {
      const scan = endOfScan(bytes, at);
      kept.push(bytes.subarray(at, scan));
      at = scan;
    }
  }
  if (orientation !== undefined) kept.splice(placeOfExif(kept), 0, exifSegment(orientation));
  return kept;
}

/** All but comments and applications' segments; of those, what decides on colours and size. */
function isKept(marker: number, segment: Uint8Array): boolean {
  if (marker === 0xfe) return false;
  if (marker < 0xe0 || marker > 0xef) return true;
  return (
    (marker === 0xe0 && startsWith(segment, 'JFIF\0')) ||
    (marker === 0xe2 && startsWith(segment, 'ICC_PROFILE\0')) ||
    (marker === 0xee && startsWith(segment, 'Adobe'))
  );
}

/** What stands behind a segment's marker and length. */
const startsWith = (segment: Uint8Array, text: string) => [...text].every((sign, at) => segment[4 + at] === sign.charCodeAt(0));

/** Where the picture's data meet the next marker. A zero or a restart after 0xff belongs to the data. */
function endOfScan(bytes: Uint8Array, start: number): number {
  let at = start;
  for (;;) {
    at = bytes.indexOf(0xff, at);
    if (at < 0) return bytes.length;
    const next = bytes[at + 1] ?? 0;
    if (next !== 0 && !(next >= 0xd0 && next <= 0xd7)) return at;
    at += 2;
  }
}

/** Exif stands first, but behind JFIF. */
const placeOfExif = (kept: Uint8Array[]) => (kept[1]?.[1] === 0xe0 ? 2 : 1);

function exifSegment(orientation: number): Uint8Array {
  const tiff = writeOrientation(orientation);
  return Uint8Array.of(0xff, 0xe1, 0, tiff.length + 8, 0x45, 0x78, 0x69, 0x66, 0, 0, ...tiff);
}
