import { evidenceOf, isBlank, missingEvidence } from '@helpmark/schema';
import type { Answers, EvidenceState, Level, PolicyAnswer } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';

export { renderRows } from './rows.js';
export { enExtras } from '../locales/en-extras.js';

type View = PolicyAnswer['policy'];
type Type = View['types'][number];

// What a form draws only where a policy asks for it; loaded then.

/** The type that is answered elsewhere: what to do instead, and the way there. */
export function renderRedirect({ redirect }: Type, locale: LocaleController) {
  if (!redirect) return nothing;
  return html`<div class="notice" id="redirect" part="redirect">
    <p>${locale.text(redirect.text)}</p>
    ${isSafeLink(redirect.url) ? html`<a href=${redirect.url} target="_blank" rel="noopener">${locale.text(redirect.label)}</a>` : nothing}
  </div>`;
}

/** Only addresses that a person can follow without anything being run. */
function isSafeLink(url: string): boolean {
  return /^(https?:|mailto:|tel:|\/(?!\/))/i.test(url);
}

/** The answers with a type's template in the fields that are empty; nothing where it would fill none. */
export function fillTemplate({ template = {} }: Type, answers: Answers, locale: LocaleController): Answers | undefined {
  const empty = Object.keys(template).filter((key) => isBlank(answers[key]));
  if (empty.length === 0) return undefined;
  return { ...answers, ...Object.fromEntries(empty.map((key) => [key, locale.text(template[key])])) };
}

/** The subject with the type's prefix before it, once. */
export function withPrefix(subject: string, prefix: string | undefined): string {
  return !prefix || subject.toLowerCase().startsWith(prefix.toLowerCase()) ? subject : `${prefix} ${subject}`;
}

/** Offers a type's template, or to take it back. */
export function renderTemplate(
  type: Type,
  { canFill, canUndo, fill, undo }: { canFill: boolean; canUndo: boolean; fill: () => void; undo: () => void },
  locale: LocaleController,
) {
  if (!type.template || (!canFill && !canUndo)) return nothing;
  return html`<p class="row">
    ${
      canUndo
        ? html`<button type="button" class="plain" @click=${undo}>${locale.term('templateUndo')}</button>`
        : html`<button type="button" class="plain" @click=${fill}>${locale.term('templateFill')}</button>`
    }
  </p>`;
}

/** What helps to work on the ticket: what is there, what is not, and how far it is. */
export function renderEvidence(states: EvidenceState[], nudged: boolean, locale: LocaleController) {
  if (states.length === 0) return nothing;
  const present = states.filter((state) => state.present).length;
  return html`<section
    class="evidence ${nudged ? 'notice' : ''}"
    id="evidence"
    part="evidence"
    tabindex="-1"
    aria-labelledby="evidence-heading"
  >
    <h3 id="evidence-heading">${locale.term('evidenceHeading')}</h3>
    ${nudged ? html`<p role="alert">${locale.term('evidenceNudge')}</p>` : nothing}
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
            </span>
          </li>`,
      )}
    </ul>
  </section>`;
}

/** The examples of a level, to unfold below it. */
export function renderExamples({ key, examples }: Pick<Level, 'key' | 'examples'>, locale: LocaleController) {
  if (!examples?.length) return nothing;
  return html`<details id="severity-${key}-examples">
    <summary>${locale.term('examples')}</summary>
    <ul class="bullets">
      ${examples.map((example) => html`<li>${locale.text(example)}</li>`)}
    </ul>
  </details>`;
}

/** Levels and what is promised for each, from the same rules that the server counts by. */
export function renderTargets({ targets = [], levels, calendars = [] }: View, locale: LocaleController) {
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
export function renderAdvice({ tips = [], privacy }: View, locale: LocaleController) {
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

/** What helps to work on the ticket as it stands, and what of it is missing. */
export function weighEvidence(policy: View, answers: Answers, type: string) {
  const states = evidenceOf(policy, answers, type);
  return {
    states,
    lacksNeeded: missingEvidence(states, 'create', 'required').length > 0,
    lacksHelpful: missingEvidence(states, 'create', 'recommended').length > 0,
  };
}
