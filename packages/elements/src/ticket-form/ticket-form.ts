import type { Client } from '@helpmark/client';
import { isClientError, ValidationError } from '@helpmark/client';
import { applicableFields, checkAnswers, cleanAnswers, maxLengthOf } from '@helpmark/schema';
import type { Answer, Answers, Facts, Field, Issue, PolicyAnswer, Ticket, TicketInput } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { property, state } from 'lit/decorators.js';
import { ClientController } from '../controllers/client-controller.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { confirmation } from '../internal/confirmation.js';
import { version } from '../internal/define.js';
import { failureTerm } from '../internal/failure.js';
import type { Term } from '../locales/en.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import { TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import { renderField } from './field.js';
import { TicketFailedEvent, TicketSubmitEvent, TicketSubmittedEvent } from './ticket-form.events.js';
import { ticketFormStyles } from './ticket-form.styles.js';

/** The words for what can be wrong with an answer. */
const faultTerms: Record<string, Term> = {
  required: 'errorRequired',
  'too-short': 'errorTooShort',
  'too-long': 'errorTooLong',
  'not-an-option': 'errorOption',
  'not-a-url': 'errorUrl',
  'not-an-email': 'errorEmail',
  'not-a-number': 'errorNumber',
  'too-small': 'errorTooSmall',
  'too-large': 'errorTooLarge',
  'not-a-date': 'errorDate',
};

/** Fields that stand elsewhere in a ticket than in its `fields`, and how the server names them. */
const wireNames: Record<string, string> = { subject: 'summary', body: 'description' };

/**
 * The form for a new ticket, drawn from the policy. It checks by the policy's own rules, points at what is wrong and takes the
 * person there, keeps every word when sending fails, and sends once however often it is pressed.
 *
 * @csspart base - All of it.
 * @csspart field - One question with its label, hint and control.
 * @csspart submit-button - The button that sends.
 *
 * @fires hm-ticket-submit - Asks to send; cancel it to send the ticket yourself.
 * @fires hm-ticket-submitted - The server has the ticket.
 * @fires hm-ticket-failed - The ticket was not sent; the form says why and keeps every word.
 * @fires hm-ticket-open - The person asks for the ticket they have just sent.
 */
