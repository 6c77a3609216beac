import type { Kysely } from 'kysely';
import type { MailRecord, MailRecords } from './service-records.js';
import type { MailRow, Tables } from './tables.js';

export function mailRecords(db: Kysely<Tables>): MailRecords {
  return {
    async addMail({ createdAt, person = null, address = null, queue = null, ...mail }) {
      await db
        .insertInto('mails')
        .values({ ...mail, person, address, queue, created_at: createdAt, claimed_at: null, sent_at: null })
        .onConflict((conflict) => conflict.columns(['workspace', 'event', 'notification']).doNothing())
        .execute();
    },

    async claimMails(now, before, limit) {
      const rows = await db
        .selectFrom('mails')
        .selectAll()
        .where('sent_at', 'is', null)
        .where((eb) => eb.or([eb('claimed_at', 'is', null), eb('claimed_at', '<', before)]))
        .orderBy('created_at')
        .limit(limit)
        .execute();
      for (const { workspace, id } of rows) {
        await db.updateTable('mails').set({ claimed_at: now }).where('workspace', '=', workspace).where('id', '=', id).execute();
      }
      return rows.map(recordOf);
    },

    async markMailSent(workspace, id, now) {
      await db.updateTable('mails').set({ sent_at: now }).where('workspace', '=', workspace).where('id', '=', id).execute();
    },
  };
}

function recordOf(row: MailRow): MailRecord {
  const { workspace, id, ticket, event, notification, person, address, queue, subject, body, created_at: createdAt } = row;
  return {
    ...{ workspace, id, ticket, event, notification, subject, body, createdAt },
    ...(person !== null && { person }),
    ...(address !== null && { address }),
    ...(queue !== null && { queue }),
  };
}
