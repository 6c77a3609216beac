import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

const terms: Record<string, Term> = {
  network: 'failedNetwork',
  timeout: 'failedNetwork',
  'not-allowed': 'failedForbidden',
  'not-found': 'notFound',
  'too-many-requests': 'failedTooMany',
};

/** Takes in codes of failures that only come later, once something was sent. */
export const learnFailures = (more: Record<string, Term>) => void Object.assign(terms, more);

/** The words for what went wrong, by the code that errors of the client and entries of its outbox have. */
export function failureTerm(failed: unknown): Term {
  const code = (failed as { code?: string } | undefined)?.code ?? '';
  return code.startsWith('token-') ? 'failedAuth' : (terms[code] ?? 'failedOther');
}

/** What stands where something is being loaded. */
export function renderLoading(locale: LocaleController) {
  return html`<div class="skeleton" role="status" aria-label=${locale.term('loading')}><i></i><i></i><i></i></div>`;
}

/**
 * What stands in place of what could not be loaded: why, and a way to try again. Where nobody is signed in, the page's own way to
 * sign in stands there, if it has put one into the slot `sign-in`.
 *
 * @param signIn - Draws the host's slot around the usual words.
 * @param report - What else can be done.
 */
export function failureNotice(
  error: unknown,
  retry: () => void,
  locale: LocaleController,
  signIn: (words: TemplateResult) => TemplateResult,
  report: unknown = nothing,
) {
  const term = failureTerm(error);
  const words = html`<p>${term === 'notFound' ? nothing : locale.term('failedLoad')} ${locale.term(term)}</p>`;
  return html`<div class="notice failed" role="alert">
    ${term === 'failedAuth' ? signIn(words) : words}
    <button @click=${retry}>${locale.term('retry')}</button> ${report}
  </div>`;
}
