import type { Answer, Field } from '@helpmark/schema';
import type { Chance } from './chance.js';
import { words } from './random-policy.js';

const oddTexts = [
  '',
  '  ',
  '\n\t',
  ' a ',
  'b\r\n',
  ' a \n b ',
  'multi\n\nline\u2028text\u0085end',
  '\u00a0no-break\u00a0',
  '\ufeffmark\ufeff',
  '\u180evowel\u200b',
  '👩‍👩‍👧',
  '\ud800',
  'İıſK',
  'x'.repeat(31),
  'x'.repeat(201),
];

const addresses = [
  'http://a',
  'HTTPS://A.EXAMPLE/ü?q=ä#ß',
  'https://exa mple',
  'https://[::1]:99999',
  'https://a.example:65536/',
  'https://xn--/',
  'https://ａ.example',
  'https:/a.example',
  'https://a.example/%zz',
  'https://1.2.3.4.5/',
  'https://0x7f.1/',
  'https://a_b.example',
  'https://-a-.example',
  'https://a..example',
  'https://faß.example',
  'https://\u00ad/',
  'https://a%00b/',
  'https://user:pa ss@a.example',
  'javascript:alert(1)',
  'a@b',
  'a@b.c',
  'ä@ö.example',
  'a b@c.example',
  'a@b..c',
];

const dates = [
  '2026-11-21',
  '2026-02-29',
  '2024-02-29',
  '2026-13-01',
  '2026-00-10',
  '0000-01-01',
  '9999-12-31',
  '2026-11-21T14:30Z',
  '2026-11-21T14:30:00Z',
  '2026-11-21T24:00:00Z',
  '2026-11-21T23:59:60Z',
  '2026-11-21T14:30:00.5Z',
  '2026-11-21T14:30:00.123Z',
  '2026-11-21T14:30:00.1234Z',
  '2026-11-21T14:30:00+01:00',
  '2026-02-30T00:00:00Z',
  '21.11.2026',
];

const items = ['a', 'b', ' b ', 'a: 4f2a', 'b:', 'b:  ', 'f1-own: x', 'x:y:z', ':', '', ' ', 'line\nend', 'x'.repeat(501)];

const numbers = [0, 1, 3, 3, 5, 6, -1, -3, 0.1, 1e308, Number.MAX_SAFE_INTEGER];

/** An answer to a field: mostly one of its kind, right or wrong; else any. Only what JSON can say. */
export function randomAnswer(chance: Chance, { key, kind }: Field): Answer {
  if (chance.is(0.3)) return anyAnswer(chance, key);
  if (kind === 'number') return chance.pick(numbers);
  if (kind === 'choices' || kind === 'steps') return chance.some(['a', 'b', `${key}-own`, ...(chance.is(0.1) ? items : [])]);
  if (kind === 'evidence') return chance.some(['a: 1', 'b: two', `${key}-own: 3`, ...(chance.is(0.1) ? items : [])]);
  if (kind === 'choice') return chance.pick(['a', 'b', `${key}-own`, ' a ', 'x']);
  if (kind === 'date' || kind === 'datetime') return chance.pick(dates);
  if (kind === 'url' || kind === 'email') return chance.pick([...words, ...addresses]);
  return chance.pick([...words, ...words, ...oddTexts]);
}

/** An answer of any kind, often one that conditions name. */
export function anyAnswer(chance: Chance, key: string): Answer {
  const text = () => chance.pick([...words, `${key}-own`]);
  return chance.pick<() => Answer>([
    text,
    () => ` ${text()}\n`,
    () => chance.pick([...oddTexts, ...addresses, ...dates]),
    () => chance.pick(numbers),
    () => chance.is(0.5),
    () => chance.some(['a', 'b', `${key}-own`]),
    () => Array.from({ length: chance.below(5) }, () => chance.pick(items)),
    () => Array.from({ length: chance.pick([50, 51]) }, (_, at) => `step ${at}`),
  ])();
}
