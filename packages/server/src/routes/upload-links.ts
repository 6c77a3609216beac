import { randomUUID } from 'node:crypto';
import { uploadLinkInputSchema, uploadLinkSchema } from '@helpmark/schema';
import { makeLinkSecret } from '../files/link-token.js';
import { ProblemError } from '../problem.js';
import { defineRoute } from '../route.js';
import { findTicket } from './shared.js';

export const createUploadLink = defineRoute({
  method: 'POST',
  path: '/v1/tickets/:id/upload-links',
  name: 'createUploadLink',
  summary:
    'Make a link by which someone sends one file to the ticket without signing in. Staff only, who pass it on outside the ticket; nothing of it is in the thread.',
  staffOnly: true,
  // Not `once`: the answer would have to be kept, and the secret with it. A repeat makes another link.
  effect: 'write',
  body: uploadLinkInputSchema,
  answers: { 201: { description: 'The link, told this once.', schema: uploadLinkSchema } },
  async handle(call) {
    const { records, workspace, policy, person, body, now, requestId } = call;
    const ticket = await findTicket(call);
    if (!policy.attachments) throw new ProblemError('not-allowed', { detail: 'This workspace takes no files.' });
    const id = randomUUID();
    const { token, hash } = makeLinkSecret(workspace, id);
    const expiresAt = new Date(Date.parse(now) + body.minutes * 60_000).toISOString();
    await records.addUploadLink(workspace, { id, ticket: ticket.id, hash, expiresAt });
    const visibility = 'internal';
    await records.appendAudit(workspace, {
      ...{ id: randomUUID(), at: now, person, requestId },
      ...{ action: 'upload-link', subject: ticket.id, visibility, to: id },
    });
    return { status: 201, body: { id, token, path: `/v1/upload-links#${token}`, expiresAt } };
  },
});
