import { mapTexts } from './texts.js';

/**
 * A policy with its texts in fewer languages: those that a reader asks for, and the policy's own. `pt-BR` asks for `pt` as well,
 * and `pt` for `pt-BR`; `*` asks for all.
 *
 * @param policy - The policy, or what a page gets of it.
 * @param tags - Language tags (BCP 47).
 */
export function inLanguages<Part extends { defaultLocale: string }>(policy: Part, tags: readonly string[]): Part {
  if (tags.includes('*')) return policy;
  const wanted = [policy.defaultLocale, ...tags];
  const isWanted = (locale: string) => wanted.some((tag) => isWithin(tag, locale) || isWithin(locale, tag));
  return mapTexts(policy, (text) =>
    typeof text === 'string' ? text : Object.fromEntries(Object.entries(text).filter(([locale]) => isWanted(locale))),
  );
}

/** Whether a tag is a language or one of its kinds, as `pt-BR` is of `pt`. */
function isWithin(tag: string, language: string): boolean {
  return `${tag}-`.toLowerCase().startsWith(`${language}-`.toLowerCase());
}
