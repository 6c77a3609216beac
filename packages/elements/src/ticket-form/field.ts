import { lengthOf, maxLengthOf } from '@helpmark/schema';
import type { Answer, Answers, Field, Option } from '@helpmark/schema';
import { html, noChange, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';

/** An option, and why this person may not choose it where that is so. */
export interface Offer extends Option {
  closed?: string | undefined;
  /** What unfolds below the option, and the id of what describes the option there. */
  more?: { content: TemplateResult; id: string } | undefined;
}

/** All that one field's drawing needs to know. */
export interface FieldView {
  field: Omit<Field, 'options'> & { options?: Offer[] | undefined };
  value: Answer | undefined;
  required: boolean;
  /** What is wrong with the answer, in words. */
  error: string | undefined;
  /** True where the host's token answers and the person cannot change it. */
  readOnly: boolean;
  locale: LocaleController;
  /** True where the answer was given, and has to be typed again because it never rests. */
  again?: boolean | undefined;
  /** Draws the kinds that are lists of lines, once that has come; see `rows.ts`. */
  rows?: ((view: FieldView) => TemplateResult) | undefined;
  /** The files that go with the answers. */
  files?: readonly { name: string }[] | undefined;
  /** True where those files are a ticket's already, and none can be added beside the answers. */
  filesOfTicket?: boolean | undefined;
  /** Takes a new answer, and the id of what has the focus then where that is something else. */
  set: (value: Answer | undefined, focus?: string) => void;
}

/** From this many options on, a choice is a list to unfold. */
const unfoldFrom = 6;

/** The answer of a date that is filled in by half. No check lets it pass, and the control keeps what it shows. */
const unfinished = '…';

/** The dates of a form that are begun and not finished: they send no event. */
export function unfinishedIn(form: ParentNode): Answers {
  const begun = [...form.querySelectorAll('input')].filter(({ validity }) => validity.badInput);
  return Object.fromEntries(begun.map(({ id }) => [id, unfinished]));
}

/** Draws one field: its label, its hint, what is wrong, the control, and how long the answer is where that matters. */
export function renderField(view: FieldView): TemplateResult {
  const { field, locale } = view;
  const options = field.options ?? [];
  if (view.readOnly && options.length > 0) return renderField(asText(view, options));
  if (field.kind === 'choices' || (field.kind === 'choice' && options.length < unfoldFrom)) return renderGroup(view, options);
  if (field.kind === 'steps' || field.kind === 'evidence') return group(view, view.rows?.(view));
  return html`<div class="field ${view.error ? 'wrong' : ''}" part="field">
    <label for=${field.key}>${locale.text(field.label)} ${optionalMark(view)}</label>
    ${notes(view)}
    ${
      field.kind === 'datetime'
        ? html`<p class="muted" id="${field.key}-zone">
            ${locale.term('zone', { zone: Intl.DateTimeFormat().resolvedOptions().timeZone })}
          </p>`
        : nothing
    }
    ${field.kind === 'choice' ? renderSelect(view, options) : renderText(view)} ${renderCount(view)}
  </div>`;
}

/** A choice that the token has made, as the words of what it chose: nobody is asked. */
function asText(view: FieldView, options: Offer[]): FieldView {
  const chosen = options.filter(({ key }) => [view.value].flat().includes(key));
  const { options: _options, ...field } = view.field;
  const words = chosen.map(({ label }) => view.locale.text(label)).join(', ');
  return { ...view, field: { ...field, kind: 'text' }, value: words || view.value };
}

const optionalMark = ({ required, readOnly, locale }: FieldView) =>
  required || readOnly ? nothing : html`<span class="muted">${locale.term('optional')}</span>`;

/** The hint and the error, above the control, where a phone's keyboard does not cover them. */
function notes({ field, error, again, locale }: FieldView) {
  return html`${field.hint ? html`<p class="muted" id="${field.key}-hint">${locale.text(field.hint)}</p>` : nothing}
  ${again ? html`<p class="error" id="${field.key}-again">${locale.term('typeAgain')}</p>` : nothing}
  ${error ? html`<p class="error" id="${field.key}-error">${error}</p>` : nothing}`;
}

function describedBy({ field, error, again }: FieldView) {
  const ids = [
    field.hint && `${field.key}-hint`,
    again && `${field.key}-again`,
    error && `${field.key}-error`,
    field.kind === 'datetime' && `${field.key}-zone`,
    field.maxLength && `${field.key}-count`,
    `${field.key}-chosen`,
  ];
  return ids.filter(Boolean).join(' ') || nothing;
}

function renderText(view: FieldView) {
  const { field, value, required, error, readOnly, set } = view;
  const text = typeof value === 'string' || typeof value === 'number' ? String(value) : '';
  const shared = { described: describedBy(view), invalid: error ? 'true' : nothing, required: required ? 'true' : nothing };
  if (field.kind === 'multiline') {
    return html`<textarea
      id=${field.key}
      class=${field.sensitive ? 'masked' : ''}
      ?data-exact=${field.exact}
      rows="3"
      .value=${text}
      aria-describedby=${shared.described}
      aria-invalid=${shared.invalid}
      aria-required=${shared.required}
      ?readonly=${readOnly}
      @input=${(event: InputEvent) => set((event.target as HTMLTextAreaElement).value)}
    ></textarea>`;
  }
  const native = { url: 'url', email: 'email', date: 'date', datetime: 'datetime-local' } as const;
  // Without an end the browser's own control takes years of six digits.
  const max = { date: '9999-12-31', datetime: '9999-12-31T23:59' }[field.kind as string] ?? nothing;
  return html`<input
    id=${field.key}
    class=${field.sensitive ? 'masked' : ''}
    type=${native[field.kind as keyof typeof native] ?? 'text'}
    max=${max}
    inputmode=${field.kind === 'number' ? 'decimal' : nothing}
    autocomplete=${field.kind === 'email' ? 'email' : 'off'}
    .value=${text === unfinished ? noChange : field.kind === 'datetime' ? toLocal(text) : text}
    aria-describedby=${shared.described}
    aria-invalid=${shared.invalid}
    aria-required=${shared.required}
    ?readonly=${readOnly}
    @input=${(event: InputEvent) => set(readText(field, event.target as HTMLInputElement))}
  />`;
}

/** The answer in a text control: a number where it is one, a UTC moment for a local one, else the words as they stand. */
function readText({ kind }: FieldView['field'], { value, validity }: HTMLInputElement): Answer {
  if (validity.badInput) return unfinished;
  if (kind === 'datetime') return value && new Date(value).toISOString();
  const number = Number(value.trim().replace(',', '.'));
  return kind === 'number' && value.trim() !== '' && Number.isFinite(number) ? number : value;
}

/** A UTC moment as the browser's control for local date and time wants it. */
export function toLocal(iso: string): string {
  if (!iso) return '';
  const date = new Date(iso);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

function renderCount({ field, value, locale }: FieldView) {
  const max = maxLengthOf(field);
  if (!max || !field.maxLength) return nothing;
  const count = typeof value === 'string' ? lengthOf(value.trim()) : 0;
  const over = count > max;
  // One that came with the first letter would push all below it.
  const quiet = field.kind === 'multiline' && count < max * 0.8;
  // A screen reader hears of it with the field's description, and once more when the answer has become too long.
  return html`<p class="count ${over ? 'error' : 'muted'}" id="${field.key}-count" ?hidden=${quiet}>
      ${over ? locale.term('fieldOver', { count: count - max }) : locale.term('fieldCount', { count, max })}
    </p>
    <p class="hidden-text" role="status">${over ? locale.term('fieldOver', { count: count - max }) : nothing}</p>`;
}

/** A list to unfold. Each option says what it means; the chosen one says it below, where there is room for it. */
function renderSelect(view: FieldView, options: Offer[]) {
  const { field, value, error, required, locale, set } = view;
  const chosen = options.find(({ key }) => key === value);
  const words = (option: Offer) => [locale.text(option.label), option !== chosen && noteOf(option, locale)];
  return html`<select
      id=${field.key}
      aria-describedby=${describedBy(view)}
      aria-invalid=${error ? 'true' : nothing}
      aria-required=${required ? 'true' : nothing}
      @change=${(event: Event) => set((event.target as HTMLSelectElement).value)}
    >
      <option value="" .selected=${!chosen}>${locale.term('choose')}</option>
      ${options.map(
        (option) =>
          html`<option value=${option.key} .selected=${option === chosen} ?disabled=${!!option.closed}>
            ${words(option).filter(Boolean).join(': ')}
          </option>`,
      )}
    </select>
    <p class="muted" id="${field.key}-chosen">${chosen && noteOf(chosen, locale)}</p>`;
}

/** What an option means and, where it is closed, why. */
const noteOf = ({ hint, closed }: Offer, locale: LocaleController) => [locale.text(hint), closed].filter(Boolean).join(' ');

function group(view: FieldView, content: unknown, role: 'radiogroup' | typeof nothing = nothing) {
  const { field, error, locale } = view;
  return html`<fieldset
    id=${field.key}
    class="field ${error ? 'wrong' : ''}"
    part="field"
    role=${role}
    tabindex="-1"
    aria-describedby=${describedBy(view)}
    aria-invalid=${error && role === 'radiogroup' ? 'true' : nothing}
    aria-required=${view.required && role === 'radiogroup' ? 'true' : nothing}
  >
    <legend>${locale.text(field.label)} ${optionalMark(view)}</legend>
    ${notes(view)}${content}
  </fieldset>`;
}

function renderGroup(view: FieldView, options: Offer[]) {
  const { field, value, locale, set } = view;
  const several = field.kind === 'choices';
  const chosen = Array.isArray(value) ? value : [value];
  const choose = (key: string, on: boolean) =>
    set(several ? options.map((option) => option.key).filter((other) => (other === key ? on : chosen.includes(other))) : key);
  return group(
    view,
    options.map((option) => {
      const { key, closed, more } = option;
      const id = `${field.key}-${key}`;
      const note = noteOf(option, locale);
      return html`<label class="option">
          <input
            type=${several ? 'checkbox' : 'radio'}
            name=${field.key}
            aria-labelledby="${id}-label"
            aria-describedby=${[note && `${id}-note`, more?.id].filter(Boolean).join(' ') || nothing}
            .checked=${chosen.includes(key)}
            ?disabled=${!!closed}
            @change=${(event: Event) => choose(key, (event.target as HTMLInputElement).checked)}
          />
          <span>
            <span id="${id}-label">${locale.text(option.label)}</span>
            ${note ? html`<span class="muted" id="${id}-note">${note}</span>` : nothing}
          </span>
        </label>
        ${more?.content}`;
    }),
    several ? nothing : 'radiogroup',
  );
}
