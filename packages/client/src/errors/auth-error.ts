import { ClientError } from './client-error.js';

/** Why there is no usable token. */
export type AuthErrorCode = 'token-unavailable' | 'token-unreadable' | 'token-for-someone-else' | 'token-refused';

/**
 * Nobody is signed in as far as the server is concerned. Only with `token-refused` was anything sent, and then the server did
 * nothing; `cause` is its `HttpError`. With `token-unavailable`, `cause` is what `getToken` threw, if it did.
 */
export class AuthError extends ClientError {
  override readonly name = 'AuthError';
  declare readonly code: AuthErrorCode;
  constructor(message: string, code: AuthErrorCode, cause?: unknown) {
    super(message, code, false, cause);
  }
}
