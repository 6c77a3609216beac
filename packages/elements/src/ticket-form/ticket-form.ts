import type { Client, DraftValue, OutboxEntry, SentEntry } from '@helpmark/client';
import type { Answer, Answers, ContextItem, PolicyAnswer, Ticket, TicketInput } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { DiscardController } from '../controllers/discard-controller.js';
import { DraftController } from '../controllers/draft-controller.js';
import { GuardController } from '../controllers/guard-controller.js';
import { LatePart } from '../controllers/late-part.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { SendingController } from '../controllers/sending-controller.js';
import { version } from '../internal/define.js';
import { failureNotice, failureTerm, renderLoading } from '../internal/failure.js';
import { whenIdle } from '../internal/when-idle.js';
import { renderAttachments } from '../internal/late-attachments.js';
import { maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import type { Term } from '../locales/words.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import type { TicketAttachmentsElement } from '../ticket-attachments/ticket-attachments.js';
import { TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import { renderSeverity, renderType } from './facts.js';
import { unfinishedIn } from './field.js';
import { renderFields } from './fields.js';
import { FormAnswers } from './form-answers.js';
import type { Prefill } from './form-answers.js';
import { claimsSeverity, wantsExtras } from './known.js';
import { renderSend } from './send-row.js';
import type { Arrived } from './sent.js';
import { renderArrived, renderSent, renderWaiting } from './sent.js';
import { TicketFailedEvent, TicketQueuedEvent, TicketSubmitEvent, TicketSubmittedEvent } from './ticket-form.events.js';
import { ticketFormStyles } from './ticket-form.styles.js';

export { TicketFailedEvent, TicketOpenEvent, TicketQueuedEvent, TicketSubmitEvent, TicketSubmittedEvent };

/**
 * The form for a new ticket, drawn from the policy. It checks by the policy's own rules, points at what is wrong and takes the
 * person there. What is written rests on the device; sent off, it goes out by itself as soon as that works, and once.
 *
 * @slot intro - What tickets are for; by default the policy's reasons, where it has any.
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @csspart base - All of it.
 * @csspart field - One question with its label, hint and control.
 * @csspart submit-button - The button that sends.
 * @csspart another-button - The button that sends and goes on with another ticket, where the policy has fields for that.
 * @csspart reasons - What tickets are for, where the policy says.
 * @csspart redirect - Where a type is answered elsewhere, the way there.
 * @csspart evidence - What helps to work on the ticket, where the policy has a list.
 * @csspart context - What was collected of the page, where the host has it collected.
 * @csspart targets - When to expect an answer, where the policy promises one.
 * @csspart advice - How to write a ticket, where the policy says.
 * @csspart guard - What should perhaps not be sent, where the policy has it looked for.
 * @csspart similar - Tickets of the person that may be about the same.
 * @csspart channels - Other ways than a ticket, where the policy has any.
 * @cssstate sending - While a ticket is on its way for the first time.
 *
 * @fires hm-ticket-submit - Asks to send; cancel it to send the ticket yourself.
 * @fires hm-ticket-submitted - The server has the ticket.
 * @fires hm-ticket-queued - The ticket waits on the device and is sent by itself.
 * @fires hm-ticket-failed - The server has refused the ticket; the form has every word again and says why.
 * @fires hm-ticket-open - The person asks for the ticket they have just sent, or for a similar one.
 */
export class TicketFormElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, ticketFormStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** The type of the ticket. Each new one begins with what the attribute says; the person may choose another. */
  @property() type = '';
  /** The id of a ticket that a new one goes on from. */
  @property({ attribute: 'related-to' }) relatedTo = '';
  /** What the page knows already; nothing by default. */
  @property({ attribute: false }) prefill: Prefill | undefined;

  @state() private sending = false;
  @state() private failure: Term | undefined;
  @state() private sent: Arrived | undefined;
  /** The ticket that arrived last, where the person goes on with another. */
  @state() private sentBefore: Arrived | undefined;
  /** Tickets that may be about the same. */
  @state() private similar: Ticket[] = [];
  /** The answers before a template was filled in. */
  @state() private beforeTemplate: Answers | undefined;
  /** Whether the person was asked once for what would help. */
  @state() private nudged = false;

  readonly #states = this.attachInternals().states;
  readonly #client: ClientController = new ClientController(this);
  readonly #locale: LocaleController = new LocaleController(this);
  /** What only some policies ask for. */
  readonly #extras = new LatePart(this, this.#locale, () => import('./extras.js'));
  /** What is said and asked once somebody writes. */
  readonly #questions = new LatePart(this, this.#locale, () => import('./questions.js'));
  /** What may help besides a ticket. */
  readonly #ways = new LatePart(this, this.#locale, () => import('./other-ways.js'));
  readonly #guard = new GuardController(this, this.#locale, () => ({
    ...{ client: this.#client.required, draft: this.#draft.value, form: this.#form },
    set: (key, value) => this.#answer(key, value),
    setContext: (items) => this.#setContext(items),
  }));
  /** What was collected of the page, where the host has it collected. */
  readonly #context = new LatePart(this, this.#locale, () => import('../evidence/collected.js'));
  readonly #policy = new LoadController<PolicyAnswer>(this);
  readonly #form = new FormAnswers(this);
  readonly #draft = new DraftController(this, (value) => this.#restore(value));
  readonly #discard = new DiscardController(this);
  readonly #sending = new SendingController(this, this.#client, {
    arrived: (sent, mine) => void this.#confirm(sent, mine),
    waits: (entry) => this.#wait(entry),
    refused: (entry) => void this.#takeBack(entry),
  });
  #loadedFrom: Client | undefined;
  /** The language in which the policy was last asked for: it comes in those of the page alone. */
  #loadedIn: string | undefined;
  /** The id of what has the focus after the next drawing. */
  #focus: string | undefined;
  /** Whether the person goes on with another ticket after the one that is on its way. */
  #another = false;

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (client && client !== this.#loadedFrom) {
      // Another client is another person, who sees nothing of what was here before.
      this.#policy.reset();
      this.#draft.close();
      this.#sending.forget();
      if (this.#loadedFrom) this.#reset(undefined);
      this.#loadedFrom = client;
    }
    if (client && (this.#policy.state === 'idle' || this.#loadedIn !== this.#locale.wanted)) void this.#load();
    if (this.#sending.outbox.list('new').length > 0) void this.#questions.bring();
    if (changed.has('type')) {
      if (this.#policy.value) this.#form.settle('type', this.#policy.value);
      this.beforeTemplate = undefined;
      this.nudged = false;
    }
    if (changed.has('prefill')) this.#restore(this.#draft.value?.value);
    this.#states[this.#busy ? 'add' : 'delete']('sending');
  }

  protected override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`)?.focus();
    this.#focus = undefined;
  }

  /**
   * Sends the ticket if nothing is missing. From then on it is on its way, whether the form stays or not. Pressing twice sends once.
   *
   * @param another - Whether to go on with another ticket that keeps what the policy says both share. Off by default.
   */
  async submit(another = false): Promise<void> {
    const known = this.#policy.value;
    const draft = this.#draft.value;
    if (this.#busy || !known || !draft) return;
    const files = this.renderRoot.querySelector<TicketAttachmentsElement>('#attachments');
    if (files?.pending) return files.pending.then(() => this.submit(another));
    this.failure = undefined;
    if (!this.#form.check(known, unfinishedIn(this.renderRoot), files?.faulty)) {
      if (!(await this.#questions.bring())) this.failure = 'failedLoad';
      return this.#focusOn('problems');
    }
    if (this.#lacksEvidence(known)) return this.#focusOn('checklist');
    if (known.policy.privacy?.detectors && (!(await this.#guard.clears(known)) || this.#busy)) return;
    const input = this.#form.input(known, this.#extras.value?.withPrefix);
    if (!this.dispatchEvent(new TicketSubmitEvent(input))) return;
    this.sending = true;
    this.#focus = 'send';
    this.#another = another;
    this.#keep();
    try {
      this.#sending.follow(await draft.send(input));
    } catch {
      // Another tab has changed the draft: the form asks which of both is meant.
      await this.#questions.bring();
      this.#focus = 'conflict';
    }
    this.sending = false;
  }

  /** Begins a ticket of a type, by its key, in place of a confirmation; what the person has written stays. */
  choose(type: string): void {
    if (this.sent || this.#sending.waiting) this.#beginAnother();
    this.#form.wanted = type;
    this.#restore(this.#draft.value?.value);
  }

  /** Takes a ticket that waits in the outbox back into the form, to be changed and sent again. */
  async edit(entry: string): Promise<void> {
    const client = this.#client.required;
    try {
      const { slot, id } = await client.outbox.edit(entry);
      this.#sending.forget();
      await this.#draft.open(client, slot, { id });
    } catch {
      // It is on its way just now, or has arrived, and shows that itself.
    }
  }

  /** Discards what the form holds, or puts an empty one in place of the confirmation. */
  clear(): void {
    if (this.#draft.value?.value) void this.#draft.value.discard();
    this.#reset(undefined);
  }

  protected override render() {
    return html`<div class="base" part="base">
      ${this.#renderState()} ${this.#ways.value?.renderChannels(this.#policy, this.#client, this.#locale)}
    </div>`;
  }

  #renderState() {
    const known = this.#policy.value;
    if (this.sent && known) {
      const open = () => this.dispatchEvent(new TicketOpenEvent(this.sent!.id));
      const content = this.#questions.value?.confirmation(this.sent, known, this.#locale);
      return renderSent(content, open, this.#beginAnother, this.#locale);
    }
    if (this.#sending.waiting) return renderWaiting(this.#renderEntry(this.#sending.entry!), this.#beginAnother, this.#locale);
    if (known) {
      if (!maySubmit(known)) return html`<p class="notice">${this.#locale.term('notAllowedToSubmit')}</p>`;
      return html`<slot name="intro">${this.#extras.value?.renderReasons(known.policy, this.#locale)}</slot
        >${this.#renderForm(known)}`;
    }
    if (this.#policy.state !== 'failed') return renderLoading(this.#locale);
    return failureNotice(
      this.#policy.error,
      () => void this.#load(),
      this.#locale,
      (words) => html`<slot name="sign-in">${words}</slot>`,
    );
  }

  #renderForm(known: PolicyAnswer) {
    const { policy } = known;
    const extras = this.#extras.value;
    const { issues } = this.#form;
    const type = policy.types.find(({ key }) => key === this.type);
    const errorAt = (key: string) => this.#form.errorAt(key, known, this.#locale, this.#questions.value?.faultWords);
    const ofTicket = (key: 'type' | 'severity', value: string) => ({
      ...{ value, set: (answer: string) => this.#answer(key, answer), error: errorAt(key), locale: this.#locale },
    });
    const typeField = renderType(policy, ofTicket('type', this.type));
    if (type?.redirect) {
      return html`<form novalidate @submit=${this.#submitForm}>${typeField} ${extras?.renderRedirect(type, this.#locale)}</form>`;
    }
    const severity = ofTicket('severity', this.#form.severity);
    const another = extras && policy.fields.some(({ carries }) => carries) ? () => this.submit(true) : undefined;
    const { value: draft } = this.#draft;
    const { value: client } = this.#client;
    const kept = this.#questions.value?.renderKept(draft, client, this.#discard, this.#pressKept, this.#locale);
    const waiting = this.#sending.others.map((entry) => html`<div class="notice">${this.#renderEntry(entry)}</div>`);
    const fields = renderFields(
      { known, form: this.#form, draft, errorAt, rows: extras?.renderRows, locale: this.#locale },
      (key, value, focus) => this.#answer(key, value, focus),
    );
    const first = this.#ways.value?.addGuides(this, fields, known, client!, this.#form, draft, this.#aboutOld);
    if (first) return [waiting, first, kept];
    return html`<form novalidate @submit=${this.#submitForm} @change=${this.#lookForSimilar}>
      <div class="fields" .inert=${this.#busy}>
        ${this.sentBefore ? renderArrived(this.#questions.value?.confirmation(this.sentBefore, known, this.#locale)) : nothing}
        ${waiting} ${this.#questions.value?.renderDraft(draft, policy, this.#form.written, this.#aboutOld, this.#locale)}
        ${issues.length > 0 ? this.#questions.value?.renderProblems(issues, errorAt, this.#locale) : nothing} ${typeField}
        ${type && extras?.renderTemplate(type, { ...this.#form.written, before: this.beforeTemplate }, this.#takeTemplate, this.#locale)}
        ${fields} ${claimsSeverity(known) ? renderSeverity(policy, severity, extras?.examplesOf) : nothing}
        ${renderAttachments(client, { draft }, known)}
        ${extras?.renderHelp(known, extras.weighEvidence(known, this.#form, draft), this.nudged, this.#locale)}
        ${this.#context.value?.renderContext(this, this.#form, known, client?.capture, this.#setContext, this.#locale)}
        ${this.#guard.render(known)}
        ${this.#questions.value?.renderSimilar(this.similar, known, (id) => this.dispatchEvent(new TicketOpenEvent(id)), this.#locale)}
      </div>
      ${renderSend({ busy: this.#busy, failure: this.failure, another, kept }, this.#locale)}
    </form>`;
  }

  #renderEntry(entry: OutboxEntry) {
    const edit = this.#draft.value?.value ? undefined : (id: string) => this.edit(id);
    const stands = this.#questions.value?.renderEntry(entry, this.#client.value!, edit, this.#locale);
    return html`<strong>${(entry.input as TicketInput).subject}</strong> ${stands}`;
  }

  async #load(): Promise<void> {
    const begun = this.#policy.value;
    this.#loadedIn = this.#locale.wanted;
    await this.#policy.run(async (signal) => {
      const client = this.#client.required;
      const [known] = await Promise.all([client.policy.get({ signal }), this.#draft.value ?? this.#draft.open(client, 'new')]);
      if (wantsExtras(known.policy)) await this.#extras.bring();
      if (client.capture ?? known.policy.fields.some(({ slots }) => slots)) await this.#context.bring();
      if (client.help ?? known.policy.articles ?? known.policy.channels) await this.#ways.bring();
      return known;
    });
    // A policy that comes anew finds a form with answers, and leaves them.
    if (this.#policy.value && !begun) this.#begin(this.#policy.value, this.#draft.value?.value);
  }

  #begin(known: PolicyAnswer, before: DraftValue | undefined): void {
    const { policy } = known;
    this.#locale.defaultLocale = policy.defaultLocale;
    const draft = this.#draft.value;
    if (draft) draft.omit = policy.fields.filter(({ sensitive }) => sensitive).map(({ key }) => key);
    this.#form.begin(known, before);
    // It is here before it is wanted: the network may be gone then.
    whenIdle(() => void this.#questions.bring());
  }

  /** Shows what another tab has made of the draft, or what has come back from the outbox. */
  #restore(value: DraftValue | undefined): void {
    const known = this.#policy.value;
    // What was sent off stays on screen until it is known what becomes of it.
    if (!known || this.#busy) return;
    const { answers } = this.#form;
    if (!value) this.type = this.getAttribute('type') ?? '';
    this.#begin(known, value);
    // What never rests is on screen alone. It belongs to the words that are there as well.
    const same = value?.answers['summary'] === answers['summary'];
    if (same) for (const key of this.#draft.value?.omit ?? []) this.#form.answers[key] ??= answers[key];
  }

  /** Puts what stands in the form on the device. */
  #keep(): void {
    void this.#questions.bring();
    this.#draft.save(this.#form.written);
  }

  get #busy(): boolean {
    return this.sending || this.#sending.busy;
  }

  readonly #setContext = (items: ContextItem[] | undefined) => {
    this.#form.context = items;
    this.#keep();
  };

  #focusOn(id: string): void {
    this.#focus = id;
    this.requestUpdate();
  }

  #answer(key: string, value: Answer | undefined, focus?: string): void {
    this.#focus = focus;
    this.#form.set(key, value, this.#policy.value!);
    this.#keep();
  }

  #reset(before: DraftValue | undefined): void {
    this.type = this.getAttribute('type') ?? '';
    this.#form.issues = [];
    this.failure = undefined;
    this.sent = undefined;
    this.sentBefore = undefined;
    this.beforeTemplate = undefined;
    this.nudged = false;
    this.similar = [];
    if (this.#policy.value) this.#begin(this.#policy.value, before);
  }

  /** Begins the next ticket, with what both share where the person goes on at once. */
  #goOn(): void {
    const { answers } = this.#form;
    this.#reset(this.#draft.value?.value);
    this.relatedTo = '';
    if (!this.#another) return;
    const shared = this.#policy.value!.policy.fields.filter(({ carries }) => carries);
    for (const { key } of shared) this.#form.answers[key] = answers[key];
  }

  async #confirm({ ticket: id, number = '', answer }: SentEntry, mine: boolean): Promise<void> {
    const ticket = (answer as Ticket | undefined) ?? (await this.#client.required.tickets.get(id).catch(() => undefined));
    const another = !mine || this.#another;
    await this.#questions.bring();
    if (mine) {
      this.#goOn();
      this.#focus = 'sent';
    }
    this[another ? 'sentBefore' : 'sent'] = ticket ?? { id, number };
    if (ticket) this.dispatchEvent(new TicketSubmittedEvent(ticket, another));
  }

  #wait(entry: OutboxEntry): void {
    if (this.#another) this.#sending.forget();
    this.#goOn();
    this.#focusOn(this.#another ? 'type' : 'sent');
    this.dispatchEvent(new TicketQueuedEvent(entry));
  }

  async #takeBack({ id, code = '', issues }: OutboxEntry): Promise<void> {
    await Promise.all([this.edit(id), this.#questions.bring()]);
    // The page has checked by the same rules, so the server's are newer: the form may ask otherwise now.
    if (issues.length > 0) await this.#load();
    this.#form.refuse(issues, this.#policy.value!);
    if (this.#form.issues.length > 0) this.#focusOn('problems');
    else this.failure = failureTerm({ code });
    this.dispatchEvent(new TicketFailedEvent(code));
  }

  readonly #takeTemplate = (answers: Answers, before?: Answers) => {
    this.#form.answers = answers;
    this.#form.issues = [];
    this.beforeTemplate = before;
    this.#keep();
  };

  /** What can become of a draft that nobody has touched for long. */
  readonly #aboutOld = { keep: () => this.#keep(), discard: () => this.#pressKept('discard') };

  readonly #pressKept = async (button: 'discard' | 'undo') => {
    if (button === 'undo') await this.#discard.undo?.();
    else {
      await this.#discard.discard(this.#draft.value!);
      this.#reset(this.#draft.value?.value);
    }
    this.#focusOn('kept');
  };

  /** True while something needed is missing, and once for what would only help. */
  #lacksEvidence(known: PolicyAnswer): boolean {
    const weighed = this.#extras.value?.weighEvidence(known, this.#form, this.#draft.value);
    if (!weighed?.lacksNeeded && (this.nudged || !weighed?.lacksHelpful)) return false;
    return (this.nudged = true);
  }

  readonly #lookForSimilar = async ({ target }: Event) => {
    const { id } = target as Element;
    if (id !== 'summary') return this.#form.settle(id, this.#policy.value!);
    const subject = String(this.#form.answers['summary'] ?? '');
    this.similar = (await (await this.#questions.bring())?.findSimilar(this.#client.required, subject)) ?? [];
  };

  readonly #beginAnother = () => {
    this.#sending.forget();
    this.#reset(this.#draft.value?.value);
    this.#focus = 'type';
  };

  readonly #submitForm = (event: Event) => {
    event.preventDefault();
    void this.submit();
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-form': TicketFormElement;
  }
}
