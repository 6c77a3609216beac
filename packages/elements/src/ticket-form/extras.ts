import type { Draft } from '@helpmark/client';
import { evidenceOf, isBlank, lengthOf, maxLengthOf, missingEvidence } from '@helpmark/schema';
import type { Answers, EvidenceState, Field, Level, PolicyAnswer } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from '../internal/policy-words.js';
import { isSafeLink } from '../internal/safe-link.js';
import type { TicketAttachmentsElement } from '../ticket-attachments/ticket-attachments.js';
import type { FormAnswers } from './form-answers.js';
import { claimsSeverity } from './known.js';

export { extrasStyles as styles } from './extras.styles.js';
export { renderRows } from './rows.js';
export { enExtras as words } from '../locales/en-extras.js';

type View = PolicyAnswer['policy'];
type Type = View['types'][number];

// What a form draws only where a policy asks for it; loaded then.

/** What stands between the questions and the button: when to expect an answer, what would help, how to write. */
export function renderHelp(
  known: PolicyAnswer,
  evidence: ReturnType<typeof weighEvidence>,
  nudged: boolean,
  locale: LocaleController,
) {
  return html`${claimsSeverity(known) ? renderTargets(known.policy, locale) : nothing}
  ${renderEvidence(evidence, !!known.policy.attachments, nudged, locale)} ${renderAdvice(known.policy, locale)}
  ${renderNotice(known.policy, locale)}`;
}

/** What tickets are for: each reason, and the types that it leads to. */
export function renderReasons({ reasons = [], types }: View, locale: LocaleController) {
  if (reasons.length === 0) return nothing;
  return html`<div class="reasons" part="reasons">
    <p id="reasons">${locale.term('reasonsHeading')}</p>
    <ul class="bullets" aria-labelledby="reasons">
      ${reasons.map(
        ({ label, types: keys }) =>
          html`<li>
            ${locale.text(label)}
            <span class="muted">${keys.map((key) => labelOf(types, key, locale)).join(', ')}</span>
          </li>`,
      )}
    </ul>
  </div>`;
}

/** The type that is answered elsewhere: what to do instead, and the way there. */
export function renderRedirect({ redirect }: Type, locale: LocaleController) {
  if (!redirect) return nothing;
  return html`<div class="notice" id="redirect" part="redirect">
    <p>${locale.text(redirect.text)}</p>
    ${isSafeLink(redirect.url) ? html`<a href=${redirect.url} target="_blank" rel="noopener">${locale.text(redirect.label)}</a>` : nothing}
  </div>`;
}

/** The answers with a type's template in the fields that are empty; nothing where it would fill none. */
function fillTemplate({ template = {} }: Type, answers: Answers, locale: LocaleController): Answers | undefined {
  const empty = Object.keys(template).filter((key) => isBlank(answers[key]));
  if (empty.length === 0) return undefined;
  return { ...answers, ...Object.fromEntries(empty.map((key) => [key, locale.text(template[key])])) };
}

/** The answers without what a template filled in. What the person has written since stays. */
function emptyTemplate({ template = {} }: Type, answers: Answers, before: Answers, locale: LocaleController): Answers {
  const untouched = Object.keys(template).filter((key) => isBlank(before[key]) && answers[key] === locale.text(template[key]));
  return { ...answers, ...Object.fromEntries(untouched.map((key) => [key, before[key]])) };
}

/** The subject with the type's prefix before it, once, and only where both are not too long together. */
export function withPrefix(subject: string, prefix: string | undefined, field: Field | undefined): string {
  if (!prefix || subject.toLowerCase().startsWith(prefix.toLowerCase())) return subject;
  const whole = `${prefix} ${subject}`;
  return field && lengthOf(whole) > maxLengthOf(field)! ? subject : whole;
}

/**
 * Offers a type's template, or to take it back.
 *
 * @param before - The answers before it was filled in.
 * @param take - Puts other answers into the form, and keeps those from before a template.
 */
export function renderTemplate(
  type: Type,
  { answers, before }: { answers: Answers; before: Answers | undefined },
  take: (answers: Answers, before?: Answers) => void,
  locale: LocaleController,
) {
  const filled = fillTemplate(type, answers, locale);
  if (!type.template || (!filled && !before)) return nothing;
  // One button for both, so that the focus stays on it.
  return html`<p class="row">
    <button
      type="button"
      class="plain"
      @click=${() => (before ? take(emptyTemplate(type, answers, before, locale)) : take({ ...filled! }, answers))}
    >
      ${locale.term(before ? 'templateUndo' : 'templateFill')}
    </button>
  </p>`;
}

