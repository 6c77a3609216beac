import { randomUUID } from 'node:crypto';
import type { Answers, TicketInput } from '@helpmark/schema';
import type { HelpmarkServer, ServerOptions } from '@helpmark/server';
import { createServer } from '@helpmark/server';
import { makeDatabase } from './database.js';
import type { TestPerson } from './tokens.js';
import { mintToken, testAuth } from './tokens.js';

/** An answer that was read. `text` is every byte of its body. */
export interface Answered<T> {
  status: number;
  headers: Headers;
  text: string;
  body: T;
}

/** What a call sends besides its body. A key is made up where none is given; null leaves it out. */
export interface Sent {
  key?: string | null;
  /** What the reader saw, for `If-Match`. */
  version?: number;
  headers?: Record<string, string>;
}

/** A person who calls a server. */
export interface Caller {
  get<T = unknown>(path: string, sent?: Sent): Promise<Answered<T>>;
  post<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answered<T>>;
  patch<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answered<T>>;
  put<T = unknown>(path: string, body: unknown, sent?: Sent): Promise<Answered<T>>;
  remove<T = unknown>(path: string, sent?: Sent): Promise<Answered<T>>;
  /** A request with the person's token and nothing else that it does not say itself. */
  raw(path: string, init?: RequestInit): Promise<Response>;
}

/** A server without a port, for tests of what it answers. Its clock stands still until a test moves it. */
export interface TestHandler {
  server: HelpmarkServer;
  now(): Date;
  advance(milliseconds: number): void;
  as(person: TestPerson): Caller;
  close(): Promise<void>;
}

const start = Date.parse('2026-11-20T09:00:00Z');

/** Makes a server with an empty database of its own; nothing is limited unless a test says so. */
export async function createTestHandler(options: Partial<ServerOptions> = {}): Promise<TestHandler> {
  let time = start;
  const clock = () => new Date(time);
  const own = options.database === undefined ? await makeDatabase() : undefined;
  const place = own && { database: own.address, ...(own.files !== undefined && { files: own.files }) };
  const server = await createServer({ ...place, limits: false, auth: testAuth, clock, ...options });
  return {
    server,
    now: clock,
    advance: (milliseconds) => {
      time += milliseconds;
    },
    as: (person) => callerOf(server, () => mintToken(person, clock()), options.basePath ?? ''),
    async close() {
      await server.close();
      await own?.remove();
    },
  };
}

/** A person who calls a server with the tokens that a function mints. */
export function callerOf(server: Pick<HelpmarkServer, 'fetch'>, mint: () => Promise<string>, basePath = ''): Caller {
  const call = async <T>(method: string, path: string, { key, version, headers }: Sent, body?: unknown): Promise<Answered<T>> => {
    const request = new Request(`http://helpmark.test${basePath}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${await mint()}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(method === 'POST' && key !== null && { 'idempotency-key': key ?? randomUUID() }),
        ...(version !== undefined && { 'if-match': `"${version}"` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    return readAnswer<T>(await server.fetch(request));
  };
  return {
    get: (path, sent = {}) => call('GET', path, sent),
    post: (path, body, sent = {}) => call('POST', path, sent, body),
    patch: (path, body, sent = {}) => call('PATCH', path, sent, body),
    put: (path, body, sent = {}) => call('PUT', path, sent, body),
    remove: (path, sent = {}) => call('DELETE', path, sent),
    async raw(path, init = {}) {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${await mint()}`);
      return server.fetch(new Request(`http://helpmark.test${basePath}${path}`, { ...init, headers }));
    },
  };
}

/** Reads an answer; what it holds is for the test to check. */
export async function readAnswer<T>(response: Response): Promise<Answered<T>> {
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: readBody(response, text) as T };
}

/** NDJSON is a list of what its lines say; the bytes of a file are nothing here. */
function readBody({ headers }: Response, text: string): unknown {
  if (headers.has('content-disposition')) return undefined;
  if (headers.get('content-type') !== 'application/x-ndjson') return text === '' ? undefined : JSON.parse(text);
  return text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as unknown]));
}

/** A ticket that the default preset takes; `fields` are added to its own, and undefined takes one away. */
export function sampleTicket({ fields, ...input }: Partial<Omit<TicketInput, 'fields'>> & { fields?: Answers } = {}) {
  return {
    subject: 'The invoice of May has the wrong address',
    type: 'billing',
    body: 'It should go to the new office.',
    ...input,
    fields: {
      impact: 'Accounting cannot book it.',
      blocking: 'no',
      urgency: 'By the end of the month.',
      concernsAccount: 'no',
      concernsUser: 'no',
      ...fields,
    },
  };
}
