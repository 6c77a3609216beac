import type { Kysely } from 'kysely';
import type { TimerRecords } from './service-records.js';
import type { Tables } from './tables.js';

export function timerRecords(db: Kysely<Tables>): TimerRecords {
  return {
    async setTimers(workspace, ticket, timers) {
      await db.deleteFrom('timers').where('workspace', '=', workspace).where('ticket', '=', ticket).execute();
      if (timers.length === 0) return;
      await db
        .insertInto('timers')
        .values(
          timers.map(({ timer, startedAt, dueAt = null }) => ({
            workspace,
            ticket,
            timer,
            started_at: startedAt,
            due_at: dueAt,
          })),
        )
        .execute();
    },

    async ticketsWithDueTimers(now, limit) {
      return db
        .selectFrom('timers')
        .select(['workspace', 'ticket'])
        .where('due_at', '<=', now)
        .groupBy(['workspace', 'ticket'])
        .orderBy((eb) => eb.fn.min('due_at'))
        .limit(limit)
        .execute();
    },

    async workspaces() {
      const rows = await db.selectFrom('tickets').select('workspace').distinct().execute();
      return rows.map(({ workspace }) => workspace);
    },

    async ticketIds(workspace) {
      const rows = await db.selectFrom('tickets').select('id').where('workspace', '=', workspace).execute();
      return rows.map(({ id }) => id);
    },

    async policyHash(workspace) {
      const row = await db.selectFrom('policies').select('hash').where('workspace', '=', workspace).executeTakeFirst();
      return row?.hash;
    },

    async savePolicyHash(workspace, hash) {
      await db
        .insertInto('policies')
        .values({ workspace, hash })
        .onConflict((conflict) => conflict.column('workspace').doUpdateSet({ hash }))
        .execute();
    },
  };
}
