import type { ReadyOptions } from '../client-options.js';
import { AuthError } from '../errors/auth-error.js';
import { readClaims } from './token-claims.js';

/** Holds the host's token in memory, and nowhere else. */
export interface TokenKeeper {
  /**
   * Gives a token for the person, asking the host where there is none to reuse: one question for all who wait.
   *
   * @param refused - The token that the server has just refused; it is not given again unless the host gives it again.
   * @throws {AuthError} where the host has none, or has one for someone else.
   */
  get(refused?: string): Promise<string>;
  /** Stops waiting for a host that does not answer, so that the next call asks anew. */
  giveUp(): void;
  /** Drops a token that the server refuses for good, so that the next call asks anew. */
  drop(refused: string): void;
}

/** A signed token, or nothing where nobody is signed in. */
export type TokenAnswer = string | null | undefined;

interface Kept {
  token: string;
  /** Milliseconds since 1970, by the page's clock. A wrong clock costs a question or a refusal more, and nothing else. */
  until: number;
}

/** A token is not used in its last seconds: it would end on its way. */
const margin = 30_000;

/**
 * Makes the keeper of one person's tokens.
 *
 * @param onFresh - Called when the host has given a token.
 */
export function createTokenKeeper(
  { person, getToken, clock }: Pick<ReadyOptions, 'person' | 'getToken' | 'clock'>,
  onFresh = () => {},
): TokenKeeper {
  let kept: Kept | undefined;
  let pending: Promise<Kept> | undefined;

  const ask = async (): Promise<Kept> => {
    let token: TokenAnswer;
    let cause: unknown;
    try {
      token = await getToken();
    } catch (error) {
      cause = error;
    }
    if (!token) throw new AuthError('getToken gave no token.', 'token-unavailable', cause);
    const claims = readClaims(token);
    if (!claims) throw new AuthError('getToken gave something that is not a signed token (JWT).', 'token-unreadable');
    if (claims.workspace !== person.workspace || claims.sub !== person.id) {
      throw new AuthError('getToken gave a token of another person or workspace; make another client.', 'token-for-someone-else');
    }
    return { token, until: Number(claims.exp) * 1000 - margin };
  };

  const start = () => {
    const asked: Promise<Kept> = ask()
      .then((answer) => {
        if (pending === asked) kept = answer;
        onFresh();
        return answer;
      })
      .finally(() => {
        if (pending === asked) pending = undefined;
      });
    return asked;
  };

  const drop = (refused?: string) => {
    if (kept?.token === refused) kept = undefined;
  };

  return {
    async get(refused) {
      drop(refused);
      if (kept && clock.now() < kept.until) return kept.token;
      return (await (pending ??= start())).token;
    },
    giveUp() {
      pending = undefined;
    },
    drop,
  };
}
