import { isClientError } from '@helpmark/client';
import type { Term } from '../locales/words.js';

const terms: Record<string, Term> = {
  network: 'failedNetwork',
  timeout: 'failedNetwork',
  'token-unavailable': 'failedAuth',
  'token-unreadable': 'failedAuth',
  'token-refused': 'failedAuth',
  'token-for-someone-else': 'failedAuth',
  'not-allowed': 'failedForbidden',
  'not-found': 'notFound',
  'stale-version': 'failedStale',
  'too-many-requests': 'failedTooMany',
  'too-large': 'failedTooLarge',
};

/** The words for what went wrong. */
export function failureTerm(error: unknown): Term {
  return (isClientError(error) && terms[error.code]) || 'failedOther';
}
