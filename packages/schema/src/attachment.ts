import * as z from 'zod/mini';

/**
 * Where a file stands: its bytes are still to come (`pending`), overdue by more than 24 hours (`missing`), held back until a scan
 * answers (`held`), there and as they were announced (`ready`), or turned away by the scan (`refused`). Bytes may still be sent to
 * one that is pending or missing.
 */
export const attachmentStates = ['pending', 'missing', 'held', 'ready', 'refused'] as const;
export type AttachmentState = (typeof attachmentStates)[number];

/** A file of a ticket or message. The bytes come from `GET /v1/attachments/:id`, once it is `ready`. */
export const attachmentSchema = z.object({
  id: z.string(),
  /** The sender's own key of the file; nobody else receives it. */
  key: z.optional(z.string()),
  /** The name as the person's device gave it; text to show, never a path. */
  name: z.string(),
  /** The media type. */
  type: z.string(),
  /** Bytes. */
  size: z.number(),
  /** One of `attachmentStates`; a reader treats one it does not know as not ready. */
  state: z.string(),
  /** `public` or `internal`; a requester receives public ones alone. */
  visibility: z.string(),
  /** True for a ready picture that a page may draw. */
  image: z.optional(z.boolean()),
  /** UTC ISO 8601, by the server's clock: when it was announced. */
  createdAt: z.string(),
});
export type Attachment = z.infer<typeof attachmentSchema>;
