import { readInputSchema, unreadSchema } from '@helpmark/schema';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';
import { findTicket } from './shared.js';

export const markRead = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/read',
  name: 'markRead',
  summary: 'Mark a ticket as read up to an item of its timeline. The mark never moves back.',
  effect: 'write',
  body: readInputSchema,
  answers: { 204: { description: 'The mark is set.' } },
  async handle(call) {
    const { records, viewer, workspace, body, now } = call;
    const ticket = await findTicket(call);
    if (!(await records.hasItem(viewer, ticket.id, body.item))) {
      throw invalidAt(['item'], 'unknown', '"item" must be the id of an item in this timeline.');
    }
    if (await records.markRead(viewer, ticket.id, body.item)) {
      await records.appendChange(workspace, {
        ...{ ticket: ticket.id, requester: ticket.requester.id, organization: ticket.organization, person: viewer.id },
        ...{ kinds: ['read'], visibility: 'public', createdAt: now },
      });
    }
    return { status: 204 };
  },
});

export const countUnread = defineRoute({
  method: 'GET',
  path: '/v1/unread',
  name: 'countUnread',
  summary: 'Messages of others after this person’s marks, over every ticket that the person may see.',
  effect: 'read',
  answers: { 200: { description: 'The counts.', schema: unreadSchema } },
  async handle({ records, viewer }) {
    return { status: 200, body: await records.unread(viewer) };
  },
});
