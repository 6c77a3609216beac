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
