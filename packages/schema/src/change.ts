import * as z from 'zod/mini';

/** What may have changed: the ticket itself, its timeline, how far this person has read it, whether they may see it. */
export const changeKinds = ['ticket', 'timeline', 'read', 'access'] as const;
export type ChangeKind = (typeof changeKinds)[number];

/** What `event: change` of `GET /v1/events` says: that a ticket changed, and never what it says now. */
export const changeSchema = z.object({
  /** The ticket's id. */
  ticket: z.string(),
  /** The version that this person would get now; absent where they may no longer see the ticket. */
  version: z.optional(z.number()),
  /** Of `changeKinds`. A reader that does not know one reads the ticket again. */
  kinds: z.array(z.string()),
});
export type Change = z.infer<typeof changeSchema>;
