// Beside people.ts, not in it: only a server writes these, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { attachmentSchema } from './attachment.js';
import { auditEntrySchema } from './audit.js';
import { contextSchema } from './context.js';
import { personSchema } from './identity.js';
import { ticketSchema } from './ticket.js';
import { timelineItemSchema } from './timeline.js';

/**
 * One line of `GET /v1/people/:id/export`, administrators only: all that is known of a person, as far as they may know it
 * themselves. The first line is the person, the last one says that nothing is missing.
 */
export const personLineSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('person'), person: personSchema }),
  /** A ticket of theirs, as they see it, with their answers, their rating and the context that they sent. */
  z.object({ kind: z.literal('ticket'), ticket: ticketSchema, context: z.optional(contextSchema) }),
  /** A message or an event: all that they see on their tickets, and what they wrote anywhere else. */
  z.object({ kind: z.literal('item'), ticket: z.string(), item: timelineItemSchema }),
  /** A file, and where its bytes are, below the base URL. */
  z.object({ kind: z.literal('attachment'), ticket: z.string(), attachment: attachmentSchema, path: z.string() }),
  /** How far they have read a ticket, their own or another: the item of its timeline, absent where that is gone. */
  z.object({ kind: z.literal('read'), ticket: z.string(), item: z.optional(z.string()) }),
  /** A mail to them. */
  z.object({
    kind: z.literal('mail'),
    ticket: z.string(),
    address: z.optional(z.string()),
    subject: z.string(),
    body: z.string(),
    createdAt: z.string(),
    /** Absent while it waits. */
    sentAt: z.optional(z.string()),
  }),
  /** What the audit log says of what they did. */
  z.object({ kind: z.literal('audit'), entry: auditEntrySchema }),
  z.object({
    kind: z.literal('end'),
    /** Lines before this one. */
    lines: z.number(),
  }),
]);
export type PersonLine = z.infer<typeof personLineSchema>;

/** The answer of `DELETE /v1/people/:id`, administrators only: what was done. */
export const erasureSchema = z.object({
  /** Tickets that are gone, for nobody else wrote on them. */
  ticketsErased: z.number(),
  /** Tickets that are still there, without the person: others wrote on them, or the policy keeps the words. */
  ticketsKept: z.number(),
  /** Files that are gone, or go as soon as their store lets them. */
  files: z.number(),
});
export type Erasure = z.infer<typeof erasureSchema>;
