import { createServer } from '@helpmark/server';
import type { HelpmarkServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createApp } from './app.js';
import { workspace, workspaces } from './people.js';
import { demoPolicy } from './policy.js';
import { readSecrets } from './secrets.js';
import type { Secrets } from './secrets.js';
import { writePast } from './seed/seed.js';
import { issuer, keyOf } from './support-token.js';

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
  /** Answers the requests that run, then closes port and database. A second call waits for the first. */
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
  const server = await openHelpmark(dataDir, secrets, seed);
  const app = createApp({ secrets, support: (request) => server.fetch(request), pagesDir, helpmarkDir, clock: () => new Date() });
  try {
    const listener = await listen({ fetch: async (request) => app.fetch(request) }, { port, host: '127.0.0.1' });
    let closing: Promise<void> | undefined;
    return {
      url: `http://localhost:${listener.port}`,
      port: listener.port,
      close: () => (closing ??= listener.close().then(() => server.close())),
    };
  } catch (error) {
    await server.close();
    throw error;
  }
}

/**
 * Opens Helpmark on the folder's database. A new one gets its past first: the server's clock stands in the past until that is
 * written. A file says that it is being written, so that a start that is broken off leaves no half of it.
 */
async function openHelpmark(dataDir: string, secrets: Secrets, seed: boolean): Promise<HelpmarkServer> {
  const database = join(dataDir, 'helpmark.db');
  const unfinished = join(dataDir, 'past-unfinished');
  const begins = seed && (!existsSync(database) || existsSync(unfinished));
  if (begins) {
    for (const ending of ['', '-wal', '-shm']) await rm(database + ending, { force: true });
    await writeFile(unfinished, '');
  }
  let past: Date | undefined;
  const server = await createServer({
    database: `file:${database}`,
    auth: (name) => (workspaces.includes(name) ? { secrets: [keyOf(name, secrets.token)], issuer } : undefined),
    basePath: '/support',
    // The shop works as Helpmark does by itself.
    policy: (name) => (name === workspace ? demoPolicy : undefined),
    clock: () => past ?? new Date(),
  });
  if (begins) {
    try {
      await writePast({ server, setNow: (time) => (past = time), tokenSecret: secrets.token }, new Date());
    } catch (error) {
      await server.close();
      throw error;
    }
    past = undefined;
    await rm(unfinished);
  }
  return server;
}

function findFolder(from: string, file: string): string {
  return existsSync(join(from, file)) ? from : findFolder(dirname(from), file);
}
