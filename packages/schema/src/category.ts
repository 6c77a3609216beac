import * as z from 'zod/mini';
import { textSchema } from './text.js';

/** Topics by which staff sort tickets, besides their type: the answer and the body of `/v1/categories`. Staff alone see them. */
export const categoriesSchema = z.object({
  items: z
    .array(
      z.object({
        key: z.string().check(z.regex(/^[a-z0-9][a-z0-9-]{0,63}$/, 'Write a key such as billing-questions.')),
        label: textSchema,
      }),
    )
    .check(z.maxLength(200)),
});
export type Categories = z.infer<typeof categoriesSchema>;
