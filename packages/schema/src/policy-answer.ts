import * as z from 'zod/mini';
import { personSchema } from './identity.js';
import type { PolicyView } from './policy/project.js';
import { textSchema } from './text.js';

/** A server that has read its policy gives it as it is: what it says of itself is in the policy's own schema. */
const policyViewSchema = z.looseObject({
  version: z.string(),
  defaultLocale: z.string(),
  fields: z.array(z.looseObject({ key: z.string(), kind: z.string(), label: textSchema })),
  baseFields: z.array(z.string()),
  types: z.array(z.looseObject({ key: z.string(), label: textSchema, fields: z.array(z.string()) })),
  levels: z.array(z.looseObject({ key: z.string(), label: textSchema })),
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
