import type { Numbering } from './policy.js';

/** Digits and capitals that are not mistaken for one another when read aloud or off a screen. */
export const plainAlphabet = '23456789ABCDEFGHJKMNPQRSTUVWXYZ';

/**
 * Writes the number people quote.
 *
 * @param sequence - How many numbers the workspace has given out, this one included; used in the mode `sequence`.
 * @param random - Gives a whole number from 0 up to but without its argument; used in the mode `random`.
 */
export function writeNumber(numbering: Numbering, sequence: number, random: (below: number) => number): string {
  const places = numbering.pattern.match(/#+/g)!.join('').length;
  const alphabet = numbering.alphabet ?? plainAlphabet;
  const drawn =
    numbering.mode === 'sequence'
      ? String(sequence).padStart(places, '0')
      : Array.from({ length: places }, () => alphabet[random(alphabet.length)]).join('');
  // A sequence that outgrows its places keeps all its digits, in front.
  let at = drawn.length - places;
  let first = true;
  return numbering.pattern.replace(/#/g, () => {
    if (!first) return drawn[at++]!;
    first = false;
    at += 1;
    return drawn.slice(0, at);
  });
}
