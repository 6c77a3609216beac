import type { Client, LiveEvent } from '@helpmark/client';
import { isClientError } from '@helpmark/client';
import { fold, lengthOf, maxBodyLength } from '@helpmark/schema';
import type { ActionInput, PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { LiveController } from '../controllers/live-controller.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { confirmation } from '../internal/confirmation.js';
import { version } from '../internal/define.js';
import { failureNotice, failureTerm } from '../internal/failure.js';
import { labelOf, maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import { addressOf } from '../internal/ticket-address.js';
import { enThread } from '../locales/en-thread.js';
import type { Term } from '../locales/words.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import type { TicketActEvent } from '../ticket-actions/ticket-actions.events.js';
import { TicketNewEvent, TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import { MessageSentEvent, TicketChangedEvent } from './ticket-thread.events.js';
import type { Conflict, renderConflict } from './conflict.js';
import { ShareController } from './share-controller.js';
import { renderHead, renderTold } from './thread-head.js';
import { ticketThreadStyles } from './ticket-thread.styles.js';
import { isNews, authorOf } from '../ticket-timeline/timeline-item.js';
import { addEarlier, firstUnread, joinNewest, pagesOf, reachUnread } from './timeline-pages.js';
import type { TimelinePart } from './timeline-pages.js';

/** What is on screen: the ticket and its timeline so far. */
interface Loaded extends TimelinePart {
  known: PolicyAnswer;
  ticket: Ticket;
  /** The first item that was new to the person when the thread was opened. */
  newFrom: string;
}

/** What a person has written below a ticket, and what of it was last on its way: the same words go under the same key. */
interface Unsent {
  body: string;
  attempt?: { body: string; key: string } | undefined;
}

/**
 * One ticket: where it stands, what was told, its messages and changes in one timeline, and what the person may do now.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @csspart base - All of it.
 * @csspart composer - Where the person writes.
 * @csspart conflict - The question whether to go on, where the ticket had changed before the person asked for something.
 *
 * @fires hm-message-sent - The server has the person's message.
 * @fires hm-ticket-changed - The ticket stands otherwise now, by something the person did.
 * @fires hm-ticket-open - The person asks for a ticket that this one is linked with.
 * @fires hm-ticket-new - The person asks for a new ticket's form.
 */
export class TicketThreadElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, ticketThreadStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** The id of the ticket to show. */
  @property({ attribute: 'ticket-id' }) ticketId = '';
  /** Whether the thread is being looked at; it loads anew and counts as read each time it comes to be. */
  @property({ attribute: false }) active = true;
  /** The ticket, where it was sent a moment ago: the thread then begins with a confirmation. */
  @property({ attribute: false }) sent: Ticket | undefined;

  @state() private unsent: Record<string, Unsent> = {};
  @state() private busy = false;
  @state() private failure: Term | undefined;
  @state() private said = '';
  @state() private mayAct = false;
  /** What the person asked for when the ticket had changed already, drawn as a question once its code is here. */
  @state() private conflict: (Conflict & { render: typeof renderConflict }) | undefined;

  readonly #client = new ClientController(this);
  readonly #locale = new LocaleController(this, enThread);
  readonly #loaded = new LoadController<Loaded>(this);
  readonly #share = new ShareController(this, this.#locale);
  #loadedFrom: Client | undefined;
  #focus: 'subject' | 'reply' | undefined;
  /** Whether the timeline is to be looked at where reading begins, with the next drawing. */
  #begin = false;

  constructor() {
    super();
    new LiveController(this, this.#client, (event) => this.#hear(event));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (!client || !this.active || !this.ticketId) return;
    const another = client !== this.#loadedFrom;
    // Another client is another person, who sees nothing of what was written before.
    if (another) this.unsent = {};
    if (another || changed.has('ticketId')) this.#loaded.reset();
    if (changed.has('sent') && this.sent) this.#focus = 'subject';
    if (this.#loaded.state === 'idle' || changed.has('active') || changed.has('sent')) {
      this.failure = undefined;
      this.conflict = undefined;
      this.said = '';
      this.#share.note = '';
      void this.#load(true);
    }
    this.#loadedFrom = client;
  }

  protected override updated(): void {
    if (this.#begin) this.renderRoot.querySelector('hm-ticket-timeline')?.begin();
    this.#begin = false;
    const target = this.#focus && this.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`);
    if (!target) return;
    this.#focus = undefined;
    target.focus();
  }

  /** Loads the ticket and its timeline anew; what is on screen stays until the new is here. */
  reload(): void {
    void this.#load();
  }

  protected override render() {
    const { state, value } = this.#loaded;
    return html`<div class="base" part="base" aria-busy=${state === 'loading'}>
      ${state === 'failed' ? this.#renderFailure() : nothing}
      ${value ? this.#renderThread(value) : state === 'failed' ? nothing : this.#renderLoading()}
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
  }

  #renderLoading() {
    return html`<div class="skeleton" role="status" aria-label=${this.#locale.term('loading')}><i></i><i></i><i></i></div>`;
  }

  #renderFailure() {
    // Whoever has just sent a ticket and cannot see it has its number at least.
    return html`${
      this.sent && !this.#loaded.value
        ? html`<p class="notice done">${this.#locale.term('sentHeading', { number: this.sent.number })}</p>`
        : nothing
    }
    ${failureNotice(
      this.#loaded.error,
      () => this.reload(),
      this.#locale,
      (words) => html`<slot name="sign-in">${words}</slot>`,
    )}`;
  }

  #renderThread(loaded: Loaded) {
    const { known, ticket, items, earlier, newFrom } = loaded;
    return html`<div class="thread" data-status=${ticket.status} data-phase=${ticket.phase}>
      ${this.sent?.id === ticket.id ? html`<div class="notice done">${confirmation(this.sent, known, this.#locale)}</div>` : nothing}
      ${this.#renderHead(known, ticket)} ${renderTold(known, ticket, this.#locale)}
      <hm-ticket-timeline
        exportparts="message, event, jump"
        .known=${known}
        .items=${items}
        .earlier=${!!earlier}
        .newFrom=${newFrom}
        @hm-timeline-earlier=${() => this.#loadEarlier()}
      ></hm-ticket-timeline>
      ${this.conflict ? this.conflict.render(this.conflict, known, this.#locale, this.#decide) : nothing}
      ${
        this.failure && this.failure !== 'replyRequired'
          ? html`<p class="notice failed" role="alert">
              ${this.#locale.term(this.failure)} ${this.unsent[ticket.id] ? this.#locale.term('wordsKept') : nothing}
            </p>`
          : nothing
      }
      ${
        this.mayAct
          ? html`<hm-ticket-actions
              exportparts="base:actions"
              .known=${known}
              .ticket=${ticket}
              .busy=${this.busy}
              .offerEscalation=${this.#asksToEscalate(known, ticket)}
              @hm-ticket-act=${this.#takeAct}
            ></hm-ticket-actions>`
          : nothing
      }
      ${this.#renderComposer(known, ticket)}
    </div>`;
  }

  #renderHead(known: PolicyAnswer, ticket: Ticket) {
    const address = addressOf(ticket.id, known);
    return html`${renderHead(known, ticket, this.#locale, {
        open: (id) => this.dispatchEvent(new TicketOpenEvent(id)),
        copy: address ? () => this.#share.copy(address) : undefined,
        print: () => this.#share.print(this.#client.required, ticket, known),
        save: () => this.#share.save(this.#client.required, ticket, known),
      })}
      <p class="note muted" role="status">${this.#share.note}</p>`;
  }

  #renderComposer(known: PolicyAnswer, ticket: Ticket) {
    const may = (name: string) => ticket.actions.some(({ action, allowed }) => action === name && allowed);
    if (!may('reply')) {
      return html`<div class="composer notice" part="composer">
        <p>${this.#locale.term(ticket.phase === 'closed' ? 'closedHint' : 'replyNotAllowed')}</p>
        ${
          maySubmit(known)
            ? html`<p>${this.#locale.term('closedNext')}</p>
                <button @click=${() => this.dispatchEvent(new TicketNewEvent())}>${this.#locale.term('newTicket')}</button>`
            : nothing
        }
      </div>`;
    }
    const wrong = this.failure === 'replyRequired';
    return html`<form class="composer" part="composer" novalidate @submit=${this.#submitReply}>
      <label for="reply">${this.#locale.term('reply')}</label>
      ${
        known.policy.replyReopens && (ticket.phase === 'resolved' || ticket.phase === 'closed')
          ? html`<p class="muted">${this.#locale.term('replyReopens')}</p>`
          : nothing
      }
      <textarea
        id="reply"
        rows="3"
        .value=${this.unsent[ticket.id]?.body ?? ''}
        aria-required="true"
        aria-invalid=${wrong ? 'true' : nothing}
        aria-describedby=${wrong ? 'reply-error' : nothing}
        @input=${(event: InputEvent) =>
          this.#keep(ticket.id, { ...this.unsent[ticket.id], body: (event.target as HTMLTextAreaElement).value })}
      ></textarea>
      ${wrong ? html`<p class="error" id="reply-error">${this.#locale.term('replyRequired')}</p>` : nothing}
      <div class="row ends">
        <button class="primary" type="submit" aria-disabled=${this.busy ? 'true' : nothing}>
          ${this.#locale.term(this.busy ? 'sending' : 'send')}
        </button>
        ${
          may('resolve')
            ? html`<button
                type="button"
                data-action="resolve"
                aria-disabled=${this.busy ? 'true' : nothing}
                @click=${() => this.#act({ action: 'resolve' })}
              >
                ${this.#locale.term('resolve')}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  /** @param opening - Whether somebody comes to look at the thread; otherwise what is being read stays. */
  async #load(opening = false): Promise<void> {
    const id = this.ticketId;
    const before = this.#loaded.value;
    await this.#loaded.run(async (signal) => {
      const client = this.#client.required;
      const { newest, earlierThan } = pagesOf(client.timeline, id, signal);
      const [known, ticket, page] = await Promise.all([
        client.policy.get({ signal }),
        client.tickets.get(id, { signal }),
        newest(),
      ]);
      this.#locale.defaultLocale = known.policy.defaultLocale;
      const [joined] = await Promise.all([joinNewest(page, before, earlierThan), this.#bringActions(known, ticket)]);
      const part = await reachUnread(joined, ticket, known, earlierThan);
      return { known, ticket, ...part, newFrom: (!opening && before?.newFrom) || firstUnread(part.items, ticket, known) };
    });
    const { newFrom, earlier } = this.#loaded.value ?? {};
    // A short thread is read from its head, and so is the word that a ticket was sent.
    this.#begin = opening && (!!newFrom || (!!earlier && !before && !this.sent));
    this.requestUpdate();
    await this.#markRead();
  }

  /** What only some tickets can do comes with the first of them; without it the others can still be written to. */
  async #bringActions({ policy }: PolicyAnswer, { phase, requests, actions }: Ticket): Promise<void> {
    const late = ['escalate', 'dispute-severity', 'rate', 'confirm', 'reopen'];
    const wanted =
      phase === 'closed' ||
      requests?.some(({ answered }) => !answered) ||
      !!policy.escalation?.contact ||
      actions.some(({ action, allowed }) => allowed && late.includes(action));
    if (!wanted || this.mayAct) return;
    this.mayAct = await import('../ticket-actions/ticket-actions.define.js').then(
      () => true,
      () => false,
    );
  }

  /** Shows what has changed on the server, and says so where somebody has written. */
  #hear(event: LiveEvent): void {
    const shown = this.#loaded.value;
    if (!shown || this.#loaded.state === 'loading') return;
    if (event.type === 'change') {
      if (event.ticket !== shown.ticket.id) return;
      // What this page did itself it has read already.
      if (event.version !== undefined && event.version <= shown.ticket.version) return;
      if (event.version === undefined) this.#loaded.reset();
    }
    void this.#refresh(shown);
  }

  async #refresh({ items, ticket }: Loaded): Promise<void> {
    await this.#load();
    const now = this.#loaded.value;
    if (now?.ticket.id !== ticket.id) return;
    const known = new Set(items.map(({ id }) => id));
    const news = now.items.filter((item) => !known.has(item.id) && isNews(item, now.known));
    const last = news.at(-1);
    if (last) this.said = this.#locale.term('newsFrom', { name: authorOf(last, now.known, this.#locale) });
  }

  /** What is on screen counts as read; that this is not told to the server this time is no loss to the person. */
  async #markRead(): Promise<void> {
    const { ticket, items } = this.#loaded.value ?? {};
    const last = items?.at(-1);
    if (!ticket?.unread || !last || this.#loaded.state !== 'ready') return;
    if (document.hidden) {
      // Nobody has seen it yet.
      document.addEventListener('visibilitychange', () => void this.#markRead(), { once: true });
      return;
    }
    await this.#client.required.tickets.markRead(ticket.id, last.id).catch(() => {});
  }

  async #loadEarlier(): Promise<void> {
    const shown = this.#loaded.value!;
    if (this.#loaded.state === 'loading') return;
    await this.#loaded.run(async (signal) => {
      const { earlierThan } = pagesOf(this.#client.required.timeline, shown.ticket.id, signal);
      return { ...shown, ...(await addEarlier(shown, earlierThan)) };
    });
  }

  #keep(id: string, unsent: Unsent | undefined): void {
    const { [id]: _old, ...others } = this.unsent;
    this.unsent = unsent ? { ...others, [id]: unsent } : others;
    if (this.failure === 'replyRequired') this.failure = undefined;
  }

  async #reply(): Promise<void> {
    const shown = this.#loaded.value;
    if (this.busy || !shown) return;
    const { ticket } = shown;
    const client = this.#client.required;
    const { body = '', attempt } = this.unsent[ticket.id] ?? {};
    if (body.trim() === '' || lengthOf(body) > maxBodyLength) {
      this.failure = body.trim() === '' ? 'replyRequired' : 'failedTooLarge';
      this.#focus = 'reply';
      return;
    }
    const key = attempt?.body === body ? attempt.key : client.newKey();
    this.#keep(ticket.id, { body, attempt: { body, key } });
    await this.#attempt(async () => {
      const message = await client.messages.create(ticket.id, { body }, { key });
      // Words typed while these were under way stay.
      if (this.unsent[ticket.id]?.body === body) this.#keep(ticket.id, undefined);
      shown.items = [...shown.items, message];
      this.said = this.#locale.term('replySent');
      this.dispatchEvent(new MessageSentEvent(ticket, message));
    });
  }

  async #act(input: ActionInput): Promise<void> {
    const { ticket, known, items } = this.#loaded.value!;
    if (this.busy) return;
    const stale = await this.#attempt(async () => {
      const changed = await this.#client.required.tickets.act(ticket.id, input, { version: ticket.version });
      this.renderRoot.querySelector('hm-ticket-actions')?.forget(input);
      this.said = this.#locale.term('changed', { to: labelOf(known.policy.statuses, changed.status, this.#locale) });
      this.#focus = 'subject';
      this.dispatchEvent(new TicketChangedEvent(changed));
    });
    if (stale) await this.#askAgain(input, items.at(-1)?.id);
  }

  /** The ticket is not as it was when the person asked: says what has changed and asks once more, where it can still be done. */
  async #askAgain(input: ActionInput, seen: string | undefined): Promise<void> {
    const now = this.#loaded.value;
    if (!now?.ticket.actions.some(({ action, allowed }) => action === input.action && allowed)) return;
    const late = await import('./conflict.js').catch(() => undefined);
    if (!late || now !== this.#loaded.value) return; // the plain word that it has changed stays
    this.#locale.learn(late.words);
    const changes = now.items.slice(now.items.findIndex(({ id }) => id === seen) + 1);
    this.failure = undefined;
    this.conflict = { input, changes, render: late.renderConflict };
  }

  /** True where the words that are being written hold a phrase that the policy knows as a wish to escalate. */
  #asksToEscalate({ policy }: PolicyAnswer, { id }: Ticket): boolean {
    const words = fold(this.unsent[id]?.body ?? '');
    return !!policy.escalation?.phrases?.some((phrase) => words.includes(fold(this.#locale.text(phrase))));
  }

  /**
   * Runs something that changes the ticket, then shows how it stands; a failure is said in words.
   *
   * @returns True where the ticket had changed before.
   */
  async #attempt(change: () => Promise<void>): Promise<boolean> {
    const id = this.ticketId;
    this.busy = true;
    this.failure = undefined;
    this.conflict = undefined;
    try {
      await change();
      await this.#load();
    } catch (error) {
      // Another ticket may be on screen by now; the words wait at their own.
      if (id !== this.ticketId) return false;
      this.failure = failureTerm(error);
      if (!isClientError(error) || error.code !== 'stale-version') return false;
      await this.#load();
      return true;
    } finally {
      this.busy = false;
    }
    return false;
  }

  readonly #decide = (again: boolean) => {
    const { input } = this.conflict!;
    this.conflict = undefined;
    this.#focus = 'subject';
    if (again) void this.#act(input);
  };

  readonly #takeAct = (event: TicketActEvent) => {
    // A host that cancels it on the way sends it itself; the element's own listeners come first, so it is asked for later.
    queueMicrotask(() => event.defaultPrevented || void this.#act(event.input));
  };

  readonly #submitReply = (event: Event) => {
    event.preventDefault();
    void this.#reply();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-thread': TicketThreadElement;
  }
}
