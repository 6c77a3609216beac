import { createClient } from '@helpmark/client';
import type { Client } from '@helpmark/client';
import { html, render } from 'lit';
import { languageOf } from '../controllers/locale-controller.js';
import '../help-panel/help-panel.define.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import { whenIdle } from '../internal/when-idle.js';
import { bringWords } from '../locales/load-words.js';
import type { HelpButtonElement } from './help-button.js';

/** Whom the panel is for once the page has taken the person away: someone who has to sign in. */
const nobody = { workspace: '-', id: '-' };

/**
 * Makes the panel of a help button: the part of the button that comes with the first intent.
 *
 * @param changed - Told when the panel opens or closes.
 * @throws {TypeError} that says what to write, where the button has a `base-url` but not who the person is.
 */
export async function createPanel(button: HelpButtonElement, changed: (open: boolean) => void): Promise<HelpPanelElement> {
  if (button.hasAttribute('base-url') && !button.client && !(button.person && button.getToken))
    throw new TypeError('<hm-help-button> needs the properties "person" and "getToken" beside "base-url".');
  const panel = document.createElement('hm-help-panel');
  /** A client that the button made, and not the page: it ends with the button. */
  let own: Client | undefined;
  /** Ends what watches how much is unread. */
  let watching: AbortController | undefined;
  /** What had the focus when the panel was opened: a link of the page's own, perhaps. */
  let before: Element | null = null;
  const watch = () => {
    const { client } = panel;
    if (!client || watching) return;
    const { signal } = (watching = new AbortController());
    const bring = async () => (await import('./unread.js')).watchUnread(button, panel, client, signal);
    // Whoever opens the panel wants the form first. Without the network it is tried again with the next opening.
    whenIdle(() => void bring().catch(() => (watching = undefined)));
  };
  const rest = () => {
    watching?.abort();
    if (own) panel.client = undefined;
    own?.close();
    watching = own = undefined;
  };
  /** Gives the panel what the button has now. Another person is another client. */
  const take = () => {
    const { client, person = nobody } = button;
    panel.prefill = button.prefill;
    const same = own?.person.id === person.id && own.person.workspace === person.workspace;
    if (client ? client !== panel.client : !same) rest();
    panel.client = client ?? (own ??= createButtonClient(button, person));
    watch();
  };
  take();
  for (const name of ['client', 'person', 'getToken', 'prefill'] as const) {
    let value: unknown = button[name];
    const set = (next: unknown) => {
      value = next;
      if (panel.isConnected) take();
    };
    Object.defineProperty(button, name, { get: () => value, set, configurable: true, enumerable: true });
  }
  panel.addEventListener('hm-panel-open', () => (before = document.activeElement));
  panel.addEventListener('hm-panel-opened', () => {
    changed(true);
    watch();
  });
  panel.addController({
    hostConnected: take,
    // One that is moved comes back at once. One that is taken out leaves nothing at work, and its words rest on the device.
    hostDisconnected: () => queueMicrotask(() => panel.isConnected || rest()),
  });
  panel.addEventListener('hm-panel-closed', () => {
    changed(false);
    // Not the element: while something inside it has the focus, it counts as focused already.
    button.shadowRoot!.querySelector('button')!.focus({ preventScroll: true });
    (before as HTMLElement | null)?.focus({ preventScroll: true });
  });
  if (button.matches('[mode],[corner],[movable]')) (await import('../help-panel/on-demand.js')).placePanel(button, panel);
  button.addEventListener('keydown', ({ key }) => key === 'Escape' && panel.hide());
  if (button.querySelector('[slot=sign-in]')) render(html`<slot name="sign-in" slot="sign-in"></slot>`, panel);
  button.shadowRoot!.append(panel);
  // Whoever reads another language never sees a moment of English.
  await bringWords(languageOf(button));
  return panel;
}

/** A client of the button's own; none where the button says no address and a provider around it may have one. */
function createButtonClient(button: HelpButtonElement, person: { workspace: string; id: string }): Client | undefined {
  const baseUrl = button.getAttribute('base-url');
  // Asked anew each time: a framework may hand over a new function whenever it draws.
  const getToken = () => (person === nobody ? '' : (button.getToken?.() ?? ''));
  return baseUrl ? createClient({ baseUrl, person, getToken }) : undefined;
}
