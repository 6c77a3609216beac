import type { ServerOptions } from '@helpmark/server';
import { createServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { makeDatabase } from './database.js';
import type { TestPerson } from './tokens.js';
import { mintToken, testAuth } from './tokens.js';

export type { TestPerson } from './tokens.js';

/** What a test may choose. Everything else is the server's own default, except that nothing is limited. */
export interface TestServerOptions extends Partial<Omit<ServerOptions, 'auth' | 'clock'>> {
  /** Where the server's clock stands at first; it then stands still. The system's clock where left out. */
  now?: string | Date;
  /** 0 by default: a free one. */
  port?: number;
}

/** A real server on a free port, with an empty database of its own. */
export interface TestServer {
  /** The base URL to give to a client, without a slash at its end. */
  url: string;
  /** The server's time. */
  now(): Date;
  /** Sets the server's clock; from then on it stands still. */
  setNow(now: string | Date): void;
  /** A token of 15 minutes by the server's clock; `claims` replace what it would hold. */
  tokenFor(person: TestPerson, claims?: Record<string, unknown>): Promise<string>;
  close(): Promise<void>;
}

/** Starts a server; close it when the test ends. */
export async function startTestServer({ now, port = 0, ...options }: TestServerOptions = {}): Promise<TestServer> {
  let fixed = now === undefined ? undefined : new Date(now);
  const clock = () => new Date(fixed ?? Date.now());
  const own = options.database === undefined ? await makeDatabase() : undefined;
  const place = own && { database: own.address, ...(own.files !== undefined && { files: own.files }) };
  const server = await createServer({ ...place, limits: false, ...options, auth: testAuth, clock });
  const listener = await listen(server, { port, host: '127.0.0.1' });

  return {
    url: listener.url + (options.basePath ?? ''),
    now: clock,
    setNow: (time) => {
      fixed = new Date(time);
    },
    tokenFor: (person, claims) => mintToken(person, clock(), claims),
    async close() {
      await listener.close();
      await server.close();
      await own?.remove();
    },
  };
}
