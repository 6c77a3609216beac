import { isStaff } from '@helpmark/schema';
import type { Case } from './case.js';
import type { Verdict } from './in-page.js';

/** How often something was seen. */
export type Tally = Record<string, number>;

/** Counts what a case came by, so that random cases that show nothing are noticed. */
export function countIn(tally: Tally, { policy, person, form }: Case, verdict: Verdict): void {
  const add = (name: string, amount = 1) => (tally[name] = (tally[name] ?? 0) + amount);
  const applying = new Set(verdict.form.fields.map(({ key }) => key));
  const type = policy.types.find(({ key }) => key === form.facts.type);
  const asked = policy.fields.filter(({ key }) => policy.baseFields.includes(key) || type?.fields.includes(key));
  for (const { key, visibleWhen, audience } of asked) {
    if (audience === 'staff' && !isStaff(person)) add('fields kept from a requester');
    else if (visibleWhen) add(applying.has(key) ? 'fields that a condition shows' : 'fields that a condition hides');
  }
  for (const { code } of verdict.form.issues) add(`issues ${code}`);
  add('answers kept', Object.keys(verdict.form.kept).length);
  for (const { present } of verdict.form.evidence) add(present ? 'evidence there' : 'evidence not there');
  const { targets, timers, due } = verdict.time as { targets: { state: string }[]; timers: unknown[]; due: unknown[] };
  for (const { state } of targets) add(`targets ${state}`);
  add('timers running', timers.length);
  add('timers due', due.length);
}

/** What ten thousand cases must have come by. */
export const leastOf: Tally = {
  'fields kept from a requester': 5_000,
  'fields that a condition shows': 5_000,
  'fields that a condition hides': 5_000,
  'answers kept': 10_000,
  'evidence there': 1_000,
  'evidence not there': 1_000,
  'timers running': 2_000,
  'timers due': 500,
  ...least('targets', ['running', 'paused', 'overdue', 'met', 'missed']),
  ...least('issues', ['required', 'redirect', 'not-an-option', 'too-short', 'too-long', 'wrong-type', 'not-a-url']),
  ...least('issues', ['not-an-email', 'not-a-date', 'not-a-number', 'too-small', 'too-large']),
};

function least(noun: string, kinds: string[]): Tally {
  return Object.fromEntries(kinds.map((kind) => [`${noun} ${kind}`, 100]));
}
