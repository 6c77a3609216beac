import type { Client } from '@helpmark/client';
import type { PanelPlace } from '../help-panel/help-panel.events.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import { version } from '../internal/define.js';
import type { Prefill } from '../ticket-form/form-answers.js';
import { helpButtonStyles } from './help-button.styles.js';

/** A server has no elements: there the class can be imported, and does nothing. */
const Base = globalThis.HTMLElement ?? (class {} as typeof HTMLElement);
const svg = 'http://www.w3.org/2000/svg';
const questionMark = 'M8.5 8.7a3.6 3.6 0 1 1 5.3 3.2c-1.2.7-1.8 1.4-1.8 2.8m0 3.6v.1';
const cross = 'M6.5 6.5l11 11m0-11l-11 11';

/**
 * The (?) button: a loading unit of its own. It makes no request until the person's first intent (pointer over, focus or click);
 * then it brings the panel and everything in it. Where the person has sent something or opened a ticket on this device before, it
 * does so by itself, so that what waits is sent and what is new is counted.
 *
 * @attr base-url - Where the Helpmark server answers, such as `/support`.
 * @attr label - The button's accessible name. `Help` by default.
 * @attr unread - A number to show on the button; nothing by default.
 * @attr corner - Where the button stands and the panel opens: `bottom-end` by default, `bottom-start`, `top-end` or `top-start`.
 * @attr mode - How the panel lies on the page, as `mode` of `hm-help-panel` says. A popover by default.
 * @attr movable - Lets the person draw the button elsewhere, or send it to another corner from the panel. Nobody may by default.
 *
 * @slot sign-in - What the panel shows where nobody is signed in; a sentence by default.
 * @csspart button - The round button.
 * @csspart unread - The number on it.
 * @cssproperty --hm-help-button-offset-block - Distance to the corner's upper or lower edge of the window. 20px by default.
 * @cssproperty --hm-help-button-offset-inline - Distance to the corner's other edge of the window. 20px by default.
 * @cssproperty --hm-help-button-fill - Background of the button; the accent by default.
 * @cssproperty --hm-help-button-color - Colour of its icon.
 *
 * @fires hm-panel-open - Asks to open the panel; cancel it to show something of your own.
 * @fires hm-panel-opened - The panel is on screen.
 * @fires hm-panel-closed - The panel is gone from the screen; what was typed is kept.
 * @fires hm-button-moved - The person has moved the button; the page may keep where to.
 * @fires hm-unread-changed - Another number of messages is new to the person.
 */
export class HelpButtonElement extends Base {
  static readonly version = version;
  static readonly observedAttributes = ['label', 'unread'];

  /** Who the person is: their workspace and the host's own id of them. Needed before the first open, unless `client` is set. */
  declare person?: { workspace: string; id: string };
  /** Gives a fresh token for the person; asked when one is needed. Needed before the first open, unless `client` is set. */
  declare getToken?: () => string | Promise<string>;
  /** A client of your own, in place of `base-url`, `person` and `getToken`. */
  declare client?: Client;
  /** What the page knows already of a new ticket; nothing by default. */
  declare prefill?: Prefill | undefined;

  #button: HTMLElement | undefined;
  #path: Element | undefined;
  #unread: HTMLElement | undefined;
  #failure: HTMLElement | undefined;
  #panel: Promise<HelpPanelElement> | undefined;

  /** Whether the panel is on screen. */
  get open(): boolean {
    return this.#button?.ariaExpanded === 'true';
  }

  connectedCallback(): void {
    if (this.#button) return;
    const root = this.attachShadow({ mode: 'open', delegatesFocus: true });
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(helpButtonStyles);
    root.adoptedStyleSheets = [sheet];
    const button = (this.#button = document.createElement('button'));
    const icon = document.createElementNS(svg, 'svg');
    this.#path = icon.appendChild(document.createElementNS(svg, 'path'));
    this.#unread = document.createElement('b');
    this.#failure = document.createElement('p');
    icon.setAttribute('viewBox', '0 0 24 24');
    this.#failure.role = 'alert';
    button.part.add('button');
    this.#unread.part.add('unread');
    button.ariaHasPopup = 'dialog';
    button.append(icon, this.#unread);
    root.append(button, this.#failure);
    this.#showState(false);
    this.attributeChangedCallback();
    const bring = () => {
      // A module that was asked for in vain is not asked for again by every browser: without a network nothing is brought early.
      if (navigator.onLine) void this.load().catch(() => {});
    };
    button.onpointerenter = button.onfocus = bring;
    button.onclick = () => void this.toggle();
    try {
      // The client's mark: something waits to be sent, or can be unread. By then the page has said who the person is, and rests.
      if (localStorage['hm-wake']) setTimeout(bring, 1000);
    } catch {
      // Where storage may not be asked, nothing waits in it.
    }
  }

  attributeChangedCallback(): void {
    if (!this.#button) return;
    const unread = this.getAttribute('unread') ?? '';
    this.#unread!.textContent = unread === '0' ? '' : unread;
    this.#button.ariaLabel = [this.getAttribute('label') ?? 'Help', this.#unread!.textContent].join(' ').trim();
  }

  /**
   * Opens the panel. Where it cannot be loaded, a word at the button says so, and the next press tries again.
   *
   * @param at - What to open it on; what was shown last by default.
   */
  async show(at?: PanelPlace): Promise<void> {
    this.#button!.ariaBusy = 'true';
    try {
      await (await this.load()).show(at);
      this.#failure!.textContent = '';
    } catch (error) {
      this.#failure!.textContent = 'Help could not be loaded. Check the connection and reload the page.';
      reportError(error);
    }
    this.#button!.ariaBusy = 'false';
  }

  /** Closes the panel. What was typed is kept. */
  async hide(): Promise<void> {
    (await this.#panel)?.hide();
  }

  /** Opens the panel, or closes it. */
  toggle(): Promise<void> {
    return this.open ? this.hide() : this.show();
  }

  /**
   * Brings the panel without opening it; its `client` is the person's.
   *
   * @returns The panel. Rejects where it cannot be loaded or the button does not say who the person is.
   */
  load(): Promise<HelpPanelElement> {
    this.#panel ??= import('./help-button.panel.js').then(({ createPanel }) =>
      createPanel(this, (open) => this.#showState(open)),
    );
    this.#panel.catch(() => (this.#panel = undefined));
    return this.#panel;
  }

  #showState(open: boolean): void {
    this.#button!.ariaExpanded = String(open);
    this.#path!.setAttribute('d', open ? cross : questionMark);
  }
}

// Frameworks set a property where `name in element` holds, and an attribute elsewhere. A field would hide what was set before the upgrade.
Object.assign(HelpButtonElement.prototype, { person: undefined, getToken: undefined, client: undefined, prefill: undefined });

declare global {
  interface HTMLElementTagNameMap {
    'hm-help-button': HelpButtonElement;
  }
}
