import assert from 'node:assert/strict';
import { test } from 'node:test';
import { answersSchema } from './answer.js';
import { isBlank } from './blank.js';

test('blank is what nobody answered: nothing, spaces, and lists of them', () => {
  for (const blank of [undefined, null, '', ' \n\t', [], ['', ' ']]) assert.equal(isBlank(blank), true, JSON.stringify(blank));
  for (const answer of ['a', 0, false, ['', 'a']]) assert.equal(isBlank(answer), false, JSON.stringify(answer));
});

test('answers are texts, numbers, yes or no, and lists of texts', () => {
  const good = { a: 'x', b: 1, c: false, d: ['x'] };
  assert.deepEqual(answersSchema.parse(good), good);
  for (const bad of [null, {}, [1], [['x']]])
    assert.equal(answersSchema.safeParse({ a: bad }).success, false, JSON.stringify(bad));
});

test('no answer reaches what all objects share', () => {
  const sent: unknown = JSON.parse('{ "__proto__": "x", "a": "b" }');
  const read = answersSchema.parse(sent);
  assert.deepEqual(Object.keys(read), ['a']);
  assert.equal(Object.getPrototypeOf(read), Object.prototype);
});
