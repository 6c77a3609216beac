import type { TicketSort } from '@helpmark/client';
import type { PolicyAnswer } from '@helpmark/schema';
import { css, html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import { isFiltered, listFilters } from './list-query.js';
import type { ListQuery } from './list-query.js';

export { enFilters as words } from '../locales/en-filters.js';

const sorts: Record<string, Term> = {
  updated: 'sortUpdated',
  created: 'sortCreated',
  '-created': 'sortOldest',
  priority: 'sortPriority',
};
const headings: Record<(typeof listFilters)[number], Term> = {
  status: 'status',
  type: 'sentType',
  priority: 'priority',
};

/** How many filters beside the words are set. */
const countOf = ({ from, to, ...query }: ListQuery) =>
  listFilters.reduce((sum, name) => sum + (query[name]?.length ?? 0), 0) + (from ? 1 : 0) + (to ? 1 : 0);

/**
 * Draws what finds tickets: words, filters, order.
 *
 * @param change - Takes what the person looks for now; `soon` where they may still be typing.
 */
export function renderFilters(
  query: ListQuery,
  { policy }: PolicyAnswer,
  locale: LocaleController,
  change: (query: ListQuery, soon: boolean) => void,
) {
  const options = { status: policy.statuses, type: policy.types, priority: policy.levels };
  const toggle = (name: (typeof listFilters)[number], key: string) => {
    const chosen = query[name] ?? [];
    change({ ...query, [name]: chosen.includes(key) ? chosen.filter((one) => one !== key) : [...chosen, key] }, false);
  };
  const valueOf = (event: Event) => (event.target as HTMLInputElement).value;
  const count = countOf(query);
  return html`<search class="filters" part="filters">
    <label class="hidden-text" for="words">${locale.term('searchTickets')}</label>
    <input
      id="words"
      type="search"
      maxlength="200"
      autocomplete="off"
      placeholder=${locale.term('searchTickets')}
      .value=${query.q ?? ''}
      @input=${(event: Event) => change({ ...query, q: valueOf(event) }, true)}
    />
    <details>
      <summary>${locale.term('filters')}${count > 0 ? html` <span class="count">${count}</span>` : ''}</summary>
      <div class="choices">
        ${listFilters.map(
          (name) =>
            html`<fieldset>
              <legend>${locale.term(headings[name])}</legend>
              <div class="options">
                ${options[name].map(
                  ({ key, label }) =>
                    html`<label class="option">
                      <input
                        type="checkbox"
                        .checked=${query[name]?.includes(key) ?? false}
                        @change=${() => toggle(name, key)}
                      />${locale.text(label)}
                    </label>`,
                )}
              </div>
            </fieldset>`,
        )}
        <fieldset>
          <legend>${locale.term('sentOn')}</legend>
          <div class="dates">
            <label
              >${locale.term('from')}
              <input
                type="date"
                .value=${query.from ?? ''}
                @change=${(event: Event) => change({ ...query, from: valueOf(event) }, false)}
            /></label>
            <label
              >${locale.term('to')}
              <input
                type="date"
                .value=${query.to ?? ''}
                @change=${(event: Event) => change({ ...query, to: valueOf(event) }, false)}
            /></label>
          </div>
        </fieldset>
        ${isFiltered(query) ? html`<button class="plain" @click=${() => change({ sort: query.sort }, false)}>${locale.term('clearFilters')}</button>` : ''}
      </div>
    </details>
    <div class="order">
      <label for="order">${locale.term('order')}</label>
      <select id="order" @change=${(event: Event) => change({ ...query, sort: valueOf(event) as TicketSort }, false)}>
        ${Object.entries(sorts).map(
          ([key, term]) =>
            html`<option value=${key} .selected=${key === (query.sort ?? 'updated')}>${locale.term(term)}</option>`,
        )}
      </select>
    </div>
  </search>`;
}

export const styles = css`
  .filters {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: var(--_space-2) var(--_space-3);
    margin-block-end: var(--_space-3);
  }
  input:not([type='checkbox']),
  select {
    min-block-size: var(--_control-height);
    margin: 0;
    padding: var(--_space-1) var(--_space-3);
    border: 1px solid var(--_control-line);
    border-radius: var(--_radius);
    background: var(--_surface);
    color: inherit;
    font: inherit;
  }
  #words {
    flex: 1 1 100%;
    inline-size: 100%;
  }
  .order select {
    min-block-size: 32px;
    padding: 2px var(--_space-2);
  }
  details {
    flex: 0 1 auto;
  }
  details[open] {
    order: 1;
    flex: 1 1 100%;
    padding: var(--_space-3) var(--_space-4);
    border: 1px solid var(--_line);
    border-radius: var(--_radius);
  }
  summary {
    padding-block: var(--_space-1);
    color: var(--_accent);
    font-weight: 550;
    cursor: pointer;
  }
  .count {
    display: inline-block;
    min-inline-size: 20px;
    border-radius: 99px;
    background: var(--_accent);
    color: var(--_on-accent);
    font-size: var(--_size-small);
    text-align: center;
  }
  .choices {
    display: grid;
    gap: var(--_space-3);
    padding-block-start: var(--_space-3);
    justify-items: start;
  }
  legend {
    padding: 0;
    font-size: var(--_size-small);
    font-weight: 600;
  }
  .options,
  .dates {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_space-1) var(--_space-4);
  }
  .option,
  .dates label,
  .order {
    display: inline-flex;
    gap: var(--_space-2);
    align-items: center;
    min-block-size: 32px;
    font-size: var(--_size-small);
  }
  input[type='checkbox'] {
    inline-size: 17px;
    block-size: 17px;
    margin: 0;
    accent-color: var(--_accent);
  }
  @media (pointer: coarse) {
    .option {
      min-block-size: 44px;
    }
    input:not([type='checkbox']),
    .order select {
      min-block-size: 44px;
      font-size: max(16px, var(--_size));
    }
  }
`;
