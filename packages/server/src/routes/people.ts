import { fold, peoplePageSchema } from '@helpmark/schema';
import { defineRoute } from '../route.js';
import { authorFor } from '../views.js';
import { anyOf, wordsParameter } from './parameters.js';

export const listPeople = defineRoute({
  method: 'GET',
  path: '/v1/people',
  name: 'listPeople',
  summary: 'People known from their tokens, by name, 100 at most. Staff only.',
  staffOnly: true,
  effect: 'read',
  query: { role: anyOf('requester, staff or admin.'), q: wordsParameter },
  answers: { 200: { description: 'The people.', schema: peoplePageSchema } },
  async handle({ records, viewer, person, query }) {
    const people = await records.people(viewer.workspace, { roles: query.role, words: wordsOf(query.q) });
    return { status: 200, body: { items: people.map((entry) => authorFor(person, entry)) } };
  },
});

/** The words of a search, folded as the texts are. */
export function wordsOf(q: string | undefined): string[] {
  return fold(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}
