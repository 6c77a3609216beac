import type { Text } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import type { StaffRecords } from './service-records.js';
import type { Tables } from './tables.js';

export function staffRecords(db: Kysely<Tables>): StaffRecords {
  return {
    async incident(workspace, key) {
      return db
        .selectFrom('incidents')
        .select(['key', 'title', 'state'])
        .where('workspace', '=', workspace)
        .where('key', '=', key)
        .executeTakeFirst();
    },

    async saveIncident(workspace, { key, title, state }) {
      await db
        .insertInto('incidents')
        .values({ workspace, key, title, state })
        .onConflict((conflict) => conflict.columns(['workspace', 'key']).doUpdateSet({ title, state }))
        .execute();
    },

    async ticketsOfIncident(workspace, key) {
      const rows = await db
        .selectFrom('tickets')
        .select('id')
        .where('workspace', '=', workspace)
        .where('incident', '=', key)
        .orderBy('created_at')
        .execute();
      return rows.map(({ id }) => id);
    },

    async categories(workspace) {
      const rows = await db
        .selectFrom('categories')
        .select(['key', 'label'])
        .where('workspace', '=', workspace)
        .orderBy('position')
        .execute();
      return rows.map(({ key, label }) => ({ key, label: JSON.parse(label) as Text }));
    },

    async saveCategories(workspace, items) {
      await db.deleteFrom('categories').where('workspace', '=', workspace).execute();
      if (items.length === 0) return;
      await db
        .insertInto('categories')
        .values(items.map(({ key, label }, position) => ({ workspace, key, position, label: JSON.stringify(label) })))
        .execute();
    },
  };
}
