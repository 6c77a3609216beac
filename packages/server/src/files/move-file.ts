import { findAnyTicket } from '../lifecycle/any-ticket.js';
import type { AttachmentRecord, KeptState } from '../store/attachment-records.js';
import type { Records } from '../store/store.js';

/**
 * Brings a file to another state, and tells those who listen. The ticket's version stays: nothing that somebody may be changing
 * has changed.
 */
export async function moveFile(
  records: Records,
  workspace: string,
  { id, ticket, visibility }: AttachmentRecord,
  move: { from: KeptState; to: KeptState },
  now: string,
): Promise<void> {
  const isArrival = move.from === 'pending';
  const hasMoved = await records.moveAttachment(workspace, id, { ...move, ...(isArrival && { bytesAt: now }) });
  const owner = hasMoved ? await findAnyTicket(records, workspace, ticket) : undefined;
  if (!owner) return;
  await records.appendChange(workspace, {
    ...{ ticket, requester: owner.requester.id, organization: owner.organization },
    ...{ kinds: ['ticket', 'timeline'], visibility, createdAt: now },
  });
}
