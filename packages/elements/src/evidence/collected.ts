import type { Client } from '@helpmark/client';
import { filledFromContext, fillFromContext } from '@helpmark/schema';
import type { ContextItem, PolicyAnswer } from '@helpmark/schema';
import type { LitElement } from 'lit';
import { html, nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import type { FormAnswers } from '../ticket-form/form-answers.js';

import { late } from '../ticket-form/rows.js';
import { renderSlots } from './slots.js';

export { evidenceLanguages as languages } from '../locales/evidence/languages.js';
export { enEvidence as words } from '../locales/en-evidence.js';
export { collectedStyles as styles } from './collected.styles.js';

// What a form shows of what was collected of the page, and of evidence by its places; it comes where host or policy have any.

late.slots = renderSlots;

const terms: Readonly<Record<string, Term>> = {
  browser: 'contextBrowser',
  system: 'contextSystem',
  device: 'contextDevice',
  viewport: 'contextViewport',
  language: 'contextLanguage',
  'time-zone': 'contextTimeZone',
  'app-version': 'contextAppVersion',
  route: 'contextRoute',
  referrer: 'contextReferrer',
  steps: 'contextSteps',
  console: 'contextConsole',
  requests: 'contextRequests',
  'first-failure': 'contextFirstFailure',
  'latest-retry': 'contextLatestRetry',
};

/** What the person has taken out, and whether collecting failed, by form. */
interface Aside {
  out: ContextItem[];
  failed: boolean;
}
const asides = new WeakMap<LitElement, Aside>();

/**
 * Takes what goes along from now on, and fills with it what of the form asks for it: what the person wrote, changed or took out
 * there stays.
 */
function fill(form: FormAnswers, known: PolicyAnswer, items: ContextItem[] | undefined): void {
  const filled = fillFromContext(known.policy, form.answers, form.context, items);
  for (const [key, answer] of Object.entries(filled)) if (answer !== form.answers[key]) form.set(key, answer, known);
}

/** Names what was filled in, each a way to where it stands. */
function renderFilled(host: LitElement, form: FormAnswers, known: PolicyAnswer, locale: LocaleController) {
  const applying = form.applying(known);
  const keys = filledFromContext(known.policy, form.of(known), form.context).filter((key) => applying.has(key));
  if (keys.length === 0) return nothing;
  return html`<p class="muted" id="context-filled">${locale.term('contextFilled')}</p>
    <p class="filled" role="group" aria-labelledby="context-filled">
      ${keys.map(
        (key) =>
          html`<button
            type="button"
            class="plain"
            data-filled=${key}
            @click=${() => host.renderRoot.querySelector<HTMLElement>(`[id="${key}"]`)?.focus()}
          >
            ${locale.text(applying.get(key)!.field.label)}
          </button>`,
      )}
    </p>`;
}

/**
 * Offers to send along what was collected, and shows all of it once the person wants that: each to be read, changed, taken out
 * and put back; the answers that ask for some of it fill themselves. Until then nothing is even asked for.
 *
 * @param hold - Takes what goes along now; nothing where the person does not want it.
 */
export function renderContext(
  host: LitElement,
  form: FormAnswers,
  known: PolicyAnswer,
  capture: Client['capture'],
  hold: (items: ContextItem[] | undefined) => void,
  locale: LocaleController,
) {
  const { context } = form;
  if (!capture && !context) return nothing;
  const keep = (items: ContextItem[] | undefined) => {
    fill(form, known, items);
    hold(items);
  };
  const aside = asides.get(host) ?? { out: [], failed: false };
  asides.set(host, aside);
  // What was sent or discarded leaves nothing to be put back.
  if (!context) aside.out = [];
  const nameOf = (kind: string) => (terms[kind] ? locale.term(terms[kind]) : kind);
  const focus = (id: string) =>
    void host.updateComplete.then(() => host.renderRoot.querySelector<HTMLElement>(`[id="${id}"]`)?.focus());
  const collect = async (box: HTMLInputElement) => {
    aside.failed = false;
    if (!box.checked) return keep(undefined);
    try {
      const items = await capture!.snapshot();
      // The person may have changed their mind meanwhile.
      if (box.checked) keep(items);
    } catch {
      aside.failed = true;
      box.checked = false;
      keep(undefined);
    }
  };
  const change = (kind: string, value: string) => keep(context!.map((item) => (item.kind === kind ? { kind, value } : item)));
  const takeOut = (item: ContextItem) => {
    aside.out.push(item);
    keep(context!.filter((other) => other !== item));
    focus(`context-back-${item.kind}`);
  };
  const putBack = (item: ContextItem) => {
    aside.out = aside.out.filter((other) => other !== item);
    keep([...context!, item]);
    focus(`context-${item.kind}`);
  };
  const all = context && [...context, ...aside.out];
  return html`<section class="collected" part="context" aria-labelledby="context-heading">
    <h3 id="context-heading">${locale.term('contextHeading')}</h3>
    <p class="muted" id="context-why">${locale.term('contextWhy')}</p>
    <label class="option">
      <input
        type="checkbox"
        id="context"
        aria-describedby="context-why"
        .checked=${!!context}
        ?disabled=${!capture}
        @change=${(event: Event) => collect(event.target as HTMLInputElement)}
      />
      <span>${locale.term('contextAdd')}</span>
    </label>
    <p class="error" role="status">${aside.failed ? locale.term('contextFailed') : nothing}</p>
    ${
      all
        ? html`<p class="muted">${locale.term('contextCount', { count: context.length, max: all.length })}</p>
            ${renderFilled(host, form, known, locale)}
            <ul>
              ${context.map(
                (item) =>
                  html`<li data-context=${item.kind}>
                    <label for="context-${item.kind}">${nameOf(item.kind)}</label>
                    ${renderValue(item, (value) => change(item.kind, value))}
                    <button
                      type="button"
                      class="plain icon"
                      aria-label=${locale.term('contextRemove', { name: nameOf(item.kind) })}
                      @click=${() => takeOut(item)}
                    >
                      ×
                    </button>
                  </li>`,
              )}
              ${aside.out.map(
                (item) =>
                  html`<li data-missing=${item.kind}>
                    <span>${nameOf(item.kind)} <span class="muted">${locale.term('contextMissing')}</span></span>
                    <button type="button" class="plain" id="context-back-${item.kind}" @click=${() => putBack(item)}>
                      ${locale.term('contextBack', { name: nameOf(item.kind) })}
                    </button>
                  </li>`,
              )}
            </ul>`
        : nothing
    }
  </section>`;
}

/** A line, or several, as they will be sent. */
const renderValue = ({ kind, value }: ContextItem, change: (value: string) => void) =>
  html`<textarea
    id="context-${kind}"
    rows=${value.includes('\n') ? 4 : 1}
    dir="ltr"
    .value=${value}
    @input=${(event: Event) => change((event.target as HTMLTextAreaElement).value)}
  ></textarea>`;
