import type { ActionInput, Phase, Reader, Ticket, TicketInput, TicketPage } from '@helpmark/schema';
import { HttpError } from '../errors/http-error.js';
import type { Keepable } from '../storage/kept-answers.js';
import type { CallOptions, Transport, WriteOptions } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** Orders of a list: latest change, latest creation or most urgent level first. */
export type TicketSort = `${'' | '-'}${'updated' | 'created' | 'priority'}`;

/** Which tickets, in what order. Lists are alternatives; different members must all hold. */
export interface TicketQuery {
  phase?: readonly (Phase | (string & {}))[] | undefined;
  status?: readonly string[] | undefined;
  type?: readonly string[] | undefined;
  priority?: readonly string[] | undefined;
  /** Ids of the people whose tickets they are. Counts for staff, and for who sees an organization. */
  requester?: readonly string[] | undefined;
  /** Answers to the field `project`. Counts for who sees that field. */
  project?: readonly string[] | undefined;
  /** Words that must all occur in number, subject, answers or messages; case and accents do not count. */
  q?: string | undefined;
  /** Created on this day (UTC) or at this time, or later: `2026-11-21` or `2026-11-21T14:30:00Z`. */
  from?: string | undefined;
  /** Created on this day (UTC) or before this time, or earlier. */
  to?: string | undefined;
  /** Latest change first by default; a hyphen before it turns the order round. */
  sort?: TicketSort | undefined;
  /** The `nextCursor` of the page before. */
  cursor?: string | undefined;
  /** Tickets a page at most; 25 by default. */
  limit?: number | undefined;
}

/** The version of a ticket that a change is meant for; a server with a newer one refuses with `stale-version`. */
export interface VersionOptions extends CallOptions {
  version: number;
}

/** Tickets: the person's own or, for staff, all they may see. */
export interface TicketsClient<Query extends TicketQuery = TicketQuery> {
  /**
   * Sends a ticket.
   *
   * @throws {ValidationError} where the policy wants other answers; nothing was created then, and a mended form takes a new key.
   */
  create(input: TicketInput, options?: WriteOptions): Promise<Ticket>;
  /** @throws {HttpError} `not-found` for an id that does not exist or that the person may not see. */
  get(id: string, options?: CallOptions): Promise<Ticket & Keepable>;
  list(query?: Query, options?: CallOptions): Promise<TicketPage & Keepable>;
  /**
   * Resolves, confirms or reopens a ticket as it was seen.
   *
   * @throws {HttpError} `stale-version` where it has changed since; `not-confirmed` where the server took it and the ticket stands as
   *   before: load it anew, and say so.
   */
  act(id: string, input: ActionInput, options: VersionOptions & WriteOptions): Promise<Ticket>;
  /** Tells the last item of the timeline that the person has seen. */
  markRead(id: string, itemId: string, options?: CallOptions): Promise<void>;
}

/** Takes an answer without a body alone: a page that a proxy sends in its place is no success. */
const noBody: Reader<void> = {
  safeParse: (value) => (value === '' ? { success: true, data: undefined } : { success: false, error: undefined }),
};

/** Makes the tickets' door. */
export function createTicketsClient<Query extends TicketQuery>(send: Transport): TicketsClient<Query> {
  return {
    create: (body, options) => send({ ...options, method: 'POST', path: ['tickets'], body, answer: late('ticketSchema') }),
    get: (id, options) => send({ ...options, path: ['tickets', id], answer: late('ticketSchema'), keep: true }),
    list: (query, options) =>
      send({ ...options, path: ['tickets'], query, answer: late('ticketPageSchema'), keep: !query?.cursor }),
    async act(id, body, options) {
      const path = ['tickets', id, 'actions'];
      const ticket = await send({ ...options, method: 'POST', path, body, answer: late('ticketSchema') });
      // Each action counts the version up.
      if (ticket.version <= options.version)
        throw new HttpError(`POST ${path.join('/')}`, { status: 200, code: 'not-confirmed' });
      return ticket;
    },
    markRead: (id, item, options) =>
      send({ ...options, method: 'POST', path: ['tickets', id, 'read'], body: { item }, answer: noBody }),
  };
}
