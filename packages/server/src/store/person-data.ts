import type { AuditEntry, ContextItem } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import { attachmentsOf } from './attachments.js';
import { entryOf } from './audit.js';
import { contextOf } from './contexts.js';
import type { TimelineRecord, Viewer } from './store.js';
import { itemOf } from './timeline.js';
import type { Tables } from './tables.js';

/** An item of a timeline and where it stands. */
export interface PlacedItem {
  ticket: string;
  position: number;
  item: TimelineRecord;
}

/** A mail to a person, sent or not. */
export interface PersonMail {
  id: string;
  ticket: string;
  address?: string | undefined;
  subject: string;
  body: string;
  createdAt: string;
  sentAt?: string | undefined;
}

/** How far a person has read a ticket. */
export interface PersonMark {
  ticket: string;
  /** The item up to which they have; nothing where it is gone. */
  item?: string | undefined;
}

/** What is known of one person, in pages of which each goes on after the last. */
export interface PersonDataRecords {
  /** What a person wrote where they do not read it as a requester of their own ticket: on tickets of others, and for staff alone. */
  itemsElsewhere(viewer: Viewer, after: Omit<PlacedItem, 'item'> | undefined, limit: number): Promise<PlacedItem[]>;
  /** How far they have read tickets, their own and others, in the order of the tickets' ids. */
  marksOf(viewer: Viewer, after: string, limit: number): Promise<PersonMark[]>;
  mailsTo(viewer: Viewer, after: string, limit: number): Promise<PersonMail[]>;
  /** What they did, with the position to go on after. */
  auditOf(viewer: Viewer, after: number, limit: number): Promise<{ position: number; entry: AuditEntry }[]>;
  contextOf(workspace: string, ticket: string): Promise<ContextItem[] | undefined>;
}

export function personDataRecords(db: Kysely<Tables>): PersonDataRecords {
  return {
    async itemsElsewhere(viewer, after, limit) {
      const { workspace, id } = viewer;
      const rows = await db
        .selectFrom('timeline')
        .innerJoin('tickets', (join) =>
          join.onRef('tickets.workspace', '=', 'timeline.workspace').onRef('tickets.id', '=', 'timeline.ticket'),
        )
        .leftJoin('people', (join) =>
          join.onRef('people.workspace', '=', 'timeline.workspace').onRef('people.id', '=', 'timeline.author'),
        )
        .selectAll('timeline')
        .select(['people.name', 'people.email'])
        .where('timeline.workspace', '=', workspace)
        .where('timeline.author', '=', id)
        .where((eb) =>
          eb.or([eb('tickets.requester', '!=', id), eb('timeline.visibility', '!=', 'public'), eb('tickets.shared', '=', 0)]),
        )
        .$if(after !== undefined, (question) =>
          question.where((eb) =>
            eb.or([
              eb('timeline.ticket', '>', after?.ticket ?? ''),
              eb.and([eb('timeline.ticket', '=', after?.ticket ?? ''), eb('timeline.position', '>', after?.position ?? 0)]),
            ]),
          ),
        )
        .orderBy('timeline.ticket')
        .orderBy('timeline.position')
        .limit(limit)
        .execute();
      const items: PlacedItem[] = [];
      for (const row of rows) {
        const files = row.kind === 'message' ? await attachmentsOf(db, { ...viewer, staff: true }, row.ticket, [row.id]) : [];
        items.push({ ticket: row.ticket, position: row.position, item: itemOf(row, files) });
      }
      return items;
    },

    async marksOf({ workspace, id }, after, limit) {
      const rows = await db
        .selectFrom('reads')
        .leftJoin('timeline', (join) =>
          join
            .onRef('timeline.workspace', '=', 'reads.workspace')
            .onRef('timeline.ticket', '=', 'reads.ticket')
            .onRef('timeline.position', '=', 'reads.position'),
        )
        .select(['reads.ticket', 'timeline.id'])
        .where('reads.workspace', '=', workspace)
        .where('reads.person', '=', id)
        .where('reads.ticket', '>', after)
        .orderBy('reads.ticket')
        .limit(limit)
        .execute();
      return rows.map(({ ticket, id: item }) => ({ ticket, ...(item !== null && { item }) }));
    },

    async mailsTo({ workspace, id }, after, limit) {
      const rows = await db
        .selectFrom('mails')
        .select(['id', 'ticket', 'address', 'subject', 'body', 'created_at', 'sent_at'])
        .where('workspace', '=', workspace)
        .where('person', '=', id)
        .where('id', '>', after)
        .orderBy('id')
        .limit(limit)
        .execute();
      return rows.map(({ address, created_at: createdAt, sent_at: sentAt, ...mail }) => ({
        ...{ ...mail, createdAt },
        ...(address !== null && { address }),
        ...(sentAt !== null && { sentAt }),
      }));
    },

    async auditOf({ workspace, id }, after, limit) {
      const rows = await db
        .selectFrom('audit')
        .selectAll()
        .where('workspace', '=', workspace)
        .where('person', '=', id)
        .where('position', '>', after)
        .orderBy('position')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ position: Number(row.position), entry: entryOf(row) }));
    },

    contextOf: (workspace, ticket) => contextOf(db, workspace, ticket),
  };
}
