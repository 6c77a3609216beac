import * as z from 'zod/mini';

/** One thing wrong with what was sent: where, a code for the page's own words, and a sentence for developers. */
export const issueSchema = z.object({
  /** Where: member names and list positions, `['fields', 'impact']`. */
  path: z.array(z.union([z.string(), z.number()])),
  code: z.string(),
  message: z.string(),
});
export type Issue = z.infer<typeof issueSchema>;

/** Codes that the server puts into `code`. A reader tolerates newer ones. */
export const problemCodes = [
  'malformed',
  'key-missing',
  'version-missing',
  'token-missing',
  'token-invalid',
  'token-expired',
  'not-allowed',
  'not-found',
  'method-not-allowed',
  'in-progress',
  'pending',
  'refused',
  'offset-mismatch',
  'stale-version',
  'protocol-version',
  'too-large',
  'unsupported-media-type',
  'invalid',
  'key-reused',
  'too-many-requests',
  'unavailable',
  'internal',
] as const;
export type ProblemCode = (typeof problemCodes)[number];

/** A failure on the wire: `application/problem+json` by RFC 9457, with Helpmark's own members. */
export const problemSchema = z.object({
  type: z.optional(z.string()),
  title: z.string(),
  status: z.number(),
  detail: z.optional(z.string()),
  code: z.string(),
  issues: z.optional(z.array(issueSchema)),
  requestId: z.optional(z.string()),
});
export type Problem = z.infer<typeof problemSchema>;
