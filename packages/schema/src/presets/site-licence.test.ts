import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import { evidenceOf, fieldsToAsk, missingEvidence } from '../policy/evidence.js';
import { checkAnswers } from '../policy/check-answers.js';
import { decidePriority } from '../policy/priority.js';
import { siteLicencePolicy as policy } from './site-licence.js';

const usual: Answers = {
  summary: 'The update stops at 40 percent',
  description: 'Since this morning the update stops at 40 percent on every attempt.',
  product: 'Gallery Pro',
  siteUrl: 'https://example.com',
  licence: 'GP-2026-77',
  occurredAt: '2026-11-20T08:10:00Z',
  environment: 'staging',
  expected: 'The new version',
  actual: 'The old version and an error',
  stepsTried: ['Cleared the cache'],
  retried: 'no',
  email: 'person@example.com',
};
const complete: Answers = {
  ...usual,
  retried: 'yes',
  accountRole: 'Owner',
  routePath: '/dashboard/products',
  actionTaken: 'Clicked “Update”',
  firstFailureAt: '2026-11-20T08:10:00Z',
  latestRetryAt: '2026-11-20T09:00:00Z',
  screens: [
    'list-context: list.png',
    'thread-context: none, it is the first ticket',
    'visible-clock: clock.png',
    'route-context: route.png',
    'final-result: result.png',
  ],
};
const missing = (answers: Answers, action: 'create' | 'escalate', need: 'required' | 'recommended', files = 0) =>
  missingEvidence(evidenceOf(policy, answers, 'install', files), action, need).map(({ key }) => key);

test('all that is prepared first is asked for, the site where the ticket is about one', () => {
  for (const type of ['self-service', 'install']) assert.deepEqual(checkAnswers(policy, usual, { type }), []);
  const { siteUrl: _site, environment: _where, ...account } = usual;
  assert.deepEqual(checkAnswers(policy, account, { type: 'account' }), []);
  assert.deepEqual(
    checkAnswers(policy, account, { type: 'install' }).map(({ path }) => path[0]),
    ['siteUrl', 'environment'],
  );
});

test('[1-02] there are three reasons for a ticket, each with its type', () => {
  assert.deepEqual(
    policy.types.map(({ label, description }) => [label, description]),
    [
      ['Troubleshooting did not help', 'You followed the guides and the problem is still there.'],
      ['An account action is blocked', 'Something in your account cannot be done, or you are not let in.'],
      ['Installing or updating keeps failing', 'It failed more than once and staff must look at it.'],
    ],
  );
  assert.deepEqual(
    policy.reasons!.map(({ types }) => types),
    policy.types.map(({ key }) => [key]),
  );
});

const without = (key: string, value?: Answers[string]) =>
  checkAnswers(policy, { ...usual, [key]: value }, { type: 'install' }).map(({ path, code }) => `${path[0]}: ${code}`);

for (const [id, key] of [
  ['1-03', 'product'],
  ['1-04', 'siteUrl'],
  ['1-07', 'expected'],
  ['1-08', 'actual'],
  ['1-09', 'stepsTried'],
] as const) {
  test(`[${id}] "${key}" is prepared before the ticket: without it there is none`, () => {
    assert.deepEqual(without(key), [`${key}: required`]);
    if (key === 'siteUrl')
      for (const text of ['my site', 'example.com', 'ftp://a.example'])
        assert.deepEqual(without(key, text), ['siteUrl: not-a-url']);
  });
}

test('licence and time are prepared too', () => {
  assert.deepEqual(without('licence'), ['licence: required']);
  assert.deepEqual(without('occurredAt'), ['occurredAt: required']);
  assert.deepEqual(without('occurredAt', 'this morning'), ['occurredAt: not-a-date']);
});

test('[1-13] the problem statement says what belongs in it and has a least length', () => {
  assert.deepEqual(without('description', 'It does not work.'), ['description: too-short']);
  assert.deepEqual(without('description', 'x'.repeat(29)), ['description: too-short']);
  assert.deepEqual(without('description', 'x'.repeat(30)), []);
  assert.match(String(policy.fields.find(({ key }) => key === 'description')!.hint), /what stops you/);
});

test('[1-40] a ticket about a site says whether it is staging or production', () => {
  const field = policy.fields.find(({ key }) => key === 'environment')!;
  assert.deepEqual(
    field.options!.map(({ key }) => key),
    ['staging', 'production'],
  );
  assert.match(String(field.hint), /staging first/);
  assert.deepEqual(without('environment'), ['environment: required']);
  assert.deepEqual(without('environment', 'live'), ['environment: not-an-option']);
});

test('the licence is masked and never kept on the device', () => {
  assert.equal(policy.fields.find(({ key }) => key === 'licence')?.sensitive, true);
});

test('the checklist is recommended and holds steps, identifiers and files', () => {
  assert.deepEqual(missing(usual, 'create', 'required'), []);
  assert.deepEqual(missing(usual, 'create', 'recommended'), ['steps', 'files']);
  assert.deepEqual(missing({ ...usual, steps: ['Click “Update”'], product: '' }, 'create', 'recommended', 1), ['identifiers']);
});

test('an escalation needs the whole evidence package', () => {
  assert.deepEqual(missing(complete, 'escalate', 'required'), []);
  assert.deepEqual(missing(usual, 'escalate', 'required'), [
    ...['who', 'where', 'when'],
    ...['list-context', 'thread-context', 'visible-clock', 'route-context', 'final-result'].map((kind) => `shot-${kind}`),
  ]);
  assert.deepEqual(missing({ ...complete, latestRetryAt: undefined }, 'escalate', 'required'), ['when']);
});

test('there is one level, which words do not change', () => {
  for (const words of ['It fails', 'URGENT!!! P0 OUTAGE']) {
    assert.equal(decidePriority(policy, { ...usual, summary: words }, { type: 'install' }).level, 'normal');
  }
});

test('[1-37] staff ask for exactly the fields by which what is missing of the package can come', () => {
  const toAsk = (answers: Answers) =>
    fieldsToAsk(policy, answers, missingEvidence(evidenceOf(policy, answers, 'install'), 'escalate', 'required'));
  assert.deepEqual(toAsk(usual), ['accountRole', 'routePath', 'actionTaken', 'firstFailureAt', 'latestRetryAt', 'screens']);
  assert.deepEqual(toAsk({ ...complete, routePath: ' ' }), ['routePath']);
  assert.deepEqual(toAsk({ ...complete, screens: ['list-context: list.png'] }), ['screens']);
  assert.deepEqual(toAsk(complete), []);
});
