import type { Kysely } from 'kysely';

/** The step that keeps changes for those who listen. */
export async function createChanges({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('changes')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('requester', 'text', (column) => column.notNull())
    .addColumn('organization', 'text')
    .addColumn('kinds', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('was_shared', 'integer')
    .addColumn('was_queue', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('changes_key', ['workspace', 'position'])
    .addUniqueConstraint('changes_id', ['workspace', 'id'])
    .addForeignKeyConstraint('changes_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('changes_of_requester').on('changes').columns(['workspace', 'requester', 'position']).execute();
  await schema.createIndex('changes_of_organization').on('changes').columns(['workspace', 'organization', 'position']).execute();
  await schema.createIndex('changes_of_ticket').on('changes').columns(['workspace', 'ticket']).execute();
  await schema.createIndex('changes_by_age').on('changes').columns(['created_at']).execute();
}
