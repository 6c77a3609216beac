import Database from 'libsql';
import pg from 'pg';

/** How much there is: ten messages a ticket, a hundred tickets a workspace. */
export interface Size {
  messages: number;
  tickets: number;
  workspaces: number;
}

/** The size of a number of messages. */
export function sizeOf(messages: number): Size {
  return { messages, tickets: Math.ceil(messages / 10), workspaces: Math.ceil(messages / 1000) };
}

/** A database as the filling and the bare inserts speak to it. */
export interface Bare {
  isPostgres: boolean;
  run: (statement: string) => Promise<void>;
  /** Runs one statement often, each time as a transaction of its own; `atOnce` connections of PostgreSQL take part. */
  repeat: (statement: string, times: number, atOnce: number) => Promise<void>;
  close: () => Promise<void>;
}

/** Opens a database beside the server, with the durability that the server has. */
export async function openBare(address: string): Promise<Bare> {
  if (address.startsWith('file:')) {
    const database = new Database(address.slice('file:'.length));
    for (const pragma of ['busy_timeout = 20000', 'journal_mode = WAL', 'synchronous = FULL']) database.pragma(pragma);
    return {
      isPostgres: false,
      run: (statement) => Promise.resolve(void database.exec(statement)),
      repeat(statement, times) {
        const prepared = database.prepare(statement);
        for (let at = 0; at < times; at += 1) prepared.run();
        return Promise.resolve();
      },
      close: () => Promise.resolve(void database.close()),
    };
  }
  const pool = new pg.Pool({ connectionString: address });
  return {
    isPostgres: true,
    run: async (statement) => void (await pool.query(statement)),
    async repeat(statement, times, atOnce) {
      let left = times;
      const worker = async () => {
        while (left-- > 0) await pool.query(statement);
      };
      await Promise.all(Array.from({ length: atOnce }, worker));
    },
    close: () => pool.end(),
  };
}

/**
 * Fills the tables with copies of one ticket that the server wrote itself (in the workspace `seed`): its columns stay as the server has
 * them, whatever they become.
 */
export async function fill(bare: Bare, { tickets, workspaces }: Size): Promise<void> {
  const series = (name: string, count: number) =>
    bare.isPostgres
      ? `generate_series(0, ${count - 1}) as ${name}(i)`
      : `(with recursive n(i) as (select 0 union all select i + 1 from n where i < ${count - 1}) select i from n) as ${name}`;
  const uuid = bare.isPostgres
    ? 'gen_random_uuid()::text'
    : "lower(hex(randomblob(4)) || '-' || hex(randomblob(2)) || '-4' || substr(hex(randomblob(2)), 2) || '-8' || substr(hex(randomblob(2)), 2) || '-' || hex(randomblob(6)))";
  const number = bare.isPostgres ? "lpad((n.i / $W)::text, 6, '0')" : "printf('%06d', n.i / $W)";
  const time = (seconds: string) =>
    bare.isPostgres
      ? `to_char(timestamp '2026-01-01' + (${seconds}) * interval '1 second', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
      : `strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', '+' || (${seconds}) || ' seconds')`;
  const own = (text: string) => text.replaceAll('$W', String(workspaces));
  const words =
    "'the export of the report for number ' || t.number || ' stops after ' || n.i || ' minutes, and nobody can tell why'";

  if (bare.isPostgres) await bare.run('drop index if exists timeline_search; drop index if exists tickets_search');
  const statements = [
    `insert into counters (workspace, name, value) select 'w' || n.i, 'tickets', 1000 from ${series('n', workspaces)}`,
    `insert into people (workspace, id, role, at_work, search) select 'w' || n.i, 'sam', 'staff', 1, 'sam' from ${series('n', workspaces)}`,
    `insert into people (workspace, id, role, at_work, search)
      select 'w' || n.i, 'r' || m.i, 'requester', 1, 'r' || m.i from ${series('n', workspaces)} cross join ${series('m', 10)}`,
    `insert into tickets (workspace, id, number, type, subject, priority, status, phase, fields, requester, created_at, public_version,
        public_updated_at, staff_version, staff_updated_at, search, clock, facts, shared)
      select 'w' || (n.i % $W), ${uuid}, 'HM-' || ${number}, s.type, s.subject, s.priority, s.status, s.phase, s.fields, 'r' || (n.i / $W % 10),
        ${time('n.i')}, 10, ${time('n.i + 5000')}, 10, ${time('n.i + 5000')}, s.search, s.clock, s.facts, 1
      from tickets as s cross join ${series('n', tickets)} where s.workspace = 'seed'`,
    `insert into timeline (workspace, ticket, position, id, kind, visibility, author, author_role, body, created_at, search)
      select t.workspace, t.id, n.i + 1, ${uuid}, 'message', 'public', case n.i % 2 when 0 then t.requester else 'sam' end,
        case n.i % 2 when 0 then 'requester' else 'staff' end, ${words}, t.created_at, ${words}
      from tickets as t cross join ${series('n', 10)} where t.workspace <> 'seed'`,
  ];
  for (const statement of statements) await bare.run(own(statement));
  if (!bare.isPostgres) return;
  await bare.run(`do $$ begin
    create index tickets_search on tickets using gin (search gin_trgm_ops);
    create index timeline_search on timeline using gin (search gin_trgm_ops);
  exception when others then null; end $$`);
  await bare.run('analyze');
}
