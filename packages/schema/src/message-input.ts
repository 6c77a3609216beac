// Beside message.ts, not in it: only a server parses this, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { attachmentInputsSchema } from './attachment-input.js';
import { maxBodyLength } from './limits.js';
import { visibilities } from './message.js';
import { lengthOf } from './words.js';

/**
 * The body of `POST /v1/tickets/:id/messages`. `visibility` is required from staff and refused from requesters. A message that
 * brings files may have a blank body.
 */
export const messageInputSchema = z
  .object({
    body: z.string().check(
      z.refine((value) => lengthOf(value) <= maxBodyLength, {
        error: `Keep the message within ${maxBodyLength} characters.`,
        params: { code: 'too-long' },
      }),
    ),
    visibility: z.optional(z.enum(visibilities)),
    attachments: z.optional(attachmentInputsSchema),
  })
  .check(
    z.refine(({ body, attachments }) => body.trim() !== '' || !!attachments?.length, {
      error: 'Write the message, or attach a file.',
      path: ['body'],
      params: { code: 'required' },
    }),
  );
export type MessageInput = z.infer<typeof messageInputSchema>;
