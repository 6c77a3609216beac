// Beside message.ts, not in it: only a server parses this, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { maxBodyLength, visibilities } from './message.js';
import { lengthOf } from './text.js';

/** The body of `POST /v1/tickets/:id/messages`. `visibility` is required from staff and refused from requesters. */
export const messageInputSchema = z.object({
  body: z.string().check(
    z.refine((value) => value.trim() !== '', { error: 'Write the message.', params: { code: 'required' } }),
    z.refine((value) => lengthOf(value) <= maxBodyLength, {
      error: `Keep the message within ${maxBodyLength} characters.`,
      params: { code: 'too-long' },
    }),
  ),
  visibility: z.optional(z.enum(visibilities)),
});
export type MessageInput = z.infer<typeof messageInputSchema>;
