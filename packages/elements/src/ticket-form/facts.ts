import type { PolicyAnswer } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';
import type * as Extras from './extras.js';
import type { Offer } from './field.js';
import { renderField } from './field.js';

/** What a question about the ticket itself needs to be drawn. */
interface FactView {
  value: string;
  /** What is wrong with the answer, in words. */
  error: string | undefined;
  set: (value: string) => void;
  locale: LocaleController;
}

/** Asks what the ticket is about. */
export function renderType({ types }: PolicyAnswer['policy'], view: FactView) {
  const options = types.map(({ key, label, description }) => ({ key, label, hint: description }));
  return renderFact('type', options, view);
}

/** Asks how severe it is. Levels that the plan does not have are shown and closed. */
export function renderSeverity(
  { levels }: PolicyAnswer['policy'],
  view: FactView,
  examplesOf: typeof Extras.examplesOf | undefined,
) {
  const options = levels.map((level) => ({
    key: level.key,
    label: level.label,
    hint: level.guidance,
    closed: level.closedBecause && view.locale.term('closedForPlan'),
    more: examplesOf?.(level, view.locale),
  }));
  return renderFact('severity', options, view);
}

/** A question that every policy asks in the same words. */
function renderFact(key: 'type' | 'severity', options: Offer[], { value, error, set, locale }: FactView) {
  return renderField({
    field: { key, kind: 'choice', label: locale.term(key), options },
    value,
    required: true,
    error,
    readOnly: false,
    locale,
    set: (answer) => set(String(answer)),
  });
}
