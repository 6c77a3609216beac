import type { english } from './english.js';

/** A word, or a word by plural form (`Intl.PluralRules`). */
export type Word = string | ({ other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);
/** The dictionary of a language, in as many parts as English has. */
export type Dictionary = { [Key in keyof typeof english]: Word };
/** A key of the dictionary. */
export type Term = keyof Dictionary;
/** The words of another language than English, or a page's own. What is missing stays English. */
export type Translation = Partial<Dictionary>;
