import { splitEvidence } from '@helpmark/schema';
import { html, nothing } from 'lit';
import type { TemplateResult } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';
import type { AttachTarget } from '../ticket-attachments/attach-controller.js';
import type { TicketAttachmentsElement } from '../ticket-attachments/ticket-attachments.js';
import type { FieldView } from '../ticket-form/field.js';

/** Names that pictures have: what is called so is meant to be a file. */
const pictureName = /\.(png|jpe?g|webp|gif)$/i;

/**
 * Draws evidence that has a place for each of its kinds. A place is filled with a file that goes along, by its name, or left with a
 * reason; it says which. Nothing stands in for a file: what is not attached does not count as one.
 */
export function renderSlots({ field, value, files = [], filesOfTicket, locale, set }: FieldView): TemplateResult {
  const given = new Map((Array.isArray(value) ? value : []).map((line) => [splitEvidence(line).kind, textOf(line)]));
  const options = field.options ?? [];
  const fill = (kind: string, text: string) => {
    given.set(kind, text);
    set(options.flatMap(({ key }) => (given.get(key) ? [`${key}: ${given.get(key)}`] : [])));
  };
  const canShow = !filesOfTicket && !!(navigator.mediaDevices as MediaDevices | undefined)?.getDisplayMedia;
  return html`<ul class="slots">
      ${options.map(({ key, label, hint }) => {
        const text = given.get(key) ?? '';
        const state = stateOf(text.trim(), files);
        const id = `${field.key}-${key}`;
        return html`<li data-slot=${key} data-state=${state}>
          <div>
            <label for=${id}>${locale.text(label)}</label>
            ${hint ? html`<span class="muted" id="${id}-hint">${locale.text(hint)}</span>` : nothing}
          </div>
          <span class="muted" id="${id}-state"
            ><span aria-hidden="true">${state === 'slotFile' ? '✓' : '○'}</span> ${locale.term(state)}</span
          >
          <input
            type="text"
            id=${id}
            list="${field.key}-files"
            maxlength="200"
            autocomplete="off"
            aria-label=${locale.term('slotValue', { name: locale.text(label) })}
            aria-describedby="${hint ? `${id}-hint ` : ''}${id}-state"
            .value=${text}
            @input=${(event: Event) => fill(key, (event.target as HTMLInputElement).value)}
          />
          ${
            canShow && text === ''
              ? html`<button
                  type="button"
                  class="plain"
                  @click=${({ currentTarget }: Event) => {
                    const place = (currentTarget as Element).parentElement!.querySelector('input')!;
                    void shoot(place, locale, (name) => fill(key, name));
                  }}
                >
                  ${locale.term('slotShot')}<span class="hidden-text">: ${locale.text(label)}</span>
                </button>`
              : nothing
          }
        </li>`;
      })}
    </ul>
    <p class="error" role="alert"></p>
    <datalist id="${field.key}-files">${files.map(({ name }) => html`<option value=${name}></option>`)}</datalist>`;
}

/** What stands in a line, with the spaces that it has while it is being typed. */
const textOf = (line: string) => /^[\w-]+: ?([^]*)$/.exec(line)?.[1] ?? line;

function stateOf(text: string, files: readonly { name: string }[]): Term {
  if (text === '') return 'slotEmpty';
  if (files.some(({ name }) => name === text)) return 'slotFile';
  return pictureName.test(text) ? 'slotGone' : 'slotReason';
}

/** Takes a screenshot among the form's own files, and names it in a place. */
async function shoot(place: HTMLElement, locale: LocaleController, fill: (name: string) => void): Promise<void> {
  const root = place.getRootNode() as ShadowRoot;
  const said = root.querySelector('.slots + [role=alert]')!;
  said.textContent = '';
  const host = root.querySelector<TicketAttachmentsElement>('#attachments');
  const { client, known, of } = host ?? {};
  try {
    const draft = of && 'draft' in of ? of.draft : undefined;
    if (!host || !client || !known || !draft) throw new Error('There is nowhere to put a file.');
    const editor = await import('../picture-editor/picture-editor.js');
    const sheet = editor.styles.styleSheet!;
    if (!host.shadowRoot!.adoptedStyleSheets.includes(sheet)) host.shadowRoot!.adoptedStyleSheets.push(sheet);
    locale.learn(editor.words, editor.languages);
    const rules = known.policy.attachments;
    let added: Promise<string> | undefined;
    const add = (file: File) => void (added = addFile(file, { client, draft, rules, sent: undefined }));
    const failed = await editor.takeShot({ ...{ host, locale, client, draft, rules }, sent: undefined, add });
    if (failed) throw new Error(failed);
    if (added) fill(await added);
  } catch {
    said.textContent = locale.term('slotFailed');
  }
  place.focus();
}

/** @throws {Error} where it may not be sent, or does not fit. */
async function addFile(file: File, { client, draft, rules, sent }: AttachTarget): Promise<string> {
  const prepared = await (await client.attachments()).prepare(file, { rules, present: draft.files, sent });
  if (!prepared.file) throw new Error(`The file is refused: ${prepared.issue.code}.`);
  return (await draft.addFile(prepared.file)).name;
}
