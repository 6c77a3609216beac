import * as z from 'zod/mini';
import { eventSchema } from './event.js';
import { messageSchema } from './message.js';

/** One entry of a ticket's timeline, in the server's order. */
export const timelineItemSchema = z.union([messageSchema, eventSchema]);
export type TimelineItem = z.infer<typeof timelineItemSchema>;

/**
 * A page of a timeline, oldest first. Without `before` or `after` it is the newest page. `nextCursor` is what to pass on in
 * the direction asked for, and is absent at the end.
 */
export const timelinePageSchema = z.object({
  items: z.array(timelineItemSchema),
  nextCursor: z.optional(z.string()),
});
export type TimelinePage = z.infer<typeof timelinePageSchema>;

const kinds = ['message', 'event'];

/** A page as a reader takes it: items of a kind that a newer server has are left out. */
export const timelineReadingSchema = z.pipe(
  z.transform((page: unknown) => {
    const items = (page as { items?: unknown } | null)?.items;
    if (!Array.isArray(items)) return page;
    const isKnown = (item: { kind?: unknown } | null) => typeof item?.kind !== 'string' || kinds.includes(item.kind);
    return { ...(page as object), items: items.filter(isKnown) };
  }),
  timelinePageSchema,
);
