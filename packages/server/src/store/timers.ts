import type { Kysely } from 'kysely';
import type { TimerRecords } from './service-records.js';
import type { Tables } from './tables.js';

export function timerRecords(db: Kysely<Tables>): TimerRecords {
  return {
    async setTimers(workspace, timersByTicket) {
      await db
        .deleteFrom('timers')
        .where('workspace', '=', workspace)
        .where('ticket', 'in', [...timersByTicket.keys()])
        .execute();
      const rows = [...timersByTicket].flatMap(([ticket, timers]) =>
        timers.map(({ timer, startedAt, dueAt = null }) => ({ workspace, ticket, timer, started_at: startedAt, due_at: dueAt })),
      );
      if (rows.length > 0) await db.insertInto('timers').values(rows).execute();
    },

    async ticketsWithDueTimers(now, limit) {
      // In the order of time and not in groups, for which every timer would be read.
      for (let most = limit; ; most *= 2) {
        const due = await db
          .selectFrom('timers')
          .select(['workspace', 'ticket'])
          .where('due_at', '<=', now)
          .orderBy('due_at')
          .limit(most)
          .execute();
        const names = [...new Map(due.map((name) => [JSON.stringify([name.workspace, name.ticket]), name])).values()];
        if (names.length >= limit || due.length < most) return names.slice(0, limit);
      }
    },

    async workspaces() {
      const rows = await db.selectFrom('tickets').select('workspace').distinct().execute();
      return rows.map(({ workspace }) => workspace);
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
