import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import type { Condition, Facts } from './condition.js';
import { holds, namesIn, readerOf } from './condition.js';

function check(condition: Condition, answers: Answers, facts: Facts = {}): boolean {
  return holds(condition, readerOf(answers, facts));
}

test('an answer equals a value of the same kind only', () => {
  assert.equal(check({ eq: ['size', 'xl'] }, { size: 'xl' }), true);
  assert.equal(check({ eq: ['size', 'xl'] }, { size: 'XL' }), false);
  assert.equal(check({ eq: ['count', 5] }, { count: 5 }), true);
  assert.equal(check({ eq: ['count', 5] }, { count: '5' }), false);
  assert.equal(check({ eq: ['agreed', false] }, { agreed: false }), true);
  assert.equal(check({ eq: ['agreed', false] }, {}), false);
});

test('a list equals each of its items', () => {
  assert.equal(check({ eq: ['where', 'web'] }, { where: ['app', 'web'] }), true);
  assert.equal(check({ eq: ['where', 'web'] }, { where: ['app'] }), false);
  assert.equal(check({ eq: ['where', 2] }, { where: ['1', '2'] }), true);
});

test('one of several values is enough', () => {
  assert.equal(check({ in: ['size', ['l', 'xl']] }, { size: 'l' }), true);
  assert.equal(check({ in: ['size', ['l', 'xl']] }, { size: 's' }), false);
  assert.equal(check({ in: ['size', []] }, { size: 's' }), false);
  assert.equal(check({ in: ['where', ['web', 'mail']] }, { where: ['app', 'mail'] }), true);
});

test('present means that something was answered, and blanks are no answer', () => {
  for (const blank of [undefined, '', ' \n ', [], ['', '  ']]) assert.equal(check({ present: 'x' }, { x: blank }), false);
  for (const answer of ['a', 0, false, ['', 'a']]) assert.equal(check({ present: 'x' }, { x: answer }), true);
});

test('conditions combine: an empty all holds, an empty any does not', () => {
  const yes: Condition = { eq: ['a', 'a'] };
  const no: Condition = { eq: ['a', 'b'] };
  const table: [Condition, boolean][] = [
    [{ all: [] }, true],
    [{ any: [] }, false],
    [{ all: [yes, yes] }, true],
    [{ all: [yes, no] }, false],
    [{ any: [no, yes] }, true],
    [{ any: [no, no] }, false],
    [{ not: no }, true],
    [{ not: { not: no } }, false],
    [{ all: [{ any: [no, yes] }, { not: { all: [yes, no] } }] }, true],
  ];
  for (const [condition, expected] of table) assert.equal(check(condition, { a: 'a' }), expected, JSON.stringify(condition));
});

test('facts are read from what is known, never from the answers', () => {
  assert.equal(check({ eq: ['plan', 'plus'] }, {}, { plan: 'plus' }), true);
  assert.equal(check({ eq: ['plan', 'plus'] }, { plan: 'plus' }, {}), false);
  assert.equal(check({ eq: ['role', 'staff'] }, { role: 'staff' }, { role: 'requester' }), false);
  assert.equal(check({ present: 'severity' }, {}, { severity: undefined }), false);
});

test('every name that a condition reads is known', () => {
  const condition: Condition = {
    all: [{ any: [{ eq: ['a', 1] }, { in: ['b', ['x']] }] }, { not: { present: 'c' } }],
  };
  assert.deepEqual(namesIn(condition), ['a', 'b', 'c']);
});
