import { ticketSchema } from '@helpmark/schema';
import { defineRoute } from '../route.js';
import { answerTicket } from './shared.js';

export const getTicket = defineRoute({
  method: 'GET',
  path: '/v1/tickets/:id',
  name: 'getTicket',
  summary: 'One ticket.',
  effect: 'read',
  answers: { 200: { description: 'The ticket.', schema: ticketSchema, etag: true } },
  handle: (call) => answerTicket(call, call.id),
});
