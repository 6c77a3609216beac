import * as z from 'zod/mini';
import { answersSchema } from './answer.js';
import { attachmentSchema } from './attachment.js';
import { authorSchema } from './identity.js';
import { recordOf } from './record.js';

/** The six phases that every status of every policy maps to. */
export const phases = ['new', 'active', 'waiting-requester', 'waiting-internal', 'resolved', 'closed'] as const;
export type Phase = (typeof phases)[number];

/** What a requester may do to a ticket. `reply` is a message; the others are posted to `/actions`. */
export const ticketActions = [
  'reply',
  'resolve',
  'confirm',
  'reopen',
  'escalate',
  'dispute-severity',
  'answer-request',
  'rate',
] as const;
export type TicketAction = (typeof ticketActions)[number];

/** An action, whether it is open to this person now, and if not, the code of the reason. */
export const permittedActionSchema = z.object({
  action: z.string(),
  allowed: z.boolean(),
  reason: z.optional(z.string()),
});
export type PermittedAction = z.infer<typeof permittedActionSchema>;

/** A promise of time and how it stands: `running`, `paused`, `overdue`, `met` or `missed`. */
export const targetStateSchema = z.object({
  /** `respond`, `resolve` or `update`. */
  measure: z.string(),
  dueAt: z.string(),
  /** The near end of a range. */
  earliestAt: z.optional(z.string()),
  state: z.string(),
});
export type TargetState = z.infer<typeof targetStateSchema>;

/** Another ticket that this one has to do with, as far as this reader may see it. */
export const linkSchema = z.object({
  /** `follows`, `followed-by` or `related`. */
  relation: z.string(),
  id: z.string(),
  number: z.string(),
});
export type Link = z.infer<typeof linkSchema>;

/** Fields that staff asked for. The answers land on the ticket. */
export const fieldRequestSchema = z.object({
  id: z.string(),
  fields: z.array(z.string()),
  answered: z.boolean(),
});
export type FieldRequest = z.infer<typeof fieldRequestSchema>;

/** What the requester said of the service. */
export const ratingSchema = z.object({
  /** 1, the worst, to 5. */
  rating: z.number(),
  /** Texts by the survey's comment keys. */
  comments: recordOf(z.string()),
  /** Until when it can be changed. */
  editableUntil: z.string(),
});
export type Rating = z.infer<typeof ratingSchema>;

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
  /** False while the priority is only the requester's claim. */
  validated: z.optional(z.boolean()),
  targets: z.optional(z.array(targetStateSchema)),
  links: z.optional(z.array(linkSchema)),
  /** Every file of the ticket and its messages that this reader may see, oldest first. Absent where there is none, and in lists of tickets. */
  attachments: z.optional(z.array(attachmentSchema)),
  requests: z.optional(z.array(fieldRequestSchema)),
  rating: z.optional(ratingSchema),
  /** Stages so far, and the keys of the reasons that are open now. */
  escalation: z.optional(z.object({ stage: z.number(), open: z.array(z.string()) })),
  /** Why it was closed. */
  closeReason: z.optional(z.string()),
  /** Until when it can be reopened: `unlimited`, `never` or a moment. */
  reopenUntil: z.optional(z.string()),
  /** An incident that the ticket is part of. */
  incident: z.optional(z.object({ key: z.string(), title: z.string(), state: z.string() })),
  /** A follow-up date that staff planned. */
  followUpOn: z.optional(z.string()),
  /** Staff alone receive these. */
  queue: z.optional(z.string()),
  category: z.optional(z.string()),
  shared: z.optional(z.boolean()),
  labels: z.optional(z.array(z.string())),
  /** True where the timers suggest to close. */
  closeSuggested: z.optional(z.boolean()),
  /** Its circumstances; where one ticket is asked for, not in lists. */
  context: z.optional(z.array(z.object({ kind: z.string(), value: z.string() }))),
  /** Why the priority is what it is. */
  priorityReason: z.optional(z.string()),
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
