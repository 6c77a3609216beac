import type { Detector, Span } from './finding.js';
import { spansOf, uuid } from './finding.js';

/** What a password is called. Only the long names also count inside a name such as `DB_PASSWORD`. */
const word =
  /(?:passwor[dt]|passwd|passphrase|(?<![a-z])(?:pass(?:code)?|pwd?|kennwort|mot de passe|mdp|contrase[ñn]a|senha|wachtwoord|l[öo]senord|passord|has[łl]o|heslo|пароль))(?![a-zа-я])/gi;

/** How a name leads to its value: the surer, the plainer a password may be. */
const assigned = 0;
const said = 1;
const explained = 2;
const ways: [way: number, lead: RegExp][] = [
  // `password: x`, `"password":"x"`, `password (old) - x`.
  [assigned, /^["'`”“)\]]{0,2}(?: \([^()\n]{1,30}\))?[ \t]{0,3}(?::{1,2}|==?>?|>(?=[^\s<])|→|[ \t][-–—][ \t])\s{0,3}/],
  // "my password is x".
  [said, /^ (?:is|lautet|ist|est|es|é|är):? /i],
  // "the password I use for it is x", "changed my password to x", "password for the test site: x".
  [explained, /^(?: [^\s.,;:!?=]{1,24}){0,6}?(?: (?:was|to|is|lautet|ist|est|es|é):? | ?[:=] ?)/i],
  // "with the password x".
  [explained, /^[ \t]+/],
];

/** Words that tell of a password and are none. */
const plain = new Set(
  (
    'wrong optional missing empty none null undefined string text true false hidden secret reset forgot forgotten change lost same different ' +
    'unknown this that there here what when than please help error field form link page mail broken good fine okay weak short long older from ' +
    'only still cannot must falsch leer nicht oublié refusé base64 sha256 oauth2'
  ).split(' '),
);
const plainEnding = /(?:ed|ing|rect[aeo]?|valid|gessen|laufen|-sensitive)$/;
/** What stands in a password's place: stars, a variable, a call, the number of a ticket or version, a date, an address. */
const stand =
  /^(?:[*•x.…_-]+$|[<[{\\/]|\$[{(A-Z]+|(?:your|my)[-_]|(?:process|env|user|config)\.|[a-z_$][\w$.]*\(|https?:|[A-Z]{2,6}[-_#]?\d+$|#?v?\d+(?:\.\d+)+$|\d{4}-\d\d-\d\d|\S+@\S+\.\w+$|\d{1,3}[a-z%]{0,3}$)|redacted|hidden|:$/;

const quotes = '""\'\'``“”„“«»‘’';

/** The text in quotes that a text begins with, or its first word without the marks that belong to the sentence or the code around. */
function valueAt(text: string): { value: string; start: number; quoted: boolean } {
  const open = quotes.indexOf(text[0]!);
  const inside = open % 2 ? [] : text.slice(1).split(quotes[open + 1]!);
  if (open >= 0 && inside.length > 1) return { value: inside[0]!, start: 1, quoted: true };
  const start = /^["'`“„«‘(]?/.exec(text)![0].length;
  const value = /[^\s"“”„«»<>`]{0,72}/
    .exec(text.slice(start))![0]
    .replace(/(?:&\w{1,24}=|[;,]\w{1,24}[=:]|'[,)]|\\n).*/, '')
    .replace(/[.,;:)\]}'?\\]+$/, '');
  return { value, start, quoted: false };
}

/** Whether a text looks chosen as a password: letters with figures or signs, or a long number. */
const isStrong = (value: string): boolean =>
  /^\d{6,10}$/.test(value) ||
  (/.{6}/.test(value) &&
    !/^[\w-]+\/[\w/-]+$/.test(value) &&
    ((/\d/.test(value) && /[^\d.,'’/:-]/.test(value)) || /[!@#$%^&*+=?§€~_]|-\w+-/.test(value)));

/** Whether a value is a password, by the way that led to it and what stands behind it. */
function isPassword(value: string, quoted: boolean, way: number, after: string): boolean {
  const [first = ''] = value.toLowerCase().split(' ');
  if (value.length < 4 || stand.test(value) || plain.has(first) || plainEnding.test(first) || uuid.test(value)) return false;
  if (quoted || isStrong(value)) return value.split(' ').length < 5;
  if (way === assigned && /\d/.test(value)) return true;
  // A word alone is a password where the sentence ends with it; words that go on are a sentence.
  return (
    way < explained &&
    /^\p{L}+(?:-\p{L}+)*$/u.test(value) &&
    !(way === said && /(?:ly|[ai]ble|[ei]nt)$/.test(value)) &&
    /^["'“”)\]}.,;!?\\]*[ \t]*(?:$|\n|(?:and|or|but|und|et|y|user|login)\b|(?<=[;,&"']))/i.test(after)
  );
}

/** A user's name and a password side by side: in an address, behind curl's `-u`, or after a word such as "login". */
const pair =
  /(?<![a-z\d])[a-z][a-z\d+.-]{1,20}:\/\/[^\s:@/"'<>]{0,64}:([^\s@/"'<>]{3,128})@|\s(?:-u|--user)[ =]["']?[^\s:"']{1,64}:([^\s"']{3,128})/gi;
const login =
  /(?<![a-z])(?:log[- ]?in|sign[- ]?in|credentials)[^\w\n]{1,4}(?:with |as |is |are )?(?:[\w.+-]{2,64}@[\w.-]{3,64}|[\w+-]{2,64})(?: ?[/|] |:)(\S{6,64})/gi;
const pin = /(?<![a-z])PIN(?: number)?[ \t]?(?::|=|is|lautet|ist|est|es)[ \t]?(\d{4,8})(?![\d.])/gi;
const quotedAs = /["“„]([^\s"”“„]{4,64})["”“] (?:as|als) (?:the |my |a )?(?=passwor[dt])/gi;

export const password: Detector = [
  'password',
  (text) => [
    ...spansOf(text, word).flatMap((name) => passwordAfter(text, name)),
    ...spansOf(text, pair, ({ value }) => !stand.test(value)),
    ...spansOf(text, login, ({ value }) => isStrong(value) && !stand.test(value)),
    ...spansOf(text, pin, (_span, [whole]) => !/^pi/.test(whole) || whole.includes('is ')),
    ...spansOf(text, quotedAs, ({ value }) => !plain.has(value)),
  ],
];

/** The password that follows its name, if any. */
function passwordAfter(text: string, name: Span): Span[] {
  const window = text.slice(name.end, name.end + 200);
  let tried = 0;
  for (const [way, pattern] of ways) {
    const lead = pattern.exec(window)?.[0].length ?? 0;
    if (!lead || lead === tried || (way && /^pass$/i.test(name.value))) continue;
    tried = lead;
    const { value, start: inside, quoted } = valueAt(window.slice(lead, lead + 80));
    const start = name.end + lead + inside;
    const end = start + value.length;
    if (isPassword(value, quoted, way, text.slice(end, end + 24))) return [{ value, start, end }];
  }
  return [];
}
