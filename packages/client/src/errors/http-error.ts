import type { Problem } from '@helpmark/schema';
import type { ClientErrorCode } from './client-error.js';
import { ClientError } from './client-error.js';

/** What is known of an answer that is no success. */
export interface HttpErrorDetails {
  status: number;
  /** The code where the problem does not say one. */
  code?: ClientErrorCode;
  problem?: Problem | undefined;
  requestId?: string | undefined;
  retryAfter?: number | undefined;
  cause?: unknown;
}

/**
 * The server answered, and not with what was asked for. `code` is the problem's; `http` where something other than Helpmark
 * answered, such as a proxy; `malformed-answer` where a success was not what it should be.
 */
export class HttpError extends ClientError {
  override readonly name: string = 'HttpError';
  readonly status: number;
  /** The problem as the server wrote it; absent where the body is none. */
  readonly problem: Problem | undefined;
  /** The id that the server's log has the request under. */
  readonly requestId: string | undefined;
  /** Seconds to wait before the call is repeated, where the server says so. */
  readonly retryAfter: number | undefined;

  constructor(
    call: string,
    { status, code = 'http', problem, requestId = problem?.requestId, retryAfter, cause }: HttpErrorDetails,
  ) {
    const known = problem?.code ?? code;
    super(
      `${call}: ${status} ${known}${problem ? ` (${problem.title})` : ''}${requestId ? `, request ${requestId}` : ''}`,
      known,
      status >= 500 || [408, 425, 429].includes(status) || /^(in-progress|malformed-answer|offset-mismatch)$/.test(known),
      cause,
    );
    this.status = status;
    this.problem = problem;
    this.requestId = requestId;
    this.retryAfter = retryAfter;
  }
}
