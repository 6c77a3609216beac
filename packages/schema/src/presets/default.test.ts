import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import { checkAnswers } from '../policy/check-answers.js';
import { applicableFields, cleanAnswers } from '../policy/fields.js';
import { parsePolicy } from '../policy/parse.js';
import { textFor } from '../words.js';
import { defaultPolicy } from './default.js';

const types = defaultPolicy.types.map(({ key }) => key);

/** Answers that may be sent, for every type. */
const full: Answers = {
  summary: 'The export is empty',
  description: 'I exported the report twice.',
  expected: 'A file with rows',
  actual: 'A file without rows',
  impact: 'Finance cannot close the month',
  blocking: 'slowed',
  urgency: 'By Friday',
  concernsAccount: 'no',
  concernsUser: 'no',
};

const faultsOf = (answers: Answers, type: string) =>
  checkAnswers(defaultPolicy, answers, { type }).map(({ path, code }) => `${path.join('.')}: ${code}`);

test('the default policy has no fault', () => {
  assert.deepEqual(parsePolicy(structuredClone(defaultPolicy)), defaultPolicy);
});

test('the default policy has the twelve types in their order, and no other type passes', () => {
  assert.deepEqual(
    defaultPolicy.types.map(({ label }) => textFor(label, 'en', 'en')),
    [
      'Workshop Help',
      'Bug / Product Issue',
      'Account Access',
      'Credits / Usage',
      'Billing',
      'Integrations',
      'API / Developer',
      'Files / Exports',
      'Security / Compliance',
      'Legal',
      'Incident / Outage',
      'Roadmap / Feature Request',
    ],
  );
  assert.deepEqual(faultsOf(full, 'Billing'), ['type: not-an-option']);
});

test('the base fields are needed for every type, and missing ones are named', () => {
  for (const type of types) {
    assert.deepEqual(faultsOf(full, type), [], type);
    for (const key of ['summary', 'impact', 'blocking', 'urgency', 'concernsAccount', 'concernsUser']) {
      for (const blank of [undefined, '', ' \n ']) {
        assert.deepEqual(faultsOf({ ...full, [key]: blank }, type), [`${key}: required`], type);
      }
    }
  }
});

for (const [id, key] of [
  ['0-12', 'expected'],
  ['0-13', 'actual'],
] as const) {
  test(`[${id}] six types need the field "${key}", and the other six do not ask for it`, () => {
    const six = ['workshop-help', 'bug', 'integrations', 'api', 'files', 'incident'];
    for (const type of types) {
      const asked = applicableFields(defaultPolicy, full, { type }).find(({ field }) => field.key === key);
      assert.equal(asked?.required ?? false, six.includes(type), type);
      assert.equal(asked !== undefined, six.includes(type), type);
      assert.deepEqual(faultsOf({ ...full, [key]: '' }, type), six.includes(type) ? [`${key}: required`] : [], type);
    }
  });
}

for (const [id, question, key] of [
  ['0-09', 'concernsAccount', 'account'],
  ['0-10', 'concernsUser', 'affectedUser'],
] as const) {
  test(`[${id}] "${key}" is needed after a yes to "${question}", and dropped unchecked after a no`, () => {
    for (const type of types) {
      assert.deepEqual(faultsOf({ ...full, [question]: 'yes' }, type), [`${key}: required`]);
      assert.deepEqual(faultsOf({ ...full, [question]: 'yes', [key]: 'Acme' }, type), []);
      const hidden = { ...full, [question]: 'no', [key]: 'x'.repeat(5000) };
      assert.deepEqual(faultsOf(hidden, type), []);
      assert.equal(cleanAnswers(defaultPolicy, hidden, { type })[key], undefined);
    }
  });
}

test('the summary is one line of 120 characters at most', () => {
  assert.deepEqual(faultsOf({ ...full, summary: 'x'.repeat(121) }, 'bug'), ['summary: too-long']);
  assert.equal(cleanAnswers(defaultPolicy, { ...full, summary: 'One\nline' }, { type: 'bug' })['summary'], 'One line');
});

test('details are needed where a type does not ask what happened', () => {
  const { description: _left, ...short } = full;
  assert.deepEqual(faultsOf(short, 'billing'), ['description: required']);
  assert.deepEqual(faultsOf(short, 'bug'), []);
});
