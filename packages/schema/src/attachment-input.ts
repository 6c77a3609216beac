// Beside attachment.ts, not in it: only a server parses these, and a page does not pay for what it does not import.
import * as z from 'zod/mini';
import { visibilities } from './message.js';
import { lengthOf } from './words.js';

/** The longest name of a file, in Unicode code points. */
export const maxNameLength = 255;

/** Announces a file, whose bytes follow after the words: what they will be held to. */
export const attachmentInputSchema = z.object({
  /** The sender's own key of the file, by which the answer names it; no two files of a message share one. */
  key: z.string().check(z.minLength(1), z.maxLength(100)),
  /** The name as the device gave it, hostile or not. */
  name: z.string().check(
    z.minLength(1),
    z.refine((name) => lengthOf(name) <= maxNameLength, {
      error: `Keep the name within ${maxNameLength} characters.`,
      params: { code: 'too-long' },
    }),
  ),
  /** The media type, as the policy's list has it. */
  type: z.string().check(z.maxLength(255)),
  /** Bytes. */
  size: z.int().check(z.gte(0)),
  /** Of the bytes, in lower-case hexadecimal digits. */
  sha256: z.string().check(z.regex(/^[0-9a-f]{64}$/, { error: 'Write the SHA-256 of the bytes in 64 hexadecimal digits.' })),
});
export type AttachmentInput = z.infer<typeof attachmentInputSchema>;

/** The manifest of a ticket or message: its files, in the order they are shown in. How many is the policy's to say. */
export const attachmentInputsSchema = z.array(attachmentInputSchema).check(
  z.maxLength(100),
  z.refine((files) => new Set(files.map(({ key }) => key)).size === files.length, {
    error: 'Give each file a key of its own.',
    params: { code: 'not-unique' },
  }),
);

/** The body of `PATCH /v1/attachments/:id`, staff only. */
export const attachmentChangeSchema = z.object({ visibility: z.enum(visibilities) });
export type AttachmentChange = z.infer<typeof attachmentChangeSchema>;
