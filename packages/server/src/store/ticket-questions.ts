import type { AliasableExpression, Kysely, SelectQueryBuilder, SqlBool } from 'kysely';
import { expressionBuilder, sql } from 'kysely';
import { contains } from './search.js';
import type { TicketQuery, Viewer } from './store.js';
import type { Tables } from './tables.js';

type Question = SelectQueryBuilder<Tables, 'tickets', object>;

/** The tickets that a person may see: the one place that says so. */
export function visibleTickets(db: Kysely<Tables>, viewer: Viewer): Question {
  return db
    .selectFrom('tickets')
    .where('tickets.workspace', '=', viewer.workspace)
    .where(isOpenTo(viewer, { shared: 'tickets.shared', queue: 'tickets.queue' }));
}

/** Where a question finds what, besides its requester, decides who sees a ticket: as it is now, or as it was before a change. */
type AccessColumns =
  { shared: 'tickets.shared'; queue: 'tickets.queue' } | { shared: 'changes.was_shared'; queue: 'changes.was_queue' };

/** Whether a viewer sees a ticket of their workspace. */
export function isOpenTo(viewer: Viewer, { shared, queue }: AccessColumns): AliasableExpression<SqlBool> {
  const eb = expressionBuilder<Tables, 'tickets' | 'changes'>();
  const own = eb('tickets.requester', '=', viewer.id);
  if (!viewer.staff) {
    const { organization } = viewer;
    const theirs = organization === undefined ? own : eb.or([own, eb('tickets.organization', '=', organization)]);
    return eb.and([theirs, eb(shared, '=', 1)]);
  }
  if (viewer.everything) return eb(shared, 'is not', null);
  // A queue that the policy does not know is nobody's, lest a policy that loses one open it to all.
  const open = eb.or([eb(queue, 'is', null), ...(viewer.queues.length > 0 ? [eb(queue, 'in', viewer.queues)] : []), own]);
  return eb.and([eb(shared, 'is not', null), open]);
}

/** Narrows tickets by the filters of a list. */
export function matching(question: Question, viewer: Viewer, query: TicketQuery): Question {
  let narrowed = question;
  for (const filter of [
    'phase',
    'status',
    'type',
    'priority',
    'requester',
    'organization',
    'project',
    'queue',
    'category',
  ] as const) {
    if (query[filter].length > 0) narrowed = narrowed.where(`tickets.${filter}`, 'in', query[filter]);
  }
  if (query.assignee.length > 0) {
    const people = query.assignee.filter((id) => id !== null);
    narrowed = narrowed.where((eb) =>
      eb.or([
        ...(people.length > 0 ? [eb('tickets.assignee', 'in', people)] : []),
        ...(query.assignee.includes(null) ? [eb('tickets.assignee', 'is', null)] : []),
      ]),
    );
  }
  if (query.from !== undefined) narrowed = narrowed.where('tickets.created_at', '>=', query.from);
  if (query.before !== undefined) narrowed = narrowed.where('tickets.created_at', '<', query.before);
  for (const word of query.words) {
    narrowed = narrowed.where((eb) =>
      eb.or([
        contains('tickets.search', word),
        eb.exists(messagesOf(viewer).where(contains('timeline.search', word)).select('id')),
      ]),
    );
  }
  return narrowed;
}

/**
 * How many messages of others the viewer may see on a ticket after their mark. What a requester sees of a colleague's ticket counts
 * from when they have read in it: before, it is news to the colleague alone.
 */
export function unreadOf(viewer: Viewer) {
  return messagesOf(viewer)
    .leftJoin('reads', (join) =>
      join
        .onRef('reads.workspace', '=', 'timeline.workspace')
        .onRef('reads.ticket', '=', 'timeline.ticket')
        .on('reads.person', '=', viewer.id),
    )
    .where('timeline.author', '!=', viewer.id)
    .where((eb) => eb('timeline.position', '>', eb.fn.coalesce('reads.position', eb.val(0))))
    .$if(viewer.organization !== undefined, (question) =>
      question.where((eb) => eb.or([eb('tickets.requester', '=', viewer.id), eb('reads.position', 'is not', null)])),
    )
    .select(({ fn }) => fn.countAll<number>().as('unread'));
}

/** The messages that the viewer may see of the ticket in the question around. */
function messagesOf(viewer: Viewer) {
  const messages = expressionBuilder<Tables, 'tickets'>()
    .selectFrom('timeline')
    .whereRef('timeline.workspace', '=', 'tickets.workspace')
    .whereRef('timeline.ticket', '=', 'tickets.id')
    .where('timeline.kind', '=', 'message');
  return viewer.staff ? messages : messages.where('timeline.visibility', '=', 'public');
}

/** What a list is sorted by. A level that the policy no longer has comes after those it has. */
export function sortKeyOf(viewer: Viewer, { sort, levels }: Pick<TicketQuery, 'sort' | 'levels'>) {
  if (sort === 'created') return sql<string | number>`tickets.created_at`;
  if (sort === 'updated')
    return sql<string | number>`${sql.ref(viewer.staff ? 'tickets.staff_updated_at' : 'tickets.public_updated_at')}`;
  const ranks = levels.map((level, rank) => sql`when ${level} then ${sql.lit(rank)}`);
  return sql<string | number>`case tickets.priority ${sql.join(ranks, sql` `)} else ${sql.lit(levels.length)} end`;
}
