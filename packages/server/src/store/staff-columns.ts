import type { Kysely } from 'kysely';
import type { Tables } from './tables.js';

/** The step that keeps a person's language, staff who are gone, and the project that a ticket belongs to. */
export async function addStaffColumns(db: Kysely<Tables>): Promise<void> {
  const { schema } = db;
  await schema.alterTable('people').addColumn('locale', 'text').execute();
  await schema
    .alterTable('people')
    .addColumn('at_work', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await schema.alterTable('tickets').addColumn('project', 'text').execute();
  const tickets = await db.selectFrom('tickets').select(['workspace', 'id', 'fields']).execute();
  for (const { workspace, id, fields } of tickets) {
    const { project } = JSON.parse(fields) as { project?: unknown };
    if (typeof project !== 'string') continue;
    await db.updateTable('tickets').set({ project }).where('workspace', '=', workspace).where('id', '=', id).execute();
  }
}
