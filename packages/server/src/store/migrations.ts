import type { Kysely, Migration, MigrationProvider } from 'kysely';
import { createChanges } from './changes-table.js';
import { createAttachmentTables } from './attachment-tables.js';
import { createSearchIndexes } from './search-indexes.js';
import { createContexts } from './contexts.js';
import { createErasureTables } from './erasure-tables.js';
import { createOrganizationIndex } from './organization-index.js';
import { createLifecycleTables } from './lifecycle-tables.js';
import { addStaffColumns } from './staff-columns.js';
import { createUploadLinks } from './upload-links.js';

/** What the tables became, step by step. A step that was released is never edited; a change is a further step. */
const steps: Record<string, Migration> = {
  '0001-first': { up: createFirstTables },
  '0002-lifecycle': { up: createLifecycleTables },
  '0003-changes': { up: createChanges },
  '0004-attachments': { up: createAttachmentTables },
  '0005-staff': { up: addStaffColumns },
  '0006-upload-links': { up: createUploadLinks },
  '0007-search': { up: createSearchIndexes },
  '0008-contexts': { up: createContexts },
  '0009-organizations': { up: createOrganizationIndex },
  '0010-erasure': { up: createErasureTables },
};

/** The steps, in the form that Kysely's migrator asks for. */
export const migrations: MigrationProvider = { getMigrations: () => Promise.resolve(steps) };

async function createFirstTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('people')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('name', 'text')
    .addColumn('email', 'text')
    .addColumn('organization', 'text')
    .addColumn('search', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('people_key', ['workspace', 'id'])
    .execute();
  await schema
    .createTable('counters')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('value', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('counters_key', ['workspace', 'name'])
    .execute();
  await schema
    .createTable('tickets')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addColumn('type', 'text', (column) => column.notNull())
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('severity', 'text')
    .addColumn('priority', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('phase', 'text', (column) => column.notNull())
    .addColumn('fields', 'text', (column) => column.notNull())
    .addColumn('requester', 'text', (column) => column.notNull())
    .addColumn('organization', 'text')
    .addColumn('assignee', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('public_version', 'integer', (column) => column.notNull())
    .addColumn('public_updated_at', 'text', (column) => column.notNull())
    .addColumn('staff_version', 'integer', (column) => column.notNull())
    .addColumn('staff_updated_at', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tickets_key', ['workspace', 'id'])
    .addUniqueConstraint('tickets_number', ['workspace', 'number'])
    .addForeignKeyConstraint('tickets_requester', ['workspace', 'requester'], 'people', ['workspace', 'id'])
    .addForeignKeyConstraint('tickets_assignee', ['workspace', 'assignee'], 'people', ['workspace', 'id'])
    .execute();
  await schema
    .createTable('timeline')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('visibility', 'text', (column) => column.notNull())
    .addColumn('type', 'text')
    .addColumn('author', 'text')
    .addColumn('author_role', 'text')
    .addColumn('body', 'text')
    .addColumn('from_key', 'text')
    .addColumn('to_key', 'text')
    .addColumn('reason', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('search', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('timeline_key', ['workspace', 'ticket', 'position'])
    .addUniqueConstraint('timeline_id', ['workspace', 'id'])
    .addForeignKeyConstraint('timeline_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema
    .createTable('reads')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('reads_key', ['workspace', 'ticket', 'person'])
    .addForeignKeyConstraint('reads_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema
    .createTable('idempotency_keys')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('person', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('fingerprint', 'text', (column) => column.notNull())
    .addColumn('status', 'integer', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('etag', 'text')
    .addPrimaryKeyConstraint('idempotency_keys_key', ['workspace', 'person', 'key'])
    .addForeignKeyConstraint('idempotency_keys_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  // A requester's list, and the lists of staff, each in its default order.
  await schema
    .createIndex('tickets_of_requester')
    .on('tickets')
    .columns(['workspace', 'requester', 'public_updated_at', 'id'])
    .execute();
  await schema.createIndex('tickets_of_workspace').on('tickets').columns(['workspace', 'staff_updated_at', 'id']).execute();
  await schema.createIndex('idempotency_keys_of_ticket').on('idempotency_keys').columns(['workspace', 'ticket']).execute();
}
