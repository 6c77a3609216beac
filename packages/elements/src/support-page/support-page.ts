import type { Client } from '@helpmark/client';
import type { Ticket } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { enPage } from '../locales/en-page.js';
import { enThread } from '../locales/en-thread.js';
import { version } from '../internal/define.js';
import { property, state } from '../internal/property.js';
import { baseStyles, buttonStyles } from '../styles/base.styles.js';
import type { TicketFollowEvent } from '../ticket-actions/ticket-actions.events.js';
import type { TicketSubmittedEvent } from '../ticket-form/ticket-form.events.js';
import type { TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import { supportPageStyles } from './support-page.styles.js';
import { defaultRoutes, hashRouter, historyRouter, pathOf, viewOf } from './support-router.js';
import type { SupportRouter, SupportRoutes, SupportView } from './support-router.js';

/**
 * The person's tickets as a page of the product: list, new ticket and thread, each at an address of its own.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @slot links - Guides and other pages of the page's own, below a ticket.
 * @csspart base - All of it.
 * @csspart header - The heading, and the way back to the list.
 */
export class SupportPageElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, supportPageStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** Where addresses are kept: in the page's `history` (by default) or behind the `hash`. */
  @property() routing: 'history' | 'hash' = 'history';
  /** The host's own router, in place of both. */
  @property({ attribute: false }) router: SupportRouter | undefined;
  /** The address of the list; the policy's by default, or else `/dashboard/support`. */
  @property({ attribute: 'list-route' }) listRoute = '';
  /** The address of a new ticket; the policy's by default, or else `/dashboard/support/new`. */
  @property({ attribute: 'new-route' }) newRoute = '';
  /** The address of a ticket, its id as `:id`; the policy's by default, or else `/dashboard/support/:id`. */
  @property({ attribute: 'thread-route' }) threadRoute = '';

  @state() private view: SupportView | undefined;
  @state() private sent: Ticket | undefined;
  @state() private relatedTo = '';
  @state() private policyRoutes: SupportRoutes | undefined;

  readonly #client: ClientController = new ClientController(this);
  readonly #locale: LocaleController = new LocaleController(this, { ...enThread, ...enPage });
  /** The last thread that was opened; it stays drawn while another view is looked at. */
  #ticket = '';
  #askedFrom: Client | undefined;
  #router: SupportRouter = historyRouter();
  #stop: (() => void) | undefined;
  #focusHeading = false;

  override connectedCallback(): void {
    super.connectedCallback();
    if (this.hasUpdated) this.#listen();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#stop?.();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const client = this.#client.value;
    if (client && client !== this.#askedFrom) {
      this.#askedFrom = client;
      this.sent = undefined;
      void this.#askForRoutes(client);
    }
    if (changed.has('router') || changed.has('routing')) this.#listen();
    if (this.policyRoutes) this.view = viewOf(this.#router.path, this.#routes);
    if (this.view?.name === 'thread') this.#ticket = this.view.ticket;
  }

  protected override updated(): void {
    if (!this.#focusHeading || !this.view) return;
    this.#focusHeading = false;
    this.renderRoot.querySelector<HTMLElement>('#heading')!.focus();
  }

  protected override render() {
    const { view } = this;
    if (!view) {
      return html`<div class="base" part="base">
        <p class="muted" role="status">${this.#locale.term('loading')}</p>
      </div>`;
    }
    const client = this.#client.value;
    const heading = { list: 'yourTickets', new: 'newTicket', thread: 'ticketHeading' } as const;
    // Only where the page has one: a slot that is handed on would stand in place of the words that are there otherwise.
    const signIn = this.querySelector('[slot=sign-in]') ? html`<slot name="sign-in" slot="sign-in"></slot>` : nothing;
    const signInAt = (name: SupportView['name']) => (view.name === name ? signIn : nothing);
    const list = pathOf({ name: 'list' }, this.#routes);
    return html`<div
      class="base"
      part="base"
      data-view=${view.name}
      @hm-ticket-open=${({ ticket }: TicketOpenEvent) => this.#go({ name: 'thread', ticket })}
      @hm-ticket-new=${() => this.#go({ name: 'new' })}
      @hm-ticket-submitted=${this.#openSent}
      @hm-ticket-follow=${this.#follow}
    >
      <div class="header" part="header">
        ${
          view.name === 'list'
            ? nothing
            : html`<a href=${this.#router.href?.(list) ?? list} @click=${this.#backToList}
                ><span aria-hidden="true" class="arrow">←</span> ${this.#locale.term('yourTickets')}</a
              >`
        }
        <h2 id="heading" tabindex="-1">${this.#locale.term(heading[view.name])}</h2>
      </div>
      <hm-ticket-list
        .client=${client}
        .keepInAddress=${!this.router && this.routing === 'history'}
        ?hidden=${view.name !== 'list'}
        .active=${view.name === 'list'}
        >${signInAt('list')}</hm-ticket-list
      >
      <hm-ticket-form .client=${client} .relatedTo=${this.relatedTo} ?hidden=${view.name !== 'new'}
        >${signInAt('new')}</hm-ticket-form
      >
      ${
        this.#ticket
          ? html`<hm-ticket-thread
              .client=${client}
              .ticketId=${this.#ticket}
              .sent=${this.sent?.id === this.#ticket ? this.sent : undefined}
              ?hidden=${view.name !== 'thread'}
              .active=${view.name === 'thread'}
              >${signInAt('thread')}<slot name="links" slot="links"></slot
            ></hm-ticket-thread>`
          : nothing
      }
    </div>`;
  }

  get #routes(): SupportRoutes {
    const routes = this.policyRoutes ?? defaultRoutes;
    return {
      list: this.listRoute || routes.list,
      new: this.newRoute || routes.new,
      thread: this.threadRoute || routes.thread,
    };
  }

  /** The policy may say where the pages are; without it they are where they usually are. */
  async #askForRoutes(client: Client): Promise<void> {
    const routes = await client.policy.get().then(
      ({ policy }) => policy.routes,
      () => undefined,
    );
    if (client === this.#client.value) this.policyRoutes = routes ?? defaultRoutes;
  }

  #listen(): void {
    this.#stop?.();
    this.#router = this.router ?? (this.routing === 'hash' ? hashRouter() : historyRouter());
    this.#stop = this.#router.listen(() => {
      this.#focusHeading = true;
      this.requestUpdate();
    });
  }

  #go(view: SupportView): void {
    this.sent = undefined;
    this.#router.navigate(pathOf(view, this.#routes));
  }

  readonly #backToList = (event: MouseEvent) => {
    // A person who wants another tab gets one.
    if (event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return;
    event.preventDefault();
    this.#go({ name: 'list' });
  };

  readonly #follow = ({ ticket }: TicketFollowEvent) => {
    this.relatedTo = ticket;
    this.#go({ name: 'new' });
  };

  readonly #openSent = ({ ticket, another }: TicketSubmittedEvent) => {
    this.relatedTo = '';
    if (another || this.view?.name !== 'new') return;
    this.renderRoot.querySelector('hm-ticket-form')!.clear();
    this.#go({ name: 'thread', ticket: ticket.id });
    this.sent = ticket;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-support-page': SupportPageElement;
  }
}
