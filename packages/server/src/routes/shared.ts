import { permittedActions } from '@helpmark/schema/policy';
import { actionFactsOf } from '../lifecycle/action-facts.js';
import { findAnyTicket } from '../lifecycle/any-ticket.js';
import { statusOfTicket } from '../lifecycle/status.js';
import { ProblemError } from '../problem.js';
import type { Answer, Context } from '../route.js';
import type { TicketRecord } from '../store/store.js';
import { ticketFor } from '../views.js';

/** The ticket of the path. @throws {ProblemError} `not-found`, the same for one that is hidden and one that there is not. */
export async function findTicket({ records, viewer, id }: Context): Promise<TicketRecord> {
  const ticket = await records.ticket(viewer, id);
  if (!ticket) throw notFound();
  return ticket;
}

export function notFound(): ProblemError {
  return new ProblemError('not-found', { detail: 'There is no such ticket, or it is not open to this person.' });
}

/** @throws {ProblemError} `stale-version` where the reader saw another version than there is now. */
export function checkVersion(ticket: TicketRecord, version: number): void {
  if (ticket.version !== version) {
    throw new ProblemError('stale-version', { detail: 'Read the ticket again, then send the change with its version.' });
  }
}

/** @throws {ProblemError} `not-allowed`, with the reason's code as the code of its issue. */
export function checkAction({ policy, person, now }: Context, ticket: TicketRecord, action: string): void {
  const actions = permittedActions(policy, statusOfTicket(policy, ticket), person, actionFactsOf(policy, ticket, now, person));
  const permitted = actions.find((entry) => entry.action === action);
  if (!permitted?.allowed) throw notPermitted(action, permitted?.reason ?? 'not-allowed', ticket);
}

/** The refusal of an action, for the reason of a code. */
export function notPermitted(action: string, code: string, ticket: TicketRecord): ProblemError {
  const sentences: Record<string, string> = {
    'not-allowed': `This person may not use "${action}" in this workspace.`,
    'not-requester': `Only the requester of the ticket may use "${action}".`,
    plan: `The action "${action}" is not part of this person's plan.`,
    'window-over': `The time in which "${action}" was open is over.`,
    'not-yet': `The action "${action}" is not open yet.`,
    'nothing-asked': 'Nobody asked for anything that is not answered.',
  };
  const message =
    sentences[code] ?? `The action "${action}" is not open to this person while the ticket is in the status "${ticket.status}".`;
  return new ProblemError('not-allowed', { detail: message, issues: [{ path: ['action'], code, message }] });
}

/** The answer that shows a ticket as it stands now. */
export async function answerTicket(context: Context, id: string, status = 200): Promise<Answer> {
  return show(context, await findTicket({ ...context, id }), status);
}

/**
 * The answer to whoever just wrote a ticket: they see what they did, this once also where it went to a queue that they do not
 * belong to.
 */
export async function answerWritten(context: Context, id: string, status = 200): Promise<Answer> {
  const { records, viewer, workspace } = context;
  const ticket = (await records.ticket(viewer, id)) ?? (viewer.staff ? await findAnyTicket(records, workspace, id) : undefined);
  if (!ticket) throw notFound();
  return show(context, ticket, status);
}

function show({ person, policy, now }: Context, ticket: TicketRecord, status: number): Answer {
  return { status, body: ticketFor(person, policy, ticket, now), etag: `"${ticket.version}"`, ticket: ticket.id };
}
