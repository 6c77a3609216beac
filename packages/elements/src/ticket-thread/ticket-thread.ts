import type { Client, Keepable, LiveEvent, SentEntry } from '@helpmark/client';
import { isClientError } from '@helpmark/client';
import type { ActionInput, Message, PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { DiscardController } from '../controllers/discard-controller.js';
import { DraftController } from '../controllers/draft-controller.js';
import { GuardController } from '../controllers/guard-controller.js';
import { LatePart } from '../controllers/late-part.js';
import { LiveController } from '../controllers/live-controller.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { OutboxController } from '../controllers/outbox-controller.js';
import { confirmation } from '../internal/confirmation.js';
import { version } from '../internal/define.js';
import { failureNotice, failureTerm, renderLoading } from '../internal/failure.js';
import { renderReport } from '../internal/report.js';
import { renderKept } from '../internal/kept-line.js';
import { renderKeptAt } from '../internal/outbox-entry.js';
import { labelOf } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import { addressOf } from '../internal/ticket-address.js';
import { enQuestions } from '../locales/en-questions.js';
import { enThread } from '../locales/en-thread.js';
import type { Term } from '../locales/words.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import { questionsStyles } from '../ticket-form/questions.styles.js';
import type { TicketAttachmentsElement } from '../ticket-attachments/ticket-attachments.js';
import type { TicketActEvent } from '../ticket-actions/ticket-actions.events.js';
import { TicketNewEvent, TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import { MessageSendEvent, MessageSentEvent, TicketChangedEvent } from './ticket-thread.events.js';
import type { Conflict, renderConflict } from './conflict.js';
import { ShareController } from './share-controller.js';
import { asForm, faultOfReply, renderComposer } from './composer.js';
import { renderClosed, renderOutgoing } from './outgoing.js';
import { renderHead, renderTold } from './thread-head.js';
import { ticketThreadStyles } from './ticket-thread.styles.js';
import { isNews, authorOf } from '../ticket-timeline/timeline-item.js';
import { asksToEscalate, bringActions } from './bring-actions.js';
import { addEarlier, firstUnread, joinNewest, pagesOf, reachUnread } from './timeline-pages.js';
import type { TimelinePart } from './timeline-pages.js';

/** What is on screen: the ticket and its timeline so far. */
interface Loaded extends TimelinePart {
  known: PolicyAnswer;
  ticket: Ticket & Keepable;
  /** The first item that was new to the person when the thread was opened. */
  newFrom: string;
}

/**
 * One ticket: where it stands, what was told, its messages and changes in one timeline, and what the person may do now.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @slot links - Guides and other pages of the page's own, below everything else.
 * @csspart base - All of it.
 * @csspart composer - Where the person writes.
 * @csspart guard - What should perhaps not be sent, where the policy has it looked for.
 * @csspart conflict - The question whether to go on, where the ticket had changed before the person asked for something.
 *
 * @fires hm-message-send - Asks to send a reply; cancel it to send the reply yourself.
 * @fires hm-message-sent - The server has the person's message.
 * @fires hm-ticket-changed - The ticket stands otherwise now, by something the person did.
 * @fires hm-ticket-open - The person asks for a ticket that this one is linked with.
 * @fires hm-ticket-new - The person asks for a new ticket's form.
 */
export class TicketThreadElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, questionsStyles, ticketThreadStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** The id of the ticket to show. */
  @property({ attribute: 'ticket-id' }) ticketId = '';
  /** Whether the thread is being looked at; it loads anew and counts as read each time it comes to be. */
  @property({ attribute: false }) active = true;
  /** The ticket, where it was sent a moment ago: the thread then begins with a confirmation. */
  @property({ attribute: false }) sent: Ticket | undefined;

  /** What the person is writing. */
  @state() private body = '';
  @state() private busy = false;
  @state() private failure: Term | undefined;
  @state() private said = '';
  @state() private mayAct = false;
  /** What the person asked for when the ticket had changed already, drawn as a question once its code is here. */
  @state() private conflict: (Conflict & { render: typeof renderConflict }) | undefined;

  readonly #client: ClientController = new ClientController(this);
  readonly #locale: LocaleController = new LocaleController(this, { ...enThread, ...enQuestions });
  /** What asks again where a ticket has changed. */
  readonly #late = new LatePart(this, this.#locale, () => import('./conflict.js'));
  readonly #loaded = new LoadController<Loaded>(this);
  readonly #share = new ShareController(this, this.#locale);
  readonly #draft = new DraftController(this, (value) => (this.body = String(value?.answers['body'] ?? '')));
  readonly #guard = new GuardController(this, this.#locale, () => ({
    ...{ client: this.#client.required, draft: this.#draft.value },
    ...asForm(this.body, this.#write, this.#locale),
  }));
  readonly #discard = new DiscardController(this);
  #loadedFrom: Client | undefined;
  #focus: 'subject' | 'reply' | 'kept' | 'attachments' | undefined;
  /** Whether the timeline is to be looked at where reading begins, with the next drawing. */
  #begin = false;

  constructor() {
    super();
    new LiveController(this, this.#client, (event) => this.#hear(event));
    new OutboxController(this, this.#client, (sent) => this.#takeSent(sent));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (!client || !this.active || !this.ticketId) return;
    const another = client !== this.#loadedFrom;
    // Another client is another person, who sees nothing of what was written before.
    if (another || changed.has('ticketId')) {
      this.#loaded.reset();
      this.body = '';
      void this.#draft.open(client, this.ticketId);
    }
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
      ${value ? this.#renderThread(value) : state === 'failed' ? nothing : renderLoading(this.#locale)}
      <p class="hidden-text" role="status">${this.said}</p>
    </div>`;
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
      renderReport(this, this.#loaded, this.#locale),
    )}`;
  }

  #renderThread(loaded: Loaded) {
    const { known, ticket, items, earlier, newFrom } = loaded;
    return html`${renderKeptAt(ticket, this.#locale)}
      <div class="thread" data-status=${ticket.status} data-phase=${ticket.phase}>
        ${this.sent?.id === ticket.id ? html`<div class="notice done">${confirmation(this.sent, known, this.#locale)}</div>` : nothing}
        ${this.#renderHead(known, ticket)} ${renderTold(known, ticket, this.#locale)}
        <hm-ticket-timeline
          exportparts="message, event, jump"
          .client=${this.#client.value}
          .known=${known}
          .items=${items}
          .earlier=${!!earlier}
          .newFrom=${newFrom}
          @hm-timeline-earlier=${() => this.#loadEarlier()}
        ></hm-ticket-timeline>
        ${renderOutgoing(ticket.id, this.#client.value!, this.body ? undefined : this.#edit, this.#locale)}
        ${this.conflict ? this.conflict.render(this.conflict, known, this.#locale, this.#decide) : nothing}
        ${
          this.failure && this.failure !== 'replyRequired'
            ? html`<p class="notice failed" role="alert">
                ${this.#locale.term(this.failure)} ${this.body ? this.#locale.term('wordsKept') : nothing}
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
                .offerEscalation=${asksToEscalate(this.body, known, this.#locale)}
                @hm-ticket-act=${this.#takeAct}
              ></hm-ticket-actions>`
            : nothing
        }
        ${this.#renderComposer(known, ticket)}
        <slot name="links"></slot>
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
      return renderClosed(known, ticket, () => this.dispatchEvent(new TicketNewEvent()), this.#locale);
    }
    return renderComposer({
      client: this.#client.value,
      known,
      ticket,
      body: this.body,
      draft: this.#draft.value,
      wrong: this.failure === 'replyRequired',
      busy: this.busy,
      guard: this.#guard.render(known),
      kept: renderKept(this.#draft.value, this.#client.value, this.#discard, this.#pressKept, this.#locale),
      write: this.#write,
      send: this.#submitReply,
      discard: () => void this.#pressKept('discard'),
      resolve: may('resolve') ? () => void this.#act({ action: 'resolve' }) : undefined,
      locale: this.#locale,
    });
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
      const [joined, mayAct] = await Promise.all([joinNewest(page, before, earlierThan), bringActions(known, ticket)]);
      this.mayAct ||= mayAct;
      const part = await reachUnread(joined, ticket, known, earlierThan);
      return { known, ticket, ...part, newFrom: (!opening && before?.newFrom) || firstUnread(part.items, ticket, known) };
    });
    const { newFrom, earlier } = this.#loaded.value ?? {};
    // A short thread is read from its head, and so is the word that a ticket was sent.
    this.#begin = opening && (!!newFrom || (!!earlier && !before && !this.sent));
    this.requestUpdate();
    await this.#markRead();
  }

  /** Shows what has changed on the server, and says so where somebody has written. */
  #hear(event: LiveEvent): void {
    const shown = this.#loaded.value;
    // What is on its way may have been read before this happened.
    if (this.#loaded.state === 'loading') return void this.#loaded.ended.then(() => this.#hear(event));
    if (!shown || !this.isConnected) return;
    if (event.type === 'change') {
      if (event.ticket !== shown.ticket.id) return;
      // What this page did itself it has read already. A file that arrives does not count as another version.
      const arriving = shown.ticket.attachments?.some(({ state }) => state !== 'ready');
      if (event.version !== undefined && event.version <= shown.ticket.version && !arriving) return;
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

  readonly #write = (body: string) => {
    this.body = body;
    this.#draft.save({ answers: { body } });
    if (this.failure === 'replyRequired') this.failure = undefined;
  };

  readonly #pressKept = async (button: 'discard' | 'undo') => {
    if (button === 'undo') await this.#discard.undo?.();
    else await this.#discard.discard(this.#draft.value!);
    this.#focus = 'kept';
  };

  /** Takes a message that waits back, to be changed and sent again. */
  readonly #edit = async (id: string) => {
    const client = this.#client.required;
    const entry = await client.outbox.edit(id).catch(() => undefined); // it is on its way just now
    if (!entry) return;
    await this.#draft.open(client, entry.slot, { id: entry.id });
    this.#focus = 'reply';
    this.requestUpdate();
  };

  async #reply(): Promise<void> {
    const { body } = this;
    const draft = this.#draft.value;
    const known = this.#loaded.value?.known;
    if (!draft || !known) return;
    const files = this.renderRoot.querySelector<TicketAttachmentsElement>('#attachments');
    if (files?.pending) return files.pending.then(() => this.#reply());
    this.failure = faultOfReply(body, draft, !!files?.faulty);
    if (this.failure) {
      this.#focus = this.failure === 'errorFiles' ? 'attachments' : 'reply';
      return;
    }
    if (known.policy.privacy?.detectors && (!(await this.#guard.clears(known)) || this.body !== body)) return;
    if (!this.dispatchEvent(new MessageSendEvent(this.#loaded.value!.ticket, body))) return;
    this.#draft.save({ answers: { body } });
    // Another tab may have changed it: then the form below says so, and nothing is sent.
    await draft.send({ body }).catch(() => {});
  }

  /** The server has a message: it takes its place in the timeline. */
  #takeSent(sent: SentEntry | undefined): void {
    const shown = this.#loaded.value;
    if (!shown || sent?.kind !== 'message' || sent.slot !== shown.ticket.id) return;
    const message = sent.answer as Message | undefined;
    if (message) {
      shown.items = [...shown.items, message];
      this.dispatchEvent(new MessageSentEvent(shown.ticket, message));
    }
    this.said = this.#locale.term('replySent');
    void this.#load();
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
    const late = await this.#late.bring();
    if (!late || now !== this.#loaded.value) return; // the plain word that it has changed stays
    const changes = now.items.slice(now.items.findIndex(({ id }) => id === seen) + 1);
    this.failure = undefined;
    this.conflict = { input, changes, render: late.renderConflict };
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
      const code = isClientError(error) ? error.code : '';
      if (code === 'stale-version' || code === 'not-confirmed') await this.#load();
      return code === 'stale-version';
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
