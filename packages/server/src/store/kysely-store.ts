import type { Dialect } from 'kysely';
import { Kysely, Migrator } from 'kysely';
import { attachmentRecords } from './attachments.js';
import { auditRecords } from './audit.js';
import { changeRecords } from './changes.js';
import { keyRecords } from './keys.js';
import { isUnavailable, openLibsql } from './libsql.js';
import { mailRecords } from './mails.js';
import { migrations } from './migrations.js';
import { peopleRecords } from './people.js';
import type { Records, Store } from './store.js';
import { StoreUnavailableError } from './store.js';
import { staffRecords } from './staff.js';
import type { Tables } from './tables.js';
import { ticketRecords } from './tickets.js';
import { timelineRecords } from './timeline.js';
import { timerRecords } from './timers.js';
import { uploadLinkRecords } from './upload-links.js';

/**
 * Opens the store of an address and brings its tables up to date.
 *
 * @param address - `file:` and a path for a file of its own, `:memory:` for one that ends with the process.
 * @throws {TypeError} where the address is of no known kind.
 */
export async function openStore(address: string): Promise<Store> {
  return createKyselyStore(openLibsql(address));
}

/** A store over any dialect of Kysely. */
async function createKyselyStore(dialect: Dialect): Promise<Store> {
  const db = new Kysely<Tables>({ dialect });
  const { error } = await new Migrator({ db, provider: migrations }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw new Error('The tables of the database could not be brought up to date.', { cause: error });
  }

  const notices = new Set<(workspace?: string) => void>();
  const run = async <T>(mode: 'read only' | 'read write', work: (records: Records) => Promise<T>): Promise<T> => {
    const changed = new Set<string>();
    try {
      const result = await db
        .transaction()
        .setAccessMode(mode)
        .execute((transaction) => work(recordsOf(transaction, (workspace) => changed.add(workspace))));
      for (const workspace of changed) for (const notice of notices) notice(workspace);
      return result;
    } catch (error) {
      throw isUnavailable(error) ? new StoreUnavailableError('The database cannot be used now.', { cause: error }) : error;
    }
  };
  return {
    read: (work) => run('read only', work),
    write: (_workspace, work) => run('read write', work),
    watch(notice) {
      notices.add(notice);
      return () => notices.delete(notice);
    },
    close: () => db.destroy(),
  };
}

function recordsOf(db: Kysely<Tables>, note: (workspace: string) => void): Records {
  return {
    ...peopleRecords(db),
    ...ticketRecords(db),
    ...timelineRecords(db),
    ...keyRecords(db),
    ...timerRecords(db),
    ...staffRecords(db),
    ...auditRecords(db),
    ...mailRecords(db),
    ...changeRecords(db, note),
    ...attachmentRecords(db),
    ...uploadLinkRecords(db),
  };
}
