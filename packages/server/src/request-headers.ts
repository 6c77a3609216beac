import { findPrivate } from '@helpmark/schema/privacy';
import { parseAccept } from 'hono/utils/accept';
import { ProblemError } from './problem.js';

/**
 * The id that the caller gave a request; nothing where it is not short and plain, or looks like a token or a key: it is written to logs,
 * for ever to the one of changes.
 */
export function readRequestId(request: Request): string | undefined {
  const id = /^[\w.-]{1,100}$/.exec(request.headers.get('x-request-id') ?? '')?.[0];
  return id !== undefined && findPrivate(id).length === 0 ? id : undefined;
}

/**
 * The idempotency key. Signs `~` at its end do not count: a client that mends a request gives it the key of the first with one more,
 * and where both arrive one takes effect.
 *
 * @throws {ProblemError} `key-missing` without an idempotency key of 1 to 200 plain characters.
 */
export function readKey(request: Request): string {
  const key = /^[\x21-\x7e]{1,200}$/.exec(request.headers.get('idempotency-key') ?? '')?.[0];
  if (key !== undefined) return key.replace(/~+$/, '') || key;
  throw new ProblemError('key-missing', {
    detail:
      'Send Idempotency-Key: a random key of 1 to 200 letters, digits or signs, made once for this request and its repeats.',
  });
}

/** @throws {ProblemError} `version-missing` where `If-Match` names no version. */
export function readVersion(request: Request): number {
  const version = /^"(\d{1,15})"$/.exec(request.headers.get('if-match')?.trim() ?? '')?.[1];
  if (version !== undefined) return Number(version);
  throw new ProblemError('version-missing', { detail: 'Send If-Match: the version that was seen, in quotes, such as "3".' });
}

/** The language tags that `Accept-Language` names; `*`, which is every language, where it names none. */
export function readLanguages(request: Request): string[] {
  const accepted = parseAccept(request.headers.get('accept-language') ?? '').filter(({ q }) => q > 0);
  return accepted.length > 0 ? accepted.map(({ type }) => type) : ['*'];
}

/** True where `If-None-Match` names an answer's tag. */
export function sameTag(request: Request, etag: string): boolean {
  const tags = (request.headers.get('if-none-match') ?? '').split(',').map((tag) => tag.trim().replace(/^W\//, ''));
  return tags.includes(etag) || tags.includes('*');
}
