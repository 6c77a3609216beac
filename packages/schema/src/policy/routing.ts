import type { Answers } from '../answer.js';
import type { Facts } from './condition.js';
import { holds, readerOf } from './condition.js';
import type { Policy } from './policy.js';

/**
 * The queue that a new ticket goes to: that of the first line of the routing whose condition holds, else that of its type.
 *
 * @param answers - As they are kept: answers of fields that do not apply would count.
 */
export function queueFor({ routing, types }: Policy, answers: Answers, facts: Facts): string | undefined {
  const line = routing?.find(({ when }) => holds(when, readerOf(answers, facts)));
  return line?.queue ?? types.find(({ key }) => key === facts.type)?.queue;
}
