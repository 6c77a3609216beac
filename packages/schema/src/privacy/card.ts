import type { Detector, Span } from './finding.js';
import { before, labelled, spansOf } from './finding.js';

/** The networks' ranges and how many figures their cards have, and the ways to group them. */
const range =
  /^(4\d{12}(\d{3}){0,2}|5[1-5]\d{14}|2[2-7]\d{14}|3[47]\d{13}|3(0[0-5]|[689]\d)\d{11}|(352[89]|35[3-8]\d|6[025]\d\d|64[4-9]\d)\d{12,15}|(50|5[6-8]|63|67)\d{10,17})$/;
const groupings = /^(4-4-4-4(-\d)?|4-6-\d|4-4-4-3|8-8|\d\d)$/;

/** Words that say that a number is a card's. */
const named = /card|visa|master|maestro|amex|diners|jcb|unionpay|kart|carte|tarjeta|(?<![a-z])(cc|pan|mc|mir)(?![a-z])/i;

function passesLuhn(figures: string): boolean {
  const sum = [...figures]
    .reverse()
    .reduce((total, figure, at) => total + ((at % 2) + 1) * +figure - (at % 2 && +figure > 4 ? 9 : 0), 0);
  return sum % 10 === 0;
}

/** A number's groups of figures, with the separators between them: as much as a card and what stands beside it take. */
const run = /\d(?:[ \u00a0\u2009\u202f\u200b\t.\-\u2010-\u2015]{0,2}\d){11,47}/g;

export const card: Detector = [
  'card',
  (text) => {
    // Their groups of figures look like a card's.
    const ibans = spansOf(text, /(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z\d]{4}){3,7}/g);
    return spansOf(text, run)
      .filter((whole) => !ibans.some(({ start, end }) => whole.start >= start && whole.start < end))
      .flatMap((whole) => {
        const groups = spansOf(whole.value, /\d+/g).map(({ value, start, end }) => ({
          value,
          start: start + whole.start,
          end: end + whole.start,
        }));
        return groups.flatMap((_group, from) => cardFrom(text, groups, from));
      });
  },
];

/** The card that begins with a group, if any. Beside it there may be a date or a check number, but no longer group of figures. */
function cardFrom(text: string, groups: Span[], from: number): Span[] {
  if (groups[from]!.value.length < 4) return [];
  for (let last = from + 1; last <= Math.min(groups.length, from + 5); last += 1) {
    const taken = groups.slice(from, last);
    const value = taken.map((group) => group.value).join('');
    if (!range.test(value) || !passesLuhn(value)) continue;
    const left = groups.filter((group) => !taken.includes(group));
    const span = { value, start: taken[0]!.start, end: taken.at(-1)!.end };
    const isGrouped = groupings.test(taken.map((group) => group.value.length).join('-'));
    if (isGrouped && left.every((group) => group.value.length < 5) && stands(text, span, last - from > 1)) return [span];
  }
  return [];
}

/** Whether what stands around a number leaves it a card: it is no part of a longer word, and nobody called it something else. */
function stands(text: string, { value, start, end }: Span, grouped: boolean): boolean {
  const ahead = before(text, start);
  const isNamed = named.test(ahead.slice(-24));
  if (/^(\w|-[a-z]|[.,]\d)/i.test(text.slice(end, end + 2)) || (!isNamed && /[a-z][_-]?$|\d[.,]$|\+$/i.test(ahead))) return false;
  // Lengths that identifiers share with cards count only where something says that it is a card.
  return grouped || isNamed || (value.length > 13 && value.length < 17 && !labelled.test(ahead));
}
