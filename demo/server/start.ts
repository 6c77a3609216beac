import { createServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { existsSync } from 'node:fs';
import { mkdir, readdir, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createApp } from './app.js';
import { readSecrets } from './secrets.js';
import type { Secrets } from './secrets.js';
import { writePast } from './seed/seed.js';
import { issuer } from './support-token.js';

/** Where and how the demo runs. */
export interface DemoOptions {
  /** 0, the default, takes a free one. */
  port?: number;
  /** Where database and keys are kept; `demo/.data` by default. */
  dataDir?: string;
  /** Whether a new database begins with tickets in it. It does by default. */
  seed?: boolean;
  /** The built pages and Helpmark's built files; where the build puts them by default. */
  pagesDir?: string;
  helpmarkDir?: string;
}

/** A running demo. */
export interface Demo {
  /** `http://localhost:4040`. */
  url: string;
  port: number;
  /** Answers the requests that run, then closes port and database. */
  close(): Promise<void>;
}

/** The folder of this workspace, seen from the sources and from the build alike. */
const demoDir = findFolder(import.meta.dirname, 'package.json');

/**
 * Starts the product, its support desk and Helpmark's server: one process, one address, for this machine alone.
 *
 * @throws {PortInUseError} where the port is taken, with a sentence that says what to do.
 */
export async function startDemo(options: DemoOptions = {}): Promise<Demo> {
  const { port = 0, dataDir = join(demoDir, '.data'), seed = true } = options;
  const { pagesDir = join(demoDir, 'dist/pages'), helpmarkDir = join(demoDir, '../packages/elements/cdn') } = options;
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const secrets = await readSecrets(dataDir);
  const database = join(dataDir, 'helpmark.db');
  if (seed && !existsSync(database)) await makeDatabase(database, secrets);

  const server = await openHelpmark(database, secrets);
  const app = createApp({ secrets, support: (request) => server.fetch(request), pagesDir, helpmarkDir, clock: () => new Date() });
  try {
    const listener = await listen({ fetch: async (request) => app.fetch(request) }, { port, host: '127.0.0.1' });
    return {
      url: `http://localhost:${listener.port}`,
      port: listener.port,
      async close() {
        await listener.close();
        await server.close();
      },
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

function openHelpmark(database: string, { token }: Secrets, clock?: () => Date) {
  return createServer({
    database: `file:${database}`,
    auth: { secrets: [token], issuer },
    basePath: '/support',
    // The past is written in one go.
    ...(clock && { clock, limits: false as const }),
  });
}

/** Writes the demo's past into a database beside the real one, so that a start that is broken off leaves no half of it. */
async function makeDatabase(database: string, secrets: Secrets): Promise<void> {
  const draft = `${database}.new`;
  for (const name of await readdir(dirname(draft))) {
    if (join(dirname(draft), name).startsWith(draft)) await rm(join(dirname(draft), name));
  }
  const now = new Date();
  let then = now;
  const server = await openHelpmark(draft, secrets, () => then);
  try {
    await writePast({ server, setNow: (time) => (then = time), tokenSecret: secrets.token }, now);
  } finally {
    await server.close();
  }
  await rename(draft, database);
}

function findFolder(from: string, file: string): string {
  return existsSync(join(from, file)) ? from : findFolder(dirname(from), file);
}
