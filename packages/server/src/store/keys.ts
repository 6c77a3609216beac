import type { Kysely } from 'kysely';
import type { KeyRecords } from './store.js';
import type { Tables } from './tables.js';

export function keyRecords(db: Kysely<Tables>): KeyRecords {
  return {
    async keptAnswer(viewer, key) {
      const row = await db
        .selectFrom('idempotency_keys')
        .select(['fingerprint', 'status', 'body', 'etag'])
        .where('workspace', '=', viewer.workspace)
        .where('person', '=', viewer.id)
        .where('key', '=', key)
        .executeTakeFirst();
      return row && { ...row, etag: row.etag ?? undefined };
    },

    async keepAnswer(viewer, key, ticket, { fingerprint, status, body, etag = null }) {
      await db
        .insertInto('idempotency_keys')
        .values({ workspace: viewer.workspace, person: viewer.id, key, ticket, fingerprint, status, body, etag })
        .execute();
    },
  };
}
