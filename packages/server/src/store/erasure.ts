import type { Message } from '@helpmark/schema';
import type { RetainedKind } from '@helpmark/schema/policy';
import type { Kysely } from 'kysely';
import type { StoredFile } from '../files/file-store.js';
import type { Tables } from './tables.js';

/** What goes for good. The bytes of files go later, by whoever works through `removals`. */
export interface ErasureRecords {
  /** Takes a ticket away with all that belongs to it. No other gets its number. */
  eraseTicket(workspace: string, ticket: string): Promise<void>;
  /** Takes all of one kind from a ticket. */
  eraseOfTicket(workspace: string, ticket: string, kind: Exclude<RetainedKind, 'ticket'>): Promise<void>;
  /**
   * Takes files from a ticket.
   *
   * @param authors - Whose: null for those that came by an upload link. All by default.
   * @returns How many.
   */
  eraseFiles(workspace: string, ticket: string, authors?: (string | null)[]): Promise<number>;
  /** Files that are erased and whose bytes are still there, over every workspace: those whose ids come after one. */
  removals(after: string, limit: number): Promise<StoredFile[]>;
  /** The bytes are gone. */
  endRemoval(file: StoredFile): Promise<void>;
}

/** @param note - Is told that something goes. */
export function erasureRecords(db: Kysely<Tables>, note: () => void): ErasureRecords {
  const eraseFiles = async (workspace: string, ticket: string, authors?: (string | null)[]): Promise<number> => {
    const rows = await db
      .selectFrom('attachments')
      .select(['id', 'size', 'author'])
      .where('workspace', '=', workspace)
      .where('ticket', '=', ticket)
      .execute();
    note();
    const files = rows.filter(({ author }) => authors?.includes(author) ?? true);
    for (const { id, size } of files) {
      await db
        .insertInto('file_removals')
        .values({ workspace, id, size })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
      await db.deleteFrom('attachments').where('workspace', '=', workspace).where('id', '=', id).execute();
      await db
        .deleteFrom('timeline')
        .where('workspace', '=', workspace)
        .where('ticket', '=', ticket)
        .where('attachment', '=', id)
        .execute();
    }
    return files.length;
  };

  const eraseItems = async (workspace: string, ticket: string, kind: 'message' | 'event') => {
    await db
      .deleteFrom('timeline')
      .where('workspace', '=', workspace)
      .where('ticket', '=', ticket)
      .where('kind', '=', kind)
      .execute();
  };

  /** Answers that are kept for repeats hold what was written: their keys stay, the words go. */
  const emptyAnswers = async (workspace: string, ticket: string) => {
    const kept = await db
      .selectFrom('idempotency_keys')
      .select(['person', 'key', 'body'])
      .where('workspace', '=', workspace)
      .where('ticket', '=', ticket)
      .where('body', 'like', '{"kind":"message"%')
      .execute();
    for (const { person, key, body } of kept) {
      const emptied = { ...(JSON.parse(body) as Message), body: '', attachments: [] };
      await db
        .updateTable('idempotency_keys')
        .set({ body: JSON.stringify(emptied) })
        .where('workspace', '=', workspace)
        .where('person', '=', person)
        .where('key', '=', key)
        .execute();
    }
  };

  return {
    eraseFiles,

    async eraseTicket(workspace, ticket) {
      await eraseFiles(workspace, ticket);
      const row = await db
        .deleteFrom('tickets')
        .where('workspace', '=', workspace)
        .where('id', '=', ticket)
        .returning('number')
        .executeTakeFirst();
      if (row) await db.insertInto('spent_numbers').values({ workspace, number: row.number }).execute();
    },

    async eraseOfTicket(workspace, ticket, kind) {
      note();
      if (kind === 'attachment') await eraseFiles(workspace, ticket);
      else if (kind === 'event') await eraseItems(workspace, ticket, 'event');
      else if (kind === 'context') {
        await db.deleteFrom('contexts').where('workspace', '=', workspace).where('ticket', '=', ticket).execute();
      } else {
        await eraseItems(workspace, ticket, 'message');
        await emptyAnswers(workspace, ticket);
        await db.deleteFrom('mails').where('workspace', '=', workspace).where('ticket', '=', ticket).execute();
      }
    },

    async removals(after, limit) {
      const rows = await db.selectFrom('file_removals').selectAll().where('id', '>', after).orderBy('id').limit(limit).execute();
      return rows.map(({ size, ...file }) => ({ ...file, size: Number(size) }));
    },

    async endRemoval({ id }) {
      await db.deleteFrom('file_removals').where('id', '=', id).execute();
    },
  };
}
