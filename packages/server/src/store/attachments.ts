import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AttachmentRecord, AttachmentRecords } from './attachment-records.js';
import type { Viewer } from './store.js';
import type { AttachmentRow, Tables } from './tables.js';
import { visibleTickets } from './ticket-questions.js';

export function attachmentRecords(db: Kysely<Tables>): AttachmentRecords {
  return {
    async insertAttachments(workspace, attachments) {
      if (attachments.length === 0) return;
      await db
        .insertInto('attachments')
        .values(attachments.map((attachment) => rowOf(workspace, attachment)))
        .execute();
    },

    async attachment(viewer, id) {
      const row = await visibleAttachments(db, viewer)
        .where('attachments.id', '=', id)
        .where((eb) =>
          eb.exists(visibleTickets(db, viewer).whereRef('tickets.id', '=', sql.ref('attachments.ticket')).select('tickets.id')),
        )
        .executeTakeFirst();
      return row && recordOf(row);
    },

    async moveAttachment(workspace, id, { from, to, bytesAt }) {
      const { numUpdatedRows } = await db
        .updateTable('attachments')
        .set({ state: to, ...(bytesAt !== undefined && { bytes_at: bytesAt }) })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('state', '=', from)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async showAttachment(workspace, id, visibility) {
      await db.updateTable('attachments').set({ visibility }).where('workspace', '=', workspace).where('id', '=', id).execute();
    },

    async sentFiles(workspace, ticket, author) {
      const { files, bytes } = await db
        .selectFrom('attachments')
        .select(({ fn }) => [fn.countAll<number>().as('files'), fn.sum<number | null>('size').as('bytes')])
        .where('workspace', '=', workspace)
        .where('ticket', '=', ticket)
        .where('author', '=', author)
        .where('state', '!=', 'refused')
        .executeTakeFirstOrThrow();
      return { files: Number(files), bytes: Number(bytes) };
    },

    async announcedBytes(workspace, author, since) {
      const { bytes } = await db
        .selectFrom('attachments')
        .select(({ fn }) => fn.sum<number | null>('size').as('bytes'))
        .where('workspace', '=', workspace)
        .where('created_at', '>=', since)
        .$if(author !== undefined, (question) => question.where('author', '=', author ?? ''))
        .executeTakeFirstOrThrow();
      return Number(bytes);
    },

    async heldAttachments(limit) {
      const rows = await db
        .selectFrom('attachments')
        .selectAll()
        .where('state', '=', 'held')
        .orderBy('created_at')
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ workspace: row.workspace, attachment: recordOf(row) }));
    },
  };
}

/**
 * The files of a ticket that a viewer may see, in the order they came in. Whether they may see the ticket is asked before.
 *
 * @param messages - Only the files of these messages.
 */
export async function attachmentsOf(
  db: Kysely<Tables>,
  viewer: Viewer,
  ticket: string,
  messages?: readonly string[],
): Promise<AttachmentRecord[]> {
  const rows = await visibleAttachments(db, viewer)
    .where('attachments.ticket', '=', ticket)
    .$if(messages !== undefined, (question) => question.where('attachments.message', 'in', messages ?? []))
    .orderBy('attachments.created_at')
    .orderBy('attachments.message', (order) => order.asc().nullsFirst())
    .orderBy('attachments.place')
    .orderBy('attachments.id')
    .execute();
  return rows.map(recordOf);
}

function visibleAttachments(db: Kysely<Tables>, viewer: Viewer) {
  return db
    .selectFrom('attachments')
    .selectAll('attachments')
    .where('attachments.workspace', '=', viewer.workspace)
    .$if(!viewer.staff, (question) => question.where('attachments.visibility', '=', 'public'));
}

function rowOf(workspace: string, attachment: AttachmentRecord): AttachmentRow {
  const { message, author, key, createdAt, bytesAt, ...rest } = attachment;
  return {
    ...rest,
    workspace,
    message: message ?? null,
    author: author ?? null,
    file_key: key,
    created_at: createdAt,
    bytes_at: bytesAt ?? null,
  };
}

function recordOf(row: AttachmentRow): AttachmentRecord {
  const { id, ticket, place, name, type, sha256, visibility, state } = row;
  return {
    ...{ id, ticket, place, name, type, sha256, visibility, state },
    message: row.message ?? undefined,
    author: row.author ?? undefined,
    key: row.file_key,
    size: Number(row.size),
    createdAt: row.created_at,
    bytesAt: row.bytes_at ?? undefined,
  };
}
