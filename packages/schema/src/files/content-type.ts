/** How many of a file's first bytes tell what it is. */
export const sniffLength = 4096;

/** Raster pictures that a page may draw, once they are verified. */
export const pictureTypes = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;

/** Recordings that a page may play, once they are verified. */
export const videoTypes = ['video/mp4', 'video/quicktime', 'video/webm'] as const;

/** The first bytes of the kinds that policies usually accept, and of programs, which hide behind their names. */
const signatures: [kind: string, place: number, bytes: string][] = [
  ['image/png', 0, '\x89PNG\r\n\x1a\n'],
  ['image/jpeg', 0, '\xff\xd8\xff'],
  ['image/gif', 0, 'GIF87a'],
  ['image/gif', 0, 'GIF89a'],
  ['image/webp', 8, 'WEBPVP8'],
  ['application/pdf', 0, '%PDF-'],
  ['video/webm', 0, '\x1a\x45\xdf\xa3'],
  // Files of the same family as MP4 say their brand after "ftyp"; old recordings begin with their content.
  ['image/heic', 4, 'ftyphei'],
  ['image/heic', 4, 'ftypmif1'],
  ['image/avif', 4, 'ftypavi'],
  ['video/mp4', 4, 'ftyp'],
  ['video/mp4', 4, 'moov'],
  ['video/mp4', 4, 'mdat'],
  ['video/mp4', 4, 'wide'],
  ['application/zip', 0, 'PK\x03\x04'],
  ['application/zip', 0, 'PK\x05\x06'],
  ['application/gzip', 0, '\x1f\x8b\x08'],
  ['application/x-msdownload', 0, 'MZ'],
  ['application/x-elf', 0, '\x7fELF'],
  ['application/x-mach-binary', 0, '\xcf\xfa\xed\xfe'],
  ['application/x-mach-binary', 0, '\xca\xfe\xba\xbe'],
];

/** Media types whose content is of a kind with another name. */
const kinds: [pattern: RegExp, kind: string][] = [
  [/^video\/quicktime$/, 'video/mp4'],
  [/^(application\/(x-)?zip-compressed|application\/java-archive|.*\+zip)$/, 'application/zip'],
  [/^application\/vnd\.(openxmlformats-officedocument|oasis\.opendocument)\./, 'application/zip'],
  [/^application\/x-gzip$/, 'application/gzip'],
];

/** Media types whose content is text. */
const textual = /^text\/|^application\/(json|x-ndjson|xml|yaml|x-yaml|javascript|sql)$|\+(json|xml)$/;

/**
 * Says what the first bytes of a file are by themselves.
 *
 * @param head - The first `sniffLength` bytes, or all where there are fewer.
 * @returns A media type; nothing where the bytes have no signature that is known here, as text has none.
 */
export function sniffType(head: Uint8Array): string | undefined {
  const found = signatures.find(([, place, bytes]) => [...bytes].every((sign, at) => head[place + at] === sign.charCodeAt(0)));
  // "MZ" alone is also how a text may begin.
  return found?.[2] === 'MZ' && isText(head) ? undefined : found?.[0];
}

/**
 * Whether the first bytes of a file are what its media type says: signature for signature, text without binary parts, and for a
 * type that has no signature here, none of another.
 */
export function agreesWith(type: string, head: Uint8Array): boolean {
  const sniffed = sniffType(head);
  const kind = kinds.find(([pattern]) => pattern.test(type))?.[1] ?? type;
  if (sniffed !== undefined) return sniffed === kind;
  if (textual.test(type)) return isText(head);
  return !signatures.some(([known]) => known === kind);
}

/** Text holds no control characters but those that lay it out or colour a terminal. Two-byte text says so at its beginning. */
function isText(head: Uint8Array): boolean {
  const [first, second] = head;
  if ((first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff)) return true;
  return head.every((byte) => byte >= 0x20 || (byte >= 0x08 && byte <= 0x0d) || byte === 0x1b);
}
