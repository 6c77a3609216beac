import { ClientError } from './client-error.js';

/** The call, waiting for the token included, took longer than the client's `timeout`. The effect is unknown. */
export class TimeoutError extends ClientError {
  override readonly name = 'TimeoutError';
  constructor(call: string, timeout: number) {
    super(`${call}: nothing came of it within ${timeout} ms.`, 'timeout', true);
  }
}
