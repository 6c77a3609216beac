import type { Answer, Answers } from '../answer.js';
import { isBlank } from '../blank.js';

/**
 * A condition as data; nothing is ever evaluated as code. A name is a field's key or one of the facts `type`, `severity`,
 * `plan` and `role`.
 *
 * - `all`, `any`, `not` combine; an empty `all` holds, an empty `any` does not.
 * - `eq` holds when the answer is the value, or is a list that has it.
 * - `in` holds when `eq` would for one of the values.
 * - `present` holds when something was answered.
 */
export type Condition =
  | { all: Condition[] }
  | { any: Condition[] }
  | { not: Condition }
  | { eq: [name: string, value: string | number | boolean] }
  | { in: [name: string, values: (string | number | boolean)[]] }
  | { present: string };

/** Names in conditions that are not fields: known of the ticket or of the person. */
export const factNames = ['type', 'severity', 'plan', 'role'] as const;
export type FactName = (typeof factNames)[number];
export type Facts = Partial<Record<FactName, string | undefined>>;

/** True for a name that no field can have: what is known besides the answers. */
export const isFact = (name: string): name is FactName => (factNames as readonly string[]).includes(name);

/**
 * Says whether a condition holds.
 *
 * @param read - Gives the answer or fact of a name; nothing where there is none.
 */
export function holds(condition: Condition, read: (name: string) => Answer | undefined): boolean {
  if ('all' in condition) return condition.all.every((part) => holds(part, read));
  if ('any' in condition) return condition.any.some((part) => holds(part, read));
  if ('not' in condition) return !holds(condition.not, read);
  if ('present' in condition) return !isBlank(read(condition.present));
  const [name, wanted] = 'eq' in condition ? [condition.eq[0], [condition.eq[1]]] : condition.in;
  const answer = read(name);
  return wanted.some((value) => (Array.isArray(answer) ? answer.includes(String(value)) : answer === value));
}

/** Every name that a condition reads. */
export function namesIn(condition: Condition): string[] {
  if ('all' in condition) return condition.all.flatMap(namesIn);
  if ('any' in condition) return condition.any.flatMap(namesIn);
  if ('not' in condition) return namesIn(condition.not);
  if ('present' in condition) return [condition.present];
  return ['eq' in condition ? condition.eq[0] : condition.in[0]];
}

/** A reader over answers and facts, for conditions that need no more than what was said. */
export function readerOf(answers: Answers, facts: Facts): (name: string) => Answer | undefined {
  return (name) => (isFact(name) ? facts[name] : answers[name]);
}
