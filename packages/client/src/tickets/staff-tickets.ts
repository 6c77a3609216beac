import type { Ticket, TicketChange } from '@helpmark/schema';
import type { Transport } from '../transport/transport.js';
import { late } from '../transport/transport.js';
import type { TicketQuery, TicketsClient, VersionOptions } from './tickets.js';
import { createTicketsClient } from './tickets.js';

/** Which tickets of the workspace. */
export interface StaffTicketQuery extends TicketQuery {
  /** Ids of people, or `nobody`. */
  assignee?: readonly string[] | undefined;
  organization?: readonly string[] | undefined;
  queue?: readonly string[] | undefined;
  category?: readonly string[] | undefined;
}

/** Tickets as staff work on them. */
export interface StaffTicketsClient extends TicketsClient<StaffTicketQuery> {
  /**
   * Changes status, priority or assignee of a ticket as it was seen. A null assignee means nobody.
   *
   * @throws {HttpError} `stale-version` where it has changed since.
   */
  change(id: string, change: TicketChange, options: VersionOptions): Promise<Ticket>;
}

/** Makes the tickets' door for staff. */
export function createStaffTicketsClient(send: Transport): StaffTicketsClient {
  return {
    ...createTicketsClient<StaffTicketQuery>(send),
    change: (id, body, options) =>
      send({ ...options, method: 'PATCH', path: ['tickets', id], body, answer: late('ticketSchema') }),
  };
}
