import type { Answers } from '../answer.js';
import type { Text } from '../text.js';
import type { Facts } from './condition.js';
import { holds, readerOf } from './condition.js';
import { cleanAnswers } from './fields.js';
import type { Level, Policy } from './policy.js';

/** The level where nothing else says one: the one marked, else the middle of the ranks. */
export function defaultLevel(levels: Level[]): Level {
  return levels.find((level) => level.isDefault) ?? levels[Math.floor(levels.length / 2)]!;
}

/** A priority and where it comes from. */
export interface PriorityDecision {
  /** The key of a level. */
  level: string;
  /** The place of the rule that decided, from 0; absent where no rule did. */
  rule?: number;
  /** The rule's own words. */
  because?: Text | undefined;
  /** False where the level is only the requester's claim, which staff have yet to confirm. */
  validated: boolean;
}

/**
 * Decides a new ticket's priority: by the rules in the mode `derived`, by the requester's severity in the modes `requester` and
 * `validated`, and the default level in the mode `staff`. Words never count, only answers that the rules name; answers of
 * fields that do not apply count for nothing.
 */
export function decidePriority(policy: Policy, answers: Answers, facts: Facts): PriorityDecision {
  const { priorityMode, levels } = policy;
  const usual = defaultLevel(levels).key;
  if (priorityMode === 'staff') return { level: usual, validated: false };
  if (priorityMode !== 'derived') {
    const claimed = levels.find((level) => level.key === facts.severity)?.key ?? usual;
    return { level: claimed, validated: priorityMode === 'requester' };
  }
  const kept = cleanAnswers(policy, answers, facts);
  const rule = policy.rules?.findIndex(({ when }) => holds(when, readerOf(kept, facts))) ?? -1;
  if (rule < 0) return { level: usual, validated: true };
  const { level, because } = policy.rules![rule]!;
  return { level, rule, because, validated: true };
}

/** The key of the level that {@link decidePriority} decides. */
export function derivePriority(policy: Policy, answers: Answers, facts: Facts): string {
  return decidePriority(policy, answers, facts).level;
}

/** The level that is some steps more urgent; never beyond the worst. */
export function raiseLevel(levels: Level[], key: string, steps: number): string {
  const ordered = [...levels].sort((a, b) => a.rank - b.rank);
  const at = ordered.findIndex((level) => level.key === key);
  return ordered[Math.max(0, at - steps)]?.key ?? key;
}
