import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answers } from '../answer.js';
import type { ContextItem } from '../context.js';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { managedWorkspacePolicy } from '../presets/managed-workspace.js';
import { siteLicencePolicy } from '../presets/site-licence.js';
import { evidenceOf } from './evidence.js';
import { filledFromContext, fillFromContext } from './fill.js';
import { parsePolicy } from './parse.js';
import type { Field, Policy } from './policy.js';

const collected: ContextItem[] = [
  { kind: 'browser', value: 'Firefox 128.0' },
  { kind: 'route', value: '/runs/7?tab=…' },
  { kind: 'steps', value: '08:09:50.000 route /runs/7\n08:09:59.000 click button “Save”\n08:10:00.100 route /runs/7/saved' },
  { kind: 'console', value: '08:10:00.010 first\n08:10:01.000 Error: no room\n    at save (7:1)\n' },
  {
    kind: 'requests',
    value:
      '08:10:00.000 POST /api/runs 503 after 20 ms, X-Request-ID req-1\n08:11:00.000 POST /api/runs 503 after 9 ms, X-Request-ID req-2',
  },
  { kind: 'first-failure', value: '2026-11-20T08:10:00.000Z POST /api/runs 503 after 20 ms, X-Request-ID req-1' },
  { kind: 'latest-retry', value: '2026-11-20T08:11:00.000Z POST /api/runs 503 after 9 ms, X-Request-ID req-2' },
  { kind: 'account-role', value: 'Owner' },
  { kind: 'site-url', value: 'https://example.com/shop' },
];
const without = (...kinds: string[]) => collected.filter(({ kind }) => !kinds.includes(kind));
const fill = (policy: Policy, answers: Answers, before?: ContextItem[], after?: ContextItem[]) =>
  fillFromContext(policy, answers, before, after);

describe('Answers that fill themselves from what was collected', () => {
  it('[1-37] are role, route, action, site and both times of the evidence package', () => {
    const filled = fill(siteLicencePolicy, {}, undefined, collected);
    assert.deepEqual(filled, {
      ...{ accountRole: 'Owner', siteUrl: 'https://example.com/shop', routePath: '/runs/7?tab=…' },
      actionTaken: 'click button “Save”',
      ...{ firstFailureAt: '2026-11-20T08:10:00.000Z', latestRetryAt: '2026-11-20T08:11:00.000Z', screens: undefined },
    });
    const states = evidenceOf(siteLicencePolicy, { ...filled, email: 'ada@example.com' }, 'install');
    const there = states.filter(({ present }) => present).map(({ item }) => item.key);
    assert.deepEqual(there, ['who', 'where', 'when'], 'what the page cannot know is missing still');
  });

  it('[0-15] [0-17] are lines of evidence: the id of the failed request, its error, when it was and where', () => {
    const { evidence } = fill(managedWorkspacePolicy, { evidence: ['', 'screenshot: one.png'] }, undefined, collected);
    assert.deepEqual(evidence, [
      ...['screenshot: one.png', 'error-text: Error: no room at save (7:1)', 'request-id: req-2', 'item-link: /runs/7?tab=…'],
      'timestamp: 2026-11-20T08:10:00.000Z',
    ]);
    assert.deepEqual(filledFromContext(managedWorkspacePolicy, { evidence }, collected), ['evidence']);
  });

  it('keep the lines of an error where the field has several', () => {
    const { errorText, browser } = fill(consumerPlansPolicy, {}, undefined, collected);
    assert.equal(errorText, 'Error: no room\n    at save (7:1)');
    assert.equal(browser, 'Firefox 128.0');
  });

  it('leave what the person wrote, changed or took out', () => {
    const typed = { routePath: '/elsewhere', accountRole: ' ' };
    const filled = fill(siteLicencePolicy, typed, undefined, collected);
    assert.equal(filled['routePath'], '/elsewhere');
    assert.equal(filled['accountRole'], 'Owner');
    const changed = { ...filled, actionTaken: 'I clicked “Save”', accountRole: '' };
    const later = fill(siteLicencePolicy, changed, collected, [
      ...without('account-role'),
      { kind: 'account-role', value: 'Editor' },
    ]);
    assert.equal(later['accountRole'], '', 'what was emptied stays empty');
    const gone = fill(siteLicencePolicy, changed, collected, undefined);
    assert.deepEqual([gone['actionTaken'], gone['routePath'], gone['siteUrl']], ['I clicked “Save”', '/elsewhere', undefined]);
    const lines = fill(managedWorkspacePolicy, { evidence: ['request-id: mine'] }, undefined, collected)['evidence'] as string[];
    assert.deepEqual(
      lines.filter((line) => line.startsWith('request-id')),
      ['request-id: mine'],
    );
  });

  it('go with an item that is taken out, and come back with it', () => {
    const filled = fill(siteLicencePolicy, {}, undefined, collected);
    const less = fill(siteLicencePolicy, filled, collected, without('route'));
    assert.equal(less['routePath'], undefined);
    assert.equal(less['actionTaken'], filled['actionTaken']);
    assert.deepEqual(fill(siteLicencePolicy, less, without('route'), collected), filled);
    const lines = fill(managedWorkspacePolicy, {}, undefined, collected);
    const fewer = fill(managedWorkspacePolicy, lines, collected, without('requests'))['evidence'] as string[];
    assert.ok(!fewer.some((line) => line.startsWith('request-id')) && fewer.length === 3);
  });

  it('are no longer than the field takes, and none where nothing was collected', () => {
    const long = [{ kind: 'route', value: `/${'a'.repeat(500)}` }];
    assert.equal(String(fill(siteLicencePolicy, {}, undefined, long)['routePath']).length, 200);
    assert.deepEqual(filledFromContext(siteLicencePolicy, {}, collected), []);
    const odd = ['first-failure', 'steps', 'requests'].map((kind) => ({ kind, value: 'no such thing' }));
    assert.deepEqual(filledFromContext(siteLicencePolicy, fill(siteLicencePolicy, {}, undefined, odd), odd), []);
  });

  it('are refused where the field cannot hold them', () => {
    const withField = (field: Partial<Field>): Policy => ({
      ...siteLicencePolicy,
      fields: siteLicencePolicy.fields.map((one) => (one.key === 'accountRole' ? { ...one, ...field } : one)),
    });
    assert.doesNotThrow(() => parsePolicy(withField({})));
    assert.throws(() => parsePolicy(withField({ sensitive: true })), /rests on the device/);
    assert.throws(() => parsePolicy(withField({ kind: 'number' })), /fills no field of kind "number"/);
    assert.throws(() => parsePolicy(withField({ exact: true })), /several lines is kept to the letter/);
    const options = [{ key: 'a', label: 'A', context: 'route' }];
    assert.throws(() => parsePolicy(withField({ kind: 'choice', options, context: undefined })), /lines of evidence alone/);
  });
});
