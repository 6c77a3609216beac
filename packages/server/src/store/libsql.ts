import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseConnection, Driver, TransactionSettings } from 'kysely';
import { SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
import Database from 'libsql';
import type { Engine } from './engine.js';
import { StoreUnavailableError } from './store.js';

/** Milliseconds that a write waits for another process on the same file. Nothing else is answered meanwhile, so not long. */
const busyTimeout = 2000;

/**
 * Opens the embedded database.
 *
 * @param address - `:memory:`, or `file:` and a path, relative to the working directory. Missing folders are made.
 * @throws {TypeError} where the address is neither.
 * @throws {StoreUnavailableError} where the file cannot be opened, with a sentence that says what to look at.
 */
export function openLibsql(address: string): Engine {
  const path = pathOf(address);
  try {
    if (path !== ':memory:') mkdirSync(dirname(path), { recursive: true });
    return {
      dialect: new LibsqlDialect(openDatabase(path)),
      read: (db, work) => db.transaction().setAccessMode('read only').execute(work),
      // One writes at a time, in whichever workspace and process.
      write: (db, _workspace, work) => db.transaction().setAccessMode('read write').execute(work),
      isUnavailable,
    };
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreUnavailableError(
      `The database ${path} cannot be opened (${reason}): see that it is a Helpmark database, in a folder that may be written to.`,
      { cause },
    );
  }
}

function openDatabase(path: string): LibsqlDatabase {
  const database = new Database(path);
  database.pragma(`busy_timeout = ${busyTimeout}`);
  database.pragma('journal_mode = WAL');
  // Each commit is on the disk before it is answered.
  database.pragma('synchronous = FULL');
  database.pragma('foreign_keys = ON');
  return database;
}

/** The path of an embedded database; `:memory:` for one without. */
export function pathOf(address: string): string {
  if (address === ':memory:') return address;
  if (address.startsWith('file://')) return fileURLToPath(address);
  if (address.startsWith('file:') && address.length > 'file:'.length) return resolve(address.slice('file:'.length));
  throw new TypeError(
    `The database "${address}" is not known: write file:./data/helpmark.db, :memory: or postgres://user:password@host:5432/database.`,
  );
}

type LibsqlDatabase = InstanceType<typeof Database>;

/** Kysely's SQLite dialect with transactions that take the write lock at once, and steps that are transactions as well. */
class LibsqlDialect extends SqliteDialect {
  readonly #database: LibsqlDatabase;

  constructor(database: LibsqlDatabase) {
    super({ database });
    this.#database = database;
  }

  override createDriver(): Driver {
    return new LibsqlDriver(this.#database);
  }

  override createAdapter(): SqliteAdapter {
    return new LibsqlAdapter();
  }
}

/**
 * Begins and ends transactions by `exec`. A prepared `begin` that meets a held lock stays "in progress" in libsql 0.5.29 until
 * it is collected, and until then no transaction of the connection can be committed; to be taken out once libsql resets a
 * statement that fails.
 */
class LibsqlDriver extends SqliteDriver {
  readonly #database: LibsqlDatabase;

  constructor(database: LibsqlDatabase) {
    super({ database });
    this.#database = database;
  }

  /**
   * A transaction that begins by reading and then writes fails at once when another process wrote in between, whatever the
   * timeout. One that will write therefore says so at its beginning.
   */
  override async beginTransaction(_connection: DatabaseConnection, settings?: TransactionSettings): Promise<void> {
    this.#database.exec(settings?.accessMode === 'read only' ? 'begin' : 'begin immediate');
    return Promise.resolve();
  }

  override async commitTransaction(): Promise<void> {
    this.#database.exec('commit');
    return Promise.resolve();
  }

  /** A full disk ends a transaction by itself; a second rollback would then hide the first error. */
  override async rollbackTransaction(): Promise<void> {
    if (this.#database.inTransaction) this.#database.exec('rollback');
    return Promise.resolve();
  }
}

/** SQLite does undo changes of tables, so two processes that start together run the steps one after the other. */
class LibsqlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

/** True for errors that pass by themselves or by an operator's hand: a full or missing disk, a lock held too long. */
function isUnavailable(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|READONLY|NOMEM|PROTOCOL)/.test(code);
}
