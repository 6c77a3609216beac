import assert from 'node:assert/strict';
import { test } from 'node:test';
import { messageInputSchema } from './message-input.js';
import { maxBodyLength } from './limits.js';

const codesOf = (value: unknown) => {
  const { error } = messageInputSchema.safeParse(value);
  return error?.issues.map((issue) => (issue.code === 'custom' ? String(issue.params?.['code']) : issue.code));
};

test('a message has words, and not too many', () => {
  assert.equal(codesOf({ body: ' Hello ' }), undefined);
  assert.deepEqual(codesOf({ body: ' \n\t ' }), ['required']);
  assert.deepEqual(codesOf({}), ['invalid_type']);
  assert.equal(codesOf({ body: '🙂'.repeat(maxBodyLength) }), undefined);
  assert.deepEqual(codesOf({ body: '🙂'.repeat(maxBodyLength + 1) }), ['too-long']);
});

test('a message is public or internal', () => {
  assert.equal(codesOf({ body: 'a', visibility: 'internal' }), undefined);
  assert.deepEqual(codesOf({ body: 'a', visibility: 'secret' }), ['invalid_value']);
});

test('a message that brings files may be without words', () => {
  const attachments = [{ key: 'a', name: 'photo.png', type: 'image/png', size: 8, sha256: '0'.repeat(64) }];
  assert.equal(codesOf({ body: '', attachments }), undefined);
  assert.deepEqual(codesOf({ body: '', attachments: [] }), ['required']);
  assert.equal(messageInputSchema.safeParse({ body: '' }).error?.issues[0]?.path[0], 'body');
});
