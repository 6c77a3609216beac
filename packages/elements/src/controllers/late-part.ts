import type { CSSResult, LitElement } from 'lit';
import type { Languages } from '../locales/load-words.js';
import type { Dictionary } from '../locales/words.js';
import type { LocaleController } from './locale-controller.js';

/** What a late module has besides its functions: the English words of its part, where its others are, and its styles. */
interface LateModule {
  words: Partial<Dictionary>;
  /** Where its words are files of their own; else they are among those of form, list and thread. */
  languages?: Languages;
  styles?: CSSResult;
}

/** A part of an element that is loaded once it is needed. Without it, the rest still does its work. */
export class LatePart<Part extends LateModule> {
  /** The part, once it has come. */
  value: Part | undefined;
  readonly #host: LitElement;
  readonly #locale: LocaleController;
  readonly #load: () => Promise<Part>;
  #coming: Promise<Part | undefined> | undefined;

  constructor(host: LitElement, locale: LocaleController, load: () => Promise<Part>) {
    this.#host = host;
    this.#locale = locale;
    this.#load = load;
  }

  /** Loads it, once. Where that fails, the next call tries again. */
  bring(): Promise<Part | undefined> {
    return (this.#coming ??= this.#load().then(
      (part) => {
        this.value = part;
        this.#locale.learn(part.words, part.languages);
        if (part.styles) this.#host.shadowRoot!.adoptedStyleSheets.push(part.styles.styleSheet!);
        this.#host.requestUpdate();
        return part;
      },
      () => (this.#coming = undefined),
    ));
  }
}
