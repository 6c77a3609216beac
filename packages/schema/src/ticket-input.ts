// Beside ticket.ts, not in it: only a server parses these, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { answersSchema } from './answer.js';
import { attachmentInputsSchema } from './attachment-input.js';
import { contextSchema } from './context.js';
import { maxReasonLength } from './action-input.js';

/** The body of `POST /v1/tickets`. Which answers it must hold is the policy's to say: see `checkAnswers`. */
export const ticketInputSchema = z.object({
  subject: z.string(),
  type: z.string(),
  severity: z.optional(z.string()),
  fields: answersSchema,
  body: z.optional(z.string()),
  attachments: z.optional(attachmentInputsSchema),
  /** Its circumstances, as the person saw and left them. Staff alone read it. */
  context: z.optional(contextSchema),
  /** The id of a ticket that this one follows; the two are linked both ways. */
  relatedTo: z.optional(z.string()),
  /** From staff: the id of a known person, who becomes the requester. */
  onBehalfOf: z.optional(z.string()),
  /** From staff, as in a change of a ticket; what anybody else sends of these does not count. */
  status: z.optional(z.string()),
  priority: z.optional(z.string()),
  assignee: z.optional(z.string()),
  queue: z.optional(z.string()),
  category: z.optional(z.string()),
  /** From staff: the organization it is for, where that is another than its requester's. */
  organization: z.optional(z.string().check(z.maxLength(200))),
  /** From staff: whether the requester sees it; as the policy says by default. */
  shared: z.optional(z.boolean()),
});
export type TicketInput = z.infer<typeof ticketInputSchema>;

/** The body of `PATCH /v1/tickets/:id`, staff only. Null takes away what a ticket can be without. */
export const ticketChangeSchema = z.object({
  status: z.optional(z.string()),
  /** Naming the present priority confirms it. */
  priority: z.optional(z.string()),
  assignee: z.optional(z.nullable(z.string())),
  queue: z.optional(z.nullable(z.string())),
  category: z.optional(z.nullable(z.string())),
  /** False hides the ticket from its requester as if there were none. */
  shared: z.optional(z.boolean()),
  /** A date, such as 2026-12-01. */
  followUpOn: z.optional(
    z.nullable(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, { error: 'Write a date such as 2026-12-01.' }))),
  ),
  /** The key of an incident. */
  incident: z.optional(z.nullable(z.string())),
  /** Why; told with a new status or priority, else to staff alone with a new assignee or queue. */
  reason: z.optional(z.string().check(z.maxLength(maxReasonLength))),
});
export type TicketChange = z.infer<typeof ticketChangeSchema>;

/** The body of `POST /v1/tickets/:id/requests`, staff only: fields that the requester is asked to fill in. */
export const requestInputSchema = z.object({
  fields: z.array(z.string()).check(z.minLength(1), z.maxLength(20)),
  /** A public message before the request. */
  body: z.optional(z.string()),
});
export type RequestInput = z.infer<typeof requestInputSchema>;

/** What one ticket can be to another, and what that one is then to it. */
export const linkRelations = ['follows', 'followed-by', 'related'] as const;

/** The body of `POST /v1/tickets/:id/links`, staff only. */
export const linkInputSchema = z.object({ to: z.string(), relation: z.enum(linkRelations) });
export type LinkInput = z.infer<typeof linkInputSchema>;

/** The body of `POST /v1/tickets/:id/read`: the last timeline item seen. */
export const readInputSchema = z.object({ item: z.string() });
export type ReadInput = z.infer<typeof readInputSchema>;
