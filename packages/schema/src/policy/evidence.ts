import type { Answers } from '../answer.js';
import { isBlank, splitEvidence } from '../blank.js';
import type { Evidence, Field } from './policy.js';

/** One item of a type's evidence list, and whether it is there. */
export interface EvidenceState {
  item: Evidence;
  present: boolean;
}

/**
 * Says which items of a type's evidence list are there: an item is present when every field it names is answered, when the
 * answers hold evidence of one of its kinds, when what was collected of the page does, or when it takes files and there is one.
 *
 * @param files - How many files are attached.
 * @param context - What goes along of what was collected.
 */
export function evidenceOf(
  policy: { fields: Field[]; types: { key: string; evidence?: Evidence[] | undefined }[] },
  answers: Answers,
  type: string | undefined,
  files = 0,
  context: readonly { kind: string }[] = [],
): EvidenceState[] {
  const given = new Set(
    policy.fields
      .filter(({ kind }) => kind === 'evidence')
      .flatMap(({ key }) => (Array.isArray(answers[key]) ? answers[key] : []))
      .map((entry) => splitEvidence(entry))
      .flatMap(({ kind, value }) => (isBlank(value) ? [] : [kind])),
  );
  const items = policy.types.find(({ key }) => key === type)?.evidence ?? [];
  return items.map((item) => ({
    item,
    present:
      (!!item.fields && item.fields.every((key) => !isBlank(answers[key]))) ||
      (!!item.kinds && item.kinds.some((kind) => given.has(kind))) ||
      (!!item.context && context.some(({ kind }) => item.context!.includes(kind))) ||
      (!!item.files && files > 0),
  }));
}

/**
 * The fields to ask for so that what is missing can come: those that its items name and that are not answered, and those that take
 * evidence of its kinds. With them staff ask for exactly that. What only a file can be is asked for in words.
 *
 * @param missing - Items that are not there.
 */
export function fieldsToAsk(
  policy: { fields: Field[] },
  answers: Answers,
  missing: readonly Pick<Evidence, 'fields' | 'kinds'>[],
): string[] {
  const takes = ({ key, kind, options = [] }: Field, { fields = [], kinds = [] }: Pick<Evidence, 'fields' | 'kinds'>) =>
    (fields.includes(key) && isBlank(answers[key])) ||
    (kind === 'evidence' && options.some((option) => kinds.includes(option.key)));
  return policy.fields.filter((field) => missing.some((item) => takes(field, item))).map(({ key }) => key);
}

/** The items that are not there and that an action needs, or would be better for. */
export function missingEvidence(
  states: EvidenceState[],
  action: 'create' | 'escalate',
  need: 'required' | 'recommended',
): Evidence[] {
  return states
    .filter(({ item, present }) => !present && item.need === need && (item.for ?? ['create']).includes(action))
    .map(({ item }) => item);
}
