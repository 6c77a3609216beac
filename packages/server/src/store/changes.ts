import { randomUUID } from 'node:crypto';
import type { Expression, Kysely, SqlBool } from 'kysely';
import { expressionBuilder, sql } from 'kysely';
import type { ChangeRecord, ChangeRecords } from './service-records.js';
import type { Viewer } from './store.js';
import type { Tables } from './tables.js';
import { isOpenTo } from './ticket-questions.js';

/** Workspaces that one question names. */
const mostAtOnce = 500;

/** @param note - Is told of each workspace in which a change is written down. */
export function changeRecords(db: Kysely<Tables>, note: (workspace: string) => void): ChangeRecords {
  const ofWorkspace = (workspace: string) => db.selectFrom('changes').where('changes.workspace', '=', workspace);

  const counters = db.selectFrom('counters').where('name', '=', 'changes');

  const nextPosition = async (workspace: string): Promise<number> => {
    const { value } = await db
      .insertInto('counters')
      .values({ workspace, name: 'changes', value: 1 })
      .onConflict((conflict) =>
        conflict.columns(['workspace', 'name']).doUpdateSet(({ eb }) => ({ value: eb('counters.value', '+', 1) })),
      )
      .returning('value')
      .executeTakeFirstOrThrow();
    note(workspace);
    return value;
  };

  /** The changes that a viewer is told of. */
  const toldTo = (viewer: Viewer) =>
    ofWorkspace(viewer.workspace)
      .innerJoin('tickets', (join) =>
        join.onRef('tickets.workspace', '=', 'changes.workspace').onRef('tickets.id', '=', 'changes.ticket'),
      )
      .where((eb) => eb.or([eb('changes.person', 'is', null), eb('changes.person', '=', viewer.id)]))
      // What the rule below leaves of a requester's changes is their own and their organization's; this says so to an index.
      .$if(!viewer.staff, (question) =>
        question.where((eb) =>
          eb.or([
            eb('changes.requester', '=', viewer.id),
            ...(viewer.organization === undefined ? [] : [eb('changes.organization', '=', viewer.organization)]),
          ]),
        ),
      )
      .where(isTold(viewer));

  return {
    async appendChange(workspace, { ticket, requester, organization, kinds, visibility, person, was, createdAt }) {
      const position = await nextPosition(workspace);
      await db
        .insertInto('changes')
        .values({
          ...{ workspace, position, id: randomUUID(), ticket, requester, visibility, created_at: createdAt },
          ...{ organization: organization ?? null, kinds: kinds.join(' '), person: person ?? null },
          ...{ was_shared: was ? Number(was.shared) : null, was_queue: was?.queue ?? null },
        })
        .execute();
    },

    async skipPosition(workspace) {
      await nextPosition(workspace);
    },

    async lastPosition(workspace) {
      return (await counters.where('workspace', '=', workspace).select('value').executeTakeFirst())?.value ?? 0;
    },

    async lastPositions(workspaces) {
      const lasts = new Map<string, number>();
      for (let at = 0; at < workspaces.length; at += mostAtOnce) {
        const some = counters.where('workspace', 'in', workspaces.slice(at, at + mostAtOnce)).select(['workspace', 'value']);
        for (const { workspace, value } of await some.execute()) lasts.set(workspace, value);
      }
      return lasts;
    },

    async positionOfChange(workspace, id) {
      const row = await ofWorkspace(workspace).select('changes.position').where('changes.id', '=', id).executeTakeFirst();
      return row?.position;
    },

    async lastChange(viewer) {
      const row = await toldTo(viewer).select('changes.id').orderBy('changes.position', 'desc').limit(1).executeTakeFirst();
      return row?.id;
    },

    async changes(viewer, after, limit) {
      const rows = await toldTo(viewer)
        .where('changes.position', '>', after)
        .select(['changes.position', 'changes.id', 'changes.ticket', 'changes.kinds', 'changes.was_shared'])
        .select(viewer.staff ? 'tickets.staff_version as version' : 'tickets.public_version as version')
        .select([isOpenNow(viewer).as('now'), wasOpen(viewer).as('before')])
        .orderBy('changes.position')
        .limit(limit)
        .execute();
      return rows.map(({ position, id, ticket, kinds, version, was_shared: moved, now, before }): ChangeRecord => {
        if (!now) return { position, id, ticket, kinds: ['access'] };
        return { position, id, ticket, version, kinds: [...kinds.split(' '), ...(moved !== null && !before ? ['access'] : [])] };
      });
    },

    async audiences(workspace, after) {
      const rows = await ofWorkspace(workspace)
        .where('changes.position', '>', after)
        .select(['changes.requester', 'changes.organization', 'changes.person'])
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .groupBy(['changes.requester', 'changes.organization', 'changes.person'])
        .execute();
      const audiences = rows.map(({ requester, organization, person }) => ({
        requester,
        organization: organization ?? undefined,
        person: person ?? undefined,
      }));
      return { audiences, count: rows.reduce((sum, row) => sum + row.count, 0) };
    },

    async pruneChanges(before) {
      await db.deleteFrom('changes').where('created_at', '<', before).execute();
    },
  };
}

const isOpenNow = (viewer: Viewer) => isOpenTo(viewer, { shared: 'tickets.shared', queue: 'tickets.queue' });
const wasOpen = (viewer: Viewer) => isOpenTo(viewer, { shared: 'changes.was_shared', queue: 'changes.was_queue' });

/** Whether a viewer is told: of what they may see, and of a ticket that has become theirs to see, or no longer is. */
function isTold(viewer: Viewer): Expression<SqlBool> {
  const eb = expressionBuilder<Tables, 'tickets' | 'changes'>();
  const [now, before] = [isOpenNow(viewer), wasOpen(viewer)];
  return eb.or([
    viewer.staff ? now : eb.and([now, eb('changes.visibility', '=', 'public')]),
    eb.and([eb('changes.was_shared', 'is not', null), sql<boolean>`(${now}) <> (${before})`]),
  ]);
}
