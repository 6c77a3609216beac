import { randomInt, randomUUID } from 'node:crypto';
import type { Person, Policy, TicketInput } from '@helpmark/schema';
import { ticketInputSchema, ticketSchema } from '@helpmark/schema';
import { capabilitiesOf, writeNumber } from '@helpmark/schema/policy';
import { announceFiles } from '../lifecycle/announce-files.js';
import { findAnyTicket } from '../lifecycle/any-ticket.js';
import { readChange } from '../lifecycle/change.js';
import { startClock } from '../lifecycle/clock.js';
import type { ItemContent } from '../lifecycle/items.js';
import { publicEvent } from '../lifecycle/items.js';
import { linkTickets } from '../lifecycle/links.js';
import { targetOf } from '../lifecycle/status.js';
import { beginTicket, takeStep } from '../lifecycle/step.js';
import { acceptTicket, projectOf, textOfAnswers } from '../new-ticket.js';
import { invalidAt, ProblemError } from '../problem.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import type { Records } from '../store/store.js';
import { answerWritten } from './shared.js';

export const createTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets',
  name: 'createTicket',
  summary:
    'Send a ticket; staff may do so for somebody else, and set what they work with. What it must hold is the policy’s to say; members that nobody asked for do not count.',
  effect: 'once',
  body: ticketInputSchema,
  answers: { 201: { description: 'The ticket.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { records, person, viewer, workspace, policy, body, now } = call;
    const submit = capabilitiesOf(policy, person).find(({ capability }) => capability === 'submit');
    if (!submit?.allowed) {
      throw new ProblemError('not-allowed', { detail: 'This person may not send tickets in this workspace.' });
    }
    const requester = await requesterOf(call, body.onBehalfOf);
    const before = body.relatedTo === undefined ? undefined : await records.ticket(viewer, body.relatedTo);
    if (body.relatedTo !== undefined && !before) {
      throw invalidAt(['relatedTo'], 'unknown', '"relatedTo" must be the id of a ticket that this person may see.');
    }
    const accepted = acceptTicket(policy, person, requester, body);
    const { type, subject, severity, priority, priorityReason, validated, fields } = accepted;
    const files = await announceFiles(call, body.attachments);
    const status = targetOf(policy, 'new');
    const id = randomUUID();
    const contents: ItemContent[] = [publicEvent('created')];
    if (accepted.body !== undefined || files.length > 0) {
      contents.push({ kind: 'message', visibility: 'public', body: accepted.body ?? '', files });
    }
    const ticket = {
      ...{ id, number: await nextNumber(records, workspace, policy), type, subject, severity, priority, priorityReason, fields },
      ...{ status: status.key, phase: status.phase, requester: requester.id },
      organization: (viewer.staff && body.organization) || requester.organization,
      createdAt: now,
      text: textOfAnswers(policy, fields),
      clock: startClock(now, status, { severity, priority, validated, plan: requester.plan }),
      queue: accepted.queue,
      project: projectOf(fields),
      // What a requester sends is theirs to see, whatever the policy says of what staff write.
      shared: !viewer.staff || policy.shared !== false,
    };
    await beginTicket(call, ticket, contents);
    await records.saveContext(workspace, id, body.context ?? []);
    if (viewer.staff) await setByStaff(call, id);
    if (before) await linkTickets(call, id, 'follows', before.id);
    return answerWritten(call, id, 201);
  },
});

/** What staff set with the ticket they write, told by events of its timeline as a later change is. */
async function setByStaff(call: Context & { body: TicketInput }, id: string): Promise<void> {
  const { status, priority, assignee, queue, category, shared } = call.body;
  const ticket = await findAnyTicket(call.records, call.workspace, id);
  const change = { status, priority, assignee, queue, category, shared };
  if (ticket) await takeStep(call, ticket, await readChange(call, ticket, change));
}

/** Whose ticket it is. @throws {ProblemError} `not-allowed` to a requester who names somebody else; `invalid` for a stranger. */
async function requesterOf({ viewer, person, records }: Context, onBehalfOf: string | undefined): Promise<Person> {
  if (onBehalfOf === undefined) return person;
  if (!viewer.staff) throw new ProblemError('not-allowed', { detail: 'Only staff send tickets on behalf of somebody else.' });
  const contact = await records.contact(viewer.workspace, onBehalfOf);
  if (contact) return contact;
  throw invalidAt(['onBehalfOf'], 'unknown', '"onBehalfOf" must be the id of a person that GET /v1/people knows.');
}

/** The number of a new ticket. It is spent only if the transaction around it succeeds. */
async function nextNumber(records: Records, workspace: string, { numbering }: Policy): Promise<string> {
  const count = await records.nextTicketCount(workspace);
  for (let tries = 0; tries < 100; tries += 1) {
    const number = writeNumber(numbering, count + tries, randomInt);
    if (!(await records.hasTicketNumber(workspace, number))) return number;
  }
  throw new Error(`The pattern "${numbering.pattern}" has hardly a number left: give it more places.`);
}
