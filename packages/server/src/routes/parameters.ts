import * as z from 'zod/mini';
import type { Parameter } from '../route.js';

/** How many items a page holds: 1 to 100. */
export function limitOf(usual: number) {
  return {
    description: `Items a page, 1 to 100; ${usual} by default.`,
    schema: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), usual),
  } satisfies Parameter;
}

/** A filter that may stand several times; an item matches where one of the values is its own. */
export function anyOf(description: string) {
  return { description, schema: z.array(z.string()).check(z.maxLength(50)), repeatable: true } satisfies Parameter;
}

/** Words that must all occur. */
export const wordsParameter = {
  description: 'Words that must all occur; case and accents do not count.',
  schema: z.optional(z.string().check(z.maxLength(200))),
} satisfies Parameter;
