import type { Text } from './text.js';

/**
 * Picks the words for a reader: the exact tag first, then its language, then the default locale, then any.
 *
 * @param text - The text; nothing gives an empty string.
 * @param locale - The reader's language tag, such as `pt-BR`.
 * @param defaultLocale - The policy's own language tag.
 */
export function textFor(text: Text | undefined, locale: string, defaultLocale: string): string {
  if (text === undefined || typeof text === 'string') return text ?? '';
  const wanted = [locale, locale.split('-')[0], defaultLocale, defaultLocale.split('-')[0]].map((tag) => tag?.toLowerCase());
  const tags = Object.keys(text);
  const tag = wanted.map((name) => tags.find((candidate) => candidate.toLowerCase() === name)).find(Boolean) ?? tags[0];
  return tag === undefined ? '' : (text[tag] ?? '');
}

/** How long a string is to a person and on the wire: its Unicode code points. */
export function lengthOf(value: string): number {
  return [...value].length;
}
