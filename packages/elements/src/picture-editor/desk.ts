import type { LitElement } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { AttachTarget } from '../ticket-attachments/attach-controller.js';

/** Where pictures and recordings are worked on, and where they go. */
export interface Desk extends AttachTarget {
  /** The element that a dialog is drawn in. */
  host: LitElement;
  locale: LocaleController;
  /** Adds a file as if it had been chosen. */
  add(file: File): void;
}

/** The elements that have a dialog open. */
const busy = new WeakSet<LitElement>();

/** Runs what needs the person's whole attention, once at a time; afterwards the focus is where it was. */
export async function oneAtATime(host: LitElement, work: () => Promise<void>): Promise<void> {
  if (busy.has(host)) return;
  const before = host.shadowRoot!.activeElement as HTMLElement | null;
  busy.add(host);
  try {
    await work();
  } finally {
    busy.delete(host);
    await host.updateComplete;
    if (!host.shadowRoot!.activeElement) before?.focus();
  }
}

/** Opens a dialog in an element; it goes once the work is over. */
export async function inDialog<Result>(
  host: LitElement,
  className: string,
  work: (dialog: HTMLDialogElement, dir: string) => Promise<Result>,
): Promise<Result> {
  const root = host.shadowRoot!;
  const dialog = Object.assign(document.createElement('dialog'), { className });
  // Where the language settles the direction, it is said; where the page does, the dialog lies in it as everything else.
  const { dir = '' } = root.querySelector<HTMLElement>('.base') ?? {};
  // The panel and the form around must not take its keys, nor what is pasted in it.
  for (const type of ['keydown', 'paste', 'input']) dialog.addEventListener(type, (event) => event.stopPropagation());
  root.append(dialog);
  try {
    return await work(dialog, dir);
  } finally {
    dialog.remove();
  }
}

/** Shows a dialog; whoever listens hears its heading first. */
export function openModal(dialog: HTMLDialogElement): void {
  dialog.showModal();
  dialog.querySelector('h2')!.focus();
}

/** A name for a file that is made now, by the person's clock, such as `screenshot-143005.png`. */
export function nameNow(what: string, extension: string): string {
  const now = new Date();
  const local = new Date(now.getTime() - now.getTimezoneOffset() * 60_000).toISOString();
  return `${what}-${local.slice(11, 19).replaceAll(':', '')}.${extension}`;
}
