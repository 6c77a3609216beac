import { learnPlaces } from './places.styles.js';

/**
 * Puts a panel where its attributes `mode` and `corner` say.
 *
 * @returns Whether it is on screen now; the popovers among them are left to the panel.
 */
export function place(panel: HTMLElement, dialog: HTMLDialogElement): boolean {
  learnPlaces(panel);
  const mode = panel.getAttribute('mode');
  if (mode !== 'modal' && mode !== 'inline') return false;
  dialog.popover = null;
  if (mode === 'modal') dialog.showModal();
  else dialog.show();
  return true;
}
