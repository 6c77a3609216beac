import * as z from 'zod/mini';

/** A key: letters, digits and hyphens, beginning with a lower-case letter. */
export const keySchema = z
  .string()
  .check(z.regex(/^[a-z][a-zA-Z0-9-]{0,63}$/, 'A key is letters, digits and hyphens and begins with a lower-case letter.'));
