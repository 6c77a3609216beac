import type { Translation } from './words.js';

/** The dictionaries that have come, by language. */
const arrived = new Map<string, Translation>();

const languageOf = (tag: string) => new Intl.Locale(tag).language;

/** The words of a tag's language, where they are here. English has none: its words come with what says them. */
export function wordsIn(tag: string): Translation | undefined {
  return arrived.get(languageOf(tag));
}

/** Brings the words of a tag's language, each language a file of its own. Where there are none, or they cannot be had, English stays. */
export async function bringWords(tag: string): Promise<void> {
  const language = languageOf(tag);
  if (language === 'en' || arrived.has(language)) return;
  try {
    const { languages } = await import('./languages.js');
    const words = await languages[language]?.();
    if (words) arrived.set(language, words);
  } catch {
    // A page without its language is better than none; the next element tries again.
  }
}
