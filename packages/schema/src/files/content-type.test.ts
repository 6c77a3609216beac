import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { agreesWith, sniffLength, sniffType } from './content-type.js';

const bytes = (...parts: (string | number[])[]) =>
  Uint8Array.from(parts.flatMap((part) => (typeof part === 'string' ? [...part].map((sign) => sign.charCodeAt(0)) : part)));

/** The beginnings of real files. */
const heads = {
  png: bytes('\x89PNG\r\n\x1a\n', [0, 0, 0, 13], 'IHDR'),
  jpeg: bytes([0xff, 0xd8, 0xff, 0xe0, 0, 16], 'JFIF'),
  gif: bytes('GIF89a', [1, 0, 1, 0]),
  webp: bytes('RIFF', [36, 0, 0, 0], 'WEBPVP8 '),
  pdf: bytes('%PDF-1.7\n%\xe2\xe3\xcf\xd3\n'),
  zip: bytes('PK\x03\x04', [20, 0, 0, 0]),
  mp4: bytes([0, 0, 0, 0x20], 'ftypisom', [0, 0, 2, 0]),
  mov: bytes([0, 0, 0, 0x14], 'ftypqt  ', [0, 0, 0, 0]),
  oldMov: bytes([0, 0, 0, 8], 'wide', [0, 1, 0, 0], 'mdat'),
  heic: bytes([0, 0, 0, 0x18], 'ftypheic', [0, 0, 0, 0]),
  webm: bytes([0x1a, 0x45, 0xdf, 0xa3, 0x9f]),
  text: bytes('2026-11-20 \x1b[31mERROR\x1b[0m\tthe export failed\r\n'),
  utf8: new TextEncoder().encode('Größe: 3 €'),
  utf16: bytes([0xff, 0xfe], [65, 0, 10, 0]),
  json: bytes('{"error":"none"}'),
  windows: bytes('MZ', [0x90, 0, 3, 0, 0, 0]),
  linux: bytes('\x7fELF', [2, 1, 1, 0]),
  binary: bytes('log', [0, 1, 2]),
};

test('a file is known by its first bytes', () => {
  const known = Object.fromEntries(Object.entries(heads).map(([name, head]) => [name, sniffType(head)]));
  assert.deepEqual(known, {
    png: 'image/png',
    jpeg: 'image/jpeg',
    gif: 'image/gif',
    webp: 'image/webp',
    pdf: 'application/pdf',
    zip: 'application/zip',
    mp4: 'video/mp4',
    mov: 'video/mp4',
    oldMov: 'video/mp4',
    heic: 'image/heic',
    webm: 'video/webm',
    text: undefined,
    utf8: undefined,
    utf16: undefined,
    json: undefined,
    windows: 'application/x-msdownload',
    linux: 'application/x-elf',
    binary: undefined,
  });
  assert.equal(sniffType(new Uint8Array()), undefined);
  assert.equal(sniffType(bytes('MZ began the report.')), undefined);
});

test('[4-30] [4-31] [4-32] [4-33] [4-34] what a preset accepts is taken with the bytes of its kind, and with no other', () => {
  const rightful: Record<string, (keyof typeof heads)[]> = {
    'image/png': ['png'],
    'image/jpeg': ['jpeg'],
    'video/mp4': ['mp4', 'mov', 'oldMov'],
    'video/quicktime': ['mp4', 'mov', 'oldMov'],
    'text/plain': ['text', 'utf8', 'utf16', 'json'],
    'application/pdf': ['pdf'],
    'application/json': ['text', 'utf8', 'utf16', 'json'],
    'application/zip': ['zip'],
  };
  assert.deepEqual(
    consumerPlansPolicy.attachments?.accept.map(({ type }) => type).sort(),
    Object.keys(rightful).sort(),
    'every type of the preset is tried',
  );
  for (const [type, names] of Object.entries(rightful)) {
    const agreeing = Object.entries(heads).flatMap(([name, head]) => (agreesWith(type, head) ? [name] : []));
    assert.deepEqual(agreeing.sort(), [...names].sort(), type);
  }
});

test('documents that are archives inside are archives', () => {
  const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
  assert.ok(agreesWith(word, heads.zip));
  assert.ok(!agreesWith(word, heads.pdf));
  assert.ok(agreesWith('application/epub+zip', heads.zip));
});

test('a type without a signature takes any bytes but those of another kind', () => {
  assert.ok(agreesWith('application/x-trace', heads.binary));
  for (const name of ['png', 'pdf', 'zip', 'windows', 'linux'] as const) {
    assert.ok(!agreesWith('application/x-trace', heads[name]), name);
  }
});

test('text has no binary part in what is looked at', () => {
  const long = new Uint8Array(sniffLength).fill(0x61);
  assert.ok(agreesWith('text/plain', long));
  long[sniffLength - 1] = 0;
  assert.ok(!agreesWith('text/plain', long));
});
