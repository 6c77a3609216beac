import type { Client, Keepable } from '@helpmark/client';
import type { PolicyAnswer, Ticket, TicketInput } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import { ClientController } from '../controllers/client-controller.js';
import { ClockController } from '../controllers/clock-controller.js';
import { LatePart } from '../controllers/late-part.js';
import { LiveController } from '../controllers/live-controller.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { OutboxController } from '../controllers/outbox-controller.js';
import { version } from '../internal/define.js';
import { enQuestions } from '../locales/en-questions.js';
import { enThread } from '../locales/en-thread.js';
import { failureNotice, renderLoading } from '../internal/failure.js';
import { renderReport } from '../internal/report.js';
import { renderEntry, renderKeptAt } from '../internal/outbox-entry.js';
import { labelOf, maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import { timeAgo } from '../internal/time-ago.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import type * as Filters from './list-filters.js';
import { isFiltered, readAddress, writeAddress } from './list-query.js';
import type { ListQuery } from './list-query.js';
import { TicketNewEvent, TicketOpenEvent } from './ticket-list.events.js';
import { ticketListStyles } from './ticket-list.styles.js';

/** As many tickets are seen at a glance; beyond that there is something to search. */
const glance = 5;
/** Milliseconds after the last key before a search is sent. */
const pause = 250;

/** What is on screen: the tickets so far, and how to go on. */
interface Loaded extends Keepable {
  query: ListQuery;
  known: PolicyAnswer;
  items: Ticket[];
  nextCursor: string | undefined;
}

/**
 * The person's tickets, the one that changed last first: where each stands, what is new, and a way to open it.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @csspart base - All of it.
 * @csspart ticket - The button of one ticket.
 * @csspart filters - What finds tickets: words, filters, order; there as soon as there are more than a few.
 * @csspart new-button - The button that leads to a new ticket.
 *
 * @fires hm-ticket-open - The person asks for a ticket.
 * @fires hm-ticket-new - The person asks for a new ticket's form.
 */
export class TicketListElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, ticketListStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** Whether the list is being looked at; it loads anew each time it comes to be. */
  @property({ attribute: false }) active = true;
  /** Whether words, filters and order stand in the page's address, as parameters that begin with `hm-`. Off by default. */
  @property({ type: Boolean, attribute: 'keep-in-address' }) keepInAddress = false;

  @state() private query: ListQuery = {};
  @state() private said = '';

  readonly #client: ClientController = new ClientController(this);
  readonly #locale: LocaleController = new LocaleController(this, { ...enThread, ...enQuestions });
  /** What finds tickets. A list that cannot be searched is a list all the same. */
  readonly #filters: LatePart<typeof Filters> = new LatePart(this, this.#locale, () => import('./list-filters.js'));
  readonly #loaded = new LoadController<Loaded>(this);
  readonly #outbox = new OutboxController(this, this.#client, (sent) => void (sent && this.reload()));
  #loadedFrom: Client | undefined;
  /** The place of the ticket that has the focus after the next drawing: the first of those that the person asked for. */
  #focusAt: number | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #refreshing: ReturnType<typeof setTimeout> | undefined;

  constructor() {
    super();
    new ClockController(this);
    new LiveController(this, this.#client, () => this.#refreshSoon());
  }

  override connectedCallback(): void {
    super.connectedCallback();
    window.addEventListener('popstate', this.#readAddress);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    window.removeEventListener('popstate', this.#readAddress);
    clearTimeout(this.#timer);
    clearTimeout(this.#refreshing);
    this.#refreshing = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (changed.has('keepInAddress')) this.#readAddress();
    if (!client || !this.active) return;
    if (client !== this.#loadedFrom) {
      this.#loaded.reset();
      // Another person looks for something else.
      if (this.#loadedFrom) this.query = {};
    }
    if (this.#loaded.state === 'idle' || changed.has('active')) this.reload();
    this.#loadedFrom = client;
  }

  protected override updated(): void {
    const target = this.renderRoot.querySelectorAll<HTMLElement>('[part=ticket]')[this.#focusAt ?? -1];
    if (!target) return;
    this.#focusAt = undefined;
    target.focus();
  }

  /** Loads the list anew; what is on screen stays until the new is here. */
  reload(): void {
    void this.#load();
  }

  protected override render() {
    return html`<div class="base" part="base" aria-busy=${this.#loaded.state === 'loading'}>
      ${this.#renderState()}
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
  }

  #renderState() {
    const loaded = this.#loaded.value;
    const failed = this.#loaded.state === 'failed';
    if (!loaded && !failed) {
      return renderLoading(this.#locale);
    }
    return html`${
      failed
        ? failureNotice(
            this.#loaded.error,
            () => this.reload(),
            this.#locale,
            (words) => html`<slot name="sign-in">${words}</slot>`,
            renderReport(this, this.#loaded, this.#locale),
          )
        : nothing
    }
    ${this.#renderWaiting()} ${loaded ? html`${renderKeptAt(loaded, this.#locale)} ${this.#renderTickets(loaded)}` : nothing}`;
  }

  #renderTickets({ known, items, nextCursor, query }: Loaded) {
    if (items.length === 0 && !isFiltered(query)) {
      return html`<div class="empty">
        <h3>${this.#locale.term('listEmpty')}</h3>
        ${maySubmit(known) ? html`<p class="muted">${this.#locale.term('listEmptyHint')}</p>` : nothing} ${this.#renderNew(known)}
      </div>`;
    }
    return html`${this.#renderNew(known)} ${this.#filters.value?.renderFilters(this.query, known, this.#locale, this.#find)}
      ${items.length === 0 ? html`<p class="empty muted">${this.#locale.term('nothingFound')}</p>` : nothing}
      <ul class="tickets">
        ${repeat(
          items,
          ({ id }) => id,
          (ticket) => this.#renderTicket(ticket, known),
        )}
      </ul>
      ${
        nextCursor
          ? html`<button class="more" @click=${() => this.#loadMore(nextCursor)}>
              ${this.#locale.term(this.#loaded.state === 'loading' ? 'loading' : 'listMore')}
            </button>`
          : nothing
      }`;
  }

  /** Tickets that the server does not have yet. */
  #renderWaiting() {
    const edit = (id: string) => this.dispatchEvent(new TicketNewEvent(id));
    return this.#outbox.list('new').map(
      (entry) =>
        html`<div class="notice waiting">
          <strong>${(entry.input as TicketInput).subject}</strong>
          ${renderEntry(entry, this.#client.value!, edit, this.#locale)}
        </div>`,
    );
  }

  /** The way to a new ticket, or why there is none. */
  #renderNew(known: PolicyAnswer) {
    if (!maySubmit(known)) return html`<p class="new-ticket muted">${this.#locale.term('notAllowedToSubmit')}</p>`;
    return html`<button class="new-ticket primary" part="new-button" @click=${() => this.dispatchEvent(new TicketNewEvent())}>
      ${this.#locale.term('newTicket')}
    </button>`;
  }

  #renderTicket(ticket: Ticket, { policy }: PolicyAnswer) {
    const status = policy.statuses.find(({ key }) => key === ticket.status);
    return html`<li>
      <button
        part="ticket"
        class=${ticket.unread > 0 ? 'unread' : ''}
        data-ticket=${ticket.id}
        data-status=${ticket.status}
        @click=${() => this.dispatchEvent(new TicketOpenEvent(ticket.id))}
      >
        <span class="subject">${ticket.subject}</span>
        <hm-status-badge
          .phase=${ticket.phase}
          .label=${labelOf(policy.statuses, ticket.status, this.#locale)}
          .meaning=${this.#locale.text(status?.meaning)}
        ></hm-status-badge>
        <span class="foot muted">
          <span>${ticket.number}</span>
          <time datetime=${ticket.updatedAt} title=${this.#locale.time(ticket.updatedAt)}
            >${this.#locale.term('listUpdated', { time: timeAgo(ticket.updatedAt, this.#locale, Date.now()) })}</time
          >
          ${this.#outbox.list(ticket.id).length > 0 ? html`<span class="new">${this.#locale.term('listWaits')}</span>` : nothing}
          ${ticket.unread > 0 ? html`<span class="new">${this.#locale.term('unread', { count: ticket.unread })}</span>` : nothing}
        </span>
      </button>
    </li>`;
  }

  async #loadMore(cursor: string): Promise<void> {
    if (this.#loaded.state === 'loading') return;
    this.#focusAt = this.#loaded.value?.items.length;
    await this.#load(cursor);
    this.#focusAt = undefined;
  }

  async #load(cursor?: string, limit = 20, shown?: Loaded): Promise<void> {
    const before = cursor ? (this.#loaded.value?.items ?? []) : [];
    const { query } = this;
    clearTimeout(this.#timer);
    await this.#loaded.run(async (signal) => {
      const client = this.#client.required;
      const filled = Object.fromEntries(Object.entries(query).filter(([, value]) => value?.length));
      const [known, page] = await Promise.all([
        client.policy.get({ signal }),
        client.tickets.list({ ...filled, cursor, limit }, { signal }),
      ]);
      this.#locale.defaultLocale = known.policy.defaultLocale;
      if (page.items.length > glance || isFiltered(query)) await this.#filters.bring();
      const seen = new Set(before.map(({ id }) => id));
      const items = [...before, ...page.items.filter(({ id }) => !seen.has(id))];
      const below = page.nextCursor
        ? (shown?.items.slice(limit) ?? []).filter(({ id }) => !items.some((one) => one.id === id))
        : [];
      return {
        query,
        known,
        items: [...items, ...below],
        nextCursor: below.length > 0 ? shown?.nextCursor : page.nextCursor,
        keptAt: page.keptAt,
      };
    });
  }

  /** Several things often change at once. */
  #refreshSoon(): void {
    this.#refreshing ??= setTimeout(() => {
      this.#refreshing = undefined;
      if (this.active && this.#loaded.state === 'ready') void this.#refresh();
    }, 100);
  }

  /** Reads again what is on screen, as far as a page goes; what stands below that stays. */
  async #refresh(): Promise<void> {
    const shown = this.#loaded.value!;
    await this.#load(undefined, Math.min(100, Math.max(20, shown.items.length)), shown);
  }

  /** Takes what the person looks for; while they type, it waits for a pause. */
  readonly #find = (query: ListQuery, soon: boolean) => {
    this.query = query;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#search(), soon ? pause : 0);
  };

  async #search(): Promise<void> {
    if (this.keepInAddress) writeAddress(this.query);
    await this.#load();
    if (this.#loaded.state !== 'ready' || this.#loaded.value?.query !== this.query) return;
    const { items, nextCursor } = this.#loaded.value;
    if (items.length === 0) this.said = this.#locale.term('nothingFound');
    else this.said = this.#locale.term(nextCursor ? 'foundMore' : 'found', { count: items.length });
  }

  readonly #readAddress = () => {
    if (!this.keepInAddress) return;
    const query = readAddress();
    if (JSON.stringify(query) === JSON.stringify(this.query)) return;
    this.query = query;
    if (this.#loaded.value) this.reload();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-list': TicketListElement;
  }
}
