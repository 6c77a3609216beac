import type { Finding, PrivacyRules } from '@helpmark/schema/privacy';
import { cards, nationalIds } from './cards-and-ids.js';
import { askedHarmless, identifiers, words } from './harmless.js';
import { harmlessTickets } from './harmless-tickets.js';
import { passwords } from './passwords.js';
import { asked, keys, licenceKeys, tokens } from './secrets.js';
import { privateTickets } from './tickets.js';
import { unseenHarmless, unseenPrivate } from './unseen.js';

/** A text and what is private in it. */
export interface PrivacyCase {
  text: string;
  private: Finding[];
  rules: PrivacyRules;
}

/** What is looked for without a policy's word. */
const usualRules: PrivacyRules = { kinds: ['card', 'national-id', 'password', 'token', 'key', 'licence-key'] };

/** What a policy asks for besides. */
const askedRules: PrivacyRules = {
  kinds: ['card', 'national-id', 'password', 'token', 'key', 'licence-key', 'other-contact', 'diagnosis'],
  diagnoses: ['type 2 diabetes', 'depression', 'breast cancer', 'HIV', 'Burn-out'],
  own: ['ana@acme.example', '+49 170 1234567'],
};

/** Chance that is the same in every run. */
function chanceOf(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

const lower = 'abcdefghijklmnopqrstuvwxyz';
const upper = lower.toUpperCase();
const digits = '0123456789';
const alphabets: Record<string, string> = {
  A: lower + upper + digits,
  a: lower + digits,
  B: `${lower}${upper}${digits}+/`,
  U: upper + digits,
  h: `${digits}abcdef`,
  d: '123456789',
};

/** Fills in `{A36}` (36 letters and digits), `{h32}` (hexadecimal), `{uuid}` and `{jwt}`. */
export function fillIn(text: string, seed: number): string {
  const chance = chanceOf(seed);
  const draw = (alphabet: string, length: number) =>
    Array.from({ length }, () => alphabet[chance(alphabet.length)] ?? '').join('');
  const hex = (length: number) => draw(alphabets.h ?? '', length);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return text.replace(/\{(uuid|jwt|([AaBUhd])(\d+))\}/g, (_all, name: string, alphabet: string, length: string) => {
    if (name === 'uuid') return `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`;
    if (name === 'jwt') {
      return [
        encode({ alg: 'HS256', typ: 'JWT' }),
        encode({ sub: hex(8), exp: 1_763_692_800 }),
        draw(alphabets.A ?? '', 43),
      ].join('.');
    }
    return draw(alphabets[alphabet] ?? '', Number(length));
  });
}

/** Reads `My card is 【card:4111 …】`: the marks go, and say what is private. */
function read(marked: string, seed: number, rules: PrivacyRules): PrivacyCase {
  const found: Finding[] = [];
  let text = '';
  for (const part of fillIn(marked, seed).split(/(【[^】]*】)/)) {
    const mark = /^【([a-z-]+):([^】]*)】$/.exec(part);
    const [, kind, content] = mark ?? ['', '', part];
    if (mark) found.push({ kind: kind as Finding['kind'], start: text.length, end: text.length + (content ?? '').length });
    text += content;
  }
  return { text, private: found, rules };
}

const readAll = (texts: string[], seed: number, rules: PrivacyRules = usualRules) =>
  texts.map((text, at) => read(text, seed + at, rules));

/** Texts with something private in them. */
export const privateCases: PrivacyCase[] = [
  ...readAll(cards, 1000),
  ...readAll(nationalIds, 2000),
  ...readAll(passwords, 3000),
  ...readAll(tokens, 4000),
  ...readAll(keys, 5000),
  ...readAll(licenceKeys, 6000),
  ...readAll(privateTickets, 10_000),
  ...readAll(asked, 7000, askedRules),
];

/** Texts with nothing private in them. */
export const harmlessCases: PrivacyCase[] = [
  ...readAll(identifiers, 8000),
  ...readAll(words, 9000),
  ...readAll(harmlessTickets, 11_000),
  ...readAll(askedHarmless, 9500, askedRules),
];

/** Texts that no pattern was made by. */
export const unseenCases: PrivacyCase[] = [...readAll(unseenPrivate, 12_000), ...readAll(unseenHarmless, 13_000)];
