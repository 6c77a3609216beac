import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Answers } from '../answer.js';
import { evidenceOf, missingEvidence } from '../policy/evidence.js';
import { checkAnswers } from '../policy/check-answers.js';
import { applicableFields, cleanAnswers } from '../policy/fields.js';
import { derivePriority } from '../policy/priority.js';
import { projectPolicy } from '../policy/project.js';
import { textFor } from '../words.js';
import type { TicketClock } from '../time/index.js';
import { dueTimers, reopenUntil } from '../time/index.js';
import { managedWorkspacePolicy as policy } from './managed-workspace.js';

const types = policy.types.map(({ key }) => key);

/** An ordinary problem of no special kind. */
const usual: Answers = {
  summary: 'The export is empty',
  request: 'problem',
  expected: 'A file with rows',
  actual: 'A file without rows',
  emergency: 'no',
  accountImpact: 'no',
  impact: 'Finance cannot close the month',
  blocking: 'degraded',
  workaround: 'yes',
  urgency: 'By Friday',
  timing: 'dated',
  concernsAccount: 'no',
  concernsUser: 'no',
};
const blocked: Answers = { ...usual, blocking: 'stopped', workaround: 'no', timing: 'now' };

const priority = (answers: Answers, type = 'bug') => derivePriority(policy, answers, { type });
const faultsOf = (answers: Answers, type: string) =>
  checkAnswers(policy, answers, { type }).map(({ path, code }) => `${path.join('.')}: ${code}`);

/** Every combination of the answers that rules read, for every type. */
function everyCase(): { type: string; answers: Answers }[] {
  const axes: Record<string, string[]> = {
    type: types,
    request: ['problem', 'how-to', 'engagement'],
    productionFailing: ['yes', 'no'],
    emergency: ['outage', 'emergency', 'no'],
    blocking: ['stopped', 'degraded', 'none'],
    workaround: ['yes', 'no'],
    timing: ['now', 'dated', 'relaxed'],
  };
  let cases: Record<string, string>[] = [{}];
  for (const [name, values] of Object.entries(axes)) {
    cases = cases.flatMap((one) => values.map((value) => ({ ...one, [name]: value })));
  }
  return cases.map(({ type, ...answers }) => ({ type: type!, answers: { ...usual, ...answers } }));
}

/** The answers as the server keeps them: without those to questions that are not asked. */
const kept = (type: string, answers: Answers) => cleanAnswers(policy, answers, { type });
const fails = (answers: Answers) => answers['request'] !== 'engagement' || answers['productionFailing'] === 'yes';

test('the priority follows the table', () => {
  const table: [Answers, string, string][] = [
    [usual, 'bug', 'p2'],
    [blocked, 'bug', 'p1'],
    [{ ...blocked, workaround: 'yes' }, 'bug', 'p2'],
    [{ ...blocked, timing: 'dated' }, 'bug', 'p2'],
    [{ ...blocked, timing: 'relaxed' }, 'bug', 'p3'],
    [{ ...blocked, blocking: 'degraded' }, 'bug', 'p2'],
    [{ ...usual, timing: 'relaxed' }, 'billing', 'p3'],
    [{ ...usual, request: 'how-to' }, 'workshop-help', 'p3'],
    [{ ...blocked, request: 'how-to' }, 'workshop-help', 'p3'],
    [blocked, 'roadmap', 'p3'],
    [{ ...blocked, emergency: 'outage' }, 'incident', 'p0'],
    [{ ...usual, emergency: 'emergency' }, 'security', 'p0'],
    [{ ...blocked, emergency: 'no' }, 'incident', 'p1'],
    [{ ...usual, emergency: 'no' }, 'incident', 'p2'],
    [{ ...blocked, emergency: 'outage' }, 'bug', 'p1'],
    [{ ...blocked, request: 'engagement', productionFailing: 'no' }, 'integrations', 'p3'],
    [{ ...blocked, request: 'engagement', productionFailing: 'yes' }, 'integrations', 'p1'],
    [{ ...usual, request: 'engagement', productionFailing: 'yes' }, 'integrations', 'p2'],
  ];
  for (const [answers, type, expected] of table)
    assert.equal(priority(answers, type), expected, JSON.stringify({ type, answers }));
});

