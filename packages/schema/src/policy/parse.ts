import * as z from 'zod/mini';
import { answerSchema } from '../answer.js';
import { textSchema } from '../text.js';
import { findFaults } from './faults.js';
import type { Policy } from './policy.js';
import { policySchema } from './policy.js';

/** One thing wrong with a policy: the path to it, members and list positions joined by dots, and a sentence. */
export interface PolicyFault {
  path: string;
  message: string;
}

/** A policy that cannot be used, with every fault that was found. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly faults: PolicyFault[];
  constructor(faults: PolicyFault[]) {
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`;
    const lines = faults.map(({ path, message }) => `  ${path || '(top)'}: ${message}`);
    super(`The ticket policy has ${count}:\n${lines.join('\n')}`);
    this.faults = faults;
  }
}

/**
 * Reads a policy: its shape by the schema, then what no shape can say (keys that are named exist, none stands twice, the
 * needed phases have a status, conditions of a requester's fields name only such fields and run in no circle).
 *
 * @throws {PolicyError} with the path and a sentence for every fault; faults of shape hide the others.
 */
export function parsePolicy(value: unknown): Policy {
  const result = z.safeParse(policySchema, value, { error: sentenceFor });
  const faults = result.success ? findFaults(result.data) : faultsOfShape(result.error.issues);
  if (!result.success || faults.length > 0) throw new PolicyError(faults);
  return result.data;
}

/** Where a value may have one of several forms and one is meant, its faults are the faults of that form. */
function faultsOfShape(issues: z.core.$ZodIssue[], above: PropertyKey[] = []): PolicyFault[] {
  return issues.flatMap((issue) => {
    const { message } = issue;
    const path = [...above, ...issue.path];
    if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => ({ path: [...path, key].join('.'), message }));
    const meant = issue.code === 'invalid_union' ? issue.errors.filter((form) => !form.some(isAnotherForm)) : [];
    return meant.length === 1 ? faultsOfShape(meant[0]!, path) : [{ path: path.join('.'), message }];
  });
}

const isAnotherForm = ({ code, path }: z.core.$ZodIssue) =>
  path.length === 0 && (code === 'unrecognized_keys' || code === 'invalid_type');

/** zod/mini brings no sentences of its own. */
function sentenceFor(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'unrecognized_keys':
      return `There is no such member. ${membersOf(issue.inst)}`;
    case 'invalid_value':
      return `Write one of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`;
    case 'invalid_type':
      return `${issue.input === undefined ? 'This is missing: write' : 'Write'} ${nameOf(issue.expected)}.`;
    case 'too_small':
      return `Write ${issue.origin === 'number' || issue.origin === 'int' ? '' : 'at least '}${amountOf(issue.origin, issue.minimum, 'more')}.`;
    case 'too_big':
      return `Write ${issue.origin === 'number' || issue.origin === 'int' ? '' : 'at most '}${amountOf(issue.origin, issue.maximum, 'less')}.`;
    case 'invalid_union':
      return forms.get(issue.inst) ?? 'This has none of the forms that are allowed here.';
    default:
      return undefined;
  }
}

/** Values of several forms that have no sentence of their own, being in a page's bundle too. */
const forms = new Map<unknown, string>([
  [textSchema, 'Write a text, or a text for each language tag.'],
  [answerSchema, 'Write a text, a number, true, false or a list of texts.'],
]);

function membersOf(schema: unknown): string {
  if (!(schema instanceof z.core.$ZodObject)) return 'Take it away.';
  return `Write one of ${Object.keys(schema._zod.def.shape).join(', ')}, or take it away.`;
}

const typeNames: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  tuple: 'a list',
  object: 'an object',
  record: 'an object',
};

const nameOf = (type: string) => typeNames[type] ?? `a value of type ${type}`;

function amountOf(origin: string, amount: number | bigint, beyond: string): string {
  if (origin === 'string') return `${amount} ${amount === 1 ? 'character' : 'characters'}`;
  if (origin === 'array') return `${amount} ${amount === 1 ? 'item' : 'items'}`;
  return `${amount} or ${beyond}`;
}
