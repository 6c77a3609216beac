import type { PostgresPool } from 'kysely';
import { PostgresDialect, sql } from 'kysely';
import pg from 'pg';
import type { Engine } from './engine.js';
import { postgresColumns } from './postgres-columns.js';
import { StoreUnavailableError } from './store.js';

/** Milliseconds that a request waits for a connection of the pool, and for those who write before it in its workspace. */
const connectPatience = 5000;
const lockPatience = 10_000;
/** Milliseconds that a request waits for others of its workspace in this process. */
const turnPatience = 20_000;
/** Milliseconds that one statement may take. */
const statementPatience = 30_000;
/** Milliseconds until a lost line for notices is opened again. */
const listenPause = 1000;
/** Connections at once where the address names no number. */
const usualConnections = 10;
/** Keeps the locks of this server apart from those of others in the same database. */
const lockSpace = 4_802_516;
const channel = 'helpmark_changes';

/**
 * Opens a PostgreSQL database.
 *
 * @param address - `postgres://user:password@host:5432/database`, with what the `pg` package takes behind `?`, and `max` for the
 *   connections at once (10).
 * @throws {TypeError} where it is no such address.
 */
export function openPostgres(address: string): Engine {
  const { config, connections } = readAddress(address);
  const pool = new pg.Pool({ ...config, max: connections, connectionTimeoutMillis: connectPatience });
  const takeTurn = createTurns();
  // A connection that ends is replaced when one is needed, and a query that it was at rejects by itself; without listeners, on the
  // pool for those that rest and on each for those in use, it would end the process.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));

  return {
    dialect: new PostgresDialect({ pool: withoutNul(pool) }),
    columns: postgresColumns,
    read: (db, work) => db.transaction().setIsolationLevel('repeatable read').setAccessMode('read only').execute(work),
    write: (db, workspace, work) =>
      takeTurn(workspace, () =>
        db
          .transaction()
          .setIsolationLevel('read committed')
          .execute(async (transaction) => {
            // Each statement after this one sees all that earlier writers of the workspace did.
            await sql`select pg_advisory_xact_lock(hashtextextended(${workspace}, ${sql.lit(lockSpace)}))`.execute(transaction);
            return work(transaction);
          }),
      ),
    isUnavailable,
    isRepeatable: (error) => ['40001', '40P01'].includes(codeOf(error)),
    announce: async (transaction, workspace) => {
      await sql`select pg_notify(${sql.lit(channel)}, ${workspace})`.execute(transaction);
    },
    listen: (notice) => listen(config, notice),
  };
}

function readAddress(address: string): { config: pg.ClientConfig; connections: number } {
  if (!URL.canParse(address)) throw new TypeError(`The database address is none: write ${form}.`);
  const url = new URL(address);
  const connections = Number(url.searchParams.get('max') ?? usualConnections);
  if (!Number.isInteger(connections) || connections < 1) {
    throw new TypeError('The number of connections behind "max" in the database address must be a whole number above 0.');
  }
  url.searchParams.delete('max');
  const config: pg.ClientConfig = {
    connectionString: url.href,
    application_name: 'helpmark',
    keepAlive: true,
    lock_timeout: lockPatience,
    statement_timeout: statementPatience,
    // A line that went dead is noticed although nobody says so.
    query_timeout: statementPatience + 5000,
    idle_in_transaction_session_timeout: 2 * statementPatience,
    types: { getTypeParser },
  };
  return { config, connections };
}

/** Lets the writers of a workspace in this process wait for one another without a connection each, which others need. */
function createTurns() {
  const lasts = new Map<string, Promise<unknown>>();
  return async <T>(workspace: string, work: () => Promise<T>): Promise<T> => {
    const asked = performance.now();
    const before = lasts.get(workspace) ?? Promise.resolve();
    const own = before.then(() => {
      if (performance.now() - asked < turnPatience) return work();
      throw new StoreUnavailableError('Too many wait to write in this workspace.');
    });
    const done = own.catch(() => undefined);
    lasts.set(workspace, done);
    void done.then(() => lasts.get(workspace) === done && lasts.delete(workspace));
    return own;
  };
}

const form = 'postgres://user:password@host:5432/database';

/** Counts and sums are numbers, as in the other database; none of them comes near 2⁵³. */
function getTypeParser(oid: number, format?: 'text' | 'binary') {
  const { INT8, NUMERIC } = pg.types.builtins;
  return oid === INT8.valueOf() || oid === NUMERIC.valueOf()
    ? Number
    : (pg.types.getTypeParser(oid, format) as (value: string) => unknown);
}

/** PostgreSQL takes no NUL in a text. Nothing that is kept has one, so what asks for one finds nothing. */
function withoutNul(pool: pg.Pool): PostgresPool {
  const clean = (value: unknown) => (typeof value === 'string' ? value.replaceAll('\0', '\uFFFD') : value);
  return {
    async connect() {
      const client = await pool.connect();
      return {
        query: ((text: string, parameters: readonly unknown[]) => client.query(text, parameters.map(clean))) as never,
        release: () => client.release(),
      };
    },
    end: () => pool.end(),
  };
}

const codeOf = (error: unknown): string => (error instanceof Error && 'code' in error ? String(error.code) : '');

/** Connections that are refused or lost, too many of them, a full disk, a lock or statement that took too long, a restart. */
function isUnavailable(error: unknown): boolean {
  const code = codeOf(error);
  if (/^(08|53|57|58|55000|55P03|25006|40001|40P01)/.test(code)) return true;
  if (/^(ECONN|ETIMEDOUT|EPIPE|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|ENOENT)/.test(code)) return true;
  if (error instanceof AggregateError) return error.errors.every(isUnavailable);
  return error instanceof Error && code === '' && /connect|Connection terminated|not queryable|timeout/i.test(error.message);
}

/** Holds one line for notices, and opens it again for as long as it takes. */
function listen(config: pg.ClientConfig, notice: (workspace?: string) => void): () => Promise<void> {
  let client: pg.Client | undefined;
  let timer: NodeJS.Timeout | undefined;
  let isOver = false;
  const open = async () => {
    const opened = new pg.Client({ ...config, connectionTimeoutMillis: connectPatience });
    client = opened;
    // A failure ends the line, and its end opens it again.
    opened.on('error', () => undefined);
    opened.on('notification', ({ payload }) => notice(payload));
    opened.once('end', again);
    try {
      await opened.connect();
      await opened.query(`listen ${channel}`);
      notice();
    } catch {
      void opened.end().catch(again);
    }
  };
  const again = () => {
    clearTimeout(timer);
    if (!isOver) timer = setTimeout(() => void open(), listenPause).unref();
  };
  const opening = open();
  return async () => {
    isOver = true;
    clearTimeout(timer);
    await opening;
    await client?.end().catch(() => undefined);
  };
}

/** True where a database does not let this server in, or is not there. */
export function isRefused(error: unknown): boolean {
  return /^(28|3D)/.test(codeOf(error));
}

/** For a database that cannot be used at the start: a sentence that names no password. */
export function cannotReach(address: string, cause: unknown): StoreUnavailableError {
  const { host, pathname } = new URL(address);
  const reason = cause instanceof Error ? cause.message || codeOf(cause) : String(cause);
  return new StoreUnavailableError(
    `The database ${pathname.slice(1)} at ${host} cannot be used (${reason}): see that it runs, and that name and password are right.`,
    { cause },
  );
}
