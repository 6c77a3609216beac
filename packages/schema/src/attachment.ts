import * as z from 'zod/mini';

/** Where a file's bytes are: not here yet, here, overdue by more than 24 hours, or held back by a scan. */
export const attachmentStates = ['pending', 'stored', 'missing', 'held'] as const;

/** A file as a message shows it. The bytes come from `GET /v1/attachments/:id`. */
export const attachmentSchema = z.object({
  id: z.string(),
  /** The name as the person's device gave it; text, never a path. */
  name: z.string(),
  /** The media type. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  state: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
