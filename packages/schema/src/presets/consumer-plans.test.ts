import assert from 'node:assert/strict';
import { test } from 'node:test';
import { applicableFields } from '../policy/fields.js';
import type { Policy } from '../policy/policy.js';
import { decidePriority, raiseLevel } from '../policy/priority.js';
import { projectPolicy } from '../policy/project.js';
import { queueFor } from '../policy/routing.js';
import { permittedActions } from '../policy/status.js';
import type { TicketClock } from '../time/index.js';
import { dueTimers, mayReopen, openEscalations, reopenUntil, targetsOf } from '../time/index.js';
import { consumerPlansPolicy as policy } from './consumer-plans.js';

/** A Monday, 10:00 in New York. */
const created = '2026-11-16T15:00:00.000Z';
const at = (days: number, hours = 0, minutes = 0) =>
  new Date(Date.parse(created) + ((days * 24 + hours) * 60 + minutes) * 60_000).toISOString();

const clockOf = (facts: Partial<TicketClock>): TicketClock => ({
  ...{ createdAt: created, phase: facts.phase ?? 'new', statusSince: created, validated: true, reminders: [], fired: [] },
  ...{ phases: [{ phase: facts.phase ?? 'new', from: created }] },
  ...facts,
});

function dueOf(measure: string, priority: string, plan?: string): (string | undefined)[] {
  const targets = targetsOf(policy, clockOf({ priority, plan }), created);
  const target = targets.find((one) => one.measure === measure);
  return target?.earliestAt ? [target.earliestAt, target.dueAt] : [target?.dueAt];
}

for (const [id, level, plan, hours] of [
  ['4-39', 'critical', 'premium', 1],
  ['4-46', 'medium', 'free', 24],
  ['4-49', 'low', 'free', 48],
] as const) {
  test(`[${id}] an answer to what is ${level} is promised within ${hours} h`, () => {
    assert.deepEqual(dueOf('respond', level, plan), [at(0, hours)]);
    assert.deepEqual(dueOf('respond', level), [at(0, hours)]);
  });
}

test('[4-42] an answer to what is high is promised within 4 h, and within 2 h on a premium plan', () => {
  for (const plan of [undefined, 'free', 'plus', 'standard']) assert.deepEqual(dueOf('respond', 'high', plan), [at(0, 4)]);
  for (const plan of ['premium', 'enterprise']) assert.deepEqual(dueOf('respond', 'high', plan), [at(0, 2)]);
});

test('[4-40] a solution to what is critical is promised within 4 h', () => {
  assert.deepEqual(dueOf('resolve', 'critical', 'premium'), [at(0, 4)]);
});

test('[4-43] a solution to what is high is promised within 24 h', () => {
  assert.deepEqual(dueOf('resolve', 'high'), [at(0, 24)]);
});

test('[4-47] a solution to what is medium is promised within 3 to 5 business days', () => {
  assert.deepEqual(dueOf('resolve', 'medium'), ['2026-11-19T15:00:00.000Z', '2026-11-23T15:00:00.000Z']);
});

test('[4-50] a solution to what is low is promised within 1 to 2 weeks', () => {
  assert.deepEqual(dueOf('resolve', 'low'), [at(7), at(14)]);
});

test('solutions wait while the ticket waits for the requester', () => {
  const phases = [
    { phase: 'new', from: created, to: at(0, 2) },
    { phase: 'waiting-requester', from: at(0, 2), to: at(3) },
    { phase: 'active', from: at(3) },
  ] as const;
  const clock = clockOf({ priority: 'high', phase: 'active', phases: [...phases], firstStaffMessageAt: at(0, 2) });
  const [respond, resolve] = targetsOf(policy, clock, at(3, 1));
  assert.deepEqual([respond!.dueAt, respond!.state], [at(0, 4), 'met']);
  assert.deepEqual([resolve!.dueAt, resolve!.state], [at(3, 22), 'running']);
});

test('those on a premium plan are told how it goes every day', () => {
  const answered = { phase: 'active', priority: 'medium', firstStaffMessageAt: at(0, 1), lastStaffMessageAt: at(0, 1) } as const;
  const measures = (plan: string) => targetsOf(policy, clockOf({ ...answered, plan }), at(0, 2)).map(({ measure }) => measure);
  assert.deepEqual(measures('plus'), ['respond', 'resolve']);
  assert.deepEqual(measures('premium'), ['respond', 'resolve', 'update']);
});

test('silence is reminded of after 3 days, marked after 7 and closed after 14, to the minute', () => {
  const waiting = clockOf({ phase: 'waiting-requester', lastStaffMessageAt: created });
  const effects = (now: string) => dueTimers(policy, waiting, now).map(({ timer }) => timer.effect);
  const table: [string, string[]][] = [
    [at(2, 23, 59), []],
    [at(3), ['remind']],
    [at(6, 23, 59), ['remind']],
    [at(7), ['remind', 'label']],
    [at(13, 23, 59), ['remind', 'label']],
    [at(14), ['remind', 'label', 'close']],
  ];
  for (const [now, expected] of table) assert.deepEqual(effects(now), expected, now);
});