test('[0-22] only an outage or an emergency that is going on is P0', () => {
  for (const { type, answers } of everyCase()) {
    const { emergency } = kept(type, answers);
    const isGoingOn = emergency === 'outage' || emergency === 'emergency';
    assert.equal(priority(answers, type) === 'p0', isGoingOn && fails(answers), JSON.stringify({ type, answers }));
  }
});

test('[0-23] a blocker is P1 only without an acceptable workaround, which the form asks for', () => {
  const seen = new Set<string>();
  for (const { type, answers } of everyCase()) {
    const level = priority(answers, type);
    seen.add(level);
    if (level !== 'p1') continue;
    const { blocking, workaround, timing } = kept(type, answers);
    assert.deepEqual([blocking, workaround, timing], ['stopped', 'no', 'now']);
  }
  assert.deepEqual([...seen].sort(), ['p0', 'p1', 'p2', 'p3']);
  for (const blocking of ['stopped', 'degraded']) {
    assert.deepEqual(faultsOf({ ...usual, blocking, workaround: undefined }, 'bug'), ['workaround: required']);
  }
  assert.deepEqual(faultsOf({ ...usual, blocking: 'none', workaround: undefined }, 'bug'), []);
});

test('[0-24] what nothing else decides is P2', () => {
  for (const type of types.filter((key) => key !== 'roadmap')) assert.equal(priority(usual, type), 'p2', type);
});

test('[0-25] wishes, how-to, advice and what has no hurry are P3 unless it is going on', () => {
  for (const { type, answers } of everyCase()) {
    const level = priority(answers, type);
    if (type === 'roadmap') assert.equal(level, 'p3');
    if (answers['request'] === 'how-to' || answers['timing'] === 'relaxed') assert.ok(level === 'p3' || level === 'p0');
  }
});

test('[0-26] loud words alone change nothing', () => {
  const loud = 'URGENT!!! P0 OUTAGE EMERGENCY, fix this NOW, production down, critical blocker';
  for (const { type, answers } of everyCase()) {
    const shouted = { ...answers, summary: loud, description: loud, impact: loud, urgency: loud, expected: loud, actual: loud };
    assert.equal(priority(shouted, type), priority(answers, type));
  }
});

test('[0-27] enablement and paid work are P1 only where production fails and the rest fits', () => {
  for (const { type, answers } of everyCase()) {
    if (answers['request'] !== 'engagement') continue;
    const level = priority(answers, type);
    if (answers['productionFailing'] === 'no') assert.equal(level, 'p3');
    else assert.equal(level, priority({ ...answers, request: 'problem' }, type));
  }
});

test('the twelve types stand in their order, and enablement leads elsewhere', () => {
  const labels = policy.types.map(({ label }) => textFor(label, 'en', 'en'));
  assert.deepEqual(labels.slice(0, 12), [
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
  ]);
  assert.deepEqual(
    policy.types.filter(({ redirect }) => redirect).map(({ key }) => key),
    ['enablement'],
  );
});

test('[0-11] a tenant that an MSP manages needs its context, and the e-mail or the role of the affected user', () => {
  const managed = { ...usual, concernsAccount: 'yes', account: 'Acme', accountKind: 'msp', concernsUser: undefined };
  assert.deepEqual(faultsOf(managed, 'account'), ['mspContext: required', 'affectedEmail: required', 'affectedRole: required']);
  const context = { ...managed, mspContext: 'Northwind manages it' };
  assert.deepEqual(faultsOf({ ...context, affectedEmail: 'lee@example.com' }, 'account'), []);
  assert.deepEqual(faultsOf({ ...context, affectedRole: 'Editor' }, 'account'), []);
  assert.deepEqual(faultsOf({ ...managed, affectedRole: 'Editor' }, 'account'), ['mspContext: required']);
  assert.deepEqual(faultsOf({ ...managed, accountKind: 'tenant', concernsUser: 'no' }, 'account'), []);
});

test('[0-39] what an incident did to an account is asked for by itself, and needs the account', () => {
  assert.deepEqual(faultsOf({ ...usual, accountImpact: 'yes' }, 'incident'), ['account: required', 'accountKind: required']);
  const named = { ...usual, accountImpact: 'yes', account: 'Acme', accountKind: 'workspace' };
  assert.deepEqual(faultsOf(named, 'incident'), []);
  const asked = applicableFields(policy, usual, { type: 'incident' }).map(({ field }) => field.key);
  assert.ok(asked.includes('accountImpact') && !asked.includes('concernsAccount'));
});

