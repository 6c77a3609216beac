import * as z from 'zod/mini';
import { personSchema } from './identity.js';
import type { PolicyView } from './policy/project.js';
import { textSchema } from './text.js';

const keyedSchema = z.looseObject({ key: z.string(), label: textSchema });

/**
 * The parts of a policy that a page reads, checked for their shape. The whole schema stays on the server, which has checked
 * the policy at its start; here a page guards itself against an answer that is not a policy at all, or one of another age.
 */
const policyViewSchema = z.looseObject({
  version: z.string(),
  defaultLocale: z.string(),
  fields: z.array(z.looseObject({ key: z.string(), kind: z.string(), label: textSchema })),
  baseFields: z.array(z.string()),
  types: z.array(z.looseObject({ key: z.string(), label: textSchema, fields: z.array(z.string()) })),
  levels: z.array(keyedSchema),
  statuses: z.array(z.looseObject({ key: z.string(), label: textSchema, phase: z.string() })),
}) as unknown as z.ZodMiniType<PolicyView>;

/** The answer of `GET /v1/policy`. */
export const policyAnswerSchema = z.object({
  version: z.string(),
  policy: policyViewSchema,
  capabilities: z.array(z.object({ capability: z.string(), allowed: z.boolean(), reason: z.optional(z.string()) })),
  person: personSchema,
});
export type PolicyAnswer = z.infer<typeof policyAnswerSchema>;
