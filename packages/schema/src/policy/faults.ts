import type { Text } from '../text.js';
import { lengthOf } from '../words.js';
import { roles } from '../identity.js';
import type { Condition } from './condition.js';
import { isFact, namesIn } from './condition.js';
import { faultOf, isList, maxLengthOf } from './fields.js';
import type { PolicyFault } from './parse.js';
import type { Field, Policy } from './policy.js';
import { findLooseReferences, sampleWords } from './references.js';
import { mapTexts } from './texts.js';

type Report = (path: string, message: string) => void;

/** Finds what is wrong with a policy of the right shape. */
export function findFaults(policy: Policy): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const fault: Report = (path, message) => faults.push({ path, message });
  const fields = new Map(policy.fields.map((field) => [field.key, field]));

  checkLocale(policy.defaultLocale, 'defaultLocale', fault);
  checkTexts(policy, fault);
  const lists = ['reasons', 'fields', 'types', 'levels', 'statuses', 'calendars', 'timers', 'queues', 'closeReasons'] as const;
  for (const list of lists) {
    noDoubles(list, policy[list] ?? [], fault);
  }
  checkFieldNames(policy, fields, fault);
  policy.fields.forEach((field, at) => checkField(field, `fields.${at}`, fields, policy, fault));
  policy.rules?.forEach((rule, at) => {
    if (!policy.levels.some((level) => level.key === rule.level))
      fault(`rules.${at}.level`, `There is no level "${rule.level}".`);
    checkCondition(rule.when, `rules.${at}.when`, fields, policy, fault);
  });
  policy.routing?.forEach(({ when }, at) => checkCondition(when, `routing.${at}.when`, fields, policy, fault));
  if (policy.levels.filter((level) => level.isDefault).length > 1) fault('levels', 'Only one level can be the default.');
  for (const phase of ['new', 'active', 'resolved', 'closed']) {
    if (!policy.statuses.some((status) => status.phase === phase)) {
      fault('statuses', `No status has the phase "${phase}": add one.`);
    }
  }
  const { alphabet = '' } = policy.numbering;
  if (new Set(alphabet).size < alphabet.length) fault('numbering.alphabet', 'Write each character once.');
  return [...faults, ...findLooseReferences(policy)];
}

function checkFieldNames(policy: Policy, fields: Map<string, Field>, fault: Report): void {
  const checkList = (path: string, keys: string[]) =>
    keys.forEach((key, at) => {
      if (!fields.has(key)) fault(`${path}.${at}`, `There is no field "${key}".`);
    });
  checkList('baseFields', policy.baseFields);
  policy.types.forEach((type, at) => checkList(`types.${at}.fields`, type.fields));
  if (!policy.baseFields.includes('summary')) fault('baseFields', 'Every ticket needs a subject: add the field "summary".');
}

function checkField(field: Field, path: string, fields: Map<string, Field>, policy: Policy, fault: Report): void {
  const chooses = field.kind === 'choice' || field.kind === 'choices' || field.kind === 'evidence';
  if (chooses && !field.options?.length) fault(`${path}.options`, 'A choice needs options: write at least one.');
  if (!chooses && field.options) fault(`${path}.options`, `A field of kind "${field.kind}" has no options: take them away.`);
  if (field.exact && field.kind !== 'multiline') fault(`${path}.exact`, 'Only text of several lines is kept to the letter.');
  if (field.options) noDoubles(`${path}.options`, field.options, fault);
  checkOwnWords(field, path, fault);
  checkFilling(field, path, fault);
  checkBounds(field, path, fault);

  if (isFact(field.key)) fault(`${path}.key`, `"${field.key}" is the name of a fact; choose another key.`);
  // Answers are members of an object, and these are members of every object.
  if (field.key in {}) fault(`${path}.key`, `"${field.key}" has a meaning of its own in JavaScript; choose another key.`);

  for (const member of ['visibleWhen', 'requiredWhen'] as const) {
    const condition = field[member];
    if (!condition) continue;
    checkCondition(condition, `${path}.${member}`, fields, policy, fault);
    const hidden = field.audience !== 'staff' && namesIn(condition).find((name) => fields.get(name)?.audience === 'staff');
    if (hidden) fault(`${path}.${member}`, `Requesters see "${field.key}" but not "${hidden}", which decides it.`);
  }
  if (runsInCircle(field.key, fields)) fault(`${path}.visibleWhen`, `Whether "${field.key}" shows depends on itself.`);
}

/** `summary` is the subject of every ticket and `description` its first message, so both are words and the requester's. */
function checkOwnWords(field: Field, path: string, fault: Report): void {
  const isSubject = field.key === 'summary';
  if (!isSubject && field.key !== 'description') return;
  if (field.audience === 'staff') {
    fault(`${path}.audience`, `The field "${field.key}" is the requester's own words and cannot be for staff alone.`);
  }
  if (isSubject && field.kind !== 'text') fault(`${path}.kind`, 'The subject is one line: write "text".');
  if (isSubject && !field.required) fault(`${path}.required`, 'Every ticket needs a subject: write true.');
  if (isSubject && field.visibleWhen) fault(`${path}.visibleWhen`, 'Every ticket needs a subject: take the condition away.');
  if (!isSubject && field.kind !== 'text' && field.kind !== 'multiline') {
    fault(`${path}.kind`, 'The first message is words: write "multiline" or "text".');
  }
}