test('evidence is recommended and stops nobody', () => {
  for (const { key: type, evidence = [] } of policy.types) {
    const states = evidenceOf(policy, usual, type);
    assert.deepEqual(missingEvidence(states, 'create', 'required'), []);
    assert.equal(missingEvidence(states, 'create', 'recommended').length, evidence.length);
  }
  const given = { ...usual, evidence: ['request-id: 4f2a'] };
  const left = missingEvidence(evidenceOf(policy, given, 'api'), 'create', 'recommended');
  assert.deepEqual(
    left.map(({ key }) => key),
    ['error', 'time'],
  );
});

test('[0-02] the reasons for a ticket stand before the form, and each type is met by one', () => {
  const reasons = projectPolicy(policy, { role: 'requester' }).reasons!;
  assert.deepEqual(
    reasons.map(({ label }) => textFor(label, 'en', 'en')),
    [
      'The docs or the messenger did not solve it',
      'A product, account, billing, security or legal matter needs a person who owns it',
      'Something demonstrably does not behave as documented',
      'An incident or outage did something to your account',
    ],
  );
  for (const { key, redirect } of policy.types) {
    assert.equal(reasons.filter((reason) => reason.types.includes(key)).length, redirect ? 0 : 1, key);
  }
});

test('security and legal go to people of their own', () => {
  const restricted = policy.queues!.filter((queue) => queue.restricted).map(({ key }) => key);
  const queueOf = (type: string) => policy.types.find(({ key }) => key === type)?.queue;
  assert.deepEqual(restricted, ['security', 'legal']);
  for (const type of types) assert.equal(restricted.includes(queueOf(type) ?? ''), type === 'security' || type === 'legal');
});

const asked = '2026-11-02T10:00:00.000Z';
const at = (days: number, hours = 0, minutes = 0) =>
  new Date(Date.parse(asked) + ((days * 24 + hours) * 60 + minutes) * 60_000).toISOString();
const waiting = (facts: Partial<TicketClock> = {}): TicketClock => ({
  ...{ createdAt: asked, phase: 'waiting-requester', statusSince: asked, validated: true },
  ...{ phases: [{ phase: 'waiting-requester', from: asked }], lastStaffMessageAt: asked, reminders: [], fired: [] },
  ...facts,
});

test('[0-33] closing is suggested after two follow-ups and ten days, never after one of them alone', () => {
  const suggests = (facts: Partial<TicketClock>, now: string) =>
    dueTimers(policy, waiting(facts), now).some(({ timer }) => timer.effect === 'suggest-close');
  const two = { reminders: [at(4), at(8)] };
  assert.equal(suggests(two, at(9, 23)), false);
  assert.equal(suggests(two, at(9, 23, 59)), false);
  assert.equal(suggests({ reminders: [at(4)] }, at(11)), false);
  assert.equal(suggests(two, at(10)), true);
  assert.equal(suggests({ reminders: [at(4), at(12)] }, at(12)), true);
  assert.ok(policy.timers!.every(({ effect }) => effect !== 'close'));
});

test('a reply begins the count and the days again', () => {
  const replied = waiting({ reminders: [at(4), at(8)], lastRequesterMessageAt: at(9) });
  assert.deepEqual(dueTimers(policy, replied, at(40)), []);
  const askedAgain = { ...replied, lastStaffMessageAt: at(9, 1) };
  const due = (reminders: string[], now: string) =>
    dueTimers(policy, { ...askedAgain, reminders: [...askedAgain.reminders, ...reminders] }, now).map(({ timer }) => timer.key);
  assert.deepEqual(due([], at(13, 0, 59)), []);
  assert.deepEqual(due([], at(13, 1)), ['first-follow-up']);
  assert.ok(!due([], at(40)).includes('may-close'));
  assert.ok(!due([at(13, 1), at(17, 1)], at(19, 0, 59)).includes('may-close'));
  assert.ok(due([at(13, 1), at(17, 1)], at(19, 1)).includes('may-close'));
});

test('a reply reopens however long ago a ticket was closed', () => {
  assert.equal(policy.replyReopens, true);
  for (const closeReason of ['confirmed', 'staff', 'no-answer']) {
    assert.equal(reopenUntil(policy, waiting({ phase: 'closed', closedAt: at(1), closeReason })), 'unlimited');
  }
});
