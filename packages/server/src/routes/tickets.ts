import { randomInt, randomUUID } from 'node:crypto';
import type { Issue, Policy, TicketChange } from '@helpmark/schema';
import { isStaff, ticketChangeSchema, ticketInputSchema, ticketSchema } from '@helpmark/schema';
import { capabilitiesOf, statusOf, writeNumber } from '@helpmark/schema/policy';
import * as z from 'zod/mini';
import { acceptTicket, textOfAnswers } from '../new-ticket.js';
import { invalid, ProblemError } from '../problem.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import type { Records, TicketEdit, TicketRecord } from '../store/store.js';
import type { ItemContent } from './shared.js';
import { answerTicket, checkVersion, findTicket, itemBy, moveEvent, targetOf } from './shared.js';

export const createTicket = defineRoute({
  method: 'POST',
  path: '/v1/tickets',
  name: 'createTicket',
  summary: 'Send a ticket. What it must hold is the policy’s to say; members that nobody asked for do not count.',
  effect: 'once',
  body: ticketInputSchema,
  answers: { 201: { description: 'The ticket.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { records, person, viewer, policy, body, now } = call;
    const submit = capabilitiesOf(policy, person).find(({ capability }) => capability === 'submit');
    if (!submit?.allowed) {
      throw new ProblemError('not-allowed', { detail: 'This person may not send tickets in this workspace.' });
    }
    const accepted = acceptTicket(policy, person, body);
    const status = targetOf(policy, 'new');
    const id = randomUUID();
    await records.insertTicket(viewer.workspace, {
      id,
      number: await nextNumber(records, viewer.workspace, policy),
      type: accepted.type,
      subject: accepted.subject,
      severity: accepted.severity,
      priority: accepted.priority,
      status: status.key,
      phase: status.phase,
      fields: accepted.fields,
      requester: person.id,
      organization: person.organization,
      createdAt: now,
      text: textOfAnswers(policy, accepted.fields),
    });
    await records.appendItem(viewer.workspace, id, itemBy(call, { kind: 'event', visibility: 'public', type: 'created' }));
    if (accepted.body !== undefined) {
      await records.appendItem(
        viewer.workspace,
        id,
        itemBy(call, { kind: 'message', visibility: 'public', body: accepted.body }),
      );
    }
    return answerTicket(call, id, 201);
  },
});

/** The number of a new ticket. It is spent only if the transaction around it succeeds. */
async function nextNumber(records: Records, workspace: string, { numbering }: Policy): Promise<string> {
  const count = await records.nextTicketCount(workspace);
  for (let tries = 0; tries < 100; tries += 1) {
    const number = writeNumber(numbering, count + tries, randomInt);
    if (!(await records.hasTicketNumber(workspace, number))) return number;
  }
  throw new Error(`The pattern "${numbering.pattern}" has hardly a number left: give it more places.`);
}

export const getTicket = defineRoute({
  method: 'GET',
  path: '/v1/tickets/:id',
  name: 'getTicket',
  summary: 'One ticket.',
  effect: 'read',
  answers: { 200: { description: 'The ticket.', schema: ticketSchema, etag: true } },
  handle: (call) => answerTicket(call, call.id),
});

export const changeTicket = defineRoute({
  method: 'PATCH',
  path: '/v1/tickets/:id',
  name: 'changeTicket',
  summary: 'Change status, priority or assignee. Staff only.',
  staffOnly: true,
  effect: 'write',
  needsVersion: true,
  // A misspelt change that is silently ignored would look like one that was made.
  body: z.strictObject(ticketChangeSchema.shape),
  answers: { 200: { description: 'The ticket after the change.', schema: ticketSchema, etag: true } },
  async handle(call) {
    const { records, viewer, body, version, now } = call;
    const ticket = await findTicket(call);
    checkVersion(ticket, version);
    const { edit, events } = await readChange(call, ticket, body);
    if (events.length === 0) return answerTicket(call, ticket.id);

    for (const event of events) await records.appendItem(viewer.workspace, ticket.id, itemBy(call, event));
    const isPublic = events.some(({ visibility }) => visibility === 'public');
    await records.changeTicket(viewer.workspace, ticket.id, edit, isPublic ? 'public' : 'internal', now);
    return answerTicket(call, ticket.id);
  },
});

/** What a change sets and tells; what is already so is no change. */
async function readChange({ records, viewer, policy }: Context, ticket: TicketRecord, change: TicketChange) {
  const edit: TicketEdit = {};
  const events: ItemContent[] = [];
  const issues: Issue[] = [];
  const refuse = (member: keyof TicketChange, message: string) => issues.push({ path: [member], code: 'not-an-option', message });

  if (change.status !== undefined && change.status !== ticket.status) {
    const status = statusOf(policy, change.status);
    if (status) {
      Object.assign(edit, { status: status.key, phase: status.phase });
      events.push(moveEvent(ticket, status));
    } else refuse('status', `There is no status "${change.status}".`);
  }
  if (change.priority !== undefined && change.priority !== ticket.priority) {
    if (policy.levels.some(({ key }) => key === change.priority)) {
      edit.priority = change.priority;
      events.push({ kind: 'event', visibility: 'public', type: 'priority', from: ticket.priority, to: change.priority });
    } else refuse('priority', `There is no level "${change.priority}".`);
  }
  if (change.assignee !== undefined && (change.assignee ?? undefined) !== ticket.assignee?.id) {
    const person = change.assignee === null ? undefined : await records.person(viewer.workspace, change.assignee);
    if (change.assignee === null || (person && isStaff(person))) {
      edit.assignee = change.assignee;
      events.push({ kind: 'event', visibility: 'internal', type: 'assignee', from: ticket.assignee?.id, to: person?.id });
    } else refuse('assignee', 'The assignee must be one of the staff that GET /v1/people knows.');
  }
  if (issues.length > 0) throw invalid(issues);
  return { edit, events };
}
