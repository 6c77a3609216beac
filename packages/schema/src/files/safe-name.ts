/** Controls, marks that turn the reading direction, and signs without a shape: none belongs in a name, and each can hide its end. */
const invisible = /[\p{Cc}\p{Cf}\p{Cs}]/gu;
/** What some file system gives a meaning to. */
const reserved = /[<>:"|?*]/g;
/** Names that stand for devices on Windows, with any extension. */
const devices = /^(con|prn|aux|nul|com\d|lpt\d)(\.|$)/i;
/** Bytes of UTF-8 that every file system has room for, with a counter that a browser may add. */
const longest = 200;

/**
 * A name under which a file can be saved anywhere: the last part of a path, without what hides or changes its end. What people see
 * stays as it was typed; this is for downloads.
 *
 * @returns `file` where nothing is left.
 */
export function safeName(name: string): string {
  const last = name.normalize('NFC').split(/[\\/]/).at(-1) ?? '';
  const shown = last
    .replace(/[^\S\ufeff]/g, ' ')
    .replace(invisible, '')
    .replace(reserved, '_')
    .replace(/ +/g, ' ')
    .replace(/^[. ]+|[. ]+$/g, '');
  const named = devices.test(shown) ? `_${shown}` : shown;
  return shorten(named) || 'file';
}

/** Cuts the middle out, so that the extension stays. */
function shorten(name: string): string {
  const [, stem = name, extension = ''] = /^(.+)(\.\w{1,16})$/.exec(name) ?? [];
  const room = longest - extension.length;
  let kept = '';
  let length = 0;
  for (const sign of stem) {
    const point = sign.codePointAt(0) ?? 0;
    length += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    if (length > room) break;
    kept += sign;
  }
  return (kept.length < stem.length ? kept.trimEnd() : kept) + extension;
}
