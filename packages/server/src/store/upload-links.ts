import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** A link as it is kept. Its secret is not. */
export interface UploadLinkRecord {
  id: string;
  ticket: string;
  /** SHA-256 of the secret. */
  hash: string;
  expiresAt: string;
}

/** One-time links for files from outside. */
export interface UploadLinkRecords {
  addUploadLink(workspace: string, link: UploadLinkRecord): Promise<void>;
  /** A link that can be used at a time; nothing where it was used, has expired or there is none of this secret. */
  openUploadLink(workspace: string, id: string, hash: string, now: string): Promise<UploadLinkRecord | undefined>;
  /** Uses a link up. @returns False where it was used already. */
  spendUploadLink(workspace: string, id: string, now: string): Promise<boolean>;
}

/** The step that lets staff ask for files from outside. */
export async function createUploadLinks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('upload_links')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('hash', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .addPrimaryKeyConstraint('upload_links_key', ['workspace', 'id'])
    .addForeignKeyConstraint('upload_links_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
}

export function uploadLinkRecords(db: Kysely<Tables>): UploadLinkRecords {
  return {
    async addUploadLink(workspace, { expiresAt, ...link }) {
      await db
        .insertInto('upload_links')
        .values({ ...link, workspace, expires_at: expiresAt, used_at: null })
        .execute();
    },

    async openUploadLink(workspace, id, hash, now) {
      const row = await db
        .selectFrom('upload_links')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('hash', '=', hash)
        .where('used_at', 'is', null)
        .where('expires_at', '>', now)
        .executeTakeFirst();
      return row && { id, ticket: row.ticket, hash, expiresAt: row.expires_at };
    },

    async spendUploadLink(workspace, id, now) {
      const { numUpdatedRows } = await db
        .updateTable('upload_links')
        .set({ used_at: now })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
  };
}