/** What helps to work on the ticket: what is there, what is not, and how far it is. */
function renderEvidence(
  { states, lacksNeeded }: { states: EvidenceState[]; lacksNeeded: boolean },
  takesFiles: boolean,
  nudged: boolean,
  locale: LocaleController,
) {
  if (states.length === 0) return nothing;
  const present = states.filter((state) => state.present).length;
  return html`<section
    class="evidence ${nudged ? 'notice' : ''}"
    id="checklist"
    part="evidence"
    tabindex="-1"
    aria-labelledby="checklist-heading"
  >
    <h3 id="checklist-heading">${locale.term('evidenceHeading')}</h3>
    ${nudged ? html`<p role="alert">${locale.term(lacksNeeded ? 'evidenceNeeded' : 'evidenceNudge')}</p>` : nothing}
    <label>
      <span class="muted">${locale.term('evidenceCount', { count: present, max: states.length })}</span>
      <meter min="0" max=${states.length} .value=${present}></meter>
    </label>
    <ul>
      ${states.map(
        ({ item, present: here }) =>
          html`<li data-evidence=${item.key} data-present=${here}>
            <span aria-hidden="true">${here ? '✓' : '○'}</span>
            <span>
              ${locale.text(item.label)}
              <span class="muted"
                >${locale.term(here ? 'evidencePresent' : item.need === 'required' ? 'evidenceRequired' : 'evidenceMissing')}</span
              >
              ${item.hint ? html`<span class="muted">${locale.text(item.hint)}</span>` : nothing}
              ${
                item.files && !here && takesFiles
                  ? html`<button type="button" class="plain" @click=${chooseFile}>
                      ${locale.term('evidenceFile')}<span class="hidden-text">: ${locale.text(item.label)}</span>
                    </button>`
                  : nothing
              }
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** Opens the picker of the form's own files. */
function chooseFile({ currentTarget }: Event): void {
  const form = (currentTarget as Element).getRootNode() as ShadowRoot;
  form.querySelector<TicketAttachmentsElement>('#attachments')?.choose?.();
}

/** The examples of a level, to unfold below it, and the id of the words that describe the option by them. */
export function examplesOf({ key, examples }: Pick<Level, 'key' | 'examples'>, locale: LocaleController) {
  if (!examples?.length) return undefined;
  const id = `severity-${key}-examples`;
  const content = html`<details class="examples">
      <summary>${locale.term('examples')}</summary>
      <ul class="bullets">
        ${examples.map((example) => html`<li>${locale.text(example)}</li>`)}
      </ul>
    </details>
    <span hidden id=${id}>${locale.term('examples')}: ${examples.map((example) => locale.text(example)).join('; ')}</span>`;
  // What is folded away describes nothing, as browsers see it; what is hidden does where it is named itself.
  return { content, id };
}

/** Levels and what is promised for each, from the same rules that the server counts by. */
function renderTargets({ targets = [], levels, calendars = [] }: View, locale: LocaleController) {
  if (targets.length === 0) return nothing;
  const measures = ['respond', 'resolve'].filter((measure) => targets.some((target) => target.measure === measure));
  const promise = (measure: string, level: string) => {
    const target = targets.find((candidate) => candidate.measure === measure && (candidate.level ?? level) === level);
    if (!target) return locale.term('targetNone');
    const calendar = calendars.find(({ key }) => key === target.calendar);
    return [writeSpan(target, locale), calendar && locale.text(calendar.label ?? calendar.key)].filter(Boolean).join(', ');
  };
  return html`<details class="targets" part="targets">
    <summary>${locale.term('targetsHeading')}</summary>
    <table>
      <thead>
        <tr>
          <th scope="col">${locale.term('severityColumn')}</th>
          ${measures.map((measure) => html`<th scope="col">${locale.term(measure === 'respond' ? 'targetRespond' : 'targetResolve')}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${levels.map(
          ({ key, label }) =>
            html`<tr>
              <th scope="row">${locale.text(label)}</th>
              ${measures.map((measure) => html`<td>${promise(measure, key)}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </details>`;
}

/** A promised time in words, such as `4 hours` or `3–5 days`. */
export function writeSpan(
  { min, max, unit }: { min?: number | undefined; max: number; unit: string },
  locale: LocaleController,
): string {
  const one = new Intl.NumberFormat(locale.locale, { style: 'unit', unit: unit.replace(/s$/, ''), unitDisplay: 'long' });
  return min === undefined ? one.format(max) : one.formatRange(min, max);
}

/** Advice: how to write a ticket, what belongs in one and what never does. */
function renderAdvice({ tips = [], privacy }: View, locale: LocaleController) {
  const lists = [
    ['adviceTips', tips],
    ['adviceSafe', privacy?.safe ?? []],
    ['adviceNever', privacy?.never ?? []],
  ] as const;
  if (lists.every(([, texts]) => texts.length === 0)) return nothing;
  return html`<details class="advice" part="advice">
    <summary>${locale.term('adviceHeading')}</summary>
    ${lists.map(([term, texts]) =>
      texts.length === 0
        ? nothing
        : html`<p>${locale.term(term)}</p>
            <ul class="bullets">
              ${texts.map((text) => html`<li>${locale.text(text)}</li>`)}
            </ul>`,
    )}
    ${privacy?.secureChannel ? html`<p>${locale.text(privacy.secureChannel)}</p>` : nothing}
  </details>`;
}

/** What is collected, why, where it goes and how long it stays. */
const renderNotice = ({ privacy }: View, locale: LocaleController) =>
  privacy?.notice
    ? html`<div>${Object.values(privacy.notice).map((text) => html`<p class="muted">${locale.text(text)}</p>`)}</div>`
    : nothing;

/**
 * What helps to work on the ticket as it would be sent now, with what page and token answer in the person's place, and the files
 * that go with it counted, and what of it is missing.
 */
export function weighEvidence(known: PolicyAnswer, form: FormAnswers, draft: Pick<Draft, 'files'> | undefined) {
  const applying = form.applying(known);
  const answers = Object.fromEntries(Object.entries(form.of(known)).filter(([key]) => applying.has(key)));
  const { type, context } = form.written;
  const states = evidenceOf(known.policy, answers, type, draft?.files.length, context);
  return {
    states,
    lacksNeeded: missingEvidence(states, 'create', 'required').length > 0,
    lacksHelpful: missingEvidence(states, 'create', 'recommended').length > 0,
  };
}
