import { ticketChangeSchema, ticketSchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { readChange } from '../lifecycle/change.js';
import { takeStep } from '../lifecycle/step.js';
import { defineRoute } from '../route.js';
import { answerWritten, checkVersion, findTicket } from './shared.js';

export const changeTicket = defineRoute({
  method: 'PATCH',
  path: '/v1/tickets/:id',
  name: 'changeTicket',
  summary:
    'Change status, priority, assignee, queue, category, incident, follow-up date or whether the requester sees the ticket. Staff only.',
  staffOnly: true,
  effect: 'write',
  needsVersion: true,
  // A misspelt change that is silently ignored would look like one that was made.
  body: z.strictObject(ticketChangeSchema.shape),
  answers: { 200: { description: 'The ticket after the change.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const ticket = await findTicket(call);
    checkVersion(ticket, call.version);
    await takeStep(call, ticket, await readChange(call, ticket, call.body));
    return answerWritten(call, ticket.id);
  },
});
