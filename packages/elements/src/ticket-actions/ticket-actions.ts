import { cleanAnswers, findFaults } from '@helpmark/schema';
import type { ActionInput, Answer, Answers, Field, FieldRequest, FormFault, PolicyAnswer, Ticket } from '@helpmark/schema';
import { html, LitElement, nothing } from 'lit';
import type { PropertyValues } from 'lit';
import { GuardController } from '../controllers/guard-controller.js';
import { LatePart } from '../controllers/late-part.js';
import { LocaleController } from '../controllers/locale-controller.js';
import { version } from '../internal/define.js';
import { faultWords } from '../internal/fault-words.js';
import { maySubmit } from '../internal/policy-words.js';
import { property, state } from '../internal/property.js';
import { enActions } from '../locales/en-actions.js';
import { enExtras } from '../locales/en-extras.js';
import { enQuestions } from '../locales/en-questions.js';
import type { Term } from '../locales/words.js';
import { baseStyles, buttonStyles, noticeStyles } from '../styles/base.styles.js';
import { renderField } from '../ticket-form/field.js';
import { renderRows } from '../ticket-form/rows.js';
import { extrasStyles } from '../ticket-form/extras.styles.js';
import { ticketFormStyles } from '../ticket-form/ticket-form.styles.js';
import { TicketActEvent, TicketFollowEvent } from './ticket-actions.events.js';
import { ticketActionsStyles } from './ticket-actions.styles.js';

/** Reasons why an action is closed that are worth a word. */
const closedTerms: Record<string, Term> = {
  'not-allowed': 'failedForbidden',
  plan: 'closedForPlan',
  'not-yet': 'escalateNotYet',
};

/** What a person has filled in and not yet sent. */
interface Unsent {
  reason?: string;
  escalation?: string;
  dispute?: string;
  rating?: number;
  comments?: Record<string, string>;
  answers?: Answers;
}

/** Words that are no answer to a field. */
interface Words {
  /** The id of their control. */
  id: string;
  label: string;
  text: string | undefined;
  take: (text: string) => void;
}

/** A field that would ask for them. */
const fieldOf = ({ id, label }: Words): Field => ({ key: id, kind: 'multiline', label });

/**
 * What a person can do with a ticket now: confirm it or say that it is still broken, give details that were asked for, rate,
 * escalate, say that the severity is wrong. It asks for what is to be done; the thread around it sends it.
 *
 * @csspart base - All of it.
 * @fires hm-ticket-act - The person wants something done to the ticket.
 * @fires hm-ticket-follow - The person wants a new ticket that goes on from this one.
 */
export class TicketActionsElement extends LitElement {
  static readonly version = version;
  static override styles = [baseStyles, buttonStyles, noticeStyles, ticketFormStyles, extrasStyles, ticketActionsStyles];

  /** The policy as this person sees it. */
  @property({ attribute: false }) known: PolicyAnswer | undefined;
  /** The ticket. */
  @property({ attribute: false }) ticket: Ticket | undefined;
  /** Whether something is on its way; nothing can be pressed then. */
  @property({ type: Boolean }) busy = false;
  /** Opens the form to escalate, as the thread does when a message asks for it. */
  @property({ type: Boolean, attribute: 'offer-escalation' }) offerEscalation = false;

  @state() private unsent: Unsent = {};
  @state() private wrong: Term | undefined;
  @state() private issues: FormFault[] = [];

