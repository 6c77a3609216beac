import type { PrivacyKind } from './kinds.js';

/** Something in a text that should not leave the device, or not be shown. */
export interface Finding {
  kind: PrivacyKind;
  /** Where it begins, in UTF-16 code units as strings count them. */
  start: number;
  /** Where it ends: the first unit after it. */
  end: number;
}

/** What to look for. */
export interface PrivacyRules {
  /** All that there is a detector for by default. */
  kinds?: readonly PrivacyKind[] | undefined;
  /** Words and phrases of the kind `diagnosis`. Case does not count. */
  diagnoses?: readonly string[] | undefined;
  /** The person's own addresses and numbers, which are not somebody else's contact. */
  own?: readonly string[] | undefined;
}

/** A piece of a text and where it lies. */
export interface Span extends Pick<Finding, 'start' | 'end'> {
  value: string;
}

/**
 * Looks for one kind of thing. A detector runs in time that grows with the text and no faster: every repetition in its
 * patterns has an upper bound, and what follows a word is looked for in a window.
 */
export type Detector = [kind: PrivacyKind, find: (text: string, rules: PrivacyRules) => Span[]];

/** Several ways of spelling something as one, to be part of a pattern. */
export const anyOf = (...ways: RegExp[]): string => ways.map(({ source }) => source).join('|');

/** Matches a way of spelling something, in any case, wherever it stands. */
export const anyCase = (source: string): RegExp => new RegExp(source, 'gi');

/** Where the last group of each match lies, or the whole of it where there is none, as far as it is accepted. */
export function spansOf(text: string, pattern: RegExp, accepts: (span: Span, match: RegExpMatchArray) => unknown = () => true) {
  return [...text.matchAll(pattern)].flatMap((match) => {
    const value = match.slice(1).findLast((group) => group) ?? match[0];
    const start = match.index + match[0].lastIndexOf(value);
    const span = { value, start, end: start + value.length };
    return accepts(span, match) ? span : [];
  });
}

/** The text before a place, as far as it can say what stands there. */
export const before = (text: string, at: number): string => text.slice(Math.max(0, at - 40), at);

/** Words for numbers that anyone may see. */
const words =
  '(?<![a-z])(?:order|invoice|ticket|case|track|ship|ref|request|trace|transaction|customer|account|serial|build|version|error|code|page|line|imei|device|';

/** What names such a number right before it: "order no. ", "Ticket #". */
export const labelled = new RegExp(`${words}[a-z]{3,24}(?=nummer))[a-z]{0,6}[-_ ]?(?:number|nummer|no|id)?[.:#= "(]{0,4}$`, 'i');

/** A word that says that a number after it is no id: an order's, a telephone's, an error's. */
export const otherNumber = new RegExp(`${words}phone|tel|call|fax)`, 'i');

/** Whether a text looks drawn by chance: letters and figures mixed, or capitals strewn in, and no word that stands for a secret. */
export function looksRandom(value: string): boolean {
  const count = (pattern: RegExp) => value.match(pattern)?.length ?? 0;
  const [letters, figures, turns] = [count(/[a-z]/gi), count(/\d/g), count(/[a-z](?=[A-Z])/g)];
  if (/your|example|x{5}|^(?:process|env|user|config)\./i.test(value) || new Set(value).size < 7) return false;
  return (letters > 1 && figures > 1) || turns > 2 || (figures > 0 && turns > 0 && value.length > 15);
}

export const uuid = /^[\da-f]{8}-([\da-f]{4}-){3}[\da-f]{12}$/i;
