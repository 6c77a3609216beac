import type { Answer, Answers } from '../answer.js';
import { isBlank, splitEvidence } from '../blank.js';
import type { ContextFact, ContextItem, ContextKind } from '../context.js';
import { maxLengthOf } from './fields.js';
import type { Field } from './policy.js';

type Items = readonly ContextItem[];

/** The parts of what has lines, each without the time at which it came. */
const linesOf = (value: string) => value.split(/^\d\d:\d\d:\d\d\.\d{3} /m).map((line) => line.replace(/\n$/, ''));
const timeOf = (value: string) => /^\d{4}-\S+Z/.exec(value)?.[0];

/** Where each fact is read, and how. */
const facts: Record<ContextFact, [from: ContextKind, read: (value: string) => string | undefined]> = {
  'request-id': ['requests', (value) => Array.from(value.matchAll(/X-Request-ID (\S+)$/gm)).at(-1)?.[1]],
  'error-text': ['console', (value) => linesOf(value).at(-1)],
  action: ['steps', (value) => linesOf(value).findLast((line) => line.startsWith('click '))],
  'failure-time': ['first-failure', timeOf],
  'retry-time': ['latest-retry', timeOf],
};

/** What was collected that a field or an option asks for; nothing where it is not there. */
function valueOf(context: string | undefined, items: Items = []): string | undefined {
  if (context === undefined) return undefined;
  const [from, read] = facts[context as ContextFact] ?? [context, (value: string) => value];
  const item = items.find(({ kind }) => kind === from);
  return (item && read(item.value)) || undefined;
}

/** The same as an answer to a field: on one line where it has one, and no longer than it may be. */
function answerOf(field: Field, items: Items | undefined): string | undefined {
  const value = valueOf(field.context, items);
  const text = field.kind === 'multiline' ? value : value?.replace(/\s*\n\s*/g, ' ');
  return text && [...text].slice(0, maxLengthOf(field)).join('');
}

/** What a line of evidence says for an option. */
const lineOf = (context: string | undefined, items: Items | undefined) =>
  valueOf(context, items)
    ?.replace(/\s*\n\s*/g, ' ')
    .trim();

/**
 * Answers with what was collected of the page in the places that ask for it. What a person wrote or took out stays as it is: an
 * answer follows only while it says what was collected before, or while there is none and nothing was collected for it.
 *
 * @param before - What went along until now; nothing where the person did not want it.
 * @param after - What goes along from now on.
 */
export function fillFromContext(
  { fields }: { fields: Field[] },
  answers: Answers,
  before: Items | undefined,
  after: Items | undefined,
): Answers {
  const filled = { ...answers };
  for (const field of fields) {
    const now = answers[field.key];
    if (field.kind === 'evidence') {
      filled[field.key] = fillLines(field, now, before, after);
      continue;
    }
    const [was, is] = [answerOf(field, before), answerOf(field, after)];
    if (was !== is && (was === undefined ? isBlank(now) : now === was)) filled[field.key] = is;
  }
  return filled;
}

/** The same for the lines of a field of kind `evidence`. */
function fillLines({ options = [] }: Field, now: Answer | undefined, before: Items | undefined, after: Items | undefined) {
  let lines = now;
  for (const { key, context } of options) {
    const [was, is] = [lineOf(context, before), lineOf(context, after)];
    if (was === is) continue;
    const given = (Array.isArray(lines) ? lines : []).filter((line) => !isBlank(splitEvidence(line).value));
    const at = given.findIndex((line) => splitEvidence(line).kind === key);
    if (was === undefined ? at >= 0 : at < 0 || splitEvidence(given[at]!).value !== was) continue;
    const rest = given.filter((_line, place) => place !== at);
    lines = is === undefined ? rest : [...rest, `${key}: ${is}`];
  }
  return lines;
}

/** The fields whose answer says, at least in a line, what was collected of the page. */
export function filledFromContext({ fields }: { fields: Field[] }, answers: Answers, items: Items | undefined): string[] {
  const isFilled = (field: Field) => {
    const now = answers[field.key];
    if (field.kind !== 'evidence') return now !== undefined && now === answerOf(field, items);
    const said = (Array.isArray(now) ? now : []).map((line) => splitEvidence(line));
    return (field.options ?? []).some(({ key, context }) => {
      const is = lineOf(context, items);
      return is !== undefined && said.some(({ kind, value }) => kind === key && value === is);
    });
  };
  return fields.filter(isFilled).map(({ key }) => key);
}
