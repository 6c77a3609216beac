import type { TimelinePage } from '@helpmark/schema';
import { timelinePageSchema } from '@helpmark/schema';
import type { CallOptions, Transport } from '../transport/transport.js';

/** Which part of a timeline; the newest page where neither `before` nor `after` is given. */
export interface TimelineQuery {
  /** A cursor: what stands before it. */
  before?: string | undefined;
  /** A cursor: what stands after it. */
  after?: string | undefined;
  /** Items a page at most. */
  limit?: number | undefined;
}

/** Messages and events of a ticket, in the server's order. */
export interface TimelineClient {
  list(ticketId: string, query?: TimelineQuery, options?: CallOptions): Promise<TimelinePage>;
}

/** Makes the timeline's door. */
export function createTimelineClient(send: Transport): TimelineClient {
  return {
    list: (ticketId, query, options) =>
      send({ ...options, path: ['tickets', ticketId, 'timeline'], query, answer: timelinePageSchema }),
  };
}
