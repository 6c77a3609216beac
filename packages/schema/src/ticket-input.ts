// Beside ticket.ts, not in it: only a server parses these, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { answersSchema } from './answer.js';

/** The body of `POST /v1/tickets`. Which answers it must hold is the policy's to say: see `checkAnswers`. */
export const ticketInputSchema = z.object({
  subject: z.string(),
  type: z.string(),
  severity: z.optional(z.string()),
  fields: answersSchema,
  body: z.optional(z.string()),
});
export type TicketInput = z.infer<typeof ticketInputSchema>;

/** The body of `PATCH /v1/tickets/:id`, staff only. A null assignee means nobody. */
export const ticketChangeSchema = z.object({
  status: z.optional(z.string()),
  priority: z.optional(z.string()),
  assignee: z.optional(z.nullable(z.string())),
});
export type TicketChange = z.infer<typeof ticketChangeSchema>;

/** The body of `POST /v1/tickets/:id/actions`. */
export const actionInputSchema = z.object({
  action: z.enum(['resolve', 'confirm', 'reopen']),
  reason: z.optional(z.string().check(z.maxLength(2000))),
});
export type ActionInput = z.infer<typeof actionInputSchema>;

/** The body of `POST /v1/tickets/:id/read`: the last timeline item seen. */
export const readInputSchema = z.object({ item: z.string() });
export type ReadInput = z.infer<typeof readInputSchema>;
