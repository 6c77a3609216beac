import { randomUUID } from 'node:crypto';
import type { Issue } from '@helpmark/schema';
import { lengthOf, maxBodyLength, requestInputSchema, ticketSchema } from '@helpmark/schema';
import { statusInPhase } from '@helpmark/schema/policy';
import type { ItemContent } from '../lifecycle/items.js';
import { publicEvent } from '../lifecycle/items.js';
import { takeStep } from '../lifecycle/step.js';
import { invalid, ProblemError } from '../problem.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import { answerTicket, findTicket } from './shared.js';

export const requestFields = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/requests',
  name: 'requestFields',
  summary: 'Ask the requester to fill in fields; the answers land on the ticket. Staff only.',
  staffOnly: true,
  effect: 'once',
  body: requestInputSchema,
  answers: { 201: { description: 'The ticket with the request.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { policy, body } = call;
    const ticket = await findTicket(call);
    if (ticket.phase === 'closed') throw new ProblemError('not-allowed', { detail: 'Nothing is asked on a closed ticket.' });
    const words = body.body?.trim() ?? '';
    checkRequest(call, body.fields, words);
    const request = { id: randomUUID(), fields: [...new Set(body.fields)], answered: false };
    const items: ItemContent[] = [publicEvent('request', { request: request.id, fields: request.fields })];
    if (words !== '') items.unshift({ kind: 'message', visibility: 'public', body: words });
    const waiting = statusInPhase(policy, 'waiting-requester');
    await takeStep(call, ticket, {
      items,
      edit: { facts: { ...ticket.facts, requests: [...ticket.facts.requests, request] } },
      move: waiting && ticket.phase !== waiting.phase ? { to: waiting } : undefined,
    });
    return answerTicket(call, ticket.id, 201);
  },
});

/** Subject and first message are written once; fields for staff are not the requester's to fill in. */
function checkRequest({ policy }: Context, fields: string[], words: string): void {
  const issues: Issue[] = [];
  fields.forEach((key, at) => {
    const field = policy.fields.find((one) => one.key === key);
    if (field && field.audience !== 'staff' && key !== 'summary' && key !== 'description') return;
    issues.push({ path: ['fields', at], code: 'not-an-option', message: `A requester cannot be asked for "${key}".` });
  });
  if (lengthOf(words) > maxBodyLength) {
    issues.push({ path: ['body'], code: 'too-long', message: `Keep the message within ${maxBodyLength} characters.` });
  }
  if (issues.length > 0) throw invalid(issues);
}
