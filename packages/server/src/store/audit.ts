import type { AuditEntry } from '@helpmark/schema';
import type { Kysely } from 'kysely';
import type { AuditRecords } from './service-records.js';
import type { AuditRow, Tables } from './tables.js';

export function auditRecords(db: Kysely<Tables>): AuditRecords {
  return {
    async appendAudit(workspace, { id, at, person, action, subject, visibility, from, to, requestId }) {
      await db
        .insertInto('audit')
        .values({
          workspace,
          id,
          at,
          person: person?.id ?? null,
          role: person?.role ?? null,
          action,
          subject: subject ?? null,
          visibility: visibility ?? null,
          from_key: from ?? null,
          to_key: to ?? null,
          request: requestId ?? null,
        })
        .execute();
    },

    async audit(workspace, after, limit) {
      const entries = db.selectFrom('audit').where('workspace', '=', workspace);
      const place =
        after === undefined ? { position: 0 } : await entries.select('position').where('id', '=', after).executeTakeFirst();
      if (!place) return undefined;
      const rows = await entries.selectAll().where('position', '>', place.position).orderBy('position').limit(limit).execute();
      return rows.map(entryOf);
    },
  };
}

/** A row as an entry: what is not known is left out. */
export function entryOf(row: Omit<AuditRow, 'position'>): AuditEntry {
  return {
    id: row.id,
    at: row.at,
    ...(row.person !== null && row.role !== null && { person: { id: row.person, role: row.role } }),
    action: row.action,
    ...(row.subject !== null && { subject: row.subject }),
    ...(row.visibility !== null && { visibility: row.visibility }),
    ...(row.from_key !== null && { from: row.from_key }),
    ...(row.to_key !== null && { to: row.to_key }),
    ...(row.request !== null && { requestId: row.request }),
  };
}
