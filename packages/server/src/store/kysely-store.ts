import { Kysely, Migrator } from 'kysely';
import { attachmentRecords } from './attachments.js';
import { auditRecords } from './audit.js';
import { changeRecords } from './changes.js';
import type { Engine } from './engine.js';
import { contextRecords } from './contexts.js';
import { erasureRecords } from './erasure.js';
import { keyRecords } from './keys.js';
import { openLibsql } from './libsql.js';
import { mailRecords } from './mails.js';
import { migrations } from './migrations.js';
import { peopleRecords } from './people.js';
import { personDataRecords } from './person-data.js';
import { personErasureRecords } from './person-erasure.js';
import type { Records, Store } from './store.js';
import { StoreUnavailableError } from './store.js';
import { staffRecords } from './staff.js';
import type { Tables } from './tables.js';
import { ticketRecords } from './tickets.js';
import { timelineRecords } from './timeline.js';
import { timerRecords } from './timers.js';
import { uploadLinkRecords } from './upload-links.js';

/**
 * Opens the store of an address and brings its tables up to date: once, however many processes start together.
 *
 * @param address - `file:` and a path for a file of its own, `:memory:` for one that ends with the process, `postgres://…`.
 * @throws {TypeError} where the address is of no known kind.
 * @throws {StoreUnavailableError} where the database cannot be used, with a sentence that says what to look at.
 */
export async function openStore(address: string): Promise<Store> {
  if (!/^postgres(ql)?:/.test(address)) return createKyselyStore(openLibsql(address));
  // Nothing of it is loaded where the embedded database is used.
  const { cannotReach, isRefused, openPostgres } = await import('./postgres.js');
  const engine = openPostgres(address);
  return createKyselyStore(engine).catch((error: unknown) => {
    const cause = error instanceof Error && error.cause !== undefined ? error.cause : error;
    throw engine.isUnavailable(cause) || isRefused(cause) ? cannotReach(address, cause) : error;
  });
}

/** How often a transaction is run again that another one crossed. */
const most = 3;

/** A store over any engine. */
async function createKyselyStore(engine: Engine): Promise<Store> {
  const db = new Kysely<Tables>({ dialect: engine.dialect });
  const builder = engine.columns ? db.withPlugin(engine.columns) : db;
  const { error } = await new Migrator({ db: builder, provider: migrations }).migrateToLatest();
  if (error) {
    await db.destroy();
    throw new Error('The tables of the database could not be brought up to date.', { cause: error });
  }

  // A process before this one may have ended too early.
  let holdsErased = true;
  const notices = new Set<(workspace?: string) => void>();
  const notify = (workspace?: string) => {
    for (const notice of notices) notice(workspace);
  };
  const stopListening = engine.listen?.(notify);
  const attempt = async <T>(run: () => Promise<T>, times = 1): Promise<T> => {
    try {
      return await run();
    } catch (error) {
      if (times < most && engine.isRepeatable?.(error)) return attempt(run, times + 1);
      throw engine.isUnavailable(error) ? new StoreUnavailableError('The database cannot be used now.', { cause: error }) : error;
    }
  };

  return {
    read: (work) => attempt(() => engine.read(db, (transaction) => work(recordsOf(transaction, noNotes)))),
    async write(workspace, work) {
      let changed = new Set<string>();
      const result = await attempt(() => {
        changed = new Set();
        return engine.write(db, workspace, async (transaction) => {
          const done = await work(
            recordsOf(transaction, { changed: (name) => changed.add(name), erased: () => (holdsErased = true) }),
          );
          for (const name of changed) await engine.announce?.(transaction, name);
          return done;
        });
      });
      for (const name of changed) notify(name);
      return result;
    },
    async sweep() {
      if (!holdsErased || !engine.sweep) return;
      holdsErased = false;
      if (!(await engine.sweep(db))) holdsErased = true;
    },
    watch(notice) {
      notices.add(notice);
      return () => notices.delete(notice);
    },
    async close() {
      await stopListening?.();
      await db.destroy();
    },
  };
}

/** Who is told of what a transaction does. */
interface Notes {
  /** A change was written down in a workspace. */
  changed(workspace: string): void;
  erased(): void;
}

const noNotes: Notes = { changed: () => undefined, erased: () => undefined };

function recordsOf(db: Kysely<Tables>, notes: Notes): Records {
  return {
    ...peopleRecords(db),
    ...ticketRecords(db),
    ...timelineRecords(db),
    ...keyRecords(db),
    ...timerRecords(db),
    ...staffRecords(db),
    ...auditRecords(db),
    ...mailRecords(db),
    ...changeRecords(db, (workspace) => notes.changed(workspace)),
    ...attachmentRecords(db),
    ...uploadLinkRecords(db),
    ...contextRecords(db),
    ...erasureRecords(db, () => notes.erased()),
    ...personDataRecords(db),
    ...personErasureRecords(db, () => notes.erased()),
  };
}
