import type { Answer, Answers } from '../answer.js';
import { isBlank, splitEvidence } from '../blank.js';
import type { Issue } from '../problem.js';
import { lengthOf } from '../words.js';
import type { Facts } from './condition.js';
import { holds, isFact } from './condition.js';
import type { Field } from './policy.js';
import type { PolicyView } from './project.js';

/** What the evaluators read of a policy: the whole one and a page's view both have it. */
export type FieldRules = Pick<PolicyView, 'fields' | 'baseFields' | 'types'>;

/** A field that applies, and whether an answer is needed. */
export interface ApplicableField {
  field: Field;
  required: boolean;
}

/** Lengths where a field names none, in code points. */
const defaultMaxLength: Partial<Record<Field['kind'], number>> = {
  text: 200,
  url: 2000,
  email: 254,
  multiline: 10_000,
  steps: 500,
  evidence: 2000,
};

/** The most code points that a field takes; for ordered steps, of each. Nothing where the kind has no length. */
export function maxLengthOf(field: Field): number | undefined {
  return field.maxLength ?? defaultMaxLength[field.kind];
}

/**
 * The fields that apply to a type and these answers, in the order a form asks. A field that does not apply counts as not
 * answered in the conditions of the others.
 *
 * @param facts - What is known besides the answers; `type` decides which fields there are. An unknown type has the base fields.
 */
export function applicableFields(rules: FieldRules, answers: Answers, facts: Facts): ApplicableField[] {
  const wanted = new Set([...rules.baseFields, ...(rules.types.find((type) => type.key === facts.type)?.fields ?? [])]);
  const byKey = new Map(rules.fields.filter((field) => wanted.has(field.key)).map((field) => [field.key, field]));
  const visible = new Map<string, boolean>();
  const isVisible = (field: Field): boolean => {
    const known = visible.get(field.key);
    if (known !== undefined) return known;
    visible.set(field.key, false); // a circle ends here; parsePolicy refuses one
    const answer = !field.visibleWhen || holds(field.visibleWhen, read);
    visible.set(field.key, answer);
    return answer;
  };
  const read = (name: string): Answer | undefined => {
    if (isFact(name)) return facts[name];
    const field = byKey.get(name);
    return field && isVisible(field) ? cleanAnswer(field, answers[name]) : undefined;
  };
  return [...byKey.values()]
    .filter(isVisible)
    .map((field) => ({ field, required: field.required === true || (!!field.requiredWhen && holds(field.requiredWhen, read)) }));
}

/**
 * Keeps the answers of the fields that apply: trimmed where the field does not want them to the letter, one line where the kind is
 * one line, blanks left out.
 *
 * @returns The answers as a server stores them.
 */
export function cleanAnswers(rules: FieldRules, answers: Answers, facts: Facts): Record<string, Answer> {
  const kept: Record<string, Answer> = {};
  for (const { field } of applicableFields(rules, answers, facts)) {
    const answer = cleanAnswer(field, answers[field.key]);
    if (answer !== undefined) kept[field.key] = answer;
  }
  return kept;
}

function cleanAnswer(field: Field, answer: Answer | undefined): Answer | undefined {
  if (answer === undefined || isBlank(answer)) return undefined;
  if (Array.isArray(answer)) {
    const items = trimmed(answer);
    if (field.kind === 'evidence') return given(items);
    return field.kind === 'choices' ? [...new Set(items)] : items;
  }
  if (typeof answer !== 'string') return answer;
  // Split and joined: a pattern that also takes the spaces around a line's end needs quadratic time.
  if (field.exact) return answer;
  return field.kind === 'multiline' ? answer.trim() : trimmed(answer.split(/[\r\n\u2028\u2029]/)).join(' ');
}

/** Evidence of which more than the kind was given; nothing where none was. */
function given(entries: string[]): string[] | undefined {
  const kept = entries.filter((entry) => splitEvidence(entry).value);
  return kept.length > 0 ? kept : undefined;
}

const trimmed = (texts: string[]) => texts.map((text) => text.trim()).filter(Boolean);

/** One thing that is wrong or missing in a form: where, and a code. */
export type FormFault = Pick<Issue, 'path' | 'code'>;

