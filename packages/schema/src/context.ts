import * as z from 'zod/mini';

/** What a page's capture knows how to collect. A host may add kinds of its own. */
export const contextKinds = [
  'browser',
  'system',
  'device',
  'viewport',
  'language',
  'time-zone',
  'app-version',
  'route',
  'referrer',
  'steps',
  'console',
  'requests',
  'first-failure',
  'latest-retry',
] as const;
export type ContextKind = (typeof contextKinds)[number];

/**
 * What is read out of items rather than being one: the id of the latest failed request (`requests`), the latest error
 * (`console`), the latest click (`steps`), when the first failure was (`first-failure`) and the latest try (`latest-retry`).
 */
export const contextFacts = ['request-id', 'error-text', 'action', 'failure-time', 'retry-time'] as const;
export type ContextFact = (typeof contextFacts)[number];

/** The longest value of an item, in Unicode code points, and the most items that a ticket takes. */
export const maxContextLength = 16_000;
export const maxContextItems = 40;

/** One thing about the circumstances, as text that the person has seen and may have edited. */
export const contextItemSchema = z.object({
  /** One of `contextKinds`, or a key of the host's: lower case, digits and hyphens. */
  kind: z.string().check(z.regex(/^[a-z][a-z0-9-]{0,63}$/, { error: 'Write a kind such as "browser".' })),
  /** A line, or several. */
  value: z.string().check(
    z.minLength(1),
    z.refine((value) => [...value].length <= maxContextLength, { error: `Write ${maxContextLength} characters at most.` }),
  ),
});
export type ContextItem = z.infer<typeof contextItemSchema>;

/** What a new ticket carries about its circumstances. */
export const contextSchema = z.array(contextItemSchema).check(z.maxLength(maxContextItems));
