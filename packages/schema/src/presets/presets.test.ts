import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Answer, Answers } from '../answer.js';
import { checkAnswers } from '../policy/check-answers.js';
import { applicableFields } from '../policy/fields.js';
import { parsePolicy } from '../policy/parse.js';
import type { Field, Policy } from '../policy/policy.js';
import { decidePriority } from '../policy/priority.js';
import { projectPolicy } from '../policy/project.js';
import { textFor } from '../words.js';
import type { TicketClock } from '../time/index.js';
import { addDuration, dueTimers, targetsOf, timersOf } from '../time/index.js';
import { clientPortalPolicy } from './client-portal.js';
import { consumerPlansPolicy } from './consumer-plans.js';
import { defaultPolicy } from './default.js';
import { managedWorkspacePolicy } from './managed-workspace.js';
import { severityHoursPolicy } from './severity-hours.js';
import { siteLicencePolicy } from './site-licence.js';

const presets: Record<string, Policy> = {
  default: defaultPolicy,
  'managed-workspace': managedWorkspacePolicy,
  'site-licence': siteLicencePolicy,
  'client-portal': clientPortalPolicy,
  'severity-hours': severityHoursPolicy,
  'consumer-plans': consumerPlansPolicy,
};

/** An answer that the field takes. */
function answerTo({ kind, key, options, minLength = 0 }: Field): Answer {
  const choices = options?.map((option) => option.key) ?? [];
  const byKind: Partial<Record<Field['kind'], Answer>> = {
    choice: choices.at(-1)!,
    choices,
    evidence: [`${choices[0]}: seen`],
    date: '2026-11-20',
    datetime: '2026-11-20T10:00:00Z',
    url: 'https://example.com/shop',
    email: 'person@example.com',
    number: 1,
    steps: ['First this', 'Then that'],
  };
  return byKind[kind] ?? `${key} `.repeat(1 + minLength);
}

/** Answers to all that is asked, until nothing more is. */
function fill(policy: Policy, type: string): Answers {
  const answers: Answers = {};
  for (let left: Field[] = []; ;) {
    left = applicableFields(policy, answers, { type })
      .filter(({ field, required }) => required && answers[field.key] === undefined)
      .map(({ field }) => field);
    if (left.length === 0) return answers;
    for (const field of left) answers[field.key] = answerTo(field);
  }
}

for (const [name, policy] of Object.entries(presets)) {
  describe(`The preset ${name}`, () => {
    it('has no fault, and nothing that the schema would leave out', () => {
      assert.deepEqual(parsePolicy(structuredClone(policy)), policy);
      assert.deepEqual(JSON.parse(JSON.stringify(policy)), policy);
      assert.equal(policy.version, `${name}-1`);
    });

    it('takes a ticket of every type once all that is asked is answered, and none before', () => {
      for (const { key: type } of policy.types.filter(({ redirect }) => !redirect)) {
        const answers = fill(policy, type);
        assert.deepEqual(checkAnswers(policy, answers, { type }), [], type);
        for (const { field, required } of applicableFields(policy, answers, { type })) {
          if (!required) continue;
          const without = checkAnswers(policy, { ...answers, [field.key]: undefined }, { type });
          assert.ok(
            without.some(({ path }) => path[0] === field.key),
            `${type} without ${field.key}`,
          );
        }
      }
    });

    it('asks for every field it describes', () => {
      const asked = new Set([...policy.baseFields, ...policy.types.flatMap(({ fields }) => fields)]);
      assert.deepEqual(
        policy.fields.map(({ key }) => key).filter((key) => !asked.has(key)),
        [],
      );
    });

    it('gives a page a form without what only staff or the server may know', () => {
      const view = projectPolicy(policy, { role: 'requester' });
      const text = JSON.stringify(view);
      for (const member of ['rules', 'timers', 'queues', 'queue', 'notifications', 'numbering', 'because']) {
        assert.ok(!text.includes(`"${member}":`), member);
      }
      assert.ok(view.fields.every(({ audience }) => audience !== 'staff'));
    });

    it('has levels from the worst to the least, and decides one of them', () => {
      assert.deepEqual(
        policy.levels.map(({ rank }) => rank),
        policy.levels.map((_, at) => at),
      );
      for (const { key: type } of policy.types) {
        const { level } = decidePriority(policy, fill(policy, type), { type });
        assert.ok(policy.levels.some(({ key }) => key === level));
      }
    });

    it('has clocks that can be read for every level and status', () => {
      for (const { key: priority } of policy.levels) {
        for (const { phase } of policy.statuses) {
          const createdAt = '2026-11-20T10:00:00Z';
          const clock: TicketClock = {
            ...{ createdAt, phase, statusSince: createdAt, phases: [{ phase, from: createdAt }] },
            ...{ priority, validated: true, plan: 'premium', lastStaffMessageAt: createdAt, reminders: [], fired: [] },
          };
          targetsOf(policy, clock, createdAt);
          timersOf(policy, clock);
        }
      }
    });

    it('fires every timer in its minute, not one before it, and once', () => {
      const asked = '2026-11-20T10:00:00.000Z';
      for (const timer of policy.timers ?? []) {
        const [phase] = timer.phases;
        const due = Date.parse(addDuration(asked, timer.after, policy.calendars ?? []));
        const at = (minutes: number) => new Date(due + minutes * 60_000).toISOString();
        const clock: TicketClock = {
          ...{ createdAt: asked, phase: phase!, statusSince: asked, phases: [{ phase: phase!, from: asked }], validated: true },
          ...{ firstStaffMessageAt: asked, lastStaffMessageAt: asked, fired: [] },
          reminders: Array.from({ length: timer.minReminders ?? 0 }, (_, count) => at(-60 - count)),
        };
        const fires = (minutes: number, facts: Partial<TicketClock> = {}) =>
          dueTimers(policy, { ...clock, ...facts }, at(minutes)).some((one) => one.timer.key === timer.key);
        assert.deepEqual([fires(-1), fires(0), fires(1)], [false, true, true], timer.key);
        assert.equal(fires(99, { fired: [{ timer: timer.key, at: at(0) }] }), false, timer.key);
        assert.equal(fires(99, { lastRequesterMessageAt: at(-30) }), false, timer.key);
        if (timer.minReminders) assert.equal(fires(99, { reminders: clock.reminders.slice(1) }), false, timer.key);
      }
    });

    it('changes no priority for loud words alone', () => {
      const loud = 'URGENT!!! P0 S0 CRITICAL OUTAGE, EVERYTHING IS DOWN, escalate NOW';
      for (const { key: type } of policy.types.filter(({ redirect }) => !redirect)) {
        const calm = fill(policy, type);
        const words = policy.fields.filter(({ kind }) => kind === 'text' || kind === 'multiline').map(({ key }) => [key, loud]);
        const shouted: Answers = { ...calm, ...Object.fromEntries(words) };
        for (const severity of [undefined, ...policy.levels.map(({ key }) => key)]) {
          assert.deepEqual(decidePriority(policy, shouted, { type, severity }), decidePriority(policy, calm, { type, severity }));
        }
      }
    });

    it('speaks whole sentences and names nobody', () => {
      const meanings = policy.statuses.map(({ meaning }) => textFor(meaning, 'en', 'en'));
      for (const meaning of meanings) assert.match(meaning, /^[A-Z].*\.$/s);
      assert.equal(new Set(meanings).size, meanings.length);
      assert.doesNotMatch(JSON.stringify(policy), /hatz|haptik|healthsync|helpmark/i);
    });
  });
}
