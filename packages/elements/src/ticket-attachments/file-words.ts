import type { FileIssue } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

/** What is wrong with a file that was chosen: against the policy, with the device that has it, or with the room that there is. */
export type FileTrouble = Omit<FileIssue, 'at' | 'code'> & { code: FileIssue['code'] | 'unreadable' | 'unreachable' | 'no-room' };

const terms: Record<FileTrouble['code'], Term> = {
  'not-taken': 'fileNotTaken',
  empty: 'fileEmpty',
  'wrong-type': 'fileWrongType',
  'wrong-content': 'fileWrongContent',
  'too-large': 'fileTooLarge',
  'too-many': 'fileTooMany',
  'too-much': 'fileTooMuch',
  unreadable: 'fileUnreadable',
  unreachable: 'fileUnreachable',
  'no-room': 'fileNoRoom',
};

/** Says why a file cannot be attached. */
export function troubleWords({ code, limit = 0 }: FileTrouble, name: string, types: string, locale: LocaleController): string {
  return locale.term(terms[code], { name: shownName(name), types, count: limit, size: writeSize(limit, locale) });
}

/** A size as people write it. Kilobytes are of 1,024 bytes, as limits in policies are. */
export function writeSize(bytes: number, { locale }: LocaleController): string {
  const steps = [
    [1024 ** 2, 'megabyte', 'short'],
    [1024, 'kilobyte', 'short'],
    [1, 'byte', 'long'],
  ] as const;
  const [step, unit, unitDisplay] = steps.find(([least]) => bytes >= least) ?? steps[2];
  return (bytes / step).toLocaleString(locale, { style: 'unit', unit, unitDisplay, maximumFractionDigits: 1 });
}

/** Controls, and marks that turn the direction of reading: in a name they can hide what kind of file it is. */
const deceiving = /[\p{Cc}\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/gu;
/** Signs of a name that are shown at most. */
const longest = 44;

/** A name as it was typed, with a sign in place of what deceives; of a long one the middle is left out, so that its end shows. */
export function shownName(name: string, most = longest): string {
  const signs = [...new Intl.Segmenter().segment(name.replace(deceiving, '\ufffd'))].map(({ segment }) => segment);
  if (signs.length <= most) return signs.join('');
  const end = Math.floor(most / 3);
  return `${signs.slice(0, most - end - 1).join('')}…${signs.slice(-end).join('')}`;
}

/** The ending of a name, such as `PNG`: stands in place of a picture. */
export const endingOf = (name: string) => /\.(\w{1,4})$/.exec(name)?.[1]?.toUpperCase() ?? '';
