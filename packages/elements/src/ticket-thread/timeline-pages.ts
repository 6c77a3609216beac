import type { TimelineClient } from '@helpmark/client';
import type { PolicyAnswer, Ticket, TimelineItem, TimelinePage } from '@helpmark/schema';
import { isNews } from '../ticket-timeline/timeline-item.js';

/** The part of a timeline that is here, without gaps and oldest first, and where earlier items begin. */
export interface TimelinePart {
  items: TimelineItem[];
  earlier: string | undefined;
}

/** Items a page: more than a screen shows, and no more than that. */
const pageLength = 30;
/** Pages at most that are asked for to close a gap. */
const patience = 20;

/**
 * Loads a timeline's newest part anew and joins it to what is here already, so that nothing that is being read goes away.
 *
 * @param newest - The newest page, which has just come.
 */
export async function joinNewest(
  newest: TimelinePage,
  before: TimelinePart | undefined,
  earlierThan: (cursor: string) => Promise<TimelinePage>,
): Promise<TimelinePart> {
  let { items, nextCursor: earlier } = newest;
  if (!before) return { items, earlier };
  for (let page = 0; ; page++) {
    const at = before.items.findIndex(({ id }) => id === items[0]?.id);
    if (at >= 0) return { items: [...before.items.slice(0, at), ...items], earlier: before.earlier };
    if (!earlier || page === patience) return { items, earlier };
    const older = await earlierThan(earlier);
    items = [...older.items, ...items];
    earlier = older.nextCursor;
  }
}

/** Loads on until the first item that is new to the person is here too. */
export async function reachUnread(
  part: TimelinePart,
  { unread }: Ticket,
  known: PolicyAnswer,
  earlierThan: (cursor: string) => Promise<TimelinePage>,
): Promise<TimelinePart> {
  for (let page = 0; part.earlier && countNews(part.items, known) < unread && page < patience; page++) {
    part = await addEarlier(part, earlierThan);
  }
  return part;
}

/** Loads the page before what is here. */
export async function addEarlier(
  part: TimelinePart,
  earlierThan: (cursor: string) => Promise<TimelinePage>,
): Promise<TimelinePart> {
  if (!part.earlier) return part;
  const { items, nextCursor } = await earlierThan(part.earlier);
  return { items: [...items, ...part.items], earlier: nextCursor };
}

/** The id of the first item that is new to the person, by how many messages of others they have not read. */
export function firstUnread(items: readonly TimelineItem[], { unread }: Ticket, known: PolicyAnswer): string {
  return (unread > 0 && items.filter((item) => isNews(item, known)).at(-unread)?.id) || '';
}

function countNews(items: readonly TimelineItem[], known: PolicyAnswer): number {
  return items.filter((item) => isNews(item, known)).length;
}

/** Asks for pages of one ticket's timeline. */
export function pagesOf(timeline: TimelineClient, ticket: string, signal: AbortSignal) {
  const ask = (before?: string, limit = pageLength) => timeline.list(ticket, { before, limit }, { signal });
  return { newest: () => ask(), earlierThan: (cursor: string) => ask(cursor, pageLength * 2) };
}