export class TicketFormElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, ticketFormStyles];

  /** The client; the nearest `hm-support-provider` has one otherwise. */
  @property({ attribute: false }) client: Client | undefined;
  /** The type that a new ticket begins with; the person may choose another. */
  @property() type = '';

  @state() private answers: Answers = {};
  @state() private severity = '';
  @state() private issues: Issue[] = [];
  @state() private sending = false;
  @state() private failure: Term | undefined;
  @state() private sent: Ticket | undefined;

  readonly #client = new ClientController(this);
  readonly #locale = new LocaleController(this);
  readonly #policy = new LoadController<PolicyAnswer>(this);
  #loadedFrom: Client | undefined;
  #focus: 'problems' | 'sent' | undefined;
  /** What was last sent and under which key, so that the same words never make a second ticket. */
  #attempt: { content: string; key: string } | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (client && client !== this.#loadedFrom) {
      this.#loadedFrom = client;
      void this.#load();
    }
    if (changed.has('type')) this.issues = [];
  }

  protected override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`)?.focus();
    this.#focus = undefined;
  }

  /** Sends the ticket if nothing is missing. Pressing twice sends once. */
  async submit(): Promise<void> {
    const known = this.#policy.value;
    if (this.sending || !known) return;
    this.failure = undefined;
    this.issues = checkAnswers(known.policy, this.#answersOf(known), this.#factsOf(known));
    if (this.issues.length > 0) {
      this.#focus = 'problems';
      return;
    }
    const input = this.#inputOf(known);
    if (!this.dispatchEvent(new TicketSubmitEvent(input))) return;
    this.sending = true;
    try {
      const ticket = await this.#client.required.tickets.create(input, { key: this.#keyFor(input) });
      this.sent = ticket;
      this.#focus = 'sent';
      this.clear();
      this.dispatchEvent(new TicketSubmittedEvent(ticket));
    } catch (error) {
      this.#explain(error);
      this.dispatchEvent(new TicketFailedEvent(error));
    } finally {
      this.sending = false;
    }
  }

  /** Empties the form. */
  clear(): void {
    this.type = '';
    this.issues = [];
    this.failure = undefined;
    this.#attempt = undefined;
    if (this.#policy.value) this.#begin(this.#policy.value);
  }

  protected override render() {
    return html`<div class="base" part="base">${this.#renderState()}</div>`;
  }

  #renderState() {
    const known = this.#policy.value;
    if (this.sent && known) return this.#renderSent(this.sent, known);
    if (known) {
      const submit = known.capabilities.find(({ capability }) => capability === 'submit');
      if (submit?.allowed === false) return html`<p class="notice">${this.#locale.term('notAllowedToSubmit')}</p>`;
      return this.#renderForm(known);
    }
    if (this.#policy.state !== 'failed') {
      return html`<div class="skeleton" role="status" aria-label=${this.#locale.term('loading')}>
        <i></i><i></i><i></i><i></i>
      </div>`;
    }
    return html`<div class="notice failed" role="alert">
      <p>${this.#locale.term('failedLoad')} ${this.#locale.term(failureTerm(this.#policy.error))}</p>
      <button @click=${() => this.#load()}>${this.#locale.term('retry')}</button>
    </div>`;
  }

  #renderForm(known: PolicyAnswer) {
    const answers = this.#answersOf(known);
    const fields = applicableFields(known.policy, answers, this.#factsOf(known));
    return html`<form novalidate @submit=${this.#submitForm}>
      ${this.issues.length > 0 ? this.#renderProblems(known) : nothing} ${this.#renderType(known)}
      ${fields.map(({ field, required }) =>
        renderField({
          field,
          value: answers[field.key],
          required,
          error: this.#errorAt(field.key, known),
          readOnly: fromHost(field, known) !== undefined,
          locale: this.#locale,
          set: (value) => this.#answer(field.key, value),
        }),
      )}
      ${known.policy.priorityMode === 'requester' ? this.#renderSeverity(known) : nothing}
      <div class="submit">
        ${this.failure ? html`<p class="notice failed" role="alert">${this.#locale.term(this.failure)}</p>` : nothing}
        <button class="primary" part="submit-button" type="submit" aria-disabled=${this.sending ? 'true' : nothing}>
          ${this.#locale.term(this.sending ? 'sending' : 'submit')}
        </button>
      </div>
    </form>`;
  }

  #renderProblems(known: PolicyAnswer) {
    return html`<div class="notice failed problems" id="problems" role="alert" tabindex="-1">
      <strong>${this.#locale.term('summaryOfErrors', { count: this.issues.length })}</strong>
      <ul>
        ${this.issues.map(({ path }) => {
          const key = String(path[0]);
          return html`<li>
            <a href="#${key}" @click=${(event: Event) => this.#goTo(event, key)}>${this.#errorAt(key, known)}</a>
          </li>`;
        })}
      </ul>
    </div>`;
  }

  #renderType({ policy }: PolicyAnswer) {
    const options = policy.types.map(({ key, label, description }) => ({ key, label, hint: description }));
    return renderField({
      field: { key: 'type', kind: 'choice', label: this.#locale.term('type'), options },
      value: this.type,
      required: true,
      error: this.#errorAt('type'),
      readOnly: false,
      locale: this.#locale,
      set: (value) => {
        this.type = String(value);
        this.#settle('type');
      },
    });
  }

  #renderSeverity({ policy }: PolicyAnswer) {
    return html`<fieldset class="field" part="field" id="severity" tabindex="-1">
      <legend>${this.#locale.term('severity')}</legend>
      ${policy.levels.map(
        ({ key, label, guidance, closedBecause }) =>
          html`<label class="option">
            <input
              type="radio"
              name="severity"
              .checked=${key === this.severity}
              ?disabled=${!!closedBecause}
              @change=${() => (this.severity = key)}
            />
            <span>
              ${this.#locale.text(label)}
              <span class="muted"
                >${this.#locale.text(guidance)} ${closedBecause ? this.#locale.term('closedForPlan') : nothing}</span
              >
            </span>
          </label>`,
      )}
    </fieldset>`;
  }

  #renderSent(ticket: Ticket, known: PolicyAnswer) {
    return html`<div class="notice done" id="sent" role="status" tabindex="-1">
      ${confirmation(ticket, known, this.#locale)}
      <div class="row">
        <button class="primary" @click=${() => this.dispatchEvent(new TicketOpenEvent(ticket.id))}>
          ${this.#locale.term('openTicket')}
        </button>
        <button @click=${() => (this.sent = undefined)}>${this.#locale.term('anotherTicket')}</button>
      </div>
    </div>`;
  }

  async #load(): Promise<void> {
    await this.#policy.run((signal) => this.#client.required.policy.get({ signal }));
    const known = this.#policy.value;
    if (known && this.#policy.state === 'ready') this.#begin(known);
  }

  /** A form as it begins: the policy's default answers. */
  #begin({ policy }: PolicyAnswer): void {
    this.#locale.defaultLocale = policy.defaultLocale;
    this.answers = Object.fromEntries(policy.fields.map((field) => [field.key, field.default]));
    this.severity = (policy.levels.find((level) => level.isDefault) ?? policy.levels[0])!.key;
  }

  #answer(key: string, value: Answer | undefined): void {
    this.answers = { ...this.answers, [key]: value };
    this.#settle(key);
  }

  /** An answer that changes is no longer wrong until the next try; the summary keeps the others. */
  #settle(key: string): void {
    this.issues = this.issues.filter(({ path }) => path[0] !== key);
  }

  #factsOf({ person }: PolicyAnswer): Facts {
    return { type: this.type, severity: this.severity, plan: person.plan, role: person.role };
  }

  #answersOf(known: PolicyAnswer): Answers {
    const fromToken = known.policy.fields.map((field) => [field.key, fromHost(field, known)] as const);
    return { ...this.answers, ...Object.fromEntries(fromToken.filter(([, value]) => value !== undefined)) };
  }

  #inputOf(known: PolicyAnswer): TicketInput {
    const facts = this.#factsOf(known);
    const { summary, description, ...fields } = cleanAnswers(known.policy, this.#answersOf(known), facts);
    return {
      subject: String(summary ?? ''),
      type: this.type,
      ...(known.policy.priorityMode === 'requester' && { severity: this.severity }),
      fields,
      ...(description !== undefined && { body: String(description) }),
    };
  }

  #keyFor(input: TicketInput): string {
    const content = JSON.stringify(input);
    if (this.#attempt?.content !== content) this.#attempt = { content, key: this.#client.required.newKey() };
    return this.#attempt.key;
  }

  #explain(error: unknown): void {
    const issues =
      error instanceof ValidationError || (isClientError(error) && error.code === 'invalid')
        ? (error as ValidationError).issues
        : [];
    this.issues = issues.map((issue) => {
      const name = String(issue.path[0] === 'fields' ? issue.path[1] : issue.path[0]);
      return { ...issue, path: [wireNames[name] ?? name] };
    });
    if (this.issues.length > 0) this.#focus = 'problems';
    else this.failure = failureTerm(error);
  }

  #errorAt(key: string, known?: PolicyAnswer): string | undefined {
    const issue = this.issues.find(({ path }) => path[0] === key);
    if (!issue) return undefined;
    const field = known?.policy.fields.find((candidate) => candidate.key === key);
    const values = {
      label: this.#locale.text(field?.label) || this.#locale.term(key === 'severity' ? 'severity' : 'type'),
      min: field?.minLength ?? field?.min ?? '',
      max: (field && maxLengthOf(field)) ?? field?.max ?? '',
    };
    const choose = issue.code === 'required' && (!field || field.options);
    return this.#locale.term(choose ? 'errorChoose' : (faultTerms[issue.code] ?? 'errorOther'), values);
  }

  #goTo(event: Event, key: string): void {
    event.preventDefault(); // the page's address is the host's
    const target = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(key)}`);
    (target?.matches('fieldset') ? (target.querySelector<HTMLElement>('input') ?? target) : target)?.focus();
  }

  readonly #submitForm = (event: Event) => {
    event.preventDefault();
    void this.submit();
  };
}

/** What the host's token says of a field that it answers. */
function fromHost({ source }: Field, { person }: PolicyAnswer): string | undefined {
  return source && person[source.slice('identity.'.length) as 'email' | 'name' | 'organization' | 'plan'];
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-form': TicketFormElement;
  }
}
