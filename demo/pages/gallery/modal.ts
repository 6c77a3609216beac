import { byId } from '../shared/dom.js';
import type { HelpButton } from './host.js';
import './host.js';

const dialog = byId('dialog', HTMLDialogElement);
const box = byId('lock', HTMLElement);
const help = document.querySelector<HelpButton>('hm-help-button')!;

byId('open-dialog', HTMLButtonElement).addEventListener('click', () => dialog.showModal());
byId('open-lock', HTMLButtonElement).addEventListener('click', () => {
  box.hidden = false;
  byId('lock-field', HTMLInputElement).focus();
});
for (const button of document.querySelectorAll('[data-help]')) button.addEventListener('click', () => void help.show());
for (const button of document.querySelectorAll('[data-close]')) {
  button.addEventListener('click', () => {
    dialog.close();
    box.hidden = true;
  });
}

// A lock on the focus as libraries have it: whatever takes it elsewhere is sent back at once.
document.addEventListener(
  'focusin',
  ({ target }) => {
    if (!box.hidden && !box.contains(target as Node)) byId('lock-field', HTMLInputElement).focus();
  },
  true,
);
