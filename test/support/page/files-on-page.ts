import type { Client, Draft } from '@helpmark/client';
import type { FilesOf, TicketAttachmentsElement } from '@helpmark/elements';
import type { Policy, PolicyAnswer, Ticket } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { fixture, html } from '@open-wc/testing';
import { findAll, until, wordsOf } from './person.js';
import { ScriptedSupport } from './scripted-support.js';

export type AttachmentRules = NonNullable<Policy['attachments']>;

export const text = (name: string, length = 20) => new File(['a'.repeat(length)], name);

/** A small picture that any browser can draw. */
export async function picture(name = 'screen.png'): Promise<File> {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 8;
  canvas.getContext('2d')!.fillRect(0, 0, 4, 4);
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve));
  return new File([blob!], name, { type: 'image/png' });
}

export interface Stage {
  support: ScriptedSupport;
  known: PolicyAnswer;
  draft: Draft;
  form: HTMLFormElement;
  element: TicketAttachmentsElement;
}

/** The files of a draft, in a form as it stands around them. */
export async function open(
  rules: Partial<AttachmentRules> = {},
  { ticket, client }: { ticket?: Ticket; client?: Client } = {},
): Promise<Stage> {
  const policy = { ...defaultPolicy, attachments: { ...defaultPolicy.attachments!, ...rules } };
  const support = new ScriptedSupport({ policy });
  const known = await support.client.policy.get();
  const draft = await (client ?? support.client).drafts.open('new');
  const form = await fixture<HTMLFormElement>(
    html`<form>
      <label>Words <textarea></textarea></label>
      <hm-ticket-attachments
        lang="en"
        .client=${client ?? support.client}
        .known=${known}
        .of=${{ draft, ticket } satisfies FilesOf}
      ></hm-ticket-attachments>
    </form>`,
  );
  const element = form.querySelector('hm-ticket-attachments')!;
  await element.updateComplete;
  return { support, known, draft, form, element };
}

export async function show(of: FilesOf, support: ScriptedSupport): Promise<TicketAttachmentsElement> {
  return fixture<TicketAttachmentsElement>(
    html`<hm-ticket-attachments lang="en" .client=${support.client} .of=${of}></hm-ticket-attachments>`,
  );
}

export function transferOf(files: File[], words?: string): DataTransfer {
  const data = new DataTransfer();
  for (const file of files) data.items.add(file);
  if (words) data.setData('text/plain', words);
  return data;
}

/** Chooses files as the browser's own window does. */
export function choose(element: TicketAttachmentsElement, ...files: File[]): void {
  const input = element.shadowRoot!.querySelector('input')!;
  input.files = transferOf(files).files;
  input.dispatchEvent(new Event('change'));
}

export function drop(target: Element, files: File[]): boolean {
  const init = { bubbles: true, composed: true, cancelable: true, dataTransfer: transferOf(files) };
  target.dispatchEvent(new DragEvent('dragover', init));
  return !target.dispatchEvent(new DragEvent('drop', init));
}

export const names = (element: Element) => findAll(element, '.name').map(wordsOf);
export const troubles = (element: Element) => findAll(element, '.refused .error').map(wordsOf);
/** Waits until every file that was chosen is in the draft or refused. */
export const settled = async (element: TicketAttachmentsElement) => {
  await until(() => !element.pending, 'nothing is being read');
  await element.updateComplete;
};