/** What is collected is text, and rests on the device with the draft. */
function checkFilling({ kind, context, sensitive, options }: Field, path: string, fault: Report): void {
  const takesText = ['text', 'multiline', 'url', 'email', 'datetime'].includes(kind);
  if (context !== undefined && !takesText) fault(`${path}.context`, `What is collected fills no field of kind "${kind}".`);
  if (context !== undefined && sensitive)
    fault(`${path}.context`, 'What is collected rests on the device, and a sensitive answer never does: take one of both away.');
  options?.forEach((option, at) => {
    if (option.context !== undefined && kind !== 'evidence')
      fault(`${path}.options.${at}.context`, 'What is collected fills lines of evidence alone.');
  });
}

function checkBounds(field: Field, path: string, fault: Report): void {
  // The length of a list counts its items at least, and the characters of each at most.
  if (!isList(field) && (field.minLength ?? 0) > (maxLengthOf(field) ?? Infinity)) {
    fault(`${path}.minLength`, `Write ${maxLengthOf(field)} or less: nothing is as long as this and as short as maxLength.`);
  }
  if (field.kind === 'choices' && (field.minLength ?? 0) > (field.options?.length ?? 0)) {
    fault(`${path}.minLength`, `Write ${field.options?.length ?? 0} or less: there are no more options.`);
  }
  if ((field.min ?? -Infinity) > (field.max ?? Infinity)) fault(`${path}.min`, 'Write a number that is not above max.');
  if (field.default === 'now' && (field.kind === 'date' || field.kind === 'datetime')) return;
  if (field.kind === 'evidence' && field.default !== undefined) fault(`${path}.default`, sampleWords);
  const code = field.default !== undefined && faultOf(field, field.default, false);
  if (code) fault(`${path}.default`, `Write an answer that the field takes: this one is ${code}.`);
}

function checkCondition(condition: Condition, path: string, fields: Map<string, Field>, policy: Policy, fault: Report): void {
  if ('all' in condition) {
    return condition.all.forEach((part, at) => checkCondition(part, `${path}.all.${at}`, fields, policy, fault));
  }
  if ('any' in condition) {
    return condition.any.forEach((part, at) => checkCondition(part, `${path}.any.${at}`, fields, policy, fault));
  }
  if ('not' in condition) return checkCondition(condition.not, `${path}.not`, fields, policy, fault);
  const [name, values] =
    'present' in condition ? [condition.present, []] : 'eq' in condition ? [condition.eq[0], [condition.eq[1]]] : condition.in;
  const field = fields.get(name);
  if (!field && !isFact(name)) return fault(path, `There is no field or fact "${name}".`);
  const known = knownValues(name, field, policy);
  const stranger = known && values.find((value) => !known.includes(String(value)) || typeof value !== 'string');
  if (stranger !== undefined) fault(path, `"${name}" is never ${JSON.stringify(stranger)}.`);
}

/** Every value that a name can have; nothing where it can have any. */
function knownValues(name: string, field: Field | undefined, policy: Policy): readonly string[] | undefined {
  if (name === 'role') return roles;
  const keyed = name === 'type' ? policy.types : name === 'severity' ? policy.levels : field?.options;
  return keyed?.map(({ key }) => key);
}

function noDoubles(path: string, list: { key: string }[], fault: Report): void {
  list.forEach(({ key }, at) => {
    if (list.findIndex((other) => other.key === key) !== at) fault(`${path}.${at}.key`, `"${key}" stands twice.`);
  });
}

function runsInCircle(key: string, fields: Map<string, Field>): boolean {
  const seen = new Set<string>();
  const reaches = (name: string): boolean => {
    const condition = fields.get(name)?.visibleWhen;
    return !!condition && namesIn(condition).some((next) => next === key || (!seen.has(next) && (seen.add(next), reaches(next))));
  };
  return reaches(key);
}

function checkLocale(locale: string, path: string, fault: Report): void {
  try {
    Intl.getCanonicalLocales(locale);
    if (locale !== '') return;
  } catch {
    // What follows says it.
  }
  fault(path, 'Write a language tag such as "en" or "pt-BR".');
}

/** Looks for texts that nobody could read: blank ones, and those without the default language. */
function checkTexts(policy: Policy, fault: Report): void {
  mapTexts(policy, (text, path) => {
    checkText(text, path, policy.defaultLocale, fault);
    return text;
  });
}

function checkText(text: Text, path: string, defaultLocale: string, fault: Report): void {
  const byLanguage = typeof text === 'string' ? { [defaultLocale]: text } : text;
  for (const [locale, words] of Object.entries(byLanguage)) {
    if (lengthOf(words.trim()) === 0) fault(typeof text === 'string' ? path : `${path}.${locale}`, 'Write the words.');
    if (typeof text !== 'string') checkLocale(locale, `${path}.${locale}`, fault);
  }
  if (!(defaultLocale in byLanguage)) fault(path, `Write the words in the default language too: "${defaultLocale}".`);
}
