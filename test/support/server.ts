import type { Person } from '@helpmark/schema';
import type { ServerOptions } from '@helpmark/server';
import { createServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { SignJWT } from 'jose';

/** A person to mint a token for; a requester of the workspace `acme` where nothing else is said. */
export type TestPerson = Pick<Person, 'id'> & Partial<Person>;

/** What a test may choose. Everything else is the server's own default, except that nothing is limited. */
export interface TestServerOptions extends Partial<Omit<ServerOptions, 'auth' | 'clock'>> {
  /** Where the server's clock stands at first; it then stands still. The system's clock where left out. */
  now?: string | Date;
  /** 0 by default: a free one. */
  port?: number;
}

/** A real server on a free port, with an empty database in memory. */
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

/** Signs the tokens of every test server; of no use anywhere else. */
const secret = 'a secret of the tests, and of nothing but the tests';

/** Starts a server; close it when the test ends. */
export async function startTestServer({ now, port = 0, ...options }: TestServerOptions = {}): Promise<TestServer> {
  let fixed = now === undefined ? undefined : new Date(now);
  const clock = () => new Date(fixed ?? Date.now());
  const server = await createServer({ database: ':memory:', limits: false, ...options, auth: { secrets: [secret] }, clock });
  const listener = await listen(server, { port, host: '127.0.0.1' });

  return {
    url: listener.url + (options.basePath ?? ''),
    now: clock,
    setNow: (time) => {
      fixed = new Date(time);
    },
    tokenFor({ id, workspace = 'acme', role = 'requester', ...rest }, claims = {}) {
      const seconds = Math.floor(clock().getTime() / 1000);
      const payload = { sub: id, workspace, role, aud: 'helpmark', exp: seconds + 15 * 60, ...rest, ...claims };
      return new SignJWT(payload).setProtectedHeader({ alg: 'HS256' }).sign(new TextEncoder().encode(secret));
    },
    async close() {
      await listener.close();
      await server.close();
    },
  };
}
