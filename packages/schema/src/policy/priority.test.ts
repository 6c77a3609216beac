import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import { defaultPolicy } from '../presets/default.js';
import type { Policy } from './policy.js';
import { defaultLevel, derivePriority } from './priority.js';

const types = defaultPolicy.types.map(({ key }) => key);
const blockings = ['stopped', 'slowed', 'no', undefined];
const derive = (answers: Answers, type: string, policy: Policy = defaultPolicy) =>
  derivePriority(policy, { ...answers }, { type, role: 'requester' });

test('[0-22] in the default policy only an outage that stops work is urgent', () => {
  for (const type of types) {
    for (const blocking of blockings) {
      const isEmergency = type === 'incident' && blocking === 'stopped';
      assert.equal(derive({ blocking }, type) === 'urgent', isEmergency, `${type}, ${blocking}`);
    }
  }
});

test('[0-24] in the default policy a ticket is normal where no rule says otherwise', () => {
  for (const type of types.filter((key) => key !== 'roadmap')) {
    assert.equal(derive({}, type), 'normal', type);
    assert.equal(derive({ blocking: 'slowed' }, type), 'normal', type);
  }
});

test('[0-23] in the default policy only what stops work, with no way around it, is high', () => {
  for (const type of types) {
    for (const blocking of blockings) {
      const isHigh = blocking === 'stopped' && type !== 'incident' && type !== 'roadmap';
      assert.equal(derive({ blocking }, type) === 'high', isHigh, `${type}, ${blocking}`);
    }
  }
});

test('the first rule that holds decides', () => {
  const rules = (...levels: string[]): Policy => ({
    ...defaultPolicy,
    rules: levels.map((level) => ({ when: { present: 'impact' }, level })),
  });
  assert.equal(derive({ impact: 'all' }, 'bug', rules('low', 'urgent')), 'low');
  assert.equal(derive({ impact: 'all' }, 'bug', rules('urgent', 'low')), 'urgent');
  assert.equal(derive({}, 'bug', rules('urgent')), 'normal');
  assert.equal(derive({}, 'bug', { ...defaultPolicy, rules: undefined }), 'normal');
});

test('[0-26] words change no priority, however loud', () => {
  const calm = {
    summary: 'A typo',
    impact: 'One page',
    urgency: 'Whenever',
    description: 'See the footer',
    expected: 'a',
    actual: 'b',
  };
  const loud = Object.fromEntries(Object.keys(calm).map((key) => [key, 'URGENT!!! P1 CRITICAL OUTAGE, EVERYTHING STOPPED']));
  for (const type of types) {
    for (const blocking of blockings) {
      assert.equal(derive({ ...loud, blocking }, type), derive({ ...calm, blocking }, type), `${type}, ${blocking}`);
    }
  }
});

test('an answer to a field that does not apply decides nothing', () => {
  const policy: Policy = {
    ...defaultPolicy,
    rules: [
      { when: { present: 'account' }, level: 'urgent' },
      { when: { present: 'expected' }, level: 'high' },
    ],
  };
  assert.equal(derive({ concernsAccount: 'no', account: 'Acme' }, 'billing', policy), 'normal');
  assert.equal(derive({ concernsAccount: 'yes', account: 'Acme' }, 'billing', policy), 'urgent');
  assert.equal(derive({ expected: 'x' }, 'billing', policy), 'normal');
  assert.equal(derive({ expected: 'x' }, 'bug', policy), 'high');
});

test('a severity counts for nothing where the rules decide, and is the priority where the requester does', () => {
  const byRequester: Policy = { ...defaultPolicy, priorityMode: 'requester' };
  const facts = { type: 'bug', severity: 'urgent' };
  assert.equal(derivePriority(defaultPolicy, {}, facts), 'normal');
  assert.equal(derivePriority(byRequester, { blocking: 'no' }, facts), 'urgent');
  assert.equal(derivePriority(byRequester, {}, { type: 'bug', severity: 'nonsense' }), 'normal');
  assert.equal(derivePriority(byRequester, {}, { type: 'bug' }), 'normal');
});

test('the default level is the one marked, else the middle one', () => {
  const levels = ['a', 'b', 'c', 'd'].map((key, rank) => ({ key, label: key, rank }));
  assert.equal(defaultLevel(levels).key, 'c');
  assert.equal(defaultLevel(levels.slice(0, 3)).key, 'b');
  assert.equal(defaultLevel(levels.slice(0, 1)).key, 'a');
  assert.equal(defaultLevel(levels.map((level) => ({ ...level, isDefault: level.key === 'd' }))).key, 'd');
});
