import type { Detector, Span } from './finding.js';
import { anyCase, anyOf, before, looksRandom, spansOf, uuid } from './finding.js';

/** How the makers' keys begin. */
const makers = anyOf(
  /A[A-Z]{2}A(?=[A-Z\d]{16}(?![A-Za-z\d]))|gh[oprsu]_|github_pat_|gl[a-z]{2,6}-|xox[a-z]-|xapp-|https:\/\/hooks\.slack\.com\/services\/|[rs]k_(?:live|test)_/,
  /whsec_|sk-|hf_|AIza|GOCSPX-|ya29\.|SG\.|SK(?=[\da-f]{32})|key-|npm_|pypi-|dckr_pat_|do[opr]_v1_|shp[a-z]{2}_/,
  /sq0[a-z]{3}-|\d{8,10}:AA|dapi|lin_api_|secret_|figd_|PMAK-|ATATT3|hvs\.|sb_secret_|[\da-f]{32}(?=-us\d)/,
);
const made = new RegExp(`(?<![A-Za-z\\d])(?:${makers})[\\w.=/-]{3,300}`, 'g');

/** What may stand between a name and its value: `"api_key": "…"`, "api key is …", "API key (live) for the test site: …". */
const link =
  /["'`”“)\]]{0,2}(?: \([^()\n]{1,30}\))?(?:(?: [\w'-]{1,20}){1,5}(?= ?[:=] | is ))?[ \t]{0,3}(?::{1,2}|==?>?|→|(?:is|lautet|ist|est|es)(?= )|-)?[ \t]{0,3}["'`“„«‘(]?/
    .source;
const named = (names: RegExp) => anyCase(`(?:${names.source})${link}([\\w+/.~-]{12,1024}={0,2})`);

const keyNames = named(
  /(?:api|access|account|auth|client|private|encryption|signing|secret)[-_ ]?(?:access[-_ ]?)?(?:key|schlüssel|secret)(?:_base)?(?![-_ ]?id)|clé api ?|(?<![a-z])secret(?=["'\]]{0,2}\s?[:=])/,
);
const tokenNames = named(
  /(?<!page|cursor|continuation)[-_ ]?token|(?:jsessionid|phpsessid|sessionid|(?<![a-z])(?:session|sid))(?==)/,
);

/** Whether a value behind a name is drawn by chance, and no file, path or date. */
const isSecret = ({ value }: Span) => looksRandom(value) && !/\.[a-z]{2,5}$|^[./~]|^\d{4}-\d\d-/i.test(value);

export const key: Detector = [
  'key',
  (text) => [
    ...privateKeys(text),
    ...spansOf(text, made, ({ value }) => value.length > 19 && looksRandom(value)),
    ...spansOf(text, keyNames, isSecret),
  ],
];

/** From the line that begins a private key to the one that ends it, or as far as it goes where that is cut off. */
function privateKeys(text: string): Span[] {
  return [...text.matchAll(/-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY( BLOCK)?-----/g)].flatMap(({ 0: begin, index: start }) => {
    const body = start + begin.length;
    const next = text.indexOf('-----', body);
    const close = /^-----END [A-Z\d ]{0,40}-----/.exec(text.slice(next, next + 80))?.[0] ?? '';
    const rest = text.slice(body, next < 0 ? undefined : next);
    const value = close ? rest : (/^[\w+/=:,.\s\\-]*/.exec(rest)?.[0].trimEnd() ?? '');
    return value.length > 40 ? [{ value, start, end: body + value.length + close.length }] : [];
  });
}

export const token: Detector = [
  'token',
  (text) => [
    ...spansOf(text, /(?<![\w-])eyJ[\w-]{8,4096}\.[\w-]{8,8192}(?:\.[\w-]{0,8192}){0,3}/g),
    ...spansOf(text, /(?<![a-z])bearer[ :,]{1,3}["'`]?([\w.~+/-]{16,4096}={0,2})/gi, isSecret),
    ...spansOf(text, /authorization["']?[ :=]{1,4}["']?(?:basic|token) ([\w+/-]{8,512}={0,2})(?=["'\s,]|$)/gi),
    ...spansOf(
      text,
      tokenNames,
      (span) => isSecret(span) && !(uuid.test(span.value) && !/(?:access|auth)[-_ ]?token/i.test(before(text, span.start))),
    ),
  ],
];

const licence = anyCase(
  `(?:(?:licen[cs]e|activation|product|serial|lizenz)[-_ ]?\\(?(?:key|code|schlüssel)|(?<!driv(?:er|ing)['’]?s?[- ])licen[cs]e n(?:o|umber)|clé de licence|clave de licencia)(?:${link}([a-z\\d-]{12,128})(?![\\w.])|[^\\n.!?]{0,60}?(?<![\\w-])([A-Z\\d]{4,8}(?:-[A-Z\\d]{4,8}){2,7}(?![\\w-])))`,
);

export const licenceKey: Detector = [
  'licence-key',
  (text) => [
    ...spansOf(text, /(?<![\w-])[A-Z\d]{5}(?:-[A-Z\d]{5}){4}(?![\w-])/g, ({ value }) => /[A-Z]/.test(value) && /\d/.test(value)),
    ...spansOf(text, licence, ({ value }) => looksRandom(value) || /^(?=.*\d)[A-Z\d]+-[A-Z\d-]+$/.test(value)),
  ],
];