test('a ticket is reopened within 7 days, and at any time where silence closed it', () => {
  const closed = (closeReason: string) => clockOf({ phase: 'closed', closedAt: created, closeReason });
  for (const reason of ['confirmed', 'staff']) {
    assert.equal(reopenUntil(policy, closed(reason)), at(7));
    assert.equal(mayReopen(policy, closed(reason), at(6, 23, 59)), true);
    assert.equal(mayReopen(policy, closed(reason), at(7, 0, 1)), false);
  }
  assert.equal(mayReopen(policy, closed('no-answer'), at(400)), true);
});

test('there are five reasons to escalate, the first only once the answer is overdue', () => {
  const rest = ['unresolved', 'management', 'compliance'];
  const open = (facts: Partial<TicketClock>, now: string) =>
    openEscalations(policy, clockOf({ priority: 'medium', ...facts }), now);
  assert.deepEqual(open({}, at(1)), rest);
  assert.deepEqual(open({}, at(1, 0, 1)), ['no-response', ...rest]);
  assert.deepEqual(open({ firstStaffMessageAt: at(0, 5) }, at(2)), ['not-satisfactory', ...rest]);
  assert.equal(raiseLevel(policy.levels, 'medium', policy.escalation!.raise!), 'high');
  assert.equal(raiseLevel(policy.levels, 'critical', policy.escalation!.raise!), 'critical');
});

test('critical is closed to plans that do not have it, and medium is where nothing is chosen', () => {
  const closedTo = (plan?: string) =>
    projectPolicy(policy, { role: 'requester', plan })
      .levels.filter(({ closedBecause }) => closedBecause === 'plan')
      .map(({ key }) => key);
  for (const plan of [undefined, 'free', 'plus']) assert.deepEqual(closedTo(plan), ['critical']);
  for (const plan of ['premium', 'enterprise']) assert.deepEqual(closedTo(plan), []);
  assert.deepEqual(decidePriority(policy, {}, { type: 'bug' }), { level: 'medium', validated: true });
  assert.equal(decidePriority(policy, {}, { type: 'bug', severity: 'low' }).level, 'low');
});

test('loud words alone change nothing', () => {
  const loud = 'CRITICAL!!! Escalate this NOW';
  const answers = { summary: loud, description: loud };
  for (const severity of [undefined, 'low', 'medium', 'high']) {
    assert.equal(decidePriority(policy, answers, { type: 'bug', severity }).level, severity ?? 'medium');
  }
});

for (const [id, key, label] of [
  ['4-12', 'goal', 'What were you trying to do?'],
  ['4-13', 'description', 'What happened?'],
  ['4-14', 'startedAt', 'When did it start?'],
  ['4-15', 'frequency', 'How often does it happen?'],
  ['4-16', 'tried', 'What have you tried already?'],
] as const) {
  test(`[${id}] a description has its part “${label}”`, () => {
    for (const type of ['general', 'technical', 'bug', 'billing']) {
      const { field } = applicableFields(policy, {}, { type }).find((one) => one.field.key === key)!;
      assert.equal(field.label, label);
      if (key !== 'frequency') continue;
      assert.deepEqual(
        field.options!.map((option) => option.label),
        ['Every time', 'Sometimes', 'Once'],
      );
    }
  });
}

test('[4-90] an account manager is named to those whose plan has one', () => {
  const contact = (plan?: string) => projectPolicy(policy, { role: 'requester', plan }).escalation!.contact;
  for (const plan of [undefined, 'free', 'plus']) assert.equal(contact(plan), undefined);
  for (const plan of ['premium', 'enterprise']) assert.match(String(contact(plan)!.text), /account manager/);
});

test('[4-107] a premium plan brings faster times, a team of its own and a call, and can hold the right to escalate alone', () => {
  const targets = (plan: string) => projectPolicy(policy, { role: 'requester', plan }).targets!;
  const high = (plan: string) => targets(plan).find(({ measure, level }) => measure === 'respond' && level === 'high')!.max;
  assert.deepEqual([high('plus'), high('premium')], [4, 2]);
  const updates = (plan: string) => targets(plan).filter(({ measure }) => measure === 'update').length;
  assert.deepEqual([updates('plus'), updates('premium')], [0, 1]);
  for (const { key: type, queue } of policy.types) {
    assert.equal(queueFor(policy, {}, { type, plan: 'plus' }), queue);
    assert.equal(queueFor(policy, {}, { type, plan: 'premium' }), 'premium');
  }
  const open = (rules: Policy, plan: string) =>
    permittedActions(
      rules,
      policy.statuses[0]!,
      { id: 'ada', workspace: 'acme', role: 'requester', plan },
      { escalations: ['unresolved'] },
    ).find(({ action }) => action === 'escalate');
  const forPremium: Policy = { ...policy, escalation: { ...policy.escalation!, plans: ['premium', 'enterprise'] } };
  assert.deepEqual(open(forPremium, 'plus'), { action: 'escalate', allowed: false, reason: 'plan' });
  assert.equal(open(forPremium, 'premium')?.allowed, true);
  assert.match(String(policy.escalation!.contact!.text), /arrange a call/);
});
