import { attachmentChangeSchema, attachmentSchema } from '@helpmark/schema';
import * as z from 'zod/mini';
import { publicEvent } from '../lifecycle/items.js';
import { takeStep } from '../lifecycle/step.js';
import { ProblemError } from '../problem.js';
import type { Context } from '../route.js';
import { defineRoute } from '../route.js';
import type { AttachmentRecord } from '../store/attachment-records.js';
import { attachmentFor } from '../views.js';
import { findTicket } from './shared.js';

export const getAttachment = defineRoute({
  method: 'GET',
  path: '/v1/attachments/:id',
  name: 'getAttachment',
  summary: 'The bytes of a file, or the part that Range asks for. Until they are there and as they were announced: 409.',
  effect: 'read',
  query: {
    inline: {
      description: 'Anything: a picture or recording is sent to be shown in its place; every other file is to be saved.',
      schema: z.optional(z.string()),
    },
  },
  answers: { 200: { description: 'The bytes.', bytes: true, etag: true }, 206: { description: 'A part of them.', bytes: true } },
  problems: [409],
  async handle(call) {
    const attachment = await findAttachment(call);
    const { state } = attachment;
    if (state === 'refused') throw new ProblemError('refused');
    if (state !== 'ready') throw new ProblemError('pending');
    const { workspace, query } = call;
    return { status: 200, file: { ...attachment, workspace, inline: query.inline !== undefined } };
  },
});

export const changeAttachment = defineRoute({
  method: 'PATCH',
  path: '/v1/attachments/:id',
  name: 'changeAttachment',
  summary: 'Show a file to the requester, or to staff alone. Staff only.',
  staffOnly: true,
  effect: 'write',
  body: attachmentChangeSchema,
  answers: { 200: { description: 'The file after the change.', schema: attachmentSchema } },
  async handle(call) {
    const { records, workspace, person, body, now } = call;
    const attachment = await findAttachment(call);
    const ticket = await findTicket({ ...call, id: attachment.ticket });
    const { visibility } = body;
    if (visibility !== attachment.visibility) {
      await records.showAttachment(workspace, attachment.id, visibility);
      // Public either way, for what the requester sees changes; the store hides the event from whoever may not see the file.
      await takeStep(call, ticket, { items: [publicEvent('attachment', { attachment: attachment.id, to: visibility })] });
    }
    return { status: 200, body: attachmentFor(person, { ...attachment, visibility }, now) };
  },
});

/** The file of the path. @throws {ProblemError} `not-found`, the same for one that is hidden and one that there is not. */
async function findAttachment({ records, viewer, id }: Context): Promise<AttachmentRecord> {
  const attachment = await records.attachment(viewer, id);
  if (!attachment) throw new ProblemError('not-found', { detail: 'There is no such file, or it is not open to this person.' });
  return attachment;
}
