import type { Issue, Problem, ProblemCode } from '@helpmark/schema';
import type { z } from 'zod/mini';

/** What each code is on the wire. */
const kinds: Record<ProblemCode, { status: number; title: string }> = {
  malformed: { status: 400, title: 'The request cannot be read.' },
  'key-missing': { status: 400, title: 'The header Idempotency-Key is missing.' },
  'version-missing': { status: 400, title: 'The header If-Match is missing.' },
  'token-missing': { status: 401, title: 'A token is needed.' },
  'token-invalid': { status: 401, title: 'The token is not valid.' },
  'token-expired': { status: 401, title: 'The token has expired.' },
  'not-allowed': { status: 403, title: 'This is not allowed.' },
  'not-found': { status: 404, title: 'There is nothing here.' },
  'method-not-allowed': { status: 405, title: 'The method is not known here.' },
  'in-progress': { status: 409, title: 'The same request is still in progress.' },
  pending: { status: 409, title: 'The bytes of this file are not here yet.' },
  refused: { status: 409, title: 'This file was refused by a scan.' },
  'offset-mismatch': { status: 409, title: 'The upload stands at another byte.' },
  'stale-version': { status: 412, title: 'The ticket has changed since.' },
  'protocol-version': { status: 412, title: 'The version of the upload protocol is not known here.' },
  'too-large': { status: 413, title: 'The request is too large.' },
  'unsupported-media-type': { status: 415, title: 'The media type is not known here.' },
  invalid: { status: 422, title: 'Something is missing or wrong.' },
  'key-reused': { status: 422, title: 'The idempotency key was used for another request.' },
  'too-many-requests': { status: 429, title: 'Too many requests.' },
  unavailable: { status: 503, title: 'The service cannot answer now.' },
  internal: { status: 500, title: 'The service failed.' },
};

/** The status that a code is answered with. */
export function statusOfCode(code: ProblemCode): number {
  return kinds[code].status;
}

/** What a problem may say besides its code. */
export interface ProblemDetails {
  /** A sentence for developers that says what to do. */
  detail?: string;
  issues?: Issue[];
  headers?: Record<string, string>;
  cause?: unknown;
}

/** Thrown anywhere below the handler to end a request; the handler alone turns it into an answer. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly code: ProblemCode;
  readonly detail: string | undefined;
  readonly issues: Issue[] | undefined;
  readonly headers: Record<string, string>;

  constructor(code: ProblemCode, { detail, issues, headers = {}, cause }: ProblemDetails = {}) {
    super(detail ?? kinds[code].title, { cause });
    this.code = code;
    this.detail = detail;
    this.issues = issues;
    this.headers = headers;
  }

  /** The answer's body (RFC 9457). */
  toProblem(requestId: string): Problem {
    const { status, title } = kinds[this.code];
    return {
      title,
      status,
      code: this.code,
      ...(this.detail !== undefined && { detail: this.detail }),
      ...(this.issues && { issues: this.issues }),
      requestId,
    };
  }
}

/** A 422 for a body or query, with what is wrong where. */
export function invalid(issues: Issue[]): ProblemError {
  return new ProblemError('invalid', { issues });
}

/** A 422 for one member. */
export function invalidAt(path: Issue['path'], code: string, message: string): ProblemError {
  return invalid([{ path, code, message }]);
}

/** What a schema found, in the words of the wire. */
export function issuesOf(error: z.core.$ZodError): Issue[] {
  return error.issues.flatMap((issue): Issue[] => {
    const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
    const name = path.length > 0 ? `"${path.join('.')}"` : 'The body';
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown', message: `There is no member "${key}".` }));
    }
    if (issue.code === 'invalid_type') {
      return issue.input === undefined && path.length > 0
        ? [{ path, code: 'required', message: `${name} is required.` }]
        : [{ path, code: 'wrong-type', message: `${name} must be of type ${issue.expected}.` }];
    }
    if (issue.code === 'invalid_value') {
      return [{ path, code: 'not-an-option', message: `${name} must be one of: ${issue.values.map(String).join(', ')}.` }];
    }
    if (issue.code === 'too_big') return [{ path, code: 'too-long', message: `${name} must be at most ${issue.maximum}.` }];
    if (issue.code === 'too_small') return [{ path, code: 'too-short', message: `${name} must be at least ${issue.minimum}.` }];
    if (issue.code === 'invalid_union') return [{ path, code: 'wrong-type', message: `${name} has a type that is not allowed.` }];
    const code: unknown = issue.code === 'custom' ? issue.params?.code : undefined;
    return [{ path, code: typeof code === 'string' ? code : 'invalid', message: issue.message }];
  });
}
