import * as z from 'zod/mini';

/** The longest that an upload link lives, in minutes: a week. */
export const maxLinkMinutes = 7 * 24 * 60;

/** The body of `POST /v1/tickets/:id/upload-links`, staff only. */
export const uploadLinkInputSchema = z.object({
  /** How long the link lives; a day by default. */
  minutes: z._default(z.int().check(z.gte(1), z.lte(maxLinkMinutes)), 24 * 60),
});
export type UploadLinkInput = z.infer<typeof uploadLinkInputSchema>;

/**
 * A way for someone to send one file to a ticket without signing in. It is told this once; staff pass it on outside the ticket.
 */
export const uploadLinkSchema = z.object({
  id: z.string(),
  /** For `POST /v1/upload-links`, as a bearer token. */
  token: z.string(),
  /** The page that takes the file, below the base URL. The token stands behind its `#`, which browsers send to no server. */
  path: z.string(),
  expiresAt: z.string(),
});
export type UploadLink = z.infer<typeof uploadLinkSchema>;
