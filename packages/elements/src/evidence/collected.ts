import type { Client } from '@helpmark/client';
import type { ContextItem } from '@helpmark/schema';
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
 * Offers to send along what was collected, and shows all of it once the person wants that: each to be read, changed, taken out
 * and put back. Until then nothing is even asked for.
 *
 * @param keep - Takes what goes along now; nothing where the person does not want it.
 */
export function renderContext(
  host: LitElement,
  { context }: Pick<FormAnswers, 'context'>,
  capture: Client['capture'],
  keep: (items: ContextItem[] | undefined) => void,
  locale: LocaleController,
) {
  if (!capture && !context) return nothing;
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
