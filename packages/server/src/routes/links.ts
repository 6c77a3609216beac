import { linkInputSchema, ticketSchema } from '@helpmark/schema';
import { linkTickets } from '../lifecycle/links.js';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';
import { answerTicket, findTicket } from './shared.js';

export const linkTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/links',
  name: 'linkTicket',
  summary: 'Link a ticket to another: it follows that one, is followed by it, or has to do with it. Staff only.',
  staffOnly: true,
  effect: 'once',
  body: linkInputSchema,
  answers: { 201: { description: 'The ticket with its links.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { records, viewer, body } = call;
    const ticket = await findTicket(call);
    const other = await records.ticket(viewer, body.to);
    if (!other || other.id === ticket.id) {
      throw invalidAt(['to'], 'unknown', '"to" must be the id of another ticket that this person may see.');
    }
    const known = ticket.links.some(({ id, relation }) => id === other.id && relation === body.relation);
    if (!known) await linkTickets(call, ticket.id, body.relation, other.id);
    return answerTicket(call, ticket.id, 201);
  },
});
