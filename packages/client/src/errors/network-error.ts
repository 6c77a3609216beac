import { ClientError } from './client-error.js';

/** No answer arrived: offline, refused by the browser (CORS, CSP, a redirect), or cut off half-way. The effect is unknown. */
export class NetworkError extends ClientError {
  override readonly name = 'NetworkError';
  constructor(call: string, cause: unknown) {
    super(`${call}: no answer arrived.`, 'network', true, cause);
  }
}
