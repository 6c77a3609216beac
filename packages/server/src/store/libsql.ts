import { mkdirSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { DatabaseConnection, Driver, SqliteDatabase, SqliteStatement, TransactionSettings } from 'kysely';
import { sql, SqliteAdapter, SqliteDialect, SqliteDriver } from 'kysely';
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
      // The log of writes holds what was there before until it is emptied.
      async sweep(db) {
        const { rows } = await sql<{ busy: number }>`pragma wal_checkpoint(truncate)`.execute(db);
        return rows[0]?.busy === 0;
      },
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
  // What is erased is not to be found in the file either.
  database.pragma('secure_delete = ON');
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

/** Statements kept ready; the server has about a hundred, and lists of several lengths make more of some. */
const keptStatements = 300;

/**
 * The database with its statements kept ready, the latest used. To make one takes twice as long as to run it, and what it holds
 * outside of JavaScript's memory is given back only when nothing else is at work: a long transaction would take gigabytes.
 */
function keepStatements(database: LibsqlDatabase): SqliteDatabase {
  const kept = new Map<string, SqliteStatement>();
  /** Runs a statement. One that fails stays "in progress" (see {@link LibsqlDriver}) and is not used again. */
  const run = <T>(sql: string, use: (statement: SqliteStatement) => T): T => {
    const statement = kept.get(sql) ?? database.prepare(sql);
    kept.delete(sql);
    const result = use(statement);
    kept.set(sql, statement);
    const [oldest] = kept.keys();
    if (kept.size > keptStatements) kept.delete(oldest!);
    return result;
  };
  return {
    close: () => (kept.clear(), database.close()),
    prepare: (sql) => ({
      reader: run(sql, ({ reader }) => reader),
      all: (parameters) => run(sql, (statement) => statement.all(parameters)),
      run: (parameters) => run(sql, (statement) => statement.run(parameters)),
      iterate: (parameters) => (database.prepare(sql) as SqliteStatement).iterate(parameters),
    }),
  };
}

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
    super({ database: keepStatements(database) });
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
