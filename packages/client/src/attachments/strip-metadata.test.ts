import assert from 'node:assert/strict';
import { crc32, deflateSync } from 'node:zlib';
import { describe, it } from 'node:test';
import { stripMetadata } from './strip-metadata.js';

const latin = (text: string) => Buffer.from(text, 'latin1');
const strip = (type: string, bytes: Buffer) => Buffer.from(stripMetadata(type, Uint8Array.from(bytes)));

/** Exif with a place and, where it is given, how the picture is turned. */
function exif(orientation: number | undefined, isLittle = false): Buffer {
  const short = (value: number) => {
    const bytes = Buffer.alloc(2);
    if (isLittle) bytes.writeUInt16LE(value);
    else bytes.writeUInt16BE(value);
    return bytes;
  };
  const long = (value: number) => (isLittle ? [short(value), short(0)] : [short(0), short(value)]);
  const entries = [
    Buffer.concat([short(0x010f), short(2), ...long(4), latin('Cam\0')]),
    ...(orientation === undefined ? [] : [Buffer.concat([short(0x0112), short(3), ...long(1), short(orientation), short(0)])]),
    Buffer.concat([short(0x8825), short(4), ...long(1), ...long(100)]),
  ];
  const head = [latin(isLittle ? 'II' : 'MM'), short(42), ...long(8), short(entries.length)];
  return Buffer.concat([...head, ...entries, ...long(0), latin('GPS 52.5200 N 13.4050 E')]);
}

describe('A JPEG', () => {
  const segment = (marker: number, content: Buffer) => {
    const length = content.length + 2;
    return Buffer.concat([Buffer.from([0xff, marker, length >> 8, length & 0xff]), content]);
  };
  const start = Buffer.from([0xff, 0xd8]);
  const end = Buffer.from([0xff, 0xd9]);
  const jfif = segment(0xe0, latin('JFIF\0\x01\x02\0\0\x01\0\x01\0\0'));
  const profile = segment(0xe2, latin('ICC_PROFILE\0\x01\x01colours'));
  const adobe = segment(0xee, latin('Adobe\0d\0\0\0\0\0'));
  const tables = segment(0xdb, Buffer.alloc(65, 7));
  // Data with a stuffed byte and a restart, then a second scan of a progressive picture.
  const scans = Buffer.concat([
    segment(0xda, latin('\x01\x01\0\0?\0')),
    latin('data\xff\0more\xff\xd0again'),
    segment(0xc4, Buffer.alloc(20, 3)),
    segment(0xda, latin('\x01\x01\0\x01?\0')),
    latin('second\xff\0scan'),
  ]);
  const picture = Buffer.concat([profile, adobe, tables, scans]);
  const secrets = [
    segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(undefined)])),
    segment(0xe1, latin('http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>Ada, Berlin</x:xmpmeta>')),
    segment(0xe2, latin('MPF\0second picture')),
    segment(0xed, latin('Photoshop 3.0\0Author Ada')),
    segment(0xfe, latin('A comment by Ada')),
  ];
  const trailer = latin('\0\0ftypmp42 a film of Ada');

  it('loses place, camera, author and what follows its end, and nothing of the picture', () => {
    const whole = Buffer.concat([start, jfif, ...secrets, picture, end, trailer]);
    assert.deepEqual(strip('image/jpeg', whole), Buffer.concat([start, jfif, picture, end]));
  });

  for (const isLittle of [false, true]) {
    it(`keeps how it is turned, from ${isLittle ? 'little' : 'big'}-endian Exif`, () => {
      const turned = segment(0xe1, Buffer.concat([latin('Exif\0\0'), exif(6, isLittle)]));
      for (const before of [jfif, Buffer.alloc(0)]) {
        const kept = strip('image/jpeg', Buffer.concat([start, before, turned, picture, end]));
        const minimal = segment(0xe1, latin('Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x06\0\0\0\0\0\0'));
        assert.deepEqual(kept, Buffer.concat([start, before, minimal, picture, end]));
        assert.deepEqual(strip('image/jpeg', kept), kept, 'once more changes nothing');
      }
    });
  }

  it('that is cut short or is none stays as it is', () => {
    const cut = Buffer.concat([start, jfif, picture.subarray(0, 10)]);
    assert.deepEqual(strip('image/jpeg', cut), cut);
    for (const none of ['', 'no picture', '\xff\xd8', '\xff\xd8\xff\xe1\0\0']) {
      assert.deepEqual(strip('image/jpeg', latin(none)), latin(none));
    }
  });

  it('with Exif that points nowhere loses it all the same', () => {
    for (const tiff of ['', 'MM', 'MM\0*\xff\xff\xff\xff', 'MM\0*\0\0\0\x08\xff\xff']) {
      const odd = segment(0xe1, latin(`Exif\0\0${tiff}`));
      assert.deepEqual(strip('image/jpeg', Buffer.concat([start, odd, picture, end])), Buffer.concat([start, picture, end]));
    }
  });
});

describe('A PNG', () => {
  const chunk = (name: string, content: Buffer) => {
    const length = Buffer.alloc(4);
    length.writeUInt32BE(content.length);
    const sum = Buffer.alloc(4);
    sum.writeUInt32BE(crc32(Buffer.concat([latin(name), content])));
    return Buffer.concat([length, latin(name), content, sum]);
  };
  const start = latin('\x89PNG\r\n\x1a\n');
  const head = chunk('IHDR', latin('\0\0\0\x01\0\0\0\x01\x08\x02\0\0\0'));
  const colours = [chunk('iCCP', latin('p\0\0colours')), chunk('gAMA', Buffer.alloc(4, 1)), chunk('pHYs', Buffer.alloc(9, 1))];
  const data = chunk('IDAT', deflateSync(Buffer.from([0, 1, 2, 3])));
  const end = chunk('IEND', Buffer.alloc(0));
  const secrets = [
    chunk('tEXt', latin('Author\0Ada')),
    chunk('zTXt', latin('Comment\0\0x')),
    chunk('iTXt', latin('XML:com.adobe.xmp\0\0\0\0\0Berlin')),
    chunk('tIME', Buffer.alloc(7, 1)),
    chunk('prIv', latin('what an editor knows of Ada')),
  ];

  it('loses texts, time and what is private, and nothing of the picture', () => {
    const whole = Buffer.concat([start, head, ...secrets, ...colours, chunk('eXIf', exif(1)), data, end, latin('and Ada')]);
    assert.deepEqual(strip('image/png', whole), Buffer.concat([start, head, ...colours, data, end]));
  });

  it('keeps how it is turned', () => {
    const kept = strip('image/png', Buffer.concat([start, head, chunk('eXIf', exif(8)), data, end]));
    const minimal = chunk('eXIf', latin('MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0\x08\0\0\0\0\0\0'));
    assert.deepEqual(kept, Buffer.concat([start, head, minimal, data, end]));
    assert.deepEqual(strip('image/png', kept), kept);
  });

  it('that is cut short or is none stays as it is', () => {
    for (const odd of [Buffer.concat([start, head, secrets[0]!, data.subarray(0, 9)]), latin('\x89P'), latin('x')]) {
      assert.deepEqual(strip('image/png', odd), odd);
    }
  });
});

it('A file of another type stays as it is', () => {
  const text = latin('Author: Ada');
  assert.deepEqual(strip('text/plain', text), text);
});
