import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import { evidenceOf, missingEvidence } from '../policy/evidence.js';
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
