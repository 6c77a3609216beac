import { randomUUID } from 'node:crypto';
import { fold, peoplePageSchema, personChangeSchema } from '@helpmark/schema';
import { ProblemError } from '../problem.js';
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

export const changePerson = defineRoute({
  method: 'PATCH',
  path: '/v1/people/:id',
  name: 'changePerson',
  summary:
    'Say that one of the staff is gone, or there again: whoever is gone is not listed, gets no ticket, and loses one that is reopened. Administrators only.',
  staffOnly: true,
  adminOnly: true,
  effect: 'write',
  body: personChangeSchema,
  answers: { 200: { description: 'What was said.', schema: personChangeSchema } },
  async handle({ records, workspace, person, body, now, requestId, id }) {
    if (!(await records.setAtWork(workspace, id, body.atWork)))
      throw new ProblemError('not-found', { detail: 'There is no such person.' });
    const change = { action: 'person', subject: id, to: body.atWork ? 'at-work' : 'gone' };
    await records.appendAudit(workspace, { id: randomUUID(), at: now, person, requestId, ...change });
    return { status: 200, body };
  },
});

/** The words of a search, folded as the texts are. */
export function wordsOf(q: string | undefined): string[] {
  return fold(q ?? '')
    .split(/\s+/)
    .filter((word) => word !== '');
}
