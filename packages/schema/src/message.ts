import * as z from 'zod/mini';
import { attachmentSchema } from './attachment.js';
import { authorSchema } from './identity.js';

/** Who may read a message or an event: everyone on the ticket, or staff alone. */
export const visibilities = ['public', 'internal'] as const;
export type Visibility = (typeof visibilities)[number];

/** Words that a person wrote on a ticket. */
export const messageSchema = z.object({
  kind: z.literal('message'),
  id: z.string(),
  author: authorSchema,
  visibility: z.string(),
  body: z.string(),
  attachments: z.array(attachmentSchema),
  /** UTC ISO 8601, by the server's clock. */
  createdAt: z.string(),
});
export type Message = z.infer<typeof messageSchema>;
