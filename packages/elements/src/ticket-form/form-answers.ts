import type { DraftValue } from '@helpmark/client';
import { applicableFields, findFaults } from '@helpmark/schema';
import type { Answer, Answers, ContextItem, Facts, FormFault, Issue, PolicyAnswer, TicketInput } from '@helpmark/schema';
import type { ReactiveControllerHost } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { faultWords } from '../internal/fault-words.js';
import type * as Extras from './extras.js';
import { claimsSeverity, firstAnswer, withHostAnswers } from './known.js';
import { ticketInputOf } from './ticket-input.js';

/** Fields that stand elsewhere in a ticket than in its `fields`, and how the server names them. */
const wireNames: Record<string, string> = { subject: 'summary', body: 'description' };

/** What a page knows already of a new ticket, by the keys of the policy's fields. */
export interface Prefill {
  /** Stands in the form as if typed: the person may change it, and what they have written already stays. */
  answers?: Answers;
  /** Is seen and cannot be changed. Not for steps and evidence. */
  readOnly?: Answers;
  /** Is sent with the ticket and not shown in the form, such as tags. */
  hidden?: Answers;
}

/** What a form answers by: the ticket's own facts, and what the page knows. */
type AnswersHost = ReactiveControllerHost & { type: string; relatedTo: string; prefill?: Prefill | undefined };

/** What stands in a form: the answers, what the ticket says of itself, and what is wrong with them. */
export class FormAnswers {
  /** What the person has answered, by field key. */
  answers: Answers = {};
  severity = '';
  /** What was collected of the page and goes along; nothing until the person wants it. */
  context: ContextItem[] | undefined;
  /** What was wrong when the person last tried to send. */
  issues: FormFault[] = [];
  /** The type to begin with next, whatever was chosen before. */
  wanted = '';
  readonly #host: AnswersHost;
  /** What the page answers in the person's place. What is wrong with the policy's rules leaves it, and the person is asked. */
  #given: Answers = {};

  constructor(host: AnswersHost) {
    this.#host = host;
  }

  /** Begins with the policy's defaults, or with what was written before. */
  begin({ policy }: PolicyAnswer, before?: DraftValue): void {
    const open = policy.levels.filter((level) => !level.closedBecause);
    const usual = (open.find((level) => level.isDefault) ?? open[open.length >> 1])?.key ?? '';
    const host = this.#host;
    const { answers, readOnly, hidden } = host.prefill ?? {};
    this.#given = { ...readOnly, ...hidden };
    const usualAnswers = Object.fromEntries(policy.fields.map((field) => [field.key, firstAnswer(field)]));
    this.answers = { ...usualAnswers, ...answers, ...before?.answers };
    for (const key in answers) this.answers[key] ??= answers[key];
    this.severity = before?.severity || usual;
    this.context = before?.context;
    if (this.wanted || before?.type) host.type = this.wanted || before!.type!;
    this.wanted = '';
    if (before?.relatedTo) host.relatedTo = before.relatedTo;
    host.requestUpdate();
  }

  /** All that is worth keeping of it. */
  get written(): DraftValue {
    const { answers, severity, context } = this;
    const { type, relatedTo } = this.#host;
    return { answers, type, severity, relatedTo, ...(context && { context }) };
  }

  /** Takes an answer, the type or the severity. */
  set(key: string, value: Answer | undefined, known: PolicyAnswer): void {
    if (key === 'type') this.#host.type = String(value);
    else if (key === 'severity') this.severity = String(value);
    else this.answers = { ...this.answers, [key]: value };
    this.settle(key, known);
  }

  /** An answer that changes is no longer wrong until the next try; the summary keeps the others that are still asked for. */
  settle(changed: string, known: PolicyAnswer): void {
    this.issues = this.issues.filter(({ path: [key] }) => key !== changed && this.#asksFor(String(key), known));
    this.#host.requestUpdate();
  }

  /** The answers as they are meant: with those of the page, and of the host's token above all. */
  of(known: PolicyAnswer): Answers {
    return withHostAnswers({ ...this.answers, ...this.#given }, known);
  }

  /** How the page answers a field in the person's place; nothing where the person is asked. */
  givenAs(key: string): 'readOnly' | 'hidden' | undefined {
    return !(key in this.#given) ? undefined : key in (this.#host.prefill!.hidden ?? {}) ? 'hidden' : 'readOnly';
  }

  /** The fields that apply, by key. */
  applying(known: PolicyAnswer) {
    return new Map(applicableFields(known.policy, this.of(known), this.#facts(known)).map((one) => [one.field.key, one]));
  }

  /**
   * Looks for what is wrong or missing.
   *
   * @param unread - Answers that the browser does not give yet, such as half a date.
   * @param faulty - Whether a file cannot be sent as it is.
   * @returns Whether all is well.
   */
  check(known: PolicyAnswer, unread: Answers, faulty = false): boolean {
    this.#complain(findFaults(known.policy, { ...this.of(known), ...unread }, this.#facts(known)));
    if (faulty) this.issues.push({ path: ['attachments'], code: 'files' });
    return this.issues.length === 0;
  }

  /** Takes what the server finds wrong, as if it had been found here. What is not asked here is left out. */
  refuse(issues: readonly Issue[], known: PolicyAnswer): void {
    const named = issues.map((issue) => {
      const name = String(issue.path[0] === 'fields' ? issue.path[1] : issue.path[0]);
      return { ...issue, path: [wireNames[name] ?? name] };
    });
    this.#complain(named.filter(({ path: [key] }) => this.#asksFor(key!, known)));
  }

  /** What is sent for it. */
  input(known: PolicyAnswer, withPrefix: typeof Extras.withPrefix | undefined): TicketInput {
    const { severity, context } = this;
    const { relatedTo } = this.#host;
    const input = ticketInputOf(known, this.of(known), { ...this.#facts(known), severity, relatedTo }, withPrefix);
    const filled = context?.filter(({ value }) => value.trim() !== '');
    return filled?.length ? { ...input, context: filled } : input;
  }

  /** The words for what is wrong with an answer. */
  errorAt(key: string, { policy }: PolicyAnswer, locale: LocaleController, words?: typeof faultWords): string | undefined {
    const issue = this.issues.find(({ path }) => path[0] === key);
    const label = locale.term(key === 'severity' ? 'severity' : 'type');
    const field = policy.fields.find((candidate) => candidate.key === key) ?? { key, kind: 'choice', label };
    return issue && words?.(issue.code, field, locale);
  }

  /** What the page has answered against the rules is the person's to mend, or nobody could send the ticket. */
  #complain(issues: FormFault[]): void {
    this.issues = issues;
    for (const key of issues.map(({ path }) => String(path[0]))) {
      if (key in this.#given) this.answers[key] = this.#given[key];
      delete this.#given[key];
    }
  }

  #asksFor(key: string, known: PolicyAnswer): boolean {
    const asked = key === 'type' || key === 'attachments' || (key === 'severity' && claimsSeverity(known));
    return asked || this.applying(known).has(key);
  }

  #facts({ person }: PolicyAnswer): Facts {
    return { type: this.#host.type, severity: this.severity, plan: person.plan, role: person.role };
  }
}
