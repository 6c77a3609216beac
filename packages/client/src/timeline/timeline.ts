import type { TimelinePage } from '@helpmark/schema';
import type { Keepable } from '../storage/kept-answers.js';
import type { CallOptions, Transport } from '../transport/transport.js';
import { late } from '../transport/transport.js';

/** Which part of a timeline; the newest page where neither `before` nor `after` is given. */
export interface TimelineQuery {
  /** The page just before this item, or the `nextCursor` of a page before. */
  before?: string | undefined;
  /** The page just after this item, or the `nextCursor` of a page after. */
  after?: string | undefined;
  /** Items a page at most; 50 by default. */
  limit?: number | undefined;
}

/** Messages and events of a ticket, in the server's order. */
export interface TimelineClient {
  list(ticketId: string, query?: TimelineQuery, options?: CallOptions): Promise<TimelinePage & Keepable>;
}

/** Makes the timeline's door. */
export function createTimelineClient(send: Transport): TimelineClient {
  return {
    list: (ticketId, query, options) =>
      send({
        ...options,
        path: ['tickets', ticketId, 'timeline'],
        query,
        answer: late('timelineReadingSchema'),
        keep: !query?.before && !query?.after,
      }),
  };
}
