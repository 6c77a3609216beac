import type { RawBuilder } from 'kysely';
import { sql } from 'kysely';

/** True where a folded column, `table.search`, has a folded word in it; `%` and `_` in the word are themselves. */
export function contains(column: string, word: string): RawBuilder<boolean> {
  const pattern = `%${word.replace(/[\\%_]/g, '\\$&')}%`;
  return sql<boolean>`${sql.ref(column)} like ${pattern} escape '\\'`;
}
