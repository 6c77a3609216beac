import type { Client, ValidationError } from '@helpmark/client';
import { isClientError } from '@helpmark/client';
import { applicableFields, findFaults } from '@helpmark/schema';
import type { Answer, Answers, Facts, FormFault, PolicyAnswer, Ticket, TicketInput } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { ClientController } from '../controllers/client-controller.js';
import { LoadController } from '../controllers/load-controller.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { confirmation } from '../internal/confirmation.js';
import { version } from '../internal/define.js';
import { failureNotice, failureTerm } from '../internal/failure.js';
import { faultWords } from '../internal/fault-words.js';
import { maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import type { Term } from '../locales/words.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import { TicketOpenEvent } from '../ticket-list/ticket-list.events.js';
import type * as Extras from './extras.js';
import { renderField, unfinished } from './field.js';
import { claimsSeverity, firstAnswer, fromHost, wantsExtras, withHostAnswers } from './known.js';
import { renderProblems } from './problems.js';
import { renderSeverity, renderType } from './facts.js';
import { ticketInputOf } from './ticket-input.js';
import { TicketFailedEvent, TicketSubmitEvent, TicketSubmittedEvent } from './ticket-form.events.js';
import { ticketFormStyles } from './ticket-form.styles.js';

export { TicketFailedEvent, TicketOpenEvent, TicketSubmitEvent, TicketSubmittedEvent };

/** Fields that stand elsewhere in a ticket than in its `fields`, and how the server names them. */
const wireNames: Record<string, string> = { subject: 'summary', body: 'description' };

/**
 * The form for a new ticket, drawn from the policy. It checks by the policy's own rules, points at what is wrong and takes the
 * person there, keeps every word when sending fails, and sends once however often it is pressed.
 *
 * @slot sign-in - What to show where nobody is signed in; a sentence by default.
 * @csspart base - All of it.
 * @csspart field - One question with its label, hint and control.
 * @csspart submit-button - The button that sends.
 * @csspart another-button - The button that sends and goes on with another ticket, where the policy has fields for that.
 * @csspart redirect - Where a type is answered elsewhere, the way there.
 * @csspart evidence - What helps to work on the ticket, where the policy has a list.
 * @csspart targets - When to expect an answer, where the policy promises one.
 * @csspart advice - How to write a ticket, where the policy says.
 * @cssstate sending - While a ticket is on its way.
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
  /** The type of the ticket. Each new one begins with what the attribute says; the person may choose another. */
  @property() type = '';
  /** The id of a ticket that a new one goes on from. */
  @property({ attribute: 'related-to' }) relatedTo = '';

  @state() private answers: Answers = {};
  @state() private severity = '';
  @state() private issues: FormFault[] = [];
  @state() private sending = false;
  @state() private failure: Term | undefined;
  @state() private sent: Ticket | undefined;
  /** The ticket sent last, where the person goes on with another at once. */
  @state() private sentBefore: Ticket | undefined;
  /** What only some policies ask for, once it has come. */
  @state() private extras: typeof Extras | undefined;
  /** The answers before a template was filled in. */
  @state() private beforeTemplate: Answers | undefined;
  /** Whether the person was asked once for what would help. */
  @state() private nudged = false;

  readonly #states = this.attachInternals().states;
  readonly #client = new ClientController(this);
  readonly #locale = new LocaleController(this);
  readonly #policy = new LoadController<PolicyAnswer>(this);
  #loadedFrom: Client | undefined;
  /** The id of what has the focus after the next drawing. */
  #focus: string | undefined;
  /** What was last sent and under which key, so that the same words never make a second ticket. */
  #attempt: { content: string; key: string } | undefined;

  protected override willUpdate(changed: PropertyValues): void {
    const client = this.#client.value;
    if (client && client !== this.#loadedFrom) {
      // Another client is another person, who sees nothing of what was here before.
      this.#policy.reset();
      if (this.#loadedFrom) this.clear();
      this.#loadedFrom = client;
    }
    if (client && this.#policy.state === 'idle') void this.#load();
    if (changed.has('type')) {
      this.#settle('type');
      this.beforeTemplate = undefined;
      this.nudged = false;
    }
    this.#states[this.sending ? 'add' : 'delete']('sending');
  }

  protected override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(`#${this.#focus}`)?.focus();
    this.#focus = undefined;
  }

  /**
   * Sends the ticket if nothing is missing. Pressing twice sends once.
   *
   * @param another - Whether to go on with another ticket that keeps what the policy says both share. Off by default.
   */
  async submit(another = false): Promise<void> {
    const known = this.#policy.value;
    if (this.sending || !known) return;
    this.failure = undefined;
    const answers = this.#answersOf(known);
    for (const { id, validity } of this.renderRoot.querySelectorAll('input')) {
      // A date that was begun and not finished sends no event.
      if (validity.badInput) answers[id] = unfinished;
    }
    this.issues = findFaults(known.policy, answers, this.#factsOf(known));
    if (this.issues.length > 0) {
      this.#focus = 'problems';
      return;
    }
    if (this.#lacksEvidence(known)) {
      this.#focus = 'checklist';
      return;
    }
    const input = this.#inputOf(known);
    if (!this.dispatchEvent(new TicketSubmitEvent(input))) return;
    this.sending = true;
    try {
      const ticket = await this.#client.required.tickets.create(input, { key: this.#keyFor(input) });
      const { answers } = this;
      this.clear();
      this.relatedTo = '';
      if (another) {
        const shared = known.policy.fields.filter(({ carries }) => carries).map(({ key }) => [key, answers[key]]);
        this.answers = { ...this.answers, ...(Object.fromEntries(shared) as Answers) };
        this.sentBefore = ticket;
      } else this.sent = ticket;
      this.#focus = 'sent';
      this.dispatchEvent(new TicketSubmittedEvent(ticket, another));
    } catch (error) {
      await this.#explain(error);
      this.dispatchEvent(new TicketFailedEvent(error));
    } finally {
      this.sending = false;
    }
  }

  /** Empties the form, or puts an empty one in place of the confirmation. */
  clear(): void {
    this.type = this.getAttribute('type') ?? '';
    this.issues = [];
    this.failure = undefined;
    this.sent = undefined;
    this.sentBefore = undefined;
    this.beforeTemplate = undefined;
    this.nudged = false;
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
      if (!maySubmit(known)) return html`<p class="notice">${this.#locale.term('notAllowedToSubmit')}</p>`;
      return this.#renderForm(known);
    }
    if (this.#policy.state !== 'failed') {
      return html`<div class="skeleton" role="status" aria-label=${this.#locale.term('loading')}>
        <i></i><i></i><i></i><i></i>
      </div>`;
    }
    return failureNotice(
      this.#policy.error,
      () => void this.#load(),
      this.#locale,
      (words) => html`<slot name="sign-in">${words}</slot>`,
    );
  }

  #renderForm(known: PolicyAnswer) {
    const answers = this.#answersOf(known);
    const applying = this.#applyingTo(known);
    const { extras } = this;
    const type = known.policy.types.find(({ key }) => key === this.type);
    if (type?.redirect) {
      return html`<form novalidate @submit=${this.#submitForm}>
        ${this.#renderType(known)} ${extras?.renderRedirect(type, this.#locale)}
      </form>`;
    }
    return html`<form novalidate @submit=${this.#submitForm}>
      ${
        this.sentBefore
          ? html`<div class="notice done" id="sent" role="status" tabindex="-1">
              ${confirmation(this.sentBefore, known, this.#locale)}
            </div>`
          : nothing
      }
      ${this.issues.length > 0 ? renderProblems(this.issues, (key) => this.#errorAt(key, known), this.#goTo, this.#locale) : nothing}
      ${this.#renderType(known)} ${extras && type ? this.#renderTemplate(extras, type) : nothing}
      ${
        // Each field has its place, whether it applies or not: one that comes or goes must not take the controls of its neighbours.
        known.policy.fields.map((field) => {
          const applies = applying.get(field.key);
          return applies
            ? renderField({
                field,
                value: answers[field.key],
                required: applies.required,
                error: this.#errorAt(field.key, known),
                readOnly: fromHost(field, known) !== undefined,
                locale: this.#locale,
                rows: extras?.renderRows,
                set: (value, focus) => this.#answer(field.key, value, focus),
              })
            : nothing;
        })
      }
      ${claimsSeverity(known) ? this.#renderSeverity(known) : nothing}
      ${
        extras
          ? html`${claimsSeverity(known) ? extras.renderTargets(known.policy, this.#locale) : nothing}
            ${extras.renderEvidence(extras.weighEvidence(known.policy, this.answers, this.type), this.nudged, this.#locale)}
            ${extras.renderAdvice(known.policy, this.#locale)}`
          : nothing
      }
      <div class="submit">
        ${this.failure ? html`<p class="notice failed" role="alert">${this.#locale.term(this.failure)} ${this.#locale.term('wordsKept')}</p>` : nothing}
        <button class="primary" part="submit-button" type="submit" aria-disabled=${this.sending ? 'true' : nothing}>
          ${this.#locale.term(this.sending ? 'sending' : 'submit')}
        </button>
        ${
          extras && known.policy.fields.some(({ carries }) => carries)
            ? html`<button type="button" part="another-button" @click=${() => this.submit(true)}>
                ${this.#locale.term('another')}
              </button>`
            : nothing
        }
      </div>
    </form>`;
  }

  #renderTemplate(extras: NonNullable<typeof this.extras>, type: PolicyAnswer['policy']['types'][number]) {
    const filled = extras.fillTemplate(type, this.answers, this.#locale);
    const before = this.beforeTemplate;
    return extras.renderTemplate(
      type,
      {
        canFill: !!filled,
        canUndo: !!before,
        fill: () => {
          this.beforeTemplate = this.answers;
          this.answers = { ...filled! };
          this.issues = [];
        },
        undo: () => {
          this.answers = extras.emptyTemplate(type, this.answers, before!, this.#locale);
          this.beforeTemplate = undefined;
        },
      },
      this.#locale,
    );
  }

  #renderType({ policy }: PolicyAnswer) {
    return renderType(policy, {
      value: this.type,
      error: this.#errorAt('type'),
      set: (value) => (this.type = value),
      locale: this.#locale,
    });
  }

  #renderSeverity({ policy }: PolicyAnswer) {
    const set = (value: string) => {
      this.severity = value;
      this.#settle('severity');
    };
    const examplesOf = this.extras?.examplesOf;
    return renderSeverity(
      policy,
      { value: this.severity, error: this.#errorAt('severity'), set, locale: this.#locale },
      examplesOf,
    );
  }

  #renderSent(ticket: Ticket, known: PolicyAnswer) {
    return html`<div class="notice done" id="sent" role="status" tabindex="-1">
      ${confirmation(ticket, known, this.#locale)}
      <div class="row">
        <button class="primary" @click=${() => this.dispatchEvent(new TicketOpenEvent(ticket.id))}>
          ${this.#locale.term('openTicket')}
        </button>
        <button @click=${this.#beginAnother}>${this.#locale.term('anotherTicket')}</button>
      </div>
    </div>`;
  }

  async #load(): Promise<void> {
    const begun = this.#policy.value;
    await this.#policy.run(async (signal) => {
      const known = await this.#client.required.policy.get({ signal });
      if (wantsExtras(known.policy)) await this.#bringExtras();
      return known;
    });
    // A policy that comes anew finds a form with answers, and leaves them.
    if (this.#policy.value && !begun) this.#begin(this.#policy.value);
  }

  /** A form as it begins: the policy's default answers. */
  #begin({ policy }: PolicyAnswer): void {
    this.#locale.defaultLocale = policy.defaultLocale;
    this.answers = Object.fromEntries(policy.fields.map((field) => [field.key, firstAnswer(field)]));
    const open = policy.levels.filter((level) => !level.closedBecause);
    this.severity = (open.find((level) => level.isDefault) ?? open[open.length >> 1])?.key ?? '';
  }

  /** A form still sends without them, where they cannot be loaded. */
  async #bringExtras(): Promise<void> {
    const extras = await import('./extras.js').catch(() => undefined);
    if (extras && !this.extras) {
      this.#locale.learn(extras.enExtras);
      this.shadowRoot!.adoptedStyleSheets.push(extras.extrasStyles.styleSheet!);
    }
    this.extras = extras;
  }

  /** True while something needed is missing, and once for what would only help. */
  #lacksEvidence({ policy }: PolicyAnswer): boolean {
    const weighed = this.extras?.weighEvidence(policy, this.answers, this.type);
    if (!weighed?.lacksNeeded && (this.nudged || !weighed?.lacksHelpful)) return false;
    return (this.nudged = true);
  }

  #answer(key: string, value: Answer | undefined, focus?: string): void {
    this.#focus = focus;
    this.answers = { ...this.answers, [key]: value };
    this.#settle(key);
  }

  /** An answer that changes is no longer wrong until the next try; the summary keeps the others that are still asked for. */
  #settle(changed: string): void {
    this.issues = this.issues.filter(({ path: [key] }) => key !== changed && this.#asksFor(String(key)));
  }

  #asksFor(key: string): boolean {
    return key === 'type' || key === 'severity' || this.#applyingTo(this.#policy.value!).has(key);
  }

  #applyingTo(known: PolicyAnswer) {
    const applying = applicableFields(known.policy, this.#answersOf(known), this.#factsOf(known));
    return new Map(applying.map((one) => [one.field.key, one]));
  }

  #factsOf({ person }: PolicyAnswer): Facts {
    return { type: this.type, severity: this.severity, plan: person.plan, role: person.role };
  }

  #answersOf(known: PolicyAnswer): Answers {
    return withHostAnswers(this.answers, known);
  }

  #inputOf(known: PolicyAnswer): TicketInput {
    const { answers, severity, relatedTo, extras } = this;
    return ticketInputOf(
      known,
      withHostAnswers(answers, known),
      { ...this.#factsOf(known), severity, relatedTo },
      extras?.withPrefix,
    );
  }

  #keyFor(input: TicketInput): string {
    const content = JSON.stringify(input);
    if (this.#attempt?.content !== content) this.#attempt = { content, key: this.#client.required.newKey() };
    return this.#attempt.key;
  }

  async #explain(error: unknown): Promise<void> {
    const issues = isClientError(error) && error.code === 'invalid' ? (error as ValidationError).issues : [];
    // The page has checked by the same rules, so the server's are newer: the form may ask otherwise now.
    if (issues.length > 0) await this.#load();
    this.issues = issues
      .map((issue) => {
        const name = String(issue.path[0] === 'fields' ? issue.path[1] : issue.path[0]);
        return { ...issue, path: [wireNames[name] ?? name] };
      })
      .filter(({ path: [key] }) => this.#asksFor(key!));
    if (this.issues.length > 0) this.#focus = 'problems';
    else this.failure = failureTerm(error);
  }

  #errorAt(key: string, known?: PolicyAnswer): string | undefined {
    const issue = this.issues.find(({ path }) => path[0] === key);
    const label = this.#locale.term(key === 'severity' ? 'severity' : 'type');
    const field = known?.policy.fields.find((candidate) => candidate.key === key) ?? { key, kind: 'choice', label };
    return issue && faultWords(issue.code, field, this.#locale);
  }

  readonly #goTo = (key: string) => {
    const target = this.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(key)}`);
    (target?.matches('fieldset') ? (target.querySelector<HTMLElement>('input') ?? target) : target)?.focus();
  };

  readonly #beginAnother = () => {
    this.clear();
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
