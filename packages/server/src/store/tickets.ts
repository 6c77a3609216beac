import type { Answer } from '@helpmark/schema';
import { fold } from '@helpmark/schema';
import type { TicketClock } from '@helpmark/schema/time';
import type { Kysely, SelectQueryBuilder } from 'kysely';
import { sql } from 'kysely';
import { attachmentsOf } from './attachments.js';
import { contextOf } from './contexts.js';
import { authorOf } from './people.js';
import type { TicketEdit, TicketFacts, TicketPlace, TicketRecord, TicketRecords, Viewer } from './store.js';
import { noFacts } from './store.js';
import type { Tables } from './tables.js';
import { matching, sortKeyOf, unreadOf, visibleTickets } from './ticket-questions.js';

export function ticketRecords(db: Kysely<Tables>): TicketRecords {
  /** Adds the links of tickets, as far as the viewer may see where they lead. */
  const withLinks = async (viewer: Viewer, tickets: TicketRecord[]): Promise<TicketRecord[]> => {
    if (tickets.length === 0) return tickets;
    const rows = await visibleTickets(db, viewer)
      .innerJoin('links', (join) =>
        join.onRef('links.workspace', '=', 'tickets.workspace').onRef('links.other', '=', 'tickets.id'),
      )
      .where(
        'links.ticket',
        'in',
        tickets.map(({ id }) => id),
      )
      .select(['links.ticket', 'links.relation', 'tickets.id', 'tickets.number'])
      .orderBy('tickets.created_at')
      .orderBy('tickets.id')
      .execute();
    return tickets.map((ticket) => ({
      ...ticket,
      links: rows.filter((row) => row.ticket === ticket.id).map(({ relation, id, number }) => ({ relation, id, number })),
    }));
  };

  return {
    async nextTicketCount(workspace) {
      const { value } = await db
        .insertInto('counters')
        .values({ workspace, name: 'tickets', value: 1 })
        .onConflict((conflict) =>
          conflict.columns(['workspace', 'name']).doUpdateSet(({ eb }) => ({ value: eb('counters.value', '+', 1) })),
        )
        .returning('value')
        .executeTakeFirstOrThrow();
      return value;
    },

    async hasTicketNumber(workspace, number) {
      const has = (table: 'tickets' | 'spent_numbers') =>
        db.selectFrom(table).select('number').where('workspace', '=', workspace).where('number', '=', number).executeTakeFirst();
      return ((await has('tickets')) ?? (await has('spent_numbers'))) !== undefined;
    },

    async insertTicket(workspace, ticket) {
      const { text, fields, createdAt, clock, shared, priorityReason = null, ...rest } = ticket;
      const { severity = null, organization = null, queue = null, project = null } = ticket;
      await db
        .insertInto('tickets')
        .values({
          ...rest,
          workspace,
          severity,
          organization,
          queue,
          project,
          priority_reason: priorityReason,
          shared: shared ? 1 : 0,
          clock: JSON.stringify(clock),
          facts: JSON.stringify(noFacts),
          fields: JSON.stringify(fields),
          created_at: createdAt,
          public_version: 1,
          public_updated_at: createdAt,
          staff_version: 1,
          staff_updated_at: createdAt,
          search: fold([ticket.number, ticket.subject, text].join('\n')),
        })
        .execute();
    },

    async ticket(viewer, id) {
      const row = await withPeople(viewer, visibleTickets(db, viewer)).where('tickets.id', '=', id).executeTakeFirst();
      const [ticket] = row ? await withLinks(viewer, [recordOf(viewer, row)]) : [];
      const context = ticket && viewer.staff ? await contextOf(db, viewer.workspace, id) : undefined;
      return ticket && { ...ticket, context, attachments: await attachmentsOf(db, viewer, id) };
    },

    async tickets(viewer, query) {
      const sortKey = sortKeyOf(viewer, query);
      const direction = (query.sort === 'priority') === query.reversed ? 'desc' : 'asc';
      let question = withPeople(viewer, matching(visibleTickets(db, viewer), viewer, query)).select(sortKey.as('sort_key'));
      const { after } = query;
      if (after) {
        const past = direction === 'desc' ? '<' : '>';
        question = question.where((eb) =>
          eb.or([eb(sortKey, past, after.value), eb.and([eb(sortKey, '=', after.value), eb('tickets.id', past, after.id)])]),
        );
      }
      const rows = await question
        .orderBy(sortKey, direction)
        .orderBy('tickets.id', direction)
        .limit(query.limit + 1)
        .execute();
      const page = rows.slice(0, query.limit);
      const last = page.at(-1);
      const next: TicketPlace | undefined = last && rows.length > query.limit ? { value: last.sort_key, id: last.id } : undefined;
      return {
        items: await withLinks(
          viewer,
          page.map((row) => recordOf(viewer, row)),
        ),
        next,
      };
    },

    async changeTicket(workspace, id, edit, visibility, at) {
      await db
        .updateTable('tickets')
        .set(rowOf(edit))
        .set(({ eb }) => ({ staff_version: eb('staff_version', '+', 1), staff_updated_at: at }))
        .$if(visibility === 'public', (change) =>
          change.set(({ eb }) => ({ public_version: eb('public_version', '+', 1), public_updated_at: at })),
        )
        .where('workspace', '=', workspace)
        .where('id', '=', id)
        .execute();
    },

    async rewriteTicket(workspace, id, edit) {
      await db.updateTable('tickets').set(rowOf(edit)).where('workspace', '=', workspace).where('id', '=', id).execute();
    },

    async linkTickets(workspace, ticket, relation, other, back) {
      await db
        .insertInto('links')
        .values([
          { workspace, ticket, relation, other },
          { workspace, ticket: other, relation: back, other: ticket },
        ])
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async unread(viewer) {
      const counted = visibleTickets(db, viewer).select(unreadOf(viewer).as('unread'));
      const row = await db
        .selectFrom(counted.as('counted'))
        .where('counted.unread', '>', 0)
        .select(({ fn }) => [sql<number>`coalesce(sum(counted.unread), 0)`.as('messages'), fn.countAll<number>().as('tickets')])
        .executeTakeFirstOrThrow();
      return { messages: Number(row.messages), tickets: Number(row.tickets) };
    },
  };
}

/** Adds who asked, who has it, and what the viewer has not read. */
function withPeople(viewer: Viewer, question: SelectQueryBuilder<Tables, 'tickets', object>) {
  return question
    .innerJoin('people as asker', (join) =>
      join.onRef('asker.workspace', '=', 'tickets.workspace').onRef('asker.id', '=', 'tickets.requester'),
    )
    .leftJoin('people as holder', (join) =>
      join.onRef('holder.workspace', '=', 'tickets.workspace').onRef('holder.id', '=', 'tickets.assignee'),
    )
    .leftJoin('incidents', (join) =>
      join.onRef('incidents.workspace', '=', 'tickets.workspace').onRef('incidents.key', '=', 'tickets.incident'),
    )
    .selectAll('tickets')
    .select(['incidents.title as incident_title', 'incidents.state as incident_state'])
    .select(['asker.role as asker_role', 'asker.name as asker_name', 'asker.email as asker_email'])
    .select(['holder.role as holder_role', 'holder.name as holder_name', 'holder.email as holder_email'])
    .select(unreadOf(viewer).as('unread'));
}

type Row = Awaited<ReturnType<ReturnType<typeof withPeople>['executeTakeFirstOrThrow']>>;

function recordOf(viewer: Viewer, row: Row): TicketRecord {
  return {
    id: row.id,
    number: row.number,
    version: viewer.staff ? row.staff_version : row.public_version,
    type: row.type,
    subject: row.subject,
    severity: row.severity ?? undefined,
    priority: row.priority,
    status: row.status,
    phase: row.phase,
    fields: JSON.parse(row.fields) as Record<string, Answer>,
    requester: authorOf({ id: row.requester, role: row.asker_role, name: row.asker_name, email: row.asker_email }),
    organization: row.organization ?? undefined,
    assignee:
      row.assignee === null || row.holder_role === null
        ? undefined
        : authorOf({ id: row.assignee, role: row.holder_role, name: row.holder_name, email: row.holder_email }),
    createdAt: row.created_at,
    updatedAt: viewer.staff ? row.staff_updated_at : row.public_updated_at,
    unread: Number(row.unread),
    clock: JSON.parse(row.clock) as TicketClock,
    facts: { ...noFacts, ...(JSON.parse(row.facts) as Partial<TicketFacts>) },
    shared: row.shared === 1,
    queue: row.queue ?? undefined,
    category: row.category ?? undefined,
    incident:
      row.incident === null || row.incident_title === null || row.incident_state === null
        ? undefined
        : { key: row.incident, title: row.incident_title, state: row.incident_state },
    followUpOn: row.follow_up_on ?? undefined,
    priorityReason: row.priority_reason ?? undefined,
    links: [],
  };
}

/** What a change sets, in the form that the table has it. */
function rowOf({ priorityReason, followUpOn, shared, fields, text, clock, facts, ...edit }: TicketEdit) {
  return {
    ...edit,
    ...(priorityReason !== undefined && { priority_reason: priorityReason }),
    ...(followUpOn !== undefined && { follow_up_on: followUpOn }),
    ...(shared !== undefined && { shared: shared ? 1 : 0 }),
    ...(fields && { fields: JSON.stringify(fields) }),
    ...(text !== undefined && { search: fold(text) }),
    ...(clock && { clock: JSON.stringify(clock) }),
    ...(facts && { facts: JSON.stringify(facts) }),
  };
}
