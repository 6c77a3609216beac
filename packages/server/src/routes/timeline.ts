import { timelinePageSchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';
import { itemFor } from '../views.js';
import { limitOf } from './parameters.js';
import { findTicket } from './shared.js';

export const listTimeline = defineRoute({
  method: 'GET',
  path: '/v1/tickets/:id/timeline',
  name: 'listTimeline',
  summary: 'Messages and events of a ticket, in the server’s order, oldest first; the newest page unless asked otherwise.',
  effect: 'read',
  query: {
    before: { description: 'The id of an item: the page just before it.', schema: z.optional(z.string()) },
    after: { description: 'The id of an item: the page just after it.', schema: z.optional(z.string()) },
    limit: limitOf(50),
  },
  answers: { 200: { description: 'A page of the timeline.', schema: timelinePageSchema } },
  async handle(call) {
    const { records, viewer, person, policy, query, now } = call;
    const { before, after, limit } = query;
    const ticket = await findTicket(call);
    if (before !== undefined && after !== undefined) {
      throw invalidAt(['after'], 'not-allowed', 'Ask for the items before one or after one, not both.');
    }
    for (const [name, item] of Object.entries({ before, after })) {
      if (item !== undefined && !(await records.hasItem(viewer, ticket.id, item))) {
        throw invalidAt([name], 'unknown', `"${name}" must be the id of an item in this timeline.`);
      }
    }
    const { items, more } = await records.timeline(viewer, ticket.id, { before, after, limit });
    const end = after === undefined ? items[0] : items.at(-1);
    return {
      status: 200,
      body: { items: items.map((item) => itemFor(person, policy, item, now)), ...(more && end && { nextCursor: end.id }) },
    };
  },
});
