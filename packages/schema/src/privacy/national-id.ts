import type { Detector, Span } from './finding.js';
import { anyCase, otherNumber, spansOf } from './finding.js';

/** What a national id is called. */
const names = [
  '(?<![a-z])(?:ssn|social (?:sec|insurance|is|number|no|#)|itin|tax ?payer|tax[ -]?(?:id|file)|national insurance|ni n(?:umber|o)|nino|nhs|tfn',
  'steuer-?(?:id|nummer)|(?:sozial|renten)versicherung|(?:personal)?ausweis|s[ée]curit[ée] sociale|segur(?:idad|an[çc]a) social',
  'codice fiscale|bsn|burgerservice|cpf|pesel|personnummer|personal (?:identi|code|number)|f[øo]dselsn|cpr|henkil[öo]tunnus',
  'ahv|avs|aa?dhaa?r|curp|resident|rijksregister|national id|identity (?:card|number)|id[- ]card',
  "passe?port|reisepass|pasaporte|driv(?:er|ing)['’]?s?[- ]licen[cs]e",
  // Words in small letters, and therefore ids where a number follows at once.
  '(?:sin|pan|nir|dni|nie|nif|rut)(?=[ :#/]| n))',
].join('|');

/** An id: figures in groups, with the letters that some countries put before, between or behind them. */
const shape =
  /(?<![\w.$€£-])((?:(?!is|as|no)[A-Z]{2} |[A-Z]{1,6})?\d[\dA-Z]{0,19}(?:(?: ?[-.–/] ?| )(?:\d[\dA-Z]{0,19}|[A-Z](?=[ -]\d))){0,7}(?:[- ]?[A-Z](?!\w))?)(?!\w|[.:]\w)/
    .source;

const after = anyCase(`(?:${names})([^\\n]{0,48}?)${shape}`);
const ahead = anyCase(`${shape}[ ,(=]{1,3}(?:was|as|is|lautet|ist|est|es)(?: [a-z]{1,8}){0,2} (?:${names})()`);

// Dates, decimals, numbers of zeros, and numbers that the office never gave out.
const wrong =
  /^(?:(?:19|20)\d\d[-./][01]?\d[-./][0-3]?\d(?!\d)|[0-3]?\d[-./][0-3]?\d[-./](?:19|20)\d\d$|\d{1,3}\.\d{4,}$|(?:000|666)-|(\d)(?:\1|\W)*$)|-00-|-0000$/;

/** Enough figures for an id, and no figures of something else. */
function isId({ value }: Span): boolean {
  const figures = value.replace(/\D/g, '').length;
  const isMixed = /[a-z]/i.test(value) && value.replace(/\W/g, '').length > 7 && figures > (/[a-z]{2,}$/.test(value) ? 3 : 2);
  return (isMixed || figures > 6) && figures < 19 && !wrong.test(value);
}

export const nationalId: Detector = [
  'national-id',
  (text) => [
    ...spansOf(text, after, (span, [whole, between = '']) => {
      const isWord = /^(sin|pan|nir|nie)/.test(whole);
      const isBroken = /[.!?]\s+[A-Z][a-z]/.test(between) || otherNumber.test(between);
      const unit = /^ ?(bytes|[kmg]b|rows|ms|times)\b/i.test(text.slice(span.end, span.end + 8));
      return !isWord && !isBroken && !unit && isId(span);
    }),
    ...spansOf(text, ahead, isId),
  ],
];
