import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isPostgres } from './postgres-columns.js';

/**
 * The step that lets things be erased: files whose bytes are to go, numbers that no ticket gets again, ways to what a person left, and
 * an audit log in which a person's id may give way to a name for nobody, and nothing else of a line to anything.
 */
export async function createErasureTables(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('file_removals')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('size', 'bigint', (column) => column.notNull())
    .addPrimaryKeyConstraint('file_removals_key', ['id'])
    .execute();
  await schema
    .createTable('spent_numbers')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('number', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('spent_numbers_key', ['workspace', 'number'])
    .execute();
  for (const [table, column, ...order] of [
    ['timeline', 'author', 'ticket', 'position'],
    ['mails', 'person', 'id'],
    ['mails', 'ticket'],
    ['reads', 'person'],
    ['audit', 'person', 'position'],
    ['tickets', 'assignee'],
    ['links', 'other'],
    ['upload_links', 'ticket'],
  ] as const) {
    await schema
      .createIndex(`${table}_by_${column}`)
      .on(table)
      .columns(['workspace', column, ...order])
      .execute();
  }
  // Few lines name another person than whoever did it.
  for (const [column, action] of [
    ['from_key', 'assignee'],
    ['to_key', 'assignee'],
    ['subject', 'person'],
  ] as const) {
    await schema
      .createIndex(`audit_by_${column}`)
      .on('audit')
      .columns(['workspace', column])
      .where(sql.ref('action'), '=', sql.lit(action))
      .execute();
  }
  await loosenAudit(db);
}

/** Columns of the audit log that may hold a person's id, and those that stay whatever happens. */
const naming = ['person', 'subject', 'from_key', 'to_key'];
const fixed = ['position', 'workspace', 'id', 'at', 'role', 'action', 'visibility', 'request'];

async function loosenAudit(db: Kysely<unknown>): Promise<void> {
  const same = (column: string) => `new.${column} is not distinct from old.${column}`;
  const rule = [...fixed.map(same), ...naming.map((column) => `(${same(column)} or new.${column} like 'erased:%')`)].join(
    ' and ',
  );
  if (!isPostgres(db)) {
    await sql`drop trigger audit_no_update`.execute(db);
    await sql`create trigger audit_no_update before update on audit when not (${sql.raw(rule)})
      begin select raise(abort, 'The audit log is only ever added to.'); end`.execute(db);
    return;
  }
  await sql`drop trigger audit_no_change on audit`.execute(db);
  await sql`create trigger audit_no_change before delete or truncate on audit
    execute function helpmark_audit_no_change()`.execute(db);
  await sql`create trigger audit_no_update before update on audit for each row when (not (${sql.raw(rule)}))
    execute function helpmark_audit_no_change()`.execute(db);
}
