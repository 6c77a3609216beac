import type { RequestInput, Ticket, TicketChange, UploadLink, UploadLinkInput } from '@helpmark/schema';
import type { CallOptions, Transport, WriteOptions } from '../transport/transport.js';
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
  /**
   * Asks the requester to fill in fields, with words of one's own where there are any; the answers land on the ticket.
   *
   * @throws {HttpError} `invalid` for a field that a requester does not fill in, `not-allowed` where the ticket is closed.
   */
  requestFields(id: string, request: RequestInput, options?: WriteOptions): Promise<Ticket>;
  /**
   * Makes a link by which someone sends one file to the ticket without signing in. It is told this once; `minutes` is a day where
   * nothing is said. Its `path` stands below the base URL.
   *
   * @throws {HttpError} `not-allowed` where the workspace takes no files.
   */
  createUploadLink(id: string, link: UploadLinkInput, options?: CallOptions): Promise<UploadLink>;
}

/** Makes the tickets' door for staff. */
export function createStaffTicketsClient(send: Transport): StaffTicketsClient {
  return {
    ...createTicketsClient<StaffTicketQuery>(send),
    change: (id, body, options) =>
      send({ ...options, method: 'PATCH', path: ['tickets', id], body, answer: late('ticketSchema') }),
    requestFields: (id, body, options) =>
      send({ ...options, method: 'POST', path: ['tickets', id, 'requests'], body, answer: late('ticketSchema') }),
    createUploadLink: (id, body, options) =>
      send({ ...options, method: 'POST', path: ['tickets', id, 'upload-links'], body, answer: late('uploadLinkSchema') }),
  };
}
