import type { Translation } from './words.js';

/**
 * Asks the page for words of its own, each time an element comes to the page or its language changes. What is provided stands in place of
 * Helpmark's words, in that element alone; a language that Helpmark does not have can be provided whole.
 */
export class WordsRequestEvent extends Event {
  /** The language tag that is wanted. */
  readonly language: string;
  /** Takes the page's words, at once or later. What is left out stays as it was. */
  readonly provide: (words: Translation) => void;

  constructor(language: string, provide: (words: Translation) => void) {
    super('hm-words-request', { bubbles: true, composed: true });
    this.language = language;
    this.provide = provide;
  }
}

declare global {
  interface GlobalEventHandlersEventMap {
    'hm-words-request': WordsRequestEvent;
  }
}