  readonly #locale: LocaleController = new LocaleController(this, { ...enActions, ...enExtras, ...enQuestions });
  /** What draws evidence by its places, where something of it is asked for. */
  readonly #places = new LatePart(this, this.#locale, () => import('../evidence/collected.js'));
  /** Looks at answers and words before they leave the device. */
  readonly #guard: GuardController = new GuardController(this, this.#locale, () => {
    const words = this.#words;
    return {
      draft: undefined,
      form: {
        answers: { ...this.#answers, ...Object.fromEntries(words.map(({ id, text }) => [id, text ?? ''])) },
        applying: () => new Map([...this.#asked, ...words.map(fieldOf)].map((field) => [field.key, { field, required: false }])),
      },
      set: (key, value) => {
        const word = words.find(({ id }) => id === key);
        if (word) word.take(String(value));
        else this.#set(key, value);
      },
    };
  });
  /** For which actions they are being looked at: pressing twice sends once. */
  readonly #looking = new Set<string>();
  /** What has the focus after the next drawing. */
  #focus: string | undefined;

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#locale.defaultLocale = this.known?.policy.defaultLocale ?? 'en';
    if (this.#open.some((request) => this.#askedFor(request).some(({ slots }) => slots))) void this.#places.bring();
    const before = changed.get('ticket');
    if (!changed.has('ticket') || (before?.id === this.ticket?.id && before?.version === this.ticket?.version)) return;
    const same = before?.id === this.ticket?.id;
    const { rating, comments } = this.ticket?.rating ?? {};
    // A newer version of the same ticket finds words that are not sent yet, and leaves them.
    if (!same) this.unsent = { rating, comments };
    else if (JSON.stringify(before?.rating) !== JSON.stringify(this.ticket?.rating)) {
      this.unsent = { ...this.unsent, rating, comments };
    }
    this.wrong = undefined;
    this.issues = [];
  }

  protected override updated(): void {
    if (this.#focus) this.renderRoot.querySelector<HTMLElement>(this.#focus)?.focus();
    this.#focus = undefined;
  }

  /** Forgets what was filled in for an action, once the server has it. What was filled in for others stays. */
  forget({ action }: ActionInput): void {
    if (action === 'escalate') this.unsent = { ...this.unsent, reason: undefined, escalation: undefined };
    if (action === 'dispute-severity') this.unsent = { ...this.unsent, dispute: undefined };
    if (action === 'answer-request') this.unsent = { ...this.unsent, answers: undefined };
  }

  protected override render() {
    const { known, ticket } = this;
    if (!known || !ticket) return nothing;
    return html`<div class="base" part="base">
      ${this.wrong ? html`<p class="notice failed" role="alert">${this.#locale.term(this.wrong)}</p>` : nothing}
      ${this.#open.map((request) => this.#renderRequest(request))}
      ${this.#open.length + this.#words.length > 0 ? this.#guard.render(known) : nothing} ${this.#renderEnd(known, ticket)}
      ${this.#may('rate') ? this.#renderSurvey(known, ticket) : nothing} ${this.#renderMore(known, ticket)}
    </div>`;
  }

  #renderRequest(request: FieldRequest) {
    const fields = this.#askedFor(request);
    return html`<form
      class="notice request"
      data-request=${request.id}
      novalidate
      @submit=${(event: Event) => this.#answer(event, request)}
    >
      <h4>${this.#locale.term('requestHeading')}</h4>
      ${fields.map((field) => {
        const issue = this.issues.find(({ path }) => path[0] === field.key);
        return renderField({
          field,
          value: this.#answers[field.key],
          required: true,
          error: issue && faultWords(issue.code, field, this.#locale),
          readOnly: false,
          locale: this.#locale,
          rows: renderRows,
          // Those that the ticket has: more come with a message.
          files: this.ticket!.attachments,
          filesOfTicket: true,
          set: (value, focus) => {
            this.#focus = focus && `#${focus}`;
            this.#set(field.key, value);
          },
        });
      })}
      ${this.#renderSend('requestSend')}
    </form>`;
  }

  /** What ends a ticket, and what opens it again. */
  #renderEnd(known: PolicyAnswer, { id, phase, reopenUntil }: Ticket) {
    const confirm = this.#may('confirm') ? this.#renderAct('confirm', { action: 'confirm' }, 'primary') : nothing;
    const reopen = this.#may('reopen') ? this.#renderAct('reopen', { action: 'reopen' }) : nothing;
    if (phase === 'resolved' && (confirm !== nothing || reopen !== nothing)) {
      return html`<div class="notice done">
        <strong>${this.#locale.term('confirmQuestion')}</strong>
        <div class="row">${confirm}${reopen}</div>
      </div>`;
    }
    if (phase !== 'closed') return nothing;
    const until = reopenUntil && !['unlimited', 'never'].includes(reopenUntil) ? this.#locale.time(reopenUntil) : '';
    return html`<div class="row">
      ${reopen}
      ${reopen !== nothing && until ? html`<span class="muted">${this.#locale.term('reopenUntil', { time: until })}</span>` : nothing}
      ${
        maySubmit(known)
          ? html`<button data-action="follow" @click=${() => this.dispatchEvent(new TicketFollowEvent(id))}>
              ${this.#locale.term('followNew')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #renderSurvey({ policy: { survey } }: PolicyAnswer, { rating }: Ticket) {
    if (!survey) return nothing;
    return html`<form class="notice survey" novalidate @submit=${this.#rate}>
      <fieldset>
        <legend>${this.#locale.text(survey.question)}</legend>
        ${survey.scale.map(
          (label, at) =>
            html`<label class="option">
              <input
                type="radio"
                name="rating"
                .checked=${this.unsent.rating === at + 1}
                @change=${() => (this.unsent = { ...this.unsent, rating: at + 1 })}
              />
              <span>${at + 1}: ${this.#locale.text(label)}</span>
            </label>`,
        )}
      </fieldset>
      ${survey.comments.map(({ key }) => this.#renderWords(`comment-${key}`))}
      ${rating ? html`<p class="muted">${this.#locale.term('rated', { time: this.#locale.time(rating.editableUntil) })}</p>` : nothing}
      ${this.#renderSend(rating ? 'rateChange' : 'rate')}
    </form>`;
  }

  #renderMore({ policy }: PolicyAnswer, { escalation }: Ticket) {
    const open = policy.escalation?.reasons.filter(({ key }) => escalation?.open.includes(key)) ?? [];
    const contact = policy.escalation?.contact;
    const closed = policy.escalation && this.#closed('escalate');
    return html`${
      closed
        ? html`<p class="row">
            <button aria-disabled="true" aria-describedby="escalate-closed">${this.#locale.term('escalate')}</button>
            <span class="muted" id="escalate-closed">${this.#locale.term(closed)}</span>
          </p>`
        : nothing
    }
    ${
      this.#may('escalate') && open.length > 0
        ? html`<details class="escalate" ?open=${this.offerEscalation}>
            <summary>${this.#locale.term(this.offerEscalation ? 'escalateOffer' : 'escalate')}</summary>
            <form novalidate @submit=${this.#escalate}>
              <fieldset>
                <legend>${this.#locale.term('escalateReason')}</legend>
                ${open.map(
                  ({ key, label }) =>
                    html`<label class="option">
                      <input
                        type="radio"
                        name="reason"
                        value=${key}
                        .checked=${this.unsent.reason === key}
                        @change=${() => (this.unsent = { ...this.unsent, reason: key })}
                      />
                      <span>${this.#locale.text(label)}</span>
                    </label>`,
                )}
              </fieldset>
              ${this.#renderWords('escalation-text')} ${this.#renderSend('escalateSend')}
            </form>
          </details>`
        : nothing
    }
    ${
      this.#may('dispute-severity')
        ? html`<details class="dispute">
            <summary>${this.#locale.term('dispute')}</summary>
            <form novalidate @submit=${this.#dispute}>
              ${this.#renderWords('dispute-text')} ${this.#renderSend('disputeSend')}
            </form>
          </details>`
        : nothing
    }
    ${contact ? html`<p class="muted">${this.#locale.text(contact.text)}</p>` : nothing}`;
  }

  #renderWords(id: string) {
    const { label, text, take } = this.#words.find((words) => words.id === id)!;
    return html`<div class="field">
      <label for=${id}>${label}</label>
      <textarea
        id=${id}
        rows="2"
        .value=${text ?? ''}
        @input=${(event: InputEvent) => take((event.target as HTMLTextAreaElement).value)}
      ></textarea>
    </div>`;
  }

  #renderAct(term: Term, input: ActionInput, look = '') {
    return html`<button
      class=${look}
      data-action=${input.action}
      aria-disabled=${this.busy ? 'true' : nothing}
      @click=${() => this.#ask(input)}
    >
      ${this.#locale.term(term)}
    </button>`;
  }

  #renderSend(term: Term) {
    return html`<button type="submit" aria-disabled=${this.busy ? 'true' : nothing}>${this.#locale.term(term)}</button>`;
  }

  #may(name: string): boolean {
    return !!this.ticket?.actions.some(({ action, allowed }) => action === name && allowed);
  }

  /** What was asked for and can be answered now. */
  get #open(): FieldRequest[] {
    if (!this.known || !this.#may('answer-request')) return [];
    return this.ticket!.requests?.filter(({ answered }) => !answered) ?? [];
  }

  /** Why an action is closed that the person would have elsewhere, later or on another plan; nothing where that is no news. */
  #closed(name: string): Term | undefined {
    const found = this.ticket?.actions.find(({ action, allowed }) => action === name && !allowed);
    return closedTerms[found?.reason ?? ''];
  }

  /** What is answered so far: what the ticket has, to be completed, and what was filled in since. */
  get #answers(): Answers {
    return { ...this.ticket!.fields, ...this.unsent.answers };
  }

  /** All fields that are asked for now. */
  get #asked(): Field[] {
    return this.#open.flatMap((request) => this.#askedFor(request));
  }

  /** What can be written now besides answers. */
  get #words(): Words[] {
    const { escalation, dispute, comments } = this.unsent;
    const put = (change: Unsent) => {
      this.unsent = { ...this.unsent, ...change };
    };
    const survey = this.#may('rate') ? this.known?.policy.survey : undefined;
    return [
      ...(this.#may('escalate')
        ? [
            {
              ...{ id: 'escalation-text', label: this.#locale.term('escalateText'), text: escalation },
              take: (text: string) => put({ escalation: text }),
            },
          ]
        : []),
      ...(this.#may('dispute-severity')
        ? [
            {
              ...{ id: 'dispute-text', label: this.#locale.term('disputeText'), text: dispute },
              take: (text: string) => put({ dispute: text }),
            },
          ]
        : []),
      ...(survey?.comments ?? []).map(({ key, label }) => ({
        ...{ id: `comment-${key}`, label: this.#locale.text(label), text: comments?.[key] },
        take: (text: string) => put({ comments: { ...this.unsent.comments, [key]: text } }),
      })),
    ];
  }

  #set(key: string, value: Answer | undefined): void {
    this.unsent = { ...this.unsent, answers: { ...this.#answers, [key]: value } };
    this.issues = this.issues.filter(({ path }) => path[0] !== key);
  }

  /** The fields of a request, each needed now whatever else holds. */
  #askedFor({ fields }: FieldRequest) {
    const known = this.known!.policy.fields.filter(({ key }) => fields.includes(key));
    return known.map(({ visibleWhen: _visible, requiredWhen: _required, ...field }) => ({ ...field, required: true }));
  }

  #ask(input: ActionInput): void {
    if (this.busy) return;
    this.wrong = undefined;
    this.dispatchEvent(new TicketActEvent(input));
  }

  async #answer(event: Event, request: FieldRequest): Promise<void> {
    event.preventDefault();
    const fields = this.#askedFor(request);
    const { types } = this.known!.policy;
    const rules = { fields, baseFields: request.fields, types };
    const facts = { type: this.ticket!.type };
    const answers = this.#answers;
    this.issues = findFaults(rules, answers, facts).filter(({ path }) => path[0] !== 'type');
    if (this.issues.length > 0) {
      this.#focus = `[data-request="${CSS.escape(request.id)}"] .wrong :is(input, textarea, select)`;
      return;
    }
    await this.#askOnceClear({ action: 'answer-request', request: request.id, answers: cleanAnswers(rules, answers, facts) });
  }

  /** Asks for what carries words, unless something in them should perhaps not be sent. */
  async #askOnceClear(input: ActionInput): Promise<void> {
    if (this.known!.policy.privacy?.detectors) {
      if (this.#looking.has(input.action)) return;
      const { ticket } = this;
      this.#looking.add(input.action);
      const clear = await this.#guard.clears(this.known!);
      this.#looking.delete(input.action);
      if (!clear || ticket!.id !== this.ticket?.id) return;
    }
    this.#ask(input);
  }

  readonly #rate = (event: Event) => {
    event.preventDefault();
    const { rating, comments } = this.unsent;
    if (rating === undefined) this.wrong = 'ratingRequired';
    else void this.#askOnceClear({ action: 'rate', rating, comments });
  };

  readonly #escalate = (event: Event) => {
    event.preventDefault();
    const { reason, escalation: text } = this.unsent;
    if (reason === undefined) this.wrong = 'reasonRequired';
    else void this.#askOnceClear({ action: 'escalate', reason, text });
  };

  readonly #dispute = (event: Event) => {
    event.preventDefault();
    const { dispute: text = '' } = this.unsent;
    if (text.trim() === '') this.wrong = 'textRequired';
    else void this.#askOnceClear({ action: 'dispute-severity', text });
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'hm-ticket-actions': TicketActionsElement;
  }
}
