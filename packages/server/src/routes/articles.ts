import { articlePageSchema, maxArticles } from '@helpmark/schema';
import * as z from 'zod/mini';
import { ProblemError } from '../problem.js';
import { defineRoute } from '../route.js';

export const findArticles = defineRoute({
  method: 'GET',
  path: '/v1/articles',
  name: 'findArticles',
  summary: 'Guides of the host that may answer a question, five at most; without words, those worth offering first.',
  effect: 'read',
  query: { q: { description: 'What the person asks, as far as it is typed.', schema: z.optional(z.string()) } },
  answers: { 200: { description: 'Guides, the best first.', schema: articlePageSchema } },
  problems: [404],
  handle({ articles, person, query }) {
    if (!articles) throw new ProblemError('not-found');
    // The host looks where it likes, and for as long as it takes: the database is free meanwhile.
    const late = async () => {
      const items = await articles(query.q?.trim() ?? '', { person });
      return articlePageSchema.parse({ items: items.slice(0, maxArticles) });
    };
    return Promise.resolve({ status: 200, late });
  },
});
