import type { Client, Draft } from '@helpmark/client';
import { html, nothing } from 'lit';
import type { DiscardController } from '../controllers/discard-controller.js';
import type { LocaleController } from '../controllers/locale-controller.js';

/** Where the words are that a person is writing, in one line, and a way to be rid of them and to have them back. */
export function renderKept(
  draft: Draft | undefined,
  client: Client | undefined,
  { undo }: DiscardController,
  press: (button: 'discard' | 'undo') => unknown,
  locale: LocaleController,
) {
  const { value, state, savedAt } = draft ?? {};
  const here = state === 'this-tab-only';
  const words = here ? 'savedHere' : value ? savedAt && 'saved' : undo ? 'discarded' : undefined;
  const button = value ? 'discard' : undo ? 'undo' : undefined;
  return html`<div class="kept muted">
    <p role="status">
      ${words && locale.term(words)} ${value && !here && client?.drafts.evicts ? locale.term('evicts') : nothing}
    </p>
    ${
      button
        ? html`<button type="button" class="plain" id="kept" @click=${() => press(button)}>${locale.term(button)}</button>`
        : nothing
    }
  </div>`;
}
