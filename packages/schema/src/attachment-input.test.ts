import assert from 'node:assert/strict';
import { test } from 'node:test';
import { attachmentInputsSchema } from './attachment-input.js';

const entry = { key: 'a', name: 'photo.png', type: 'image/png', size: 8, sha256: '0'.repeat(64) };
const pathsOf = (value: unknown) => attachmentInputsSchema.safeParse(value).error?.issues.map(({ path }) => path.join('.'));

test('a manifest announces each file with key, name, type, size and hash', () => {
  assert.equal(pathsOf([]), undefined);
  assert.equal(pathsOf([entry, { ...entry, key: 'b', name: '../\u202E\u0000🙂' }]), undefined);
  for (const member of Object.keys(entry)) {
    const { [member]: _left, ...rest } = entry as Record<string, unknown>;
    assert.deepEqual(pathsOf([rest]), [`0.${member}`]);
  }
  for (const wrong of [
    { key: '' },
    { name: '' },
    { size: -1 },
    { size: 1.5 },
    { sha256: 'A'.repeat(64) },
    { sha256: '0'.repeat(63) },
    { name: '🙂'.repeat(256) },
  ]) {
    assert.deepEqual(pathsOf([{ ...entry, ...wrong }]), [`0.${Object.keys(wrong)[0]}`]);
  }
  assert.equal(pathsOf([{ ...entry, name: '🙂'.repeat(255) }]), undefined);
});

test('no two files of a manifest share a key', () => {
  assert.deepEqual(pathsOf([entry, entry]), ['']);
});
