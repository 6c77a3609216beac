import { maxLengthOf } from '@helpmark/schema';
import type { Field } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { Term } from '../locales/words.js';

const terms: Record<string, Term> = {
  required: 'errorRequired',
  'too-short': 'errorTooShort',
  'too-long': 'errorTooLong',
  'not-an-option': 'errorOption',
  'not-a-url': 'errorUrl',
  'not-an-email': 'errorEmail',
  'not-a-number': 'errorNumber',
  'too-small': 'errorTooSmall',
  'too-large': 'errorTooLarge',
  'not-a-date': 'errorDate',
};

/** The words for what is wrong with an answer. */
export function faultWords(code: string, field: Field, locale: LocaleController): string {
  const values = {
    label: locale.text(field.label),
    min: field.minLength ?? field.min ?? '',
    max: maxLengthOf(field) ?? field.max ?? '',
  };
  // Which of the files it is, and why, stands beside them.
  if (field.key === 'attachments') return locale.term(code === 'too-much-today' ? 'errorFilesToday' : 'errorFiles');
  const choose = code === 'required' && (field.kind === 'choice' || field.kind === 'choices');
  return locale.term(choose ? 'errorChoose' : (terms[code] ?? 'errorOther'), values);
}
