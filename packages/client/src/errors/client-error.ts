import type { ProblemCode } from '@helpmark/schema';
import type { StorageErrorCode } from './storage-error.js';

/** What is known to go wrong. Problems of the server bring their own codes, and a newer server may bring newer ones. */
export type ClientErrorCode =
  | 'network'
  | 'timeout'
  | 'token-unavailable'
  | 'token-unreadable'
  | 'token-for-someone-else'
  | 'token-refused'
  | 'malformed-answer'
  | 'not-confirmed'
  | 'http'
  | StorageErrorCode
  | 'sensitive-left-out'
  | ProblemCode
  | (string & {});

/** Marks the errors of every copy of this package that a page may hold; see {@link isClientError}. */
export const clientErrorBrand: unique symbol = Symbol.for('helpmark.client-error');

/**
 * Any failure of a call but an abort. Its message is for developers and names method and path; what people read goes by `code`.
 * It never holds a token.
 */
export abstract class ClientError extends Error {
  override readonly name: string = 'ClientError';
  readonly code: ClientErrorCode;
  /** True where the same call, with the same key, may succeed later without anyone changing anything. */
  readonly retryable: boolean;
  readonly [clientErrorBrand] = true;

  constructor(message: string, code: ClientErrorCode, retryable: boolean, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
    this.retryable = retryable;
  }
}

/** True for an error of this package, whichever copy of it threw: a page may hold two. */
export function isClientError(error: unknown): error is ClientError {
  return (error as ClientError | null | undefined)?.[clientErrorBrand] === true;
}
