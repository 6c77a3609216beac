import * as z from 'zod/mini';

/** One line of `GET /v1/audit`: who changed what, and when. Words that people wrote are not in it. */
export const auditEntrySchema = z.object({
  id: z.string(),
  /** UTC ISO 8601, by the server's clock. */
  at: z.string(),
  /** Who; absent where the service did it by itself. */
  person: z.optional(z.object({ id: z.string(), role: z.string() })),
  /** The type of an event, `message`, `categories`, `incident`, `person`, `retention` or `erased`. */
  action: z.string(),
  /** The id of the ticket, or the key of what else was changed. */
  subject: z.optional(z.string()),
  /** Who could see it on the ticket. */
  visibility: z.optional(z.string()),
  /** The key before, and after. */
  from: z.optional(z.string()),
  to: z.optional(z.string()),
  /** The request that did it. */
  requestId: z.optional(z.string()),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;
