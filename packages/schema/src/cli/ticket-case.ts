import * as z from 'zod/mini';
import { answersSchema } from '../answer.js';
import { roles } from '../identity.js';
import type { Policy } from '../policy/policy.js';

/** Answers to try a policy with, and what is known besides. */
const caseSchema = z.strictObject({
  /** A key of the policy's types. */
  type: z.string('Write the key of a type.'),
  /** What the requester claims: a key of the policy's levels. */
  severity: z.optional(z.string('Write the key of a level.')),
  /** The requester's plan. */
  plan: z.optional(z.string('Write the key of a plan.')),
  role: z.optional(z.enum(roles, `Write one of ${roles.join(', ')}.`)),
  /** When the ticket is made; now by default. */
  at: z.optional(z.iso.datetime({ offset: true, error: 'Write a moment such as 2026-11-20T17:30:00Z.' })),
  /** How many files are attached; none by default. */
  files: z.optional(z.int('Write a whole number.').check(z.minimum(0, 'Write 0 or more.'))),
  answers: z._default(answersSchema, {}),
});
export type TicketCase = z.infer<typeof caseSchema>;

/** Reads a case, or tells in sentences why it is none: its shape, then keys that the policy does not have. */
export function parseCase(value: unknown, policy: Policy): { ticket?: TicketCase; faults: string[] } {
  const result = z.safeParse(caseSchema, value, { error: sentenceFor });
  if (!result.success) {
    return { faults: result.error.issues.map(({ path, message }) => (path.length ? `${path.join('.')}: ${message}` : message)) };
  }
  const ticket = result.data;
  const faults = [
    ...unknown('type', ticket.type, policy.types),
    ...(ticket.severity === undefined ? [] : unknown('severity', ticket.severity, policy.levels)),
    ...Object.keys(ticket.answers).flatMap((key) => unknown(`answers.${key}`, key, policy.fields)),
  ];
  return faults.length > 0 ? { faults } : { ticket, faults };
}

function sentenceFor(issue: z.core.$ZodRawIssue): string {
  if (issue.code === 'unrecognized_keys') return `There is no member ${issue.keys.map((key) => `"${key}"`).join(', ')}.`;
  return issue.path?.[0] === 'answers'
    ? 'Write answers by field key: texts, numbers, true or false, and lists of texts.'
    : 'Write an object with the member "type".';
}

function unknown(path: string, key: string, known: { key: string }[]): string[] {
  if (known.some((one) => one.key === key)) return [];
  return [`${path}: The policy has no "${key}"; write one of ${known.map((one) => one.key).join(', ')}.`];
}
