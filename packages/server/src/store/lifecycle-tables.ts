import type { TicketClock } from '@helpmark/schema/time';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import { isPostgres } from './postgres-columns.js';
import type { Tables } from './tables.js';

/** The step that gives tickets their clocks, and staff their means: timers, links, incidents, categories, audit, mails. */
export async function createLifecycleTables(db: Kysely<unknown>): Promise<void> {
  await addTicketColumns(db);
  await createTimers(db);
  await createLinks(db);
  await createStaffTables(db);
  await createAudit(db);
  await createMails(db);
  await writeClocks(db as Kysely<Tables>);
}

async function addTicketColumns({ schema }: Kysely<unknown>): Promise<void> {
  await schema.alterTable('people').addColumn('plan', 'text').execute();
  await schema
    .alterTable('tickets')
    .addColumn('clock', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await schema
    .alterTable('tickets')
    .addColumn('facts', 'text', (column) => column.notNull().defaultTo('{}'))
    .execute();
  await schema
    .alterTable('tickets')
    .addColumn('shared', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  for (const name of ['queue', 'category', 'incident', 'follow_up_on', 'priority_reason']) {
    await schema.alterTable('tickets').addColumn(name, 'text').execute();
  }
  await schema.alterTable('timeline').addColumn('linked', 'text').execute();
  await schema.alterTable('timeline').addColumn('data', 'text').execute();
}

async function createTimers({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('timers')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('timer', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text')
    .addPrimaryKeyConstraint('timers_key', ['workspace', 'ticket', 'timer'])
    .addForeignKeyConstraint('timers_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('timers_due').on('timers').columns(['due_at']).execute();
}

async function createLinks({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('links')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('relation', 'text', (column) => column.notNull())
    .addColumn('other', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('links_key', ['workspace', 'ticket', 'other', 'relation'])
    .addForeignKeyConstraint('links_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .addForeignKeyConstraint('links_other', ['workspace', 'other'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
}

async function createStaffTables({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('incidents')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('incidents_key', ['workspace', 'key'])
    .execute();
  await schema
    .createTable('categories')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('key', 'text', (column) => column.notNull())
    .addColumn('position', 'integer', (column) => column.notNull())
    .addColumn('label', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('categories_key', ['workspace', 'key'])
    .execute();
  await schema
    .createTable('policies')
    .addColumn('workspace', 'text', (column) => column.notNull().primaryKey())
    .addColumn('hash', 'text', (column) => column.notNull())
    .execute();
}

async function createAudit(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('audit')
    .addColumn('position', 'integer', (column) => column.primaryKey().autoIncrement())
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull().unique())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('role', 'text')
    .addColumn('action', 'text', (column) => column.notNull())
    .addColumn('subject', 'text')
    .addColumn('visibility', 'text')
    .addColumn('from_key', 'text')
    .addColumn('to_key', 'text')
    .addColumn('request', 'text')
    .execute();
  await db.schema.createIndex('audit_of_workspace').on('audit').columns(['workspace', 'position']).execute();
  // Nothing in the server writes such a statement; this holds for whoever else opens the database too.
  if (isPostgres(db)) {
    await sql`create function helpmark_audit_no_change() returns trigger language plpgsql as
      $$ begin raise exception 'The audit log is only ever added to.'; end $$`.execute(db);
    await sql`create trigger audit_no_change before update or delete or truncate on audit
      execute function helpmark_audit_no_change()`.execute(db);
    return;
  }
  for (const change of ['update', 'delete']) {
    await sql`create trigger ${sql.raw(`audit_no_${change}`)} before ${sql.raw(change)} on audit
      begin select raise(abort, 'The audit log is only ever added to.'); end`.execute(db);
  }
}

async function createMails({ schema }: Kysely<unknown>): Promise<void> {
  await schema
    .createTable('mails')
    .addColumn('workspace', 'text', (column) => column.notNull())
    .addColumn('id', 'text', (column) => column.notNull())
    .addColumn('ticket', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('notification', 'text', (column) => column.notNull())
    .addColumn('person', 'text')
    .addColumn('address', 'text')
    .addColumn('queue', 'text')
    .addColumn('subject', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('claimed_at', 'text')
    .addColumn('sent_at', 'text')
    .addPrimaryKeyConstraint('mails_key', ['workspace', 'id'])
    .addUniqueConstraint('mails_of_event', ['workspace', 'event', 'notification'])
    .addForeignKeyConstraint('mails_ticket', ['workspace', 'ticket'], 'tickets', ['workspace', 'id'], (constraint) =>
      constraint.onDelete('cascade'),
    )
    .execute();
  await schema.createIndex('mails_unsent').on('mails').columns(['sent_at', 'created_at']).execute();
}

/** Tickets from before have clocks too, as far as their timelines tell. */
async function writeClocks(db: Kysely<Tables>): Promise<void> {
  const tickets = await db.selectFrom('tickets').selectAll().execute();
  for (const { workspace, id, requester, phase, severity, priority, created_at: createdAt } of tickets) {
    const items = await db
      .selectFrom('timeline')
      .selectAll()
      .where('workspace', '=', workspace)
      .where('ticket', '=', id)
      .where('visibility', '=', 'public')
      .orderBy('position')
      .execute();
    const moved = items.filter(({ type }) => type === 'status').at(-1);
    const since = moved?.created_at ?? createdAt;
    const messages = items.filter(({ kind }) => kind === 'message');
    const theirs = messages.filter(({ author, author_role: role }) => author !== requester && role !== 'requester');
    const own = messages.filter(({ author }) => author === requester);
    const stay = { phase, from: since };
    const clock = {
      createdAt,
      phase,
      statusSince: since,
      phases: since === createdAt ? [stay] : [{ phase: 'new', from: createdAt, to: since }, stay],
      severity: severity ?? undefined,
      priority,
      validated: true,
      firstStaffMessageAt: theirs[0]?.created_at,
      lastStaffMessageAt: theirs.at(-1)?.created_at,
      lastRequesterMessageAt: own.at(-1)?.created_at,
      resolvedAt: phase === 'resolved' ? since : undefined,
      closedAt: phase === 'closed' ? since : undefined,
      closeReason: phase === 'closed' ? (moved?.author === requester ? 'confirmed' : 'staff') : undefined,
      reminders: [],
      fired: [],
    } as TicketClock;
    await db
      .updateTable('tickets')
      .set({ clock: JSON.stringify(clock) })
      .where('workspace', '=', workspace)
      .where('id', '=', id)
      .execute();
  }
}
