import type { Phase } from '@helpmark/schema';
import { maxReasonLength, ticketSchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { defineRoute } from '../route.js';
import { answerTicket, checkAction, checkVersion, findTicket, itemBy, moveEvent, targetOf } from './shared.js';

/** The phase that each action moves a ticket to. */
const phaseAfter = { resolve: 'resolved', confirm: 'closed', reopen: 'active' } as const satisfies Record<string, Phase>;

/** What of an action this server takes: those that move a ticket. */
export const moveInputSchema = z.object({
  action: z.enum(['resolve', 'confirm', 'reopen']),
  reason: z.optional(z.string().check(z.maxLength(maxReasonLength))),
});

export const actOnTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/actions',
  name: 'actOnTicket',
  summary: 'Resolve, confirm or reopen a ticket, as its requester.',
  effect: 'once',
  needsVersion: true,
  body: moveInputSchema,
  answers: { 200: { description: 'The ticket after the action.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { policy, records, viewer, body, version, now } = call;
    const ticket = await findTicket(call);
    checkVersion(ticket, version);
    checkAction(call, ticket, body.action);
    const status = targetOf(policy, phaseAfter[body.action]);
    const event = moveEvent(ticket, status, body.reason?.trim() || undefined);
    await records.appendItem(viewer.workspace, ticket.id, itemBy(call, event));
    await records.changeTicket(viewer.workspace, ticket.id, { status: status.key, phase: status.phase }, 'public', now);
    return answerTicket(call, ticket.id);
  },
});
