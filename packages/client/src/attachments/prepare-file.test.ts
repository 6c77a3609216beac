import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { afterEach, describe, it } from 'node:test';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { prepareFile } from './prepare-file.js';

const rules = consumerPlansPolicy.attachments!;
const mebibyte = 1024 * 1024;
const fileOf = (name: string, content: string | Uint8Array<ArrayBuffer> = 'a log', type = '') =>
  new File([content], name, { type });
const prepare = (file: File, context: Partial<Parameters<typeof prepareFile>[1]> = {}) =>
  prepareFile(file, { rules, present: [], ...context });
const sha256 = (bytes: ArrayBuffer) => createHash('sha256').update(new Uint8Array(bytes)).digest('hex');

/** A file that says how large it is, and whose bytes must not be read. */
function untouched(name: string, size: number): File {
  const file = fileOf(name);
  Object.defineProperty(file, 'size', { value: size });
  file.arrayBuffer = () => assert.fail('its bytes are read');
  return file;
}

describe('A chosen file', () => {
  const subtle = Object.getOwnPropertyDescriptor(Object.getPrototypeOf(crypto), 'subtle')!;
  afterEach(() => Object.defineProperty(Object.getPrototypeOf(crypto), 'subtle', subtle));

  it('gets the type that the policy has for its extension, and the hash of what will be sent', async () => {
    const { file } = await prepare(fileOf('server.LOG', 'failed', 'application/octet-stream'));
    assert.deepEqual(
      { ...file, bytes: Buffer.from(file!.bytes).toString() },
      { name: 'server.LOG', type: 'text/plain', size: 6, bytes: 'failed', sha256: sha256(file!.bytes) },
    );
  });

  it('is hashed the same where the page is no secure context', async () => {
    Object.defineProperty(Object.getPrototypeOf(crypto), 'subtle', { get: () => undefined, configurable: true });
    const { file } = await prepare(fileOf('a.txt', 'failed'));
    assert.equal(file?.sha256, sha256(file!.bytes));
  });

  it('[4-36] is refused for its size before its bytes are touched', async () => {
    const { issue } = await prepare(untouched('a.png', 10 * mebibyte + 1));
    assert.deepEqual(issue, { at: 0, code: 'too-large', limit: 10 * mebibyte });
    assert.equal((await prepare(untouched('a.exe', 1))).issue?.code, 'wrong-type');
    assert.equal((await prepare(fileOf('a.txt', ''))).issue?.code, 'empty');
    assert.equal((await prepare(fileOf('a.txt'), { rules: undefined })).issue?.code, 'not-taken');
  });

  it('[4-35] [4-37] is refused where there are enough beside it', async () => {
    const present = Array.from({ length: 5 }, (_, at) => ({ name: `${at}.png`, size: 1 }));
    assert.deepEqual((await prepare(fileOf('a.txt'), { present })).issue, { at: 5, code: 'too-many', limit: 5 });
    const sent = { reply: true, files: 5, bytes: 5 };
    assert.deepEqual((await prepare(fileOf('a.txt'), { sent })).issue, { at: 0, code: 'too-many', limit: 5 });
    const heavy = [{ name: 'a.png', size: 50 * mebibyte }];
    const looser = { ...rules, maxBytesPerFile: 50 * mebibyte };
    const { issue } = await prepare(fileOf('a.txt'), { rules: looser, present: heavy });
    assert.deepEqual(issue, { at: 1, code: 'too-much', limit: 50 * mebibyte });
  });

  it('[4-30] is refused where its first bytes are of another kind', async () => {
    assert.equal((await prepare(fileOf('a.png', 'no picture', 'image/png'))).issue?.code, 'wrong-content');
  });

  it('loses metadata unless the policy keeps it', async () => {
    const comment = [0xff, 0xfe, 0, 5, 0x41, 0x64, 0x61];
    const picture = Uint8Array.from([0xff, 0xd8, ...comment, 0xff, 0xd9]);
    const { file } = await prepare(fileOf('a.jpg', picture));
    assert.deepEqual([...new Uint8Array(file!.bytes)], [0xff, 0xd8, 0xff, 0xd9]);
    assert.deepEqual([file?.size, file?.sha256], [4, sha256(file!.bytes)]);
    const kept = await prepare(fileOf('a.jpg', picture), { rules: { ...rules, keepMetadata: true } });
    assert.deepEqual(new Uint8Array(kept.file!.bytes), picture);
  });
});
