import type { Answers } from '../answer.js';
import type { Facts } from './condition.js';
import { holds, readerOf } from './condition.js';
import { applicableFields } from './fields.js';
import type { Level, Policy } from './policy.js';

/** The level where nothing else says one: the one marked, else the middle of the ranks. */
export function defaultLevel(levels: Level[]): Level {
  return levels.find((level) => level.isDefault) ?? levels[Math.floor(levels.length / 2)]!;
}

/**
 * Decides a new ticket's priority: by the rules in the mode `derived`, by the requester's severity in the mode `requester`.
 * Words never count, only answers that the rules name; answers of fields that do not apply count for nothing.
 *
 * @returns The key of a level.
 */
export function derivePriority(policy: Policy, answers: Answers, facts: Facts): string {
  if (policy.priorityMode === 'requester') {
    return policy.levels.find((level) => level.key === facts.severity)?.key ?? defaultLevel(policy.levels).key;
  }
  const applying = new Set(applicableFields(policy, answers, facts).map(({ field }) => field.key));
  const kept = Object.fromEntries(Object.entries(answers).filter(([key]) => applying.has(key)));
  const rule = policy.rules?.find(({ when }) => holds(when, readerOf(kept, facts)));
  return rule?.level ?? defaultLevel(policy.levels).key;
}
