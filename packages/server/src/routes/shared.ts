import { randomUUID } from 'node:crypto';
import type { Policy, Status } from '@helpmark/schema';
import { permittedActions, statusInPhase } from '@helpmark/schema/policy';
import { ProblemError } from '../problem.js';
import type { Answer, Context } from '../route.js';
import type { TicketRecord, TimelineRecord } from '../store/store.js';
import { statusOfTicket, ticketFor } from '../views.js';

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
export function checkAction({ policy, person }: Context, ticket: TicketRecord, action: string): void {
  const permitted = permittedActions(policy, statusOfTicket(policy, ticket), person).find((entry) => entry.action === action);
  if (permitted?.allowed) return;
  const message =
    permitted?.reason === 'not-allowed'
      ? `This person may not use "${action}" in this workspace.`
      : `The action "${action}" is not open to this person while the ticket is in the status "${ticket.status}".`;
  throw new ProblemError('not-allowed', {
    detail: message,
    issues: [{ path: ['action'], code: permitted?.reason ?? 'not-allowed', message }],
  });
}

/** What an item of a timeline says, its time and author aside. */
export type ItemContent = Omit<TimelineRecord, 'id' | 'author' | 'createdAt'>;

/** An item by the person of the call, at its time. */
export function itemBy({ person: { id, role, name, email }, now }: Context, content: ItemContent): TimelineRecord {
  return { ...content, id: randomUUID(), author: { id, role, name, email }, createdAt: now };
}

/** The public event of a ticket that moves to another status. */
export function moveEvent(ticket: TicketRecord, to: Status, reason?: string): ItemContent {
  return { kind: 'event', visibility: 'public', type: 'status', from: ticket.status, to: to.key, reason };
}

/** The answer that shows a ticket as it stands now. */
export async function answerTicket(context: Context, id: string, status = 200): Promise<Answer> {
  const ticket = await findTicket({ ...context, id });
  return { status, body: ticketFor(context.person, context.policy, ticket), etag: `"${ticket.version}"`, ticket: id };
}

/** The first status of a phase. `parsePolicy` sees to it that the phases that are asked for have one. */
export function targetOf(policy: Policy, phase: Status['phase']): Status {
  const status = statusInPhase(policy, phase);
  if (!status) throw new Error(`The policy has no status in the phase "${phase}".`);
  return status;
}
