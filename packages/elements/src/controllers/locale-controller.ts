import { textFor } from '@helpmark/schema';
import type { Text } from '@helpmark/schema';
import type { ReactiveController, ReactiveControllerHost } from 'lit';
import { en } from '../locales/en.js';
import type { Dictionary, Term } from '../locales/words.js';

/** The words, dates and policy texts of one element, in the language of the nearest `lang`. */
export class LocaleController implements ReactiveController {
  /** The language tag in force: the nearest `lang` around the element, also across shadow roots, else the browser's. */
  locale = 'en';
  /** The language of the policy's plain texts. */
  defaultLocale = 'en';

  readonly #host: ReactiveControllerHost & HTMLElement;
  #words: Partial<Dictionary>;

  /** @param words - The host's own words, besides those of panel and form. */
  constructor(host: ReactiveControllerHost & HTMLElement, words: Partial<Dictionary> = {}) {
    this.#host = host;
    this.#words = { ...en, ...words };
    host.addController(this);
  }

  hostConnected(): void {
    this.locale = [nearestLang(this.#host), navigator.language].find(isLanguage) ?? 'en';
  }

  /** Takes in the words of a part that came later. */
  learn(words: Partial<Dictionary>): void {
    this.#words = { ...this.#words, ...words };
  }

  /** A word of the dictionary, its `{names}` filled in; `count` also chooses the plural form. */
  term(key: Term, values: Record<string, string | number> = {}): string {
    let word = this.#words[key] ?? '';
    if (typeof word !== 'string')
      word = new Intl.PluralRules('en').select(Number(values.count)) === 'one' ? word.one : word.other;
    return word.replace(/\{(\w+)\}/g, (_, name: string) => String(values[name] ?? ''));
  }

  /** A text of the policy. */
  text(text: Text | undefined): string {
    return textFor(text, this.locale, this.defaultLocale);
  }

  /** A moment as people write it, such as `21 Nov, 14:30`; with the year where it is another than now. */
  time(iso: string): string {
    const date = new Date(iso);
    const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
    return date.toLocaleString(this.locale, { day: 'numeric', month: 'short', year, hour: 'numeric', minute: '2-digit' });
  }
}

/** Pages and systems name languages that are none, such as WebKit's `C` where a system has no language set. */
function isLanguage(tag: string | undefined): tag is string {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

function nearestLang(element: Element): string | undefined {
  let node: Element | null = element;
  while (node) {
    const found: Element | null = node.closest('[lang]:not([lang=""])');
    if (found) return found.getAttribute('lang')!;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : null;
  }
  return undefined;
}
