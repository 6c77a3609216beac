import type { TokenKeeper } from '../auth/token-keeper.js';
import type { ReadyOptions } from '../client-options.js';
import { AuthError } from '../errors/auth-error.js';
import { isClientError } from '../errors/client-error.js';
import { NetworkError } from '../errors/network-error.js';
import { TimeoutError } from '../errors/timeout-error.js';
import { errorOf, parseJson } from '../transport/transport.js';
import { untilAborted } from '../transport/until-aborted.js';

/** What requests with bytes need to know. */
export interface ExchangeOptions extends Pick<ReadyOptions, 'baseUrl' | 'fetch' | 'timeout' | 'clock' | 'device'> {
  tokens: TokenKeeper;
}

/** A request whose body or answer is bytes. */
export interface BytesRequest {
  method: string;
  /** Below the base URL, such as `/v1/attachments/…`. */
  path: string;
  headers?: Headers;
  body?: Blob | null;
  signal?: AbortSignal | undefined;
}

/**
 * Sends a request with a token, once more with a fresh one where that is refused, and reads the answer. The time limit holds until
 * the answer begins: how long bytes take is the line's affair.
 *
 * @throws {ClientError} as every call does, or the signal's reason.
 */
export type Exchange = <T>(request: BytesRequest, read: (response: Response) => Promise<T>) => Promise<T>;

/** Makes the way of bytes between this client and its server. */
export function createExchange({ baseUrl, fetch, tokens, timeout, clock, device }: ExchangeOptions): Exchange {
  return async ({ method, path, headers = new Headers(), body = null, signal }, read) => {
    signal?.throwIfAborted();
    const name = `${method} ${path}`;
    const limit = new AbortController();
    const stop = signal ? AbortSignal.any([signal, limit.signal]) : limit.signal;
    const send = (token: string) => {
      headers.set('authorization', `Bearer ${token}`);
      const common: RequestInit = { cache: 'no-store', credentials: 'omit', redirect: 'error' };
      return fetch(baseUrl + path, { ...common, method, headers, body, signal: stop });
    };
    const stopTimer = device.later(() => limit.abort(), timeout);
    const run = async () => {
      let token = await tokens.get();
      let response = await send(token);
      if (response.status === 401 || response.status === 403) {
        token = await tokens.get(token);
        response = await send(token);
      }
      stopTimer();
      if (response.ok) return read(response);
      const error = errorOf(name, response, parseJson(await response.text()), clock);
      if (response.status !== 401) throw error;
      tokens.drop(token);
      throw new AuthError(`${name}: the server refuses the token.`, 'token-refused', error);
    };
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
