import { messageInputSchema, messageSchema } from '@helpmark/schema';
import { announceFiles } from '../lifecycle/announce-files.js';
import { sideOf } from '../lifecycle/items.js';
import { statusOfTicket, targetOf } from '../lifecycle/status.js';
import type { Move } from '../lifecycle/step.js';
import { takeStep } from '../lifecycle/step.js';
import { invalidAt } from '../problem.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import type { TicketRecord } from '../store/store.js';
import { itemFor } from '../views.js';
import { checkAction, findTicket } from './shared.js';

export const createMessage = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/messages',
  name: 'createMessage',
  summary: 'Reply to a ticket. Staff say whether the message is public or internal; a requester’s is public.',
  effect: 'once',
  body: messageInputSchema,
  answers: { 201: { description: 'The message.', schema: messageSchema } },
  async handle(call) {
    const { viewer, policy, person, body } = call;
    if (viewer.staff && body.visibility === undefined) {
      throw invalidAt(['visibility'], 'required', 'Say who may read the message: "public" or "internal".');
    }
    if (!viewer.staff && body.visibility !== undefined) {
      throw invalidAt(['visibility'], 'not-allowed', 'Only staff choose who may read a message: leave "visibility" out.');
    }
    const visibility = body.visibility ?? 'public';
    const ticket = await findTicket(call);
    checkAction(call, ticket, 'reply');
    const files = await announceFiles(call, body.attachments, ticket.id);
    const move = visibility === 'public' ? moveAfterReply(call, ticket) : undefined;
    const [message] = await takeStep(call, ticket, { items: [{ kind: 'message', visibility, body: body.body, files }], move });
    return { status: 201, body: itemFor(person, policy, message!, call.now), ticket: ticket.id };
  },
});

/**
 * Where a public message takes a ticket: an answer ends the waiting for it, the first word of staff takes the ticket up, and
 * where the policy says so, a word of the requester opens again what was resolved or closed.
 */
function moveAfterReply({ policy, person }: Context, ticket: TicketRecord): Move | undefined {
  const { phase } = statusOfTicket(policy, ticket);
  const isStaff = sideOf(person, ticket.requester.id) === 'staff';
  const reopens = policy.replyReopens === true && (phase === 'resolved' || phase === 'closed');
  const wakes = isStaff ? phase === 'new' : phase === 'waiting-requester' || reopens;
  return wakes ? { to: targetOf(policy, 'active') } : undefined;
}
