import { createClient } from '@helpmark/client';
import type { Client } from '@helpmark/client';
import { html, render } from 'lit';
import { languageOf } from '../controllers/locale-controller.js';
import '../help-panel/help-panel.define.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import { bringWords } from '../locales/load-words.js';
import type { HelpButtonElement } from './help-button.js';
import { watchUnread } from './unread.js';

/**
 * Makes the panel of a help button: the part of the button that comes with the first intent.
 *
 * @param changed - Told when the panel opens or closes.
 * @throws {TypeError} that says what to write, where the button has a `base-url` but not who the person is.
 */
export async function createPanel(button: HelpButtonElement, changed: (open: boolean) => void): Promise<HelpPanelElement> {
  const panel = document.createElement('hm-help-panel');
  /** A client that the button made, and not the page: it ends with the button. */
  let own = button.client ? undefined : createButtonClient(button);
  let stopWatching: (() => void) | undefined;
  panel.client = button.client ?? own;
  panel.addEventListener('hm-panel-opened', () => {
    // The panel came with the first intent; the client may have come after it.
    panel.client ??= button.client;
    changed(true);
    if (panel.client) stopWatching ??= watchUnread(button, panel.client, (count) => panel.wordsForUnread(count));
  });
  panel.addController({
    hostConnected: () => {
      panel.client ??= button.client ?? (own = createButtonClient(button));
    },
    // One that is moved comes back at once. One that is taken out leaves nothing at work, and its words rest on the device.
    hostDisconnected: () =>
      queueMicrotask(() => {
        if (panel.isConnected) return;
        stopWatching?.();
        own?.close();
        if (own) panel.client = undefined;
        stopWatching = own = undefined;
      }),
  });
  panel.addEventListener('hm-panel-closed', () => {
    changed(false);
    // Not the element: while something inside it has the focus, it counts as focused already.
    button.shadowRoot!.querySelector('button')!.focus({ preventScroll: true });
  });
  button.addEventListener('keydown', ({ key }) => key === 'Escape' && panel.hide());
  if (button.querySelector('[slot=sign-in]')) render(html`<slot name="sign-in" slot="sign-in"></slot>`, panel);
  button.shadowRoot!.append(panel);
  // Whoever reads another language never sees a moment of English.
  await bringWords(languageOf(button));
  return panel;
}

/** A client of the button's own; none where the button says no address and a provider around it may have one. */
function createButtonClient(button: HelpButtonElement): Client | undefined {
  const baseUrl = button.getAttribute('base-url');
  const { person, getToken } = button;
  if (!baseUrl) return undefined;
  if (!person || !getToken)
    throw new TypeError('<hm-help-button> needs the properties "person" and "getToken" beside "base-url".');
  return createClient({ baseUrl, person, getToken });
}