/**
 * Finds what is wrong or missing in a form: the same in the browser and on the server, which writes a sentence to each (see
 * `checkAnswers`).
 *
 * @returns One fault a field at most, in the order a form asks; none when the answers may be sent. `path` is `[field key]`, or
 *   `['type']` for a type that the policy does not have.
 */
export function findFaults(rules: FieldRules, answers: Answers, facts: Facts): FormFault[] {
  const faults: FormFault[] = [];
  const type = rules.types.find(({ key }) => key === facts.type);
  if (!type || type.redirect) {
    faults.push({ path: ['type'], code: type ? 'redirect' : facts.type ? 'not-an-option' : 'required' });
  }
  for (const { field, required } of applicableFields(rules, answers, facts)) {
    const code = faultOf(field, answers[field.key], required);
    if (code) faults.push({ path: [field.key], code });
  }
  return faults;
}

/** Codes of what can be wrong with one answer. */
export type AnswerFault =
  | 'required'
  | 'too-short'
  | 'too-long'
  | 'not-an-option'
  | 'not-a-url'
  | 'not-an-email'
  | 'not-a-number'
  | 'too-small'
  | 'too-large'
  | 'not-a-date'
  | 'wrong-type';

/** Items of a list at most. */
export const maxItems = 50;

/** True for kinds whose answer is a list. */
export const isList = ({ kind }: Field) => kind === 'choices' || kind === 'steps' || kind === 'evidence';

/** One field's fault, if any. */
export function faultOf(field: Field, given: Answer | undefined, required: boolean): AnswerFault | undefined {
  const answer = cleanAnswer(field, given);
  if (answer === undefined) return required ? 'required' : undefined;
  const { kind } = field;
  if (isList(field)) {
    if (!Array.isArray(answer)) return 'wrong-type';
    if (kind === 'choices' && !answer.every((item) => hasOption(field, item))) return 'not-an-option';
    if (kind === 'evidence' && !answer.every((item) => hasOption(field, splitEvidence(item).kind))) return 'not-an-option';
    if (answer.length < (field.minLength ?? 0)) return 'too-short';
    if (kind === 'choices') return undefined;
    return answer.length > maxItems || answer.some((item) => lengthOf(item) > maxLengthOf(field)!) ? 'too-long' : undefined;
  }
  if (kind === 'number') {
    if (typeof answer !== 'number' || !Number.isFinite(answer)) return 'not-a-number';
    if (answer < (field.min ?? -Infinity)) return 'too-small';
    return answer > (field.max ?? Infinity) ? 'too-large' : undefined;
  }
  if (typeof answer !== 'string') return 'wrong-type';
  if (kind === 'choice') return hasOption(field, answer) ? undefined : 'not-an-option';
  if (kind === 'date') return isDate(answer) ? undefined : 'not-a-date';
  if (kind === 'datetime') return isMoment(answer) ? undefined : 'not-a-date';
  if (kind === 'url' && !webAddressPattern.test(answer)) return 'not-a-url';
  if (kind === 'email' && !emailPattern.test(answer)) return 'not-an-email';
  if (lengthOf(answer) < (field.minLength ?? 0)) return 'too-short';
  return lengthOf(answer) > maxLengthOf(field)! ? 'too-long' : undefined;
}

const hasOption = (field: Field, key: string) => !!field.options?.some((option) => option.key === key);

/** One @, something before it, names joined by dots after it, no spaces: whether it receives mail only sending can tell. */
const emailPattern = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

/**
 * A scheme, a host without spaces or signs that no host has, perhaps a port, and whatever follows. `URL.canParse` would know
 * more, but not the same in every engine: Chromium takes spaces in a host, which Node refuses.
 */
const webAddressPattern = /^https?:\/\/([^\s/?#@]*@)?(\[[\da-f:.]+\]|[^\s/?#@:%<>^|\\[\]]+)(:\d{0,5})?([/?#].*)?$/i;

function isDate(value: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(value) && isMoment(`${value}T00:00:00Z`);
}

/** A UTC moment that the calendar has: `2026-02-30` is none, though `Date` would move it to March. */
function isMoment(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?Z$/.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 16));
}
