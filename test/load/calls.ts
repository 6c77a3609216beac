import { randomUUID } from 'node:crypto';
import { Agent, request } from 'node:http';
import { mintToken, secretOf } from '../support/tokens.js';

const agent = new Agent({ keepAlive: true });
const tokens = new Map<string, string>();

/** Somebody of the load's own support operations. */
export interface LoadPerson {
  workspace: string;
  id: string;
  role?: 'staff';
}

/** A token of 15 minutes; made once, for making one takes time. */
export async function tokenOf(person: LoadPerson): Promise<string> {
  const key = JSON.stringify(person);
  const known = tokens.get(key);
  if (known !== undefined) return known;
  const exp = Math.floor(Date.now() / 1000) + 3500;
  const token = await mintToken(person, new Date(), { exp }, secretOf('load'));
  tokens.set(key, token);
  return token;
}

/** Lets go of connections that nobody has used for a while: the server may be closing them. */
export const dropConnections = (): void => agent.destroy();

/** Asks a server, over a connection that is kept; the answer has to be a good one. */
export async function call<T>(url: string, person: LoadPerson | undefined, path: string, body?: unknown): Promise<T> {
  const headers = {
    ...(person && { authorization: `Bearer ${await tokenOf(person)}` }),
    ...(body !== undefined && { 'content-type': 'application/json', 'idempotency-key': randomUUID() }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(`${url}${path}`, { agent, method: body === undefined ? 'GET' : 'POST', headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => (text += String(part)));
      response.on('end', () => {
        if ((response.statusCode ?? 500) < 300) resolve(JSON.parse(text) as T);
        else reject(new Error(`${path}: ${response.statusCode} ${text}`));
      });
    });
    sent.on('error', reject);
    sent.end(body === undefined ? undefined : JSON.stringify(body));
  });
}

/** An open stream of changes. */
export interface OpenStream {
  close(): void;
}

/** Opens the stream of a person, on a connection of its own. `told` gets the ticket of each change. */
export async function openStream(url: string, person: LoadPerson, told: (ticket: string) => void): Promise<OpenStream> {
  const authorization = `Bearer ${await tokenOf(person)}`;
  return new Promise((resolve, reject) => {
    const sent = request(`${url}/v1/events`, { agent: false, headers: { authorization } }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (part) => {
        text += String(part);
        const blocks = text.split('\n\n');
        text = blocks.pop() ?? '';
        for (const block of blocks) {
          const [, ticket] = /^event: change\n[^]*"ticket":"([^"]+)"/.exec(block) ?? [];
          if (ticket !== undefined) told(ticket);
        }
        resolve({ close: () => sent.destroy() });
      });
      if (response.statusCode !== 200) reject(new Error(`The stream was answered with ${response.statusCode}.`));
    });
    sent.on('error', reject);
    sent.end();
  });
}

/** Runs so many tasks, some at a time, and gives what each took in milliseconds. */
export async function timed(count: number, atOnce: number, work: (at: number) => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let next = 0;
  const worker = async () => {
    while (next < count) {
      const at = next++;
      const begun = performance.now();
      await work(at);
      took.push(performance.now() - begun);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return took;
}

/** The value below which a share of all lies: 0.5 is the median. */
export function quantile(values: number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
}
