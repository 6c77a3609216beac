import * as z from 'zod/mini';

/** A guide that may answer a question, or a section of one. */
export const articleSchema = z.object({
  title: z.string(),
  /** Its address, with the section where one is meant: `/docs/exports#empty-files`. */
  url: z.optional(z.string()),
  /** Its words as Markdown, to be read in place. Without them the address is what leads to it. */
  text: z.optional(z.string()),
});
export type Article = z.infer<typeof articleSchema>;

/** The answer of `GET /v1/articles`: the best first, five at most. */
export const articlePageSchema = z.object({ items: z.array(articleSchema) });
export type ArticlePage = z.infer<typeof articlePageSchema>;
