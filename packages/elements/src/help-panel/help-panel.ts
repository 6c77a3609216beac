import type { Client } from '@helpmark/client';
import type { Ticket } from '@helpmark/schema';
import { html, LitElement, nothing, svg } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { version } from '../internal/define.js';
import { maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import type { TicketSubmittedEvent } from '../ticket-form/ticket-form.events.js';
import type { TicketFollowEvent } from '../ticket-actions/ticket-actions.events.js';
import type { TicketNewEvent, TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import type { Prefill } from '../ticket-form/form-answers.js';
import { PanelClosedEvent, PanelOpenedEvent, PanelOpenEvent } from './help-panel.events.js';
import type { PanelPlace } from './help-panel.events.js';
import { helpPanelStyles } from './help-panel.styles.js';

/** What a panel can show. */
export type PanelView = NonNullable<PanelPlace['view']> | 'article';

/** Below this width the panel fills the window and holds the focus, as a sheet on a phone does. */
const sheetWidth = '(max-width: 480px)';

/** The code of the views that only some people come to, in one file: who wants one wants the other next. */
const bringViews = () => import('./late-views.define.js');

/**
 * The panel behind the (?) button: a new ticket first, then the person's tickets and their threads. It lies in the top layer and
 * leaves the page usable beside it; on a phone it is a full sheet. Where a modal or a lock of the page's keeps the focus, it is a
 * modal above that. Closing it hides it, so nothing typed is lost.
 *
 * @attr mode - `modal`: a modal in the middle; `drawer`: at the end edge, as high as the window; `inline`: a part of the page where the
 *   element stands. By default a popover.
 * @attr corner - The corner that the popover opens at: `bottom-end` by default, `bottom-start`, `top-end` or `top-start`.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @csspart base - The panel's box.
 * @csspart header - Its heading and buttons.
 * @csspart view - What scrolls below.
 * @cssproperty --hm-help-panel-width - Width where the window leaves the choice. 432px by default.
 * @cssproperty --hm-help-panel-offset-block - Distance to the bottom edge of the window. 84px by default.
 * @cssproperty --hm-help-panel-offset-inline - Distance to the end edge of the window. 20px by default.
 *
 * @fires hm-panel-open - Asks to open the panel; cancel it to show something of your own.
 * @fires hm-panel-opened - The panel is on screen.
 * @fires hm-panel-closed - The panel is gone from the screen; what was typed is kept.
 */
export class HelpPanelElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, helpPanelStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** What is shown. */
  @property() view: PanelView = 'form';
  /** What the page knows already of a new ticket; nothing by default. */
  @property({ attribute: false }) prefill: Prefill | undefined;

  @state() private ticket = '';
  @state() private sent: Ticket | undefined;
  @state() private mayDraw: Partial<Record<PanelView, boolean>> = {};
  @state() private failed = false;
  @state() private relatedTo = '';
  @state() private shown = false;
  /** Whether the person may send tickets; as far as is known they may. */
  @state() private maySubmit = true;

  readonly #client: ClientController = new ClientController(this);
  readonly #locale: LocaleController = new LocaleController(this);
  #focusHeading = false;
  #askedFrom: Client | undefined;

  protected override willUpdate(): void {
    const client = this.#client.value;
    if (client && client !== this.#askedFrom) void this.#askWhetherToSubmit(client);
    void this.#bring(this.view);
  }

  protected override updated(): void {
    if (!this.#focusHeading || !this.mayDraw[this.view]) return;
    this.#focusHeading = false;
    const heading = this.renderRoot.querySelector('h2')!;
    heading.focus({ preventScroll: true });
    if (!this.#dialog.popover || (this.renderRoot as ShadowRoot).activeElement === heading) return;
    // A modal of the page's makes all below it inert, and a lock takes the focus back: a newer modal is above both.
    this.#present(true);
    heading.focus();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    // The browser has taken it off the screen by itself; what stands in the markup must say the same when it comes back.
    this.hide();
  }

  /** Whether the panel is on screen. */
  get open(): boolean {
    return this.shown;
  }

  /**
   * Puts the panel on screen and the focus on its heading.
   *
   * @param at - What to open it on; what was shown last by default. An open panel goes there.
   * @returns When it is on screen. Rejects where `mode` or `corner` ask for code that cannot be loaded.
   */
  async show(at: PanelPlace = {}): Promise<void> {
    await this.updateComplete;
    if (!this.isConnected || (!this.shown && !this.dispatchEvent(new PanelOpenEvent(at)))) return;
    if (at.article) await (await import('./on-demand.js')).openArticle(this, at.article);
    else if (at.ticket) this.openTicket(at.ticket);
    else if (at.type || at.view) this.#go(at.view ?? 'form');
    if (at.type) this.renderRoot.querySelector('hm-ticket-form')!.choose(at.type);
    const placing = this.matches('[mode],[corner]') && (await import('./on-demand.js'));
    if (this.shown) return;
    this.shown = true;
    if (!placing || !placing.place(this, this.#dialog)) this.#present(matchMedia(sheetWidth).matches);
    this.#moveFocus();
    this.dispatchEvent(new PanelOpenedEvent());
  }

  /** Takes the panel off the screen and keeps what was typed. */
  hide(): void {
    if (!this.shown) return;
    this.shown = false;
    const dialog = this.#dialog;
    dialog.popover = null; // hides it where it is one
    dialog.close();
    this.dispatchEvent(new PanelClosedEvent());
  }

  /** Shows one ticket's thread. */
  openTicket(id: string): void {
    this.sent = undefined;
    this.ticket = id;
    this.#go('thread');
  }

  protected override render() {
    const { view, shown } = this;
    // Only where the page has one: a slot that is handed on would stand in place of the words that are there otherwise.
    const signIn = this.querySelector('[slot=sign-in]') ? html`<slot name="sign-in" slot="sign-in"></slot>` : nothing;
    const signInAt = (name: PanelView) => (view === name ? signIn : nothing);
    const client = this.#client.value;
    const asks = view === 'form' || view === 'article';
    return html`<dialog
      class="base"
      part="base"
      aria-labelledby="heading"
      @keydown=${this.#closeOnEscape}
      @close=${this.hide}
      @hm-ticket-submitted=${this.#openSent}
      @hm-ticket-open=${(event: TicketOpenEvent) => this.openTicket(event.ticket)}
      @hm-ticket-new=${this.#begin}
      @hm-ticket-follow=${this.#follow}
      @input=${this.#prepare}
    >
      <div class="header" part="header">
        <button
          class="plain icon back"
          ?hidden=${view === 'form' || (view === 'list' && !this.maySubmit)}
          aria-label=${this.#locale.term('back')}
          @click=${() => this.#go(view === 'thread' ? 'list' : 'form')}
        >
          ${icon('M15 5l-7 7 7 7')}
        </button>
        <h2 id="heading" tabindex="-1">${this.#locale.term(asks ? 'helpHeading' : 'yourTickets')}</h2>
        ${
          view === 'form'
            ? html`<button class="plain" @click=${() => this.#go('list')}>${this.#locale.term('yourTickets')}</button>`
            : nothing
        }
        <button class="plain icon" aria-label=${this.#locale.term('close')} @click=${this.hide}>
          ${icon('M6 6l12 12M18 6L6 18')}
        </button>
      </div>
      <div class="view" part="view">
        ${this.mayDraw[view] ? nothing : this.#renderWaiting()}
        <hm-ticket-form .client=${client} .relatedTo=${this.relatedTo} .prefill=${this.prefill} ?hidden=${view !== 'form'}
          >${signInAt('form')}</hm-ticket-form
        >
        ${this.mayDraw.list ? html`<hm-ticket-list .client=${client} ?hidden=${view !== 'list'} .active=${shown && view === 'list'}>${signInAt('list')}</hm-ticket-list>` : nothing}
        ${
          this.mayDraw.thread
            ? html`<hm-ticket-thread
                .client=${client}
                ?hidden=${view !== 'thread'}
                .active=${shown && view === 'thread'}
                .ticketId=${this.ticket}
                .sent=${this.sent}
                >${signInAt('thread')}</hm-ticket-thread
              >`
            : nothing
        }
      </div>
    </dialog>`;
  }

  get #dialog(): HTMLDialogElement {
    return this.renderRoot.querySelector('dialog')!;
  }

  /** Puts the box into the top layer; a popover that is there becomes a modal. */
  #present(modal: boolean): void {
    const dialog = this.#dialog;
    dialog.popover = modal ? null : 'manual';
    dialog[modal ? 'showModal' : 'showPopover']();
  }

  #renderWaiting() {
    if (!this.failed) return html`<p class="muted">${this.#locale.term('loading')}</p>`;
    return html`<div class="notice failed" role="alert">
      <p>${this.#locale.term('failedLoad')}</p>
      <button @click=${() => (this.failed = false)}>${this.#locale.term('retry')}</button>
    </div>`;
  }

  #go(view: PanelView): void {
    this.failed = false;
    this.view = view;
    this.#moveFocus();
  }

  #moveFocus(): void {
    this.#focusHeading = true;
    this.requestUpdate();
  }

  /** Where there is nothing to fill in, the panel begins with the person's tickets. The form's own question shares the answer. */
  async #askWhetherToSubmit(client: Client): Promise<void> {
    this.#askedFrom = client;
    const known = await client.policy.get().catch(() => undefined); // the form says what failed
    if (client !== this.#askedFrom || !known) return;
    this.maySubmit = maySubmit(known);
    if (!this.maySubmit && this.view === 'form') this.view = 'list';
  }

  /** Brings the code of a view when it is first wanted. */
  async #bring(view: PanelView): Promise<boolean> {
    if (this.mayDraw[view] || this.failed) return !this.failed;
    try {
      if (view !== 'form') await bringViews();
      this.mayDraw = { ...this.mayDraw, [view]: true };
    } catch {
      this.failed = true; // the person is told, and can try again
      addEventListener('online', () => (this.failed = false), { once: true });
    }
    return !this.failed;
  }

  /** Whoever writes sees the list or the thread next; the network may be gone then. */
  readonly #prepare = {
    once: true,
    handleEvent: () => void bringViews().catch(() => {}),
  };

  readonly #begin = ({ entry }: TicketNewEvent) => {
    if (entry) void this.renderRoot.querySelector('hm-ticket-form')!.edit(entry);
    this.#go('form');
  };

  readonly #follow = ({ ticket }: TicketFollowEvent) => {
    this.relatedTo = ticket;
    this.#go('form');
  };

  readonly #openSent = async ({ ticket, another }: TicketSubmittedEvent) => {
    this.relatedTo = '';
    // Whoever looks at something else by now is left there, and where no thread can be drawn the form says that it was sent.
    if (another || this.view !== 'form' || !(await this.#bring('thread'))) return;
    this.renderRoot.querySelector('hm-ticket-form')!.clear();
    this.sent = ticket;
    this.ticket = ticket.id;
    this.#go('thread');
  };

  readonly #closeOnEscape = (event: KeyboardEvent) => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return;
    event.preventDefault();
    event.stopPropagation();
    this.hide();
  };
}

const icon = (path: string) => html`<svg viewBox="0 0 24 24" aria-hidden="true">${svg`<path d=${path}></path>`}</svg>`;

declare global {
  interface HTMLElementTagNameMap {
    'hm-help-panel': HelpPanelElement;
  }
}
