import type { Reader } from '@helpmark/schema';
import { problemReader } from '@helpmark/schema';
import type { ReadyOptions } from '../client-options.js';
import type { TokenKeeper } from '../auth/token-keeper.js';
import { AuthError } from '../errors/auth-error.js';
import { isClientError } from '../errors/client-error.js';
import { HttpError } from '../errors/http-error.js';
import { NetworkError } from '../errors/network-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import { ValidationError } from '../errors/validation-error.js';
import type * as Answers from './answers.js';
import { untilAborted } from './until-aborted.js';

/** What every call takes. */
export interface CallOptions {
  /** Ends the call; it then rejects with the signal's reason. What was sent already may still take effect. */
  signal?: AbortSignal | undefined;
}

/** What every call that changes something takes. */
export interface WriteOptions extends CallOptions {
  /**
   * Idempotency key: the same content with the same key takes effect once, however often it is sent. A new one for each call
   * by default; to try the same content again safely, make one with `client.newKey()` and pass it each time.
   */
  key?: string | undefined;
}

/** What reads an answer: at hand, or one that comes late. */
export type Answer<T> = Reader<T> | (() => Promise<Reader<T>>);

/** The reader of a call's answer. */
export const readerFor = async <T>({ answer }: Pick<Call<T>, 'answer'>): Promise<Reader<T>> =>
  typeof answer === 'function' ? answer() : answer;

type Late = typeof Answers;

/** Names a schema that comes with the first call whose answer it reads. */
export const late =
  <Name extends keyof Late>(name: Name) =>
  async (): Promise<Late[Name]> =>
    (await import('./answers.js'))[name];

/** An answer that is asked for again and spared where it has not changed. */
export interface Kept<T> {
  data?: T;
  etag?: string | null;
}

/** One call to the server. */
export interface Call<T> extends WriteOptions {
  /** A `POST` always carries an idempotency key. */
  method?: 'POST' | 'PATCH';
  /** The parts of the path below `/v1`. */
  path: string[];
  /** A list becomes one parameter an item. */
  query?: object | undefined;
  /** Sent as JSON. */
  body?: unknown;
  /** The version that a change is meant for. */
  version?: number;
  /** The languages that the answer is wanted in, as `Accept-Language` has them. */
  languages?: string | undefined;
  /** Reads the answer. */
  answer: Answer<T>;
  /** Where the answer is kept, and given from where the server says that it still holds. */
  kept?: Kept<T>;
  /** Whether the answer rests on the device, to be given where none comes. */
  keep?: boolean;
}

/** Sends a call with a token and reads its answer, or throws a `ClientError`, or the signal's reason. */
export type Transport = <T>(call: Call<T>) => Promise<T>;

/** What a transport needs to know. */
export interface TransportOptions extends Pick<ReadyOptions, 'baseUrl' | 'fetch' | 'timeout' | 'random' | 'clock' | 'device'> {
  tokens: TokenKeeper;
}

/** Makes the one way from this client to its server. */
export function createTransport({ baseUrl, fetch, tokens, timeout, random, clock, device }: TransportOptions): Transport {
  return async (call) => {
    const { method = 'GET', path, query = {}, body, version, languages, kept = {}, key, signal } = call;
    signal?.throwIfAborted();
    const place = placeOf(path);
    const name = `${method} ${place}`;
    const headers = new Headers({ accept: 'application/json' });
    if (method === 'POST') headers.set('idempotency-key', key ?? random());
    if (body) headers.set('content-type', 'application/json');
    if (version !== undefined) headers.set('if-match', `"${version}"`);
    if (languages) headers.set('accept-language', languages);
    if (kept.etag) headers.set('if-none-match', kept.etag);
    const limit = new AbortController();
    const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
    const url = baseUrl + place + writeQuery(query);
    const init: RequestInit = {
      method,
      headers,
      body: JSON.stringify(body),
      signal: stop,
      // Nothing personal rests on the device: neither answers in the HTTP cache nor cookies.
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
    };

    const exchange = async (token: string) => {
      headers.set('authorization', `Bearer ${token}`);
      const response = await fetch(url, init);
      return { response, text: await response.text() };
    };

    const run = async () => {
      let token = await tokens.get();
      let { response, text } = await exchange(token);
      // A token can end early, and a capability can be newer than the token: one fresh token, one more try.
      if (response.status === 401 || response.status === 403) {
        token = await tokens.get(token);
        ({ response, text } = await exchange(token));
      }
      if (kept.data && response.status === 304) return kept.data;
      const value = parseJson(text);
      if (!response.ok) {
        const error = errorOf(name, response, value, clock);
        if (response.status !== 401) throw error;
        tokens.drop(token);
        throw new AuthError(`${name}: the server refuses the token.`, 'token-refused', error);
      }
      const result = (await readerFor(call)).safeParse(value);
      if (!result.success) {
        throw new HttpError(name, { ...detailsOf(response), code: 'malformed-answer', cause: result.error });
      }
      kept.etag = response.headers.get('etag');
      return (kept.data = result.data);
    };

    const stopTimer = device.later(() => limit.abort(), timeout);
    try {
      return await untilAborted(run(), stop);
    } catch (error) {
      signal?.throwIfAborted();
      if (limit.signal.aborted) {
        tokens.giveUp();
        throw new TimeoutError(name, timeout);
      }
      throw isClientError(error) ? error : new NetworkError(name, error);
    } finally {
      stopTimer();
    }
  };
}

/** The path, each part encoded. What is no id at all becomes one that does not exist: an empty one or `..` would climb. */
function placeOf(path: string[]): string {
  return ['/v1', ...path.map((part) => encodeURIComponent(part).replace(/^\.{0,2}$/, '-'))].join('/');
}

function writeQuery(query: object): string {
  const written = new URLSearchParams();
  for (const [name, value] of Object.entries(query)) {
    for (const item of [value].flat()) if (item !== undefined) written.append(name, String(item));
  }
  return `${written}` && `?${written}`;
}

/** What a text says in JSON; the text itself where it is none. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** What an answer that is no success throws. @param value - Its body, parsed. */
export function errorOf(name: string, response: Response, value: unknown, clock: { now(): number }): HttpError {
  const read = problemReader.safeParse(value);
  const problem = read.success ? read.data : undefined;
  const wait = response.headers.get('retry-after');
  const details = { ...detailsOf(response), problem, retryAfter: wait ? secondsOf(wait, clock) : undefined };
  return problem?.code === 'invalid' ? new ValidationError(name, details) : new HttpError(name, details);
}

function detailsOf({ status, headers }: Response) {
  return { status, requestId: headers.get('x-request-id') ?? undefined };
}

/** `Retry-After` counts seconds or names a moment; nothing where it does neither. */
function secondsOf(wait: string, clock: { now(): number }): number | undefined {
  const seconds = /^\d+$/.test(wait) ? Number(wait) : Math.ceil((Date.parse(wait) - clock.now()) / 1000);
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}
