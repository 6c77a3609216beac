import { messageInputSchema, messageSchema } from '@helpmark/schema';
import { invalidAt } from '../problem.js';
import { defineRoute } from '../route.js';
import { itemFor, statusOfTicket } from '../views.js';
import { checkAction, findTicket, itemBy, moveEvent, targetOf } from './shared.js';

export const createMessage = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/messages',
  name: 'createMessage',
  summary: 'Reply to a ticket. Staff say whether the message is public or internal; a requester’s is public.',
  effect: 'once',
  body: messageInputSchema,
  answers: { 201: { description: 'The message.', schema: messageSchema } },
  async handle(call) {
    const { records, viewer, policy, person, body, now } = call;
    if (viewer.staff && body.visibility === undefined) {
      throw invalidAt(['visibility'], 'required', 'Say who may read the message: "public" or "internal".');
    }
    if (!viewer.staff && body.visibility !== undefined) {
      throw invalidAt(['visibility'], 'not-allowed', 'Only staff choose who may read a message: leave "visibility" out.');
    }
    const visibility = body.visibility ?? 'public';
    const ticket = await findTicket(call);
    checkAction(call, ticket, 'reply');

    const message = itemBy(call, { kind: 'message', visibility, body: body.body });
    await records.appendItem(viewer.workspace, ticket.id, message);
    // An answer to a question ends the waiting for it.
    const answers = !viewer.staff && statusOfTicket(policy, ticket).phase === 'waiting-requester';
    const next = answers ? targetOf(policy, 'active') : undefined;
    if (next) await records.appendItem(viewer.workspace, ticket.id, itemBy(call, moveEvent(ticket, next)));
    const edit = next ? { status: next.key, phase: next.phase } : {};
    await records.changeTicket(viewer.workspace, ticket.id, edit, visibility, now);
    return { status: 201, body: itemFor(person, message), ticket: ticket.id };
  },
});
