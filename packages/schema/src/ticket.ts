import * as z from 'zod/mini';
import { answersSchema } from './answer.js';
import { authorSchema } from './identity.js';

/** The six phases that every status of every policy maps to. */
export const phases = ['new', 'active', 'waiting-requester', 'waiting-internal', 'resolved', 'closed'] as const;
export type Phase = (typeof phases)[number];

/** What a requester may do to a ticket. `reply` is a message; the others are posted to `/actions`. */
export const ticketActions = ['reply', 'resolve', 'confirm', 'reopen'] as const;
export type TicketAction = (typeof ticketActions)[number];

/** An action, whether it is open to this person now, and if not, the code of the reason. */
export const permittedActionSchema = z.object({
  action: z.string(),
  allowed: z.boolean(),
  reason: z.optional(z.string()),
});
export type PermittedAction = z.infer<typeof permittedActionSchema>;

/** A ticket as one person may see it. */
export const ticketSchema = z.object({
  /** A random UUID, the name in addresses. */
  id: z.string(),
  /** The number people quote, such as `HM-000123`; never used twice in a workspace. */
  number: z.string(),
  /** Goes up with every change this reader may see; sent back as `If-Match`. */
  version: z.number(),
  subject: z.string(),
  type: z.string(),
  /** What the requester claims. */
  severity: z.optional(z.string()),
  /** What the policy or staff decided. */
  priority: z.optional(z.string()),
  status: z.string(),
  phase: z.string(),
  /** Every answer but `summary` (the subject) and `description` (the first message). */
  fields: answersSchema,
  requester: authorSchema,
  organization: z.optional(z.string()),
  /** Only staff receive it; absent means nobody. */
  assignee: z.optional(authorSchema),
  /** UTC ISO 8601, by the server's clock, as all times are. */
  createdAt: z.string(),
  /** When something this reader may see last changed. */
  updatedAt: z.string(),
  /** Messages of others that this person has not read. */
  unread: z.number(),
  actions: z.array(permittedActionSchema),
});
export type Ticket = z.infer<typeof ticketSchema>;

/** A page of tickets. `nextCursor` is absent at the end. */
export const ticketPageSchema = z.object({
  items: z.array(ticketSchema),
  nextCursor: z.optional(z.string()),
});
export type TicketPage = z.infer<typeof ticketPageSchema>;

/** The answer of `GET /v1/unread`. */
export const unreadSchema = z.object({
  /** Messages of others that this person has not read. */
  messages: z.number(),
  /** Tickets that hold them. */
  tickets: z.number(),
});
export type Unread = z.infer<typeof unreadSchema>;
