import type { ActionInput } from '@helpmark/schema';
import { actionInputSchema, ticketSchema } from '@helpmark/schema';
import { answerRequest } from '../lifecycle/answer-request.js';
import { escalate } from '../lifecycle/escalate.js';
import { publicEvent } from '../lifecycle/items.js';
import { rate } from '../lifecycle/rate.js';
import { targetOf } from '../lifecycle/status.js';
import type { Step } from '../lifecycle/step.js';
import { takeStep } from '../lifecycle/step.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import type { TicketRecord } from '../store/store.js';
import { answerTicket, checkAction, checkVersion, findTicket } from './shared.js';

export const actOnTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/actions',
  name: 'actOnTicket',
  summary:
    'Resolve, confirm, reopen or escalate a ticket, dispute its severity, answer what staff asked for, or rate, as its requester.',
  effect: 'once',
  needsVersion: true,
  body: actionInputSchema,
  answers: { 200: { description: 'The ticket after the action.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const ticket = await findTicket(call);
    checkVersion(ticket, call.version);
    checkAction(call, ticket, call.body.action);
    await takeStep(call, ticket, stepOf(call, ticket, call.body));
    return answerTicket(call, ticket.id);
  },
});

/** What an action does. */
function stepOf(call: Context, ticket: TicketRecord, input: ActionInput): Step {
  const { policy } = call;
  switch (input.action) {
    case 'resolve':
      return { items: [], move: { to: targetOf(policy, 'resolved'), reason: wordsOf(input.reason) } };
    case 'confirm':
      return { items: [], move: { to: targetOf(policy, 'closed'), reason: wordsOf(input.reason), closeReason: 'confirmed' } };
    case 'reopen':
      return { items: [], move: { to: targetOf(policy, 'active'), reason: wordsOf(input.reason) } };
    case 'escalate':
      return escalate(call, ticket, { ...input, text: wordsOf(input.text) });
    case 'dispute-severity':
      return { items: [publicEvent('severity-disputed', { reason: wordsOf(input.text) })] };
    case 'answer-request':
      return answerRequest(call, ticket, input);
    case 'rate':
      return rate(call, ticket, input);
  }
}

const wordsOf = (words: string | undefined) => words?.trim() || undefined;
