import { randomUUID } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import pg from 'pg';
import { openStore } from '../../packages/server/src/store/kysely-store.js';

/** The address of a PostgreSQL in which tests may make databases; without it they run on the embedded one. */
export const postgres = process.env.HELPMARK_TEST_POSTGRES;

/** A database of one test. */
export interface TestDatabase {
  /** What `createServer` takes. */
  address: string;
  /** Where its files go; undefined where the address says it. */
  files?: string;
  /** Runs a statement beside the server, as an operator may. */
  run(statement: string): Promise<void>;
  /** Everything that is written in it: of the embedded one every byte of its file, once no server has it open. */
  dump(): Promise<string>;
  remove(): Promise<void>;
}

/** What a test needs of its database. */
export interface DatabaseOptions {
  /** It is opened more than once, or by more than one process; otherwise the embedded one lives in memory. */
  kept?: boolean;
  /** It has no tables yet. */
  empty?: boolean;
}

/** Makes a database that nobody else uses: on PostgreSQL where the run has one, else an embedded one. */
export async function makeDatabase({ kept = false, empty = false }: DatabaseOptions = {}): Promise<TestDatabase> {
  if (postgres !== undefined) return makePostgres(postgres, empty);
  if (!kept)
    return {
      address: ':memory:',
      run: () => Promise.reject(new Error('Only one server knows it.')),
      dump: () => Promise.reject(new Error('Only one server knows it.')),
      remove: () => Promise.resolve(),
    };
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
  const path = join(folder, 'helpmark.db');
  return {
    address: `file:${path}`,
    async run(statement) {
      const database = new Database(path);
      try {
        await Promise.resolve(database.exec(statement));
      } finally {
        database.close();
      }
    },
    dump: () =>
      Promise.resolve(
        readdirSync(folder)
          .map((name) => readFileSync(join(folder, name), 'latin1'))
          .join(''),
      ),
    remove: () => Promise.resolve(rmSync(folder, { recursive: true })),
  };
}

async function makePostgres(cluster: string, empty: boolean): Promise<TestDatabase> {
  const template = empty ? 'template0' : await templateOf(cluster);
  const name = `helpmark_${randomUUID().replaceAll('-', '')}`;
  await runIn(cluster, `create database ${name} template ${template} strategy file_copy`);
  const address = addressOf(cluster, name);
  const files = mkdtempSync(join(tmpdir(), 'helpmark-files-'));
  return {
    address,
    files,
    run: async (statement) => void (await runIn(address, statement)),
    async dump() {
      const tables = await runIn(address, "select tablename as name from pg_tables where schemaname = 'public'");
      const rows = await Promise.all(tables.map(({ name }) => runIn(address, `select * from "${String(name)}"`)));
      return JSON.stringify(rows);
    },
    async remove() {
      rmSync(files, { recursive: true, force: true });
      await runIn(cluster, `drop database if exists ${name} with (force)`);
    },
  };
}

let known: Promise<string> | undefined;

/** A database with all tables, of which copies are quickly made: one a run, whichever test needs it first. */
function templateOf(cluster: string): Promise<string> {
  known ??= makeTemplate(cluster);
  return known;
}

async function makeTemplate(cluster: string): Promise<string> {
  const name = 'helpmark_template';
  const client = new pg.Client(cluster);
  await client.connect();
  try {
    await client.query('select pg_advisory_lock(1)');
    const { rowCount } = await client.query('select from pg_database where datname = $1', [name]);
    if (rowCount === 0) {
      await client.query(`create database ${name}`);
      await (await openStore(addressOf(cluster, name))).close();
    }
  } finally {
    await client.end();
  }
  return name;
}

async function runIn(address: string, statement: string): Promise<Record<string, unknown>[]> {
  const client = new pg.Client(address);
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(statement)).rows;
  } finally {
    await client.end();
  }
}

function addressOf(cluster: string, name: string): string {
  const url = new URL(cluster);
  url.pathname = `/${name}`;
  return url.href;
}
