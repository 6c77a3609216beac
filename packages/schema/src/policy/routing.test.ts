import assert from 'node:assert/strict';
import { test } from 'node:test';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { parsePolicy } from './parse.js';
import { queueFor } from './routing.js';

const policy = parsePolicy({
  ...consumerPlansPolicy,
  routing: [
    { when: { all: [{ eq: ['frequency', 'every-time'] }, { eq: ['type', 'technical'] }] }, queue: 'senior' },
    { when: { in: ['plan', ['premium', 'enterprise']] }, queue: 'premium' },
  ],
});

test('a ticket goes where the first line that holds sends it, else to the queue of its type', () => {
  const answers = { frequency: 'every-time' };
  assert.equal(queueFor(policy, answers, { type: 'technical', plan: 'premium' }), 'senior');
  assert.equal(queueFor(policy, answers, { type: 'billing', plan: 'premium' }), 'premium');
  assert.equal(queueFor(policy, {}, { type: 'technical', plan: 'enterprise' }), 'premium');
  for (const plan of [undefined, 'free', 'plus']) assert.equal(queueFor(policy, answers, { type: 'billing', plan }), 'billing');
  assert.equal(queueFor({ ...policy, routing: undefined }, {}, { type: 'technical', plan: 'premium' }), 'technical');
  assert.equal(queueFor(policy, {}, { type: 'nope' }), undefined);
});
