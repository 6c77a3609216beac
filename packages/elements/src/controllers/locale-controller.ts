import { textFor } from '@helpmark/schema';
import type { Text } from '@helpmark/schema';
import type { LitElement, ReactiveController } from 'lit';
import { en } from '../locales/en.js';
import type { Languages } from '../locales/load-words.js';
import { bringWords, wordsIn } from '../locales/load-words.js';
import { WordsRequestEvent } from '../locales/words.events.js';
import type { Dictionary, Term, Translation } from '../locales/words.js';

/** Making one costs more than using it a hundred times. By language, and by whether they tell the year. */
const times = new Map<string, Intl.DateTimeFormat>();

/** The words, dates and policy texts of one element, in the language of the nearest `lang`. */
export class LocaleController implements ReactiveController {
  /** The language tag of what the element says itself: the one that is wanted, or `en` where there are no words in it. */
  locale = 'en';
  /** The language of the policy's plain texts. */
  defaultLocale = 'en';

  /** The tag that is wanted: the nearest `lang` around the element, also across shadow roots, else the browser's. */
  wanted = 'en';

  readonly #host: LitElement;
  #english: Partial<Dictionary>;
  #own: Translation | undefined;
  /** Where else there are words in other languages: those of late parts. */
  readonly #more: (Languages | undefined)[] = [undefined];
  readonly #observer = new MutationObserver(() => this.#choose());

  /** @param words - The host's own words, besides those of panel and form. */
  constructor(host: LitElement, words: Partial<Dictionary> = {}) {
    this.#host = host;
    this.#english = { ...en, ...words };
    host.addController(this);
  }

  hostConnected(): void {
    this.wanted = '';
    this.#choose();
    this.#observer.observe(document, { subtree: true, attributeFilter: ['lang'] });
  }

  hostDisconnected(): void {
    this.#observer.disconnect();
  }

  hostUpdated(): void {
    // The nearer of `lang` and `dir` decides. The panel's own box lies where the page's direction puts it.
    const ground = nearest(this.#host, '[lang]:not([lang=""]), [dir=ltr], [dir=rtl]');
    const dir = !ground || ground.dir ? '' : /^(ar|he)\b/.test(this.locale) ? 'rtl' : 'ltr';
    for (const part of this.#host.renderRoot.querySelectorAll<HTMLElement>('.base:not(dialog), dialog > *')) part.dir = dir;
  }

  /** Takes in the English words of a part that came later, and where it has others of its own. */
  learn(words: Partial<Dictionary>, more?: Languages): void {
    this.#english = { ...this.#english, ...words };
    if (!more) return;
    this.#more.push(more);
    void bringWords(this.wanted, more).then(() => this.#host.requestUpdate());
  }

  /** A word of the dictionary, its `{names}` filled in; `count` also chooses the plural form. */
  term(key: Term, values: Record<string, string | number> = {}): string {
    let word = this.#own?.[key] ?? wordsIn(this.locale)?.[key] ?? this.#english[key] ?? '';
    if (typeof word !== 'string') word = word[new Intl.PluralRules(this.locale).select(Number(values.count))] ?? word.other;
    return word.replace(/\{(\w+)\}/g, (_, name: string) => (values[name] ?? '').toLocaleString(this.locale));
  }

  /** A text of the policy. */
  text(text: Text | undefined): string {
    return textFor(text, this.wanted, this.defaultLocale);
  }

  /** A moment as people write it, such as `21 Nov, 14:30`; with the year where it is another than now. */
  time(iso: string): string {
    const date = new Date(iso);
    const year = date.getFullYear() === new Date().getFullYear() ? undefined : 'numeric';
    const name = this.locale + year;
    const format =
      times.get(name) ??
      new Intl.DateTimeFormat(this.locale, { day: 'numeric', month: 'short', year, hour: 'numeric', minute: '2-digit' });
    times.set(name, format);
    return format.format(date);
  }

  #choose(): void {
    const wanted = languageOf(this.#host);
    if (wanted === this.wanted) return;
    this.wanted = wanted;
    this.#own = undefined;
    const speak = () => {
      if (wanted !== this.wanted) return;
      this.locale = this.#own || wanted.startsWith('en') || wordsIn(wanted) ? wanted : 'en';
      this.#host.requestUpdate();
    };
    this.#host.dispatchEvent(
      new WordsRequestEvent(wanted, (words) => {
        this.#own = { ...this.#own, ...words };
        speak();
      }),
    );
    speak();
    for (const more of this.#more) void bringWords(wanted, more).then(speak);
  }
}

/** The language tag of an element: the nearest `lang`, else the browser's. Pages and systems name some that are none, such as WebKit's `C`. */
export function languageOf(element: Element): string {
  const tags = [nearest(element, '[lang]:not([lang=""])')?.lang, navigator.language];
  return tags.find((tag) => tag && isLanguage(tag)) ?? 'en';
}

function isLanguage(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length > 0;
  } catch {
    return false;
  }
}

/** The nearest of an element and all around it that matches, also across shadow roots. */
function nearest(element: Element, selector: string): HTMLElement | undefined {
  let node: Element | undefined = element;
  while (node) {
    const found: HTMLElement | null = node.closest<HTMLElement>(selector);
    if (found) return found;
    const root: Node = node.getRootNode();
    node = root instanceof ShadowRoot ? root.host : undefined;
  }
  return undefined;
}
