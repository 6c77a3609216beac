import { isClientError } from '@helpmark/client';

/** A sentence for someone at the desk, by the code of what went wrong. */
export function explain(error: unknown): string {
  const code = isClientError(error) ? error.code : undefined;
  switch (code) {
    case 'stale-version':
      return 'Someone changed this ticket in the meantime. It is shown as it is now: look again, then make your change.';
    case 'network':
    case 'timeout':
      return 'The server does not answer. Nothing is lost: try again in a moment.';
    case 'not-found':
      return 'There is no such ticket.';
    case 'too-many-requests':
      return 'That was a lot at once. Try again in a minute.';
    case 'token-unavailable':
    case 'token-refused':
      return 'Your session has ended. Sign in again; what you wrote stays here until you close the page.';
    default:
      return 'That did not work. Try again.';
  }
}
