import { buttonTokens } from './button-tokens.js';
import { panelTokens } from './tokens.js';

/** Colours by the names of the tokens, such as `{ '--hm-color-accent': '#0b6549' }`. What is left out keeps its default. */
export type Tokens = Readonly<Record<string, string>>;

/** Two colours of a theme that stand on one another and cannot be told apart well enough. */
export interface ContrastFault {
  /** The token of the words or of the line. */
  front: string;
  /** The token of what it stands on. */
  back: string;
  scheme: 'light' | 'dark';
  /** From 1, the same, to 21, black and white. */
  ratio: number;
  /** What WCAG 2.2 AA asks for: 4.5 for words, 3 for the edges of what can be used. */
  needed: number;
}

/** Red, green and blue, each from 0 to 1. */
type Rgb = readonly [number, number, number];

const words = 4.5;
const edges = 3;

/** Every pair that the elements draw, by the names of the tokens without `--hm-color-`. */
const pairs: [front: string, back: string, needed: number][] = [
  ...['surface', 'surface-sunken', 'own', 'danger-surface', 'success-surface'].map(
    (back) => ['text', back, words] as [string, string, number],
  ),
  ...['surface', 'surface-sunken', 'own'].map((back) => ['text-muted', back, words] as [string, string, number]),
  ['accent', 'surface', words],
  ['accent', 'surface-sunken', words],
  ['on-accent', 'accent', words],
  ['danger', 'surface', words],
  ['danger', 'danger-surface', words],
  ['surface', 'danger', words],
  ['success', 'surface', words],
  ['success', 'success-surface', words],
  ['warning', 'surface', words],
  ['control-line', 'surface', edges],
  ['focus', 'surface', edges],
  ['focus', 'surface-sunken', edges],
];

/** Every token with its default, as `tokens.ts` and `button-tokens.ts` write it, by the names that a page uses. */
export const defaultTokens: Tokens = readDefaults();

/**
 * Finds what of a theme does not stand out enough, in light and dark. It reads hexadecimal colours, `light-dark()`, `var()` of other
 * tokens and `color-mix(in oklab, … n%, …)`, and runs anywhere: in a test, on a server, in a page.
 *
 * @throws {SyntaxError} for a colour that it cannot read, naming the token.
 */
export function checkContrast(theme: Tokens): ContrastFault[] {
  const tokens = { ...defaultTokens, ...theme };
  return (['light', 'dark'] as const).flatMap((scheme) =>
    pairs.flatMap(([one, other, needed]) => {
      const [front, back] = [`--hm-color-${one}`, `--hm-color-${other}`];
      const ratio = contrast(read(front, tokens, scheme), read(back, tokens, scheme));
      return ratio < needed ? [{ front, back, scheme, ratio: Math.floor(ratio * 100) / 100, needed }] : [];
    }),
  );
}

function readDefaults(): Tokens {
  const written = [
    ...(buttonTokens.replaceAll(';', ';\n') + panelTokens).matchAll(/(--_[\w-]+):\s*var\((--hm-[\w-]+),\s*(.*)\);?$/gm),
  ];
  const publicNames = new Map(written.map(([, own = '', name = '']) => [own, name]));
  return Object.fromEntries(
    written.map(([, , name = '', value = '']) => [name, value.replace(/--_[\w-]+/g, (own) => publicNames.get(own) ?? own)]),
  );
}

/** The contrast of two colours as WCAG 2.2 counts it. */
function contrast(one: Rgb, other: Rgb): number {
  const [darker, lighter] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number];
  return (lighter + 0.05) / (darker + 0.05);
}

const linear = (part: number) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4);
const gamma = (part: number) => (part <= 0.0031308 ? part * 12.92 : 1.055 * part ** (1 / 2.4) - 0.055);

function luminance([red, green, blue]: Rgb): number {
  return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
}

function read(name: string, tokens: Tokens, scheme: 'light' | 'dark'): Rgb {
  const color = (text: string): Rgb => {
    const [, call = '', inside = ''] = /^([\w-]+)\((.*)\)$/s.exec(text.trim()) ?? [];
    const parts = splitTop(inside);
    if (call === 'light-dark') return color(parts[scheme === 'light' ? 0 : 1] ?? '');
    if (call === 'var' && tokens[parts[0]!] !== undefined) return read(parts[0]!, tokens, scheme);
    const [, first = '', share = ''] = /^(.*) (\d+(?:\.\d+)?)%$/s.exec(parts[1] ?? '') ?? [];
    if (call === 'color-mix' && parts[0] === 'in oklab' && share)
      return mix(color(first), color(parts[2] ?? ''), Number(share) / 100);
    const [, digits] = /^#([\da-f]{3}|[\da-f]{6})$/i.exec(text.trim()) ?? [];
    if (!digits) {
      throw new SyntaxError(`${name} is "${tokens[name]}", which is no colour that can be checked: write it as #rrggbb.`);
    }
    const long = digits.length === 3 ? [...digits].map((digit) => digit + digit).join('') : digits;
    return [0, 2, 4].map((at) => parseInt(long.slice(at, at + 2), 16) / 255) as unknown as Rgb;
  };
  return color(tokens[name] ?? '');
}

/** Splits by the commas that stand in no bracket. */
function splitTop(text: string): string[] {
  const parts = [''];
  let depth = 0;
  for (const sign of text) {
    depth += Number(sign === '(') - Number(sign === ')');
    if (sign === ',' && depth === 0) parts.push('');
    else parts[parts.length - 1] += sign;
  }
  return parts.map((part) => part.trim());
}

/** Mixes as the browser does, in Oklab (https://bottosson.github.io/posts/oklab/). */
function mix(one: Rgb, other: Rgb, share: number): Rgb {
  const [first, second] = [toOklab(one), toOklab(other)];
  return fromOklab(first.map((part, at) => part * share + second[at]! * (1 - share)) as unknown as Rgb);
}

function toOklab(color: Rgb): Rgb {
  const [r, g, b] = color.map(linear) as unknown as Rgb;
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}

function fromOklab([light, a, b]: Rgb): Rgb {
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const parts = [
    4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
    -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
    -0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s,
  ];
  return parts.map((part) => gamma(Math.min(1, Math.max(0, part)))) as unknown as Rgb;
}
