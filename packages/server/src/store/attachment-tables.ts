import type { Kysely } from 'kysely';

/** The step that lets tickets and messages have files. Their bytes are elsewhere. */
export async function createAttachmentTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('attachments')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('message', 'text')
    .addColumn('place', 'integer', (column) => column.notNull())
    .addColumn('author', 'text')
    .addColumn('file_key', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('bytes_at', 'text')
    .addPrimaryKeyConstraint('attachments_key', ['workspace', 'id'])
    .addForeignKeyConstraint('attachments_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('attachments_of_ticket').on('attachments').columns(['workspace', 'ticket']).execute();
  await schema.createIndex('attachments_of_author').on('attachments').columns(['workspace', 'author', 'created_at']).execute();
  await schema.createIndex('attachments_in_state').on('attachments').columns(['state']).execute();
  await schema.alterTable('timeline').addColumn('attachment', 'text').execute();
}
