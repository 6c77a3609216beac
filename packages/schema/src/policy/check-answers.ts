import type { Answers } from '../answer.js';
import type { Issue } from '../problem.js';
import type { Facts } from './condition.js';
import type { AnswerFault, FieldRules } from './fields.js';
import { findFaults, isList, maxItems, maxLengthOf } from './fields.js';
import type { Field } from './policy.js';

/**
 * Says what is wrong or missing in a form, in sentences for developers. A page needs the codes alone and asks `findFaults`.
 *
 * @returns What `findFaults` finds, in the same order.
 */
export function checkAnswers(rules: FieldRules, answers: Answers, facts: Facts): Issue[] {
  return findFaults(rules, answers, facts).map(({ path, code }) => {
    const field = rules.fields.find(({ key }) => key === path[0]);
    const message = field ? sentences[code as AnswerFault](field) : aboutType(code, facts.type);
    return { path, code, message };
  });
}

function aboutType(code: string, type: string | undefined): string {
  if (code === 'redirect') return `"${type}" is answered elsewhere.`;
  return code === 'required' ? 'A ticket needs a type.' : `There is no ticket type "${type}".`;
}

const sentences: Record<AnswerFault, (field: Field) => string> = {
  required: ({ key }) => `"${key}" is required.`,
  'too-short': (field) => `"${field.key}" needs at least ${field.minLength} ${isList(field) ? 'items' : 'characters'}.`,
  'too-long': (field) =>
    `"${field.key}" takes at most ${isList(field) ? `${maxItems} items of ` : ''}${maxLengthOf(field)} characters.`,
  'not-an-option': ({ key }) => `"${key}" has no such option.`,
  'not-a-url': ({ key }) => `"${key}" must be a web address with http:// or https://.`,
  'not-an-email': ({ key }) => `"${key}" must be an e-mail address.`,
  'not-a-number': ({ key }) => `"${key}" must be a number.`,
  'too-small': ({ key, min }) => `"${key}" must be at least ${min}.`,
  'too-large': ({ key, max }) => `"${key}" must be at most ${max}.`,
  'not-a-date': ({ key, kind }) =>
    `"${key}" must be ${kind === 'date' ? 'a date such as 2026-11-21' : 'a UTC time such as 2026-11-21T14:30:00Z'}.`,
  'wrong-type': (field) => `"${field.key}" must be ${isList(field) ? 'a list of texts' : 'a text'}.`,
};
