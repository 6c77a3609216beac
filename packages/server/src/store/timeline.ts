import { fold } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import { sql } from 'kysely';
import type { AttachmentRecord } from './attachment-records.js';
import { attachmentsOf } from './attachments.js';
import type { TimelineRecord, TimelineRecords, Viewer } from './store.js';
import { authorOf } from './people.js';
import type { Tables, TimelineRow } from './tables.js';
import { visibleTickets } from './ticket-questions.js';

/** What few events tell. */
type ItemData = Pick<TimelineRecord, 'request' | 'fields' | 'dueAt'>;

export function timelineRecords(db: Kysely<Tables>): TimelineRecords {
  /** The items of a ticket that the viewer may see. Whether they may see the ticket is asked before. */
  const visibleItems = (viewer: Viewer, ticket: string) =>
    db
      .selectFrom('timeline')
      .where('timeline.workspace', '=', viewer.workspace)
      .where('timeline.ticket', '=', ticket)
      .$if(!viewer.staff, (question) => question.where('timeline.visibility', '=', 'public'))
      .where((eb) =>
        eb.or([
          eb('timeline.linked', 'is', null),
          eb.exists(visibleTickets(db, viewer).whereRef('tickets.id', '=', sql.ref('timeline.linked')).select('tickets.id')),
        ]),
      )
      .$if(!viewer.staff, (question) =>
        question.where((eb) =>
          eb.or([
            eb('timeline.attachment', 'is', null),
            eb.exists(
              eb
                .selectFrom('attachments')
                .select('attachments.id')
                // Written out, and of this ticket alone: PostgreSQL may well read all that is left, and ask that.
                .where('attachments.workspace', '=', viewer.workspace)
                .where('attachments.ticket', '=', ticket)
                .whereRef('attachments.id', '=', 'timeline.attachment')
                .where('attachments.visibility', '=', 'public'),
            ),
          ]),
        ),
      );

  const positionOf = (viewer: Viewer, ticket: string, item: string) =>
    visibleItems(viewer, ticket)
      .select('timeline.position')
      .where('timeline.id', '=', item)
      .executeTakeFirst()
      .then((row) => row?.position);

  return {
    async appendItem(workspace, ticket, item) {
      const last = async (table: 'timeline' | 'reads') => {
        const { position } = await db
          .selectFrom(table)
          .select((eb) => eb.fn.coalesce(eb.fn.max('position'), eb.val(0)).as('position'))
          .where('workspace', '=', workspace)
          .where('ticket', '=', ticket)
          .executeTakeFirstOrThrow();
        return Number(position);
      };
      // Where the last items were erased, what comes after them is still to be read.
      const position = Math.max(await last('timeline'), await last('reads'));
      await db
        .insertInto('timeline')
        .values({
          workspace,
          ticket,
          position: position + 1,
          id: item.id,
          kind: item.kind,
          visibility: item.visibility,
          type: item.type ?? null,
          author: item.author?.id ?? null,
          author_role: item.author?.role ?? null,
          body: item.body ?? null,
          from_key: item.from ?? null,
          to_key: item.to ?? null,
          reason: item.reason ?? null,
          created_at: item.createdAt,
          search: fold(item.body ?? ''),
          linked: item.linked ?? null,
          attachment: item.attachment ?? null,
          data: dataOf(item),
        })
        .execute();
    },

    async hasItem(viewer, ticket, item) {
      return (await positionOf(viewer, ticket, item)) !== undefined;
    },

    async timeline(viewer, ticket, { before, after, oldest = false, limit }) {
      const isForward = oldest || after !== undefined;
      const beside = before ?? after;
      const place = beside === undefined ? undefined : await positionOf(viewer, ticket, beside);
      if (beside !== undefined && place === undefined) return { items: [], more: false };
      const rows = await visibleItems(viewer, ticket)
        .leftJoin('people', (join) =>
          join.onRef('people.workspace', '=', 'timeline.workspace').onRef('people.id', '=', 'timeline.author'),
        )
        .selectAll('timeline')
        .select(['people.name', 'people.email'])
        .$if(place !== undefined, (question) => question.where('timeline.position', isForward ? '>' : '<', place ?? 0))
        .orderBy('timeline.position', isForward ? 'asc' : 'desc')
        .limit(limit + 1)
        .execute();
      const page = rows.slice(0, limit);
      const messages = page.flatMap(({ kind, id }) => (kind === 'message' ? [id] : []));
      const files = messages.length > 0 ? await attachmentsOf(db, viewer, ticket, messages) : [];
      const items = page.map((row) => itemOf(row, files));
      return { items: isForward ? items : items.reverse(), more: rows.length > limit };
    },

    async markRead(viewer, ticket, item) {
      const position = await positionOf(viewer, ticket, item);
      if (position === undefined) return false;
      const { numInsertedOrUpdatedRows: moved } = await db
        .insertInto('reads')
        .values({ workspace: viewer.workspace, ticket, person: viewer.id, position })
        .onConflict((conflict) =>
          conflict.columns(['workspace', 'ticket', 'person']).doUpdateSet({ position }).where('reads.position', '<', position),
        )
        .executeTakeFirstOrThrow();
      return moved !== undefined && moved > 0n;
    },
  };
}

/** A row as an item, with those of the files that it brought. */
export function itemOf(
  row: TimelineRow & { name: string | null; email: string | null },
  files: AttachmentRecord[],
): TimelineRecord {
  return {
    id: row.id,
    kind: row.kind,
    visibility: row.visibility === 'internal' ? 'internal' : 'public',
    type: row.type ?? undefined,
    author:
      row.author === null || row.author_role === null
        ? undefined
        : authorOf({ id: row.author, role: row.author_role, name: row.name, email: row.email }),
    body: row.body ?? undefined,
    from: row.from_key ?? undefined,
    to: row.to_key ?? undefined,
    reason: row.reason ?? undefined,
    linked: row.linked ?? undefined,
    attachment: row.attachment ?? undefined,
    attachments: row.kind === 'message' ? files.filter(({ message }) => message === row.id) : undefined,
    ...(row.data !== null && (JSON.parse(row.data) as ItemData)),
    createdAt: row.created_at,
  };
}

function dataOf({ request, fields, dueAt }: TimelineRecord): string | null {
  const data: ItemData = { request, fields, dueAt };
  return Object.values(data).some((value) => value !== undefined) ? JSON.stringify(data) : null;
}
