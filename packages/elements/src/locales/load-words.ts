import type { Translation } from './words.js';

/** The dictionaries that have come, by language. */
const arrived = new Map<string, Translation>();

const languageOf = (tag: string) => new Intl.Locale(tag).language;

/** The words of a tag's language, where they are here. English has none: its words come with what says them. */
export function wordsIn(tag: string): Translation | undefined {
  return arrived.get(languageOf(tag));
}

/** Words in each language but English, each a file that comes when it is wanted. */
export type Languages = Readonly<Record<string, () => Promise<Translation>>>;

/** The files that have come. */
const files = new Set<() => Promise<Translation>>();

/**
 * Brings the words of a tag's language. Where there are none, or they cannot be had, English stays.
 *
 * @param more - Those of a late part; those of form, list and thread by default.
 */
export async function bringWords(tag: string, more?: Languages): Promise<void> {
  const language = languageOf(tag);
  if (language === 'en') return;
  try {
    const load = (more ?? (await import('./languages.js')).languages)[language];
    if (!load || files.has(load)) return;
    const words = await load();
    files.add(load);
    arrived.set(language, { ...arrived.get(language), ...words });
  } catch {
    // A page without its language is better than none; the next element tries again.
  }
}
