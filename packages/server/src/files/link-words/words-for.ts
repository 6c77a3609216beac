import { ar } from './ar.js';
import { de } from './de.js';
import type { LinkWords } from './en.js';
import { en } from './en.js';
import { es } from './es.js';
import { fr } from './fr.js';
import { he } from './he.js';
import { hi } from './hi.js';
import { it } from './it.js';
import { ja } from './ja.js';
import { ko } from './ko.js';
import { nl } from './nl.js';
import { pl } from './pl.js';
import { pt } from './pt.js';
import { tr } from './tr.js';
import { uk } from './uk.js';
import { zh } from './zh.js';

/** The page's languages, as the elements have them, by their tags. */
const languages: Readonly<Record<string, [tag: string, words: LinkWords]>> = {
  ar: ['ar', ar],
  de: ['de', de],
  en: ['en', en],
  es: ['es', es],
  fr: ['fr', fr],
  he: ['he', he],
  hi: ['hi', hi],
  it: ['it', it],
  ja: ['ja', ja],
  ko: ['ko', ko],
  nl: ['nl', nl],
  pl: ['pl', pl],
  pt: ['pt-BR', pt],
  tr: ['tr', tr],
  uk: ['uk', uk],
  zh: ['zh-Hans', zh],
};

/**
 * The words for a reader: in the first language wanted that there is, else in English.
 *
 * @param wanted - Language tags, the dearest first.
 */
export function linkWordsFor(wanted: readonly string[]): { lang: string; dir: 'ltr' | 'rtl'; words: LinkWords } {
  const known = wanted.map((tag) => tag.toLowerCase().split('-')[0]!).find((language) => Object.hasOwn(languages, language));
  const [lang, words] = languages[known ?? 'en']!;
  return { lang, dir: lang === 'ar' || lang === 'he' ? 'rtl' : 'ltr', words };
}
