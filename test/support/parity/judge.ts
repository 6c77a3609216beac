import type { Answer, Issue, Policy, PolicyView } from '@helpmark/schema';
import { applicableFields, checkAnswers, cleanAnswers, evidenceOf } from '@helpmark/schema';
import {
  addDuration,
  dueTimers,
  isOpen,
  mayReopen,
  nextOpening,
  nextTimer,
  openEscalations,
  openTimeBetween,
  reopenUntil,
  targetsOf,
  timersOf,
} from '@helpmark/schema/time';
import type { FormQuestion } from './case.js';
import type { TimeQuestion } from './random-times.js';

/** What a policy makes of a form. */
export interface FormVerdict {
  /** The fields that apply, in the form's order, and whether each is needed. */
  fields: { key: string; required: boolean }[];
  issues: Issue[];
  kept: Record<string, Answer>;
  evidence: { key: string; present: boolean }[];
}

/** Asks the evaluators about a form. This file runs in Node and, bundled from the same built files, in a page. */
export function judgeForm(rules: Policy | PolicyView, { answers, facts, files }: FormQuestion): FormVerdict {
  return {
    fields: applicableFields(rules, answers, facts).map(({ field, required }) => ({ key: field.key, required })),
    issues: checkAnswers(rules, answers, facts),
    kept: cleanAnswers(rules, answers, facts),
    evidence: evidenceOf(rules, answers, facts.type, files).map(({ item, present }) => ({ key: item.key, present })),
  };
}

/** What clocks say, by the question; where one is asked of a calendar that never opens, its complaint. */
export type TimeVerdict = Record<string, unknown>;

/** Asks the clocks. */
export function judgeTime({ policy, clock, now, start, durations, pauses }: TimeQuestion): TimeVerdict {
  const calendar = policy.calendars[0]!;
  const asked: Record<string, () => unknown> = {
    ends: () => durations.map((duration) => addDuration(start, duration, policy.calendars, pauses)),
    open: () => isOpen(calendar, now),
    opening: () => nextOpening(calendar, now),
    openTime: () => openTimeBetween(start, now, calendar),
    targets: () => targetsOf(policy, clock, now),
    timers: () => timersOf(policy, clock).map(({ timer, ...rest }) => ({ timer: timer.key, ...rest })),
    next: () => nextTimer(policy, clock)?.dueAt,
    due: () => dueTimers(policy, clock, now).map(({ timer }) => timer.key),
    reopenUntil: () => reopenUntil(policy, clock),
    mayReopen: () => mayReopen(policy, clock, now),
    escalations: () => openEscalations(policy, clock, now),
  };
  return Object.fromEntries(Object.entries(asked).map(([name, ask]) => [name, orComplaint(ask)]));
}

function orComplaint(ask: () => unknown): unknown {
  try {
    return ask();
  } catch (error) {
    return { complaint: String(error) };
  }
}
