import { fold } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { Tables } from './tables.js';

/** Takes a person out of a workspace. */
export interface PersonErasureRecords {
  /** The ids of the tickets that a person asked for. */
  ticketsOf(workspace: string, person: string): Promise<string[]>;
  /** Whether anyone but this person wrote on a ticket or sent a file. */
  hasWordsOfOthers(workspace: string, ticket: string, person: string): Promise<boolean>;
  /**
   * Rewrites what a person wrote as a requester, on whatever ticket.
   *
   * @returns The tickets on which they wrote so.
   */
  rewriteWords(workspace: string, person: string, rewrite: (text: string) => string): Promise<string[]>;
  /** Forgets what was told of a ticket: mails, answers that are kept for repeats, links that are not used yet. */
  forgetTellings(workspace: string, ticket: string): Promise<void>;
  /** Puts a stranger in a person's place wherever they stand, also in the audit log, and forgets the person. */
  replacePerson(workspace: string, person: string, stranger: string): Promise<void>;
}

/** Rows rewritten at once. */
const pageSize = 200;

/** @param note - Is told that something goes. */
export function personErasureRecords(db: Kysely<Tables>, note: () => void): PersonErasureRecords {
  /** Tickets that a person had, or gave up, as one of the staff. Each such event is in the audit log. */
  const assignedTo = async (workspace: string, person: string): Promise<string[]> => {
    const ofColumn = (column: 'from_key' | 'to_key') =>
      db
        .selectFrom('audit')
        .select('subject')
        .where('workspace', '=', workspace)
        .where('action', '=', sql.lit('assignee'))
        .where(column, '=', person)
        .execute();
    const rows = [...(await ofColumn('from_key')), ...(await ofColumn('to_key'))];
    return [...new Set(rows.flatMap(({ subject }) => subject ?? []))];
  };

  const forgetAnswers = (workspace: string, ticket: string) =>
    db
      .deleteFrom('idempotency_keys')
      .where('workspace', '=', workspace)
      .where('ticket', '=', ticket)
      .where('body', 'not like', '{"kind":"message"%')
      .execute();

  return {
    async ticketsOf(workspace, person) {
      const rows = await db
        .selectFrom('tickets')
        .select('id')
        .where('workspace', '=', workspace)
        .where('requester', '=', person)
        .execute();
      return rows.map(({ id }) => id);
    },

    async hasWordsOfOthers(workspace, ticket, person) {
      const item = await db
        .selectFrom('timeline')
        .select('id')
        .where('workspace', '=', workspace)
        .where('ticket', '=', ticket)
        .where('author', '!=', person)
        .where((eb) => eb.or([eb('kind', '=', 'message'), eb('reason', 'is not', null)]))
        .executeTakeFirst();
      const file = await db
        .selectFrom('attachments')
        .select('id')
        .where('workspace', '=', workspace)
        .where('ticket', '=', ticket)
        .where('author', '!=', person)
        .executeTakeFirst();
      return (item ?? file) !== undefined;
    },

    async rewriteWords(workspace, person, rewrite) {
      const touched = new Set<string>();
      for (let last = { ticket: '', position: 0 }; ;) {
        const rows = await db
          .selectFrom('timeline')
          .innerJoin('tickets', (join) =>
            join.onRef('tickets.workspace', '=', 'timeline.workspace').onRef('tickets.id', '=', 'timeline.ticket'),
          )
          .select(['timeline.ticket', 'timeline.position', 'timeline.body', 'timeline.reason'])
          .select(['timeline.author_role', 'tickets.requester'])
          .where('timeline.workspace', '=', workspace)
          .where('timeline.author', '=', person)
          .where((eb) =>
            eb.or([
              eb('timeline.ticket', '>', last.ticket),
              eb.and([eb('timeline.ticket', '=', last.ticket), eb('timeline.position', '>', last.position)]),
            ]),
          )
          .orderBy('timeline.ticket')
          .orderBy('timeline.position')
          .limit(pageSize)
          .execute();
        // What staff answered on the tickets of others was said for the workspace, and stays.
        for (const row of rows.filter((one) => one.author_role === 'requester' || one.requester === person)) {
          const { ticket, position } = row;
          touched.add(ticket);
          const [body, reason] = [row.body, row.reason].map((text) => (text === null ? null : rewrite(text)));
          await db
            .updateTable('timeline')
            .set({ body, reason, search: fold(body ?? '') })
            .where('workspace', '=', workspace)
            .where('ticket', '=', ticket)
            .where('position', '=', position)
            .execute();
        }
        if (rows.length < pageSize) return [...touched];
        last = rows.at(-1) ?? last;
      }
    },

    async forgetTellings(workspace, ticket) {
      await db.deleteFrom('mails').where('workspace', '=', workspace).where('ticket', '=', ticket).execute();
      await forgetAnswers(workspace, ticket);
      await db
        .deleteFrom('upload_links')
        .where('workspace', '=', workspace)
        .where('ticket', '=', ticket)
        .where('used_at', 'is', null)
        .execute();
    },

    async replacePerson(workspace, person, stranger) {
      note();
      await db
        .insertInto('people')
        .values({
          ...{
            workspace,
            id: stranger,
            role: 'requester',
            name: null,
            email: null,
            organization: null,
            plan: null,
            locale: null,
          },
          // Listed for nobody, and found by nothing.
          ...{ at_work: 0, search: '' },
        })
        .execute();
      for (const ticket of await assignedTo(workspace, person)) {
        await forgetAnswers(workspace, ticket);
        for (const column of ['from_key', 'to_key'] as const) {
          await db
            .updateTable('timeline')
            .set({ [column]: stranger })
            .where('workspace', '=', workspace)
            .where('ticket', '=', ticket)
            .where('type', '=', 'assignee')
            .where(column, '=', person)
            .execute();
        }
      }
      for (const column of ['from_key', 'to_key'] as const) {
        await db
          .updateTable('audit')
          .set({ [column]: stranger })
          .where('workspace', '=', workspace)
          .where('action', '=', sql.lit('assignee'))
          .where(column, '=', person)
          .execute();
      }
      await db
        .updateTable('audit')
        .set({ subject: stranger })
        .where('workspace', '=', workspace)
        .where('action', '=', sql.lit('person'))
        .where('subject', '=', person)
        .execute();
      await db
        .updateTable('audit')
        .set({ person: stranger })
        .where('workspace', '=', workspace)
        .where('person', '=', person)
        .execute();
      for (const table of ['timeline', 'attachments'] as const) {
        await db
          .updateTable(table)
          .set({ author: stranger })
          .where('workspace', '=', workspace)
          .where('author', '=', person)
          .execute();
      }
      // Word that only this person was to get goes with where they read; who has missed it is told to look anew.
      const read = await db
        .selectFrom('reads')
        .select('ticket')
        .where('workspace', '=', workspace)
        .where('person', '=', person)
        .execute();
      for (const { ticket } of read) {
        await db
          .deleteFrom('changes')
          .where('workspace', '=', workspace)
          .where('ticket', '=', ticket)
          .where('person', '=', person)
          .execute();
      }
      await db.deleteFrom('changes').where('workspace', '=', workspace).where('requester', '=', person).execute();
      for (const table of ['reads', 'mails', 'idempotency_keys'] as const) {
        await db.deleteFrom(table).where('workspace', '=', workspace).where('person', '=', person).execute();
      }
      await db
        .updateTable('tickets')
        .set({ requester: stranger })
        .where('workspace', '=', workspace)
        .where('requester', '=', person)
        .execute();
      await db
        .updateTable('tickets')
        .set({ assignee: null })
        .where('workspace', '=', workspace)
        .where('assignee', '=', person)
        .execute();
      await db.deleteFrom('people').where('workspace', '=', workspace).where('id', '=', person).execute();
    },
  };
}
