import type { Author } from '@helpmark/schema';
import { fold, isStaff } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import { contains } from './search.js';
import type { PeopleRecords } from './store.js';
import type { PersonRow, Tables } from './tables.js';

export function peopleRecords(db: Kysely<Tables>): PeopleRecords {
  return {
    async savePerson({ workspace, id, role, name = null, email = null, organization = null, plan = null, locale = null }) {
      const known = { role, name, email, organization, plan, locale, search: fold([name, email, id].join('\n')) };
      await db
        .insertInto('people')
        .values({ workspace, id, at_work: 1, ...known })
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

    async isAtWork(workspace, id) {
      const row = await db
        .selectFrom('people')
        .select(['role', 'at_work'])
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      return row !== undefined && isStaff(row) && row.at_work === 1;
    },

    async setAtWork(workspace, id, isAtWork) {
      const { numUpdatedRows } = await db
        .updateTable('people')
        .set({ at_work: isAtWork ? 1 : 0 })
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },

    async contact(workspace, id) {
      const row = await db
        .selectFrom('people')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .executeTakeFirst();
      if (!row) return undefined;
      const { organization, plan, locale } = row;
      return {
        ...authorOf(row),
        workspace,
        ...(organization !== null && { organization }),
        ...(plan !== null && { plan }),
        ...(locale !== null && { locale }),
      };
    },

    async people(workspace, { roles, words }) {
      let question = db
        .selectFrom('people')
        .select(['id', 'role', 'name', 'email'])
        .where('workspace', '=', workspace)
        .where('at_work', '=', 1);
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
