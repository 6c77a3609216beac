import type { Author } from '@helpmark/schema';
import { fold } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import { contains } from './search.js';
import type { PeopleRecords } from './store.js';
import type { PersonRow, Tables } from './tables.js';

export function peopleRecords(db: Kysely<Tables>): PeopleRecords {
  return {
    async savePerson({ workspace, id, role, name = null, email = null, organization = null, plan = null }) {
      const known = { role, name, email, organization, plan, search: fold([name, email, id].join('\n')) };
      await db
        .insertInto('people')
        .values({ workspace, id, ...known })
        .onConflict((conflict) => conflict.columns(['workspace', 'id']).doUpdateSet(known))
        .execute();
    },

    async person(workspace, id) {
      const row = await db
        .selectFrom('people')
        .select(['id', 'role', 'name', 'email'])
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      return row && authorOf(row);
    },

    async contact(workspace, id) {
      const row = await db
        .selectFrom('people')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { organization, plan } = row;
      return { ...authorOf(row), workspace, ...(organization !== null && { organization }), ...(plan !== null && { plan }) };
    },

    async people(workspace, { roles, words }) {
      let question = db.selectFrom('people').select(['id', 'role', 'name', 'email']).where('workspace', '=', workspace);
      if (roles.length > 0) question = question.where('role', 'in', roles);
      for (const word of words) question = question.where(contains('people.search', word));
      const rows = await question.orderBy('search').orderBy('id').limit(100).execute();
      return rows.map(authorOf);
    },
  };
}

/** A row as an author: what is not known is left out. */
export function authorOf({ id, role, name, email }: Pick<PersonRow, 'id' | 'role' | 'name' | 'email'>): Author {
  return { id, role, ...(name !== null && { name }), ...(email !== null && { email }) };
}
