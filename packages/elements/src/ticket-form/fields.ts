import type { Draft } from '@helpmark/client';
import { isBlank } from '@helpmark/schema';
import type { PolicyAnswer } from '@helpmark/schema';
import { nothing } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import type { FieldView } from './field.js';
import { renderField } from './field.js';
import type { FormAnswers } from './form-answers.js';
import { fromHost } from './known.js';

/** What the drawing of a form's fields needs to know. */
interface FieldsView extends Pick<FieldView, 'rows'> {
  known: PolicyAnswer;
  form: FormAnswers;
  draft: Draft | undefined;
  errorAt: (key: string) => string | undefined;
  locale: LocaleController;
}

/** Each field has its place, whether it applies or not: one that comes or goes must not take the controls of its neighbours. */
export function renderFields(
  { known, form, draft, errorAt, rows, locale }: FieldsView,
  answer: (key: string, ...to: Parameters<FieldView['set']>) => void,
) {
  const answers = form.of(known);
  const applying = form.applying(known);
  return known.policy.fields.map((field) => {
    const { key } = field;
    const applies = applying.get(key);
    const given = form.givenAs(key);
    if (!applies || given === 'hidden') return nothing;
    return renderField({
      field,
      value: answers[key],
      required: applies.required,
      error: errorAt(key),
      again: isBlank(answers[key]) && draft?.left.includes(key),
      readOnly: given !== undefined || fromHost(field, known) !== undefined,
      locale,
      rows,
      files: draft?.files,
      set: (value, focus) => answer(key, value, focus),
    });
  });
}
