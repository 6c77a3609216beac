import type { HelpButtonElement } from './help-button/help-button.js';

/** What a page does with its help button, as soon as there is one to do it with. */
export type HelpCall = (button: HelpButtonElement) => void;

/** A list of calls: an array until the button's script is there; from then on what is pushed runs at once. */
export type HelpQueue = Pick<HelpCall[], 'push'>;

if (globalThis.customElements && globalThis.document) {
  const calls = ((globalThis as { helpmark?: HelpCall[] }).helpmark ??= []);
  void customElements.whenDefined('hm-help-button').then(() => {
    // Each by itself: one that throws keeps nothing from the next.
    const run = (call: HelpCall) => queueMicrotask(() => call(document.querySelector('hm-help-button')!));
    calls.push = (...more) => {
      more.forEach(run);
      return 0;
    };
    calls.splice(0).forEach(run);
  });
}

declare global {
  interface Window {
    /** Calls for the page's first help button, made before its script is there. Only `queue.js` reads it. */
    helpmark?: HelpQueue;
  }
}
