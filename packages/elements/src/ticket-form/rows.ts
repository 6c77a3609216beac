import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { FieldView } from './field.js';

/** What draws evidence that has a place for each kind, once that has come. */
export const late: { slots?: (view: FieldView) => TemplateResult } = {};

/** Draws a field whose answer is a list of lines: ordered steps, or pieces of evidence by kind. */
export function renderRows(view: FieldView): TemplateResult {
  if (view.field.slots && late.slots) return late.slots(view);
  return view.field.kind === 'evidence' ? renderEvidenceRows(view) : renderSteps(view);
}

/** Evidence: what it is and what was found, a line each. A file that is there can be named by choosing it. */
function renderEvidenceRows({ field, value, files = [], locale, set }: FieldView): TemplateResult {
  const options = field.options ?? [];
  const lines = (Array.isArray(value) && value.length > 0 ? value : ['']).map(readLine);
  const id = (name: string, at: number) => `${field.key}-${name}-${at}`;
  const change = (mend: (copy: typeof lines) => void, focus?: string) => {
    const copy = lines.map((line) => ({ ...line }));
    mend(copy);
    set(
      copy.map(({ kind, value: text }) => `${kind || options[0]!.key}: ${text}`),
      focus,
    );
  };
  return html`<ul class="lines">
      ${lines.map(
        ({ kind, value: text }, at) =>
          html`<li class="row">
            <select
              id=${id('kind', at)}
              aria-label=${locale.term('evidenceKind', { position: at + 1 })}
              @change=${(event: Event) => change((copy) => (copy[at]!.kind = (event.target as HTMLSelectElement).value))}
            >
              ${options.map(
                ({ key, label }) => html`<option value=${key} .selected=${key === kind}>${locale.text(label)}</option>`,
              )}
            </select>
            <input
              type="text"
              id=${id('value', at)}
              list=${files.length > 0 ? `${field.key}-files` : nothing}
              aria-label=${locale.term('evidenceValue', { position: at + 1 })}
              .value=${text}
              @input=${(event: InputEvent) => change((copy) => (copy[at]!.value = (event.target as HTMLInputElement).value))}
            />
            <button
              type="button"
              class="plain icon"
              aria-label=${locale.term('evidenceRemove', { position: at + 1 })}
              aria-disabled=${lines.length === 1 ? 'true' : 'false'}
              @click=${() => lines.length > 1 && change((copy) => copy.splice(at, 1), id('value', Math.max(0, at - 1)))}
            >
              ×
            </button>
          </li>`,
      )}
    </ul>
    <datalist id="${field.key}-files">${files.map(({ name }) => html`<option value=${name}></option>`)}</datalist>
    <button
      type="button"
      class="plain"
      @click=${() => change((copy) => copy.push({ kind: '', value: '' }), id('value', lines.length))}
    >
      ${locale.term('evidenceAdd')}
    </button>`;
}

/** A line's kind and its text, with the spaces that it has while it is being typed. */
function readLine(line: string): { kind: string; value: string } {
  const [, kind = '', value = line] = /^([\w-]+): ?([^]*)$/.exec(line) ?? [];
  return { kind, value };
}

/** Ordered steps: one line each, to add, remove and move by buttons, so by keyboard as well; the focus goes along. */
function renderSteps({ field, value, locale, set }: FieldView): TemplateResult {
  const steps = Array.isArray(value) && value.length > 0 ? value : [''];
  const id = (name: string, at: number) => `${field.key}-${name}-${at}`;
  const change = (mend: (copy: string[]) => void, focus?: string) => {
    const copy = [...steps];
    mend(copy);
    set(copy, focus);
  };
  const move = (name: 'moveUp' | 'moveDown', from: number, to: number) =>
    change((copy) => ([copy[from], copy[to]] = [copy[to]!, copy[from]!]), id(name, to));
  const insert = (at: number) => change((copy) => copy.splice(at, 0, ''), id('step', at));
  const remove = (at: number) => change((copy) => copy.splice(at, 1), id('step', Math.max(0, at - 1)));
  const button = (name: 'moveUp' | 'moveDown' | 'removeStep', at: number, sign: string, off: boolean, run: () => void) =>
    html`<button
      type="button"
      class="plain icon"
      id=${id(name, at)}
      aria-label=${locale.term(name, { position: at + 1 })}
      aria-disabled=${off ? 'true' : nothing}
      @click=${() => off || run()}
    >
      ${sign}
    </button>`;
  return html`<ol class="steps">
      ${steps.map(
        (step, at) =>
          html`<li>
            <input
              type="text"
              id=${id('step', at)}
              aria-label=${locale.term('step', { position: at + 1 })}
              .value=${step}
              @input=${(event: InputEvent) => change((copy) => (copy[at] = (event.target as HTMLInputElement).value))}
              @keydown=${(event: KeyboardEvent) => {
                if (event.key !== 'Enter' || event.isComposing) return;
                event.preventDefault(); // goes on to the next step in place of sending the form
                insert(at + 1);
              }}
            />
            ${button('moveUp', at, '↑', at === 0, () => move('moveUp', at, at - 1))}
            ${button('moveDown', at, '↓', at === steps.length - 1, () => move('moveDown', at, at + 1))}
            ${button('removeStep', at, '×', steps.length === 1, () => remove(at))}
          </li>`,
      )}
    </ol>
    <button type="button" class="plain" @click=${() => insert(steps.length)}>${locale.term('addStep')}</button>`;
}
