import type { ContextItem } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import type { ContextRecords } from './service-records.js';
import type { Tables } from './tables.js';

/** The step that keeps what tickets tell of their circumstances, apart from the tickets: lists never read it. */
export async function createContexts({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('contexts')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('items', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('contexts_key', ['workspace', 'ticket'])
    .addForeignKeyConstraint('contexts_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
}

export function contextRecords(db: Kysely<Tables>): ContextRecords {
  return {
    async saveContext(workspace, ticket, items) {
      if (items.length === 0) return;
      await db
        .insertInto('contexts')
        .values({ workspace, ticket, items: JSON.stringify(items) })
        .execute();
    },
  };
}

/** What a ticket tells of its circumstances; nothing where it tells nothing. */
export async function contextOf(db: Kysely<Tables>, workspace: string, ticket: string): Promise<ContextItem[] | undefined> {
  const row = await db
    .selectFrom('contexts')
    .select('items')
    .where('workspace', '=', workspace)
    .where('ticket', '=', ticket)
    .executeTakeFirst();
  return row && (JSON.parse(row.items) as ContextItem[]);
}
