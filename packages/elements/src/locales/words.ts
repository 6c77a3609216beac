import type { en } from './en.js';
import type { enActions } from './en-actions.js';
import type { enExtras } from './en-extras.js';
import type { enFilters } from './en-filters.js';
import type { enLate } from './en-late.js';
import type { enThread } from './en-thread.js';

type All = typeof en & typeof enThread & typeof enExtras & typeof enLate & typeof enActions & typeof enFilters;

/** A word, or a word by plural form (`Intl.PluralRules`). */
export type Word = string | { one: string; other: string };
/** The dictionary of a language, in as many parts as English has. */
export type Dictionary = { [Key in keyof All]: All[Key] extends string ? string : Word };
/** A key of the dictionary. */
export type Term = keyof Dictionary;
