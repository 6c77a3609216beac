import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isPostgres } from './postgres-columns.js';

/**
 * The step that lets PostgreSQL find words inside of texts by an index, where it has the extension for it and this server may
 * switch that on. The answers are the same without, from the rows of the workspace.
 */
export async function createSearchIndexes(db: Kysely<unknown>): Promise<void> {
  if (!isPostgres(db)) return;
  await sql`do $$ begin
    create extension if not exists pg_trgm;
    create index tickets_search on tickets using gin (search gin_trgm_ops);
    create index timeline_search on timeline using gin (search gin_trgm_ops);
  exception when others then
    raise notice 'Search goes without an index: %', sqlerrm;
  end $$`.execute(db);
}
