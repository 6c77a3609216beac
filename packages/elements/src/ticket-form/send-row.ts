import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

/** How the end of a form stands. */
interface SendRow {
  busy: boolean;
  failure: Term | undefined;
  /** Sends and goes on with another; absent where that is not offered. */
  another: (() => unknown) | undefined;
  /** Where the words are. */
  kept: unknown;
}

/** The end of a form: what went wrong, the button that sends, and where the words are. */
export function renderSend({ busy, failure, another, kept }: SendRow, locale: LocaleController) {
  return html`<div class="submit">
    ${failure ? html`<p class="notice failed" role="alert">${locale.term(failure)} ${locale.term('wordsKept')}</p>` : nothing}
    <button class="primary" id="send" part="submit-button" type="submit" aria-disabled=${busy ? 'true' : nothing}>
      ${locale.term(busy ? 'sending' : 'submit')}
    </button>
    ${another ? html`<button type="button" part="another-button" @click=${another}>${locale.term('another')}</button>` : nothing}
    ${kept}
  </div>`;
}
