import type { Client } from '@helpmark/client';
import { LocaleController } from '../controllers/locale-controller.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import { enUnread } from '../locales/en-unread.js';
import { UnreadChangedEvent } from './help-button.events.js';
import type { HelpButtonElement } from './help-button.js';

/**
 * Keeps the number on the button true, and says politely when there is something new. A page that sets the number itself is left
 * alone.
 *
 * @param panel - Says in which language.
 * @param signal - Ends it; the number is taken away.
 */
export function watchUnread(button: HelpButtonElement, panel: HelpPanelElement, client: Client, signal: AbortSignal): void {
  if (signal.aborted || button.hasAttribute('unread')) return;
  const status = document.createElement('span');
  status.role = 'status';
  // What is only heard: written by script, since a page's policy may forbid a style attribute.
  Object.assign(status.style, {
    position: 'absolute',
    inlineSize: '1px',
    blockSize: '1px',
    overflow: 'hidden',
    clipPath: 'inset(50%)',
  });
  button.shadowRoot!.append(status);
  const locale = new LocaleController(panel, enUnread);
  let before: number | undefined;
  let asked = 0;
  const look = async () => {
    const own = ++asked;
    const count = (await client.unread.get().catch(() => undefined))?.messages;
    // Without an answer, or with a newer question, what stands there stays.
    if (count === undefined || own !== asked) return;
    button.setAttribute('unread', String(count));
    if (count !== before) button.dispatchEvent(new UnreadChangedEvent(count));
    if (before !== undefined && count > before) status.textContent = locale.term('unread', { count });
    before = count;
  };
  const stop = client.events.subscribe(() => void look());
  void look();
  signal.addEventListener('abort', () => {
    asked += 1;
    stop();
    status.remove();
    locale.hostDisconnected();
    panel.removeController(locale);
    button.removeAttribute('unread');
  });
}
