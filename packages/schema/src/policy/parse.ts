import * as z from 'zod/mini';
import type { Condition } from './condition.js';
import { factNames, namesIn } from './condition.js';
import type { Field, Policy } from './policy.js';
import { policySchema } from './policy.js';

/** One thing wrong with a policy: the path to it and a sentence. */
export interface PolicyFault {
  path: string;
  message: string;
}

/** A policy that cannot be used, with every fault that was found. */
export class PolicyError extends Error {
  override readonly name = 'PolicyError';
  readonly faults: PolicyFault[];
  constructor(faults: PolicyFault[]) {
    super(
      `The ticket policy has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${faults.map(({ path, message }) => `  ${path || '(top)'}: ${message}`).join('\n')}`,
    );
    this.faults = faults;
  }
}

/**
 * Reads a policy: its shape by the schema, then what no shape can say (keys that are named exist, none stands twice, the
 * needed phases have a status, conditions of a requester's fields name only such fields and run in no circle).
 *
 * @throws {PolicyError} with the path and a sentence for every fault.
 */
export function parsePolicy(value: unknown): Policy {
  const result = z.safeParse(policySchema, value, { error: sentenceFor });
  if (!result.success) {
    throw new PolicyError(result.error.issues.map(({ path, message }) => ({ path: path.join('.'), message })));
  }
  const faults = findFaults(result.data);
  if (faults.length > 0) throw new PolicyError(faults);
  return result.data;
}

/** zod/mini brings no sentences of its own. */
function sentenceFor(issue: z.core.$ZodRawIssue): string | undefined {
  if (issue.code === 'unrecognized_keys') return `There is no member called ${issue.keys.map((key) => `"${key}"`).join(', ')}.`;
  if (issue.code === 'invalid_value') return `Write one of ${issue.values.map((value) => `"${String(value)}"`).join(', ')}.`;
  if (issue.code === 'invalid_type')
    return issue.input === undefined
      ? `This is missing: write a value of type ${issue.expected}.`
      : `Write a value of type ${issue.expected}.`;
  if (issue.code === 'too_small' || issue.code === 'too_big') return 'This is outside the range that is allowed here.';
  if (issue.code === 'invalid_union') return 'This has none of the forms that are allowed here.';
  return undefined;
}

function findFaults(policy: Policy): PolicyFault[] {
  const faults: PolicyFault[] = [];
  const fault = (path: string, message: string) => faults.push({ path, message });
  for (const list of ['fields', 'types', 'levels', 'statuses'] as const) noDoubles(list, policy[list], fault);

  const fields = new Map(policy.fields.map((field) => [field.key, field]));
  const fieldExists = (path: string, key: string) => fields.has(key) || fault(path, `There is no field "${key}".`);
  policy.baseFields.forEach((key, at) => fieldExists(`baseFields.${at}`, key));
  policy.types.forEach((type, at) => type.fields.forEach((key, place) => fieldExists(`types.${at}.fields.${place}`, key)));
  if (!policy.baseFields.includes('summary')) fault('baseFields', 'Every ticket needs a subject: add the field "summary".');

  policy.fields.forEach((field, at) => checkField(field, `fields.${at}`, fields, policy, fault));

  policy.rules?.forEach((rule, at) => {
    if (!policy.levels.some((level) => level.key === rule.level))
      fault(`rules.${at}.level`, `There is no level "${rule.level}".`);
    checkCondition(rule.when, `rules.${at}.when`, fields, policy, fault);
  });
  if (policy.levels.filter((level) => level.isDefault).length > 1) fault('levels', 'Only one level can be the default.');
  for (const phase of ['new', 'active', 'resolved', 'closed']) {
    if (!policy.statuses.some((status) => status.phase === phase)) fault('statuses', `No status has the phase "${phase}".`);
  }
  return faults;
}

type Report = (path: string, message: string) => void;

function checkField(field: Field, path: string, fields: Map<string, Field>, policy: Policy, fault: Report): void {
  const chooses = field.kind === 'choice' || field.kind === 'choices';
  if (chooses && !field.options?.length) fault(`${path}.options`, 'A choice needs options.');
  if (!chooses && field.options) fault(`${path}.options`, `A field of kind "${field.kind}" has no options.`);
  if (field.options) noDoubles(`${path}.options`, field.options, fault);
  if ((factNames as readonly string[]).includes(field.key))
    fault(`${path}.key`, `"${field.key}" is the name of a fact; choose another key.`);
  if ((field.key === 'summary' || field.key === 'description') && field.audience === 'staff') {
    fault(`${path}.audience`, `The field "${field.key}" is the requester's own words and cannot be for staff alone.`);
  }
  for (const member of ['visibleWhen', 'requiredWhen'] as const) {
    const condition = field[member];
    if (!condition) continue;
    checkCondition(condition, `${path}.${member}`, fields, policy, fault);
    const hidden = field.audience !== 'staff' && namesIn(condition).find((name) => fields.get(name)?.audience === 'staff');
    if (hidden) fault(`${path}.${member}`, `Requesters see "${field.key}" but not "${hidden}", which decides it.`);
  }
  if (runsInCircle(field.key, fields)) fault(`${path}.visibleWhen`, `Whether "${field.key}" shows depends on itself.`);
}

function checkCondition(condition: Condition, path: string, fields: Map<string, Field>, policy: Policy, fault: Report): void {
  if ('all' in condition)
    return condition.all.forEach((part, at) => checkCondition(part, `${path}.all.${at}`, fields, policy, fault));
  if ('any' in condition)
    return condition.any.forEach((part, at) => checkCondition(part, `${path}.any.${at}`, fields, policy, fault));
  if ('not' in condition) return checkCondition(condition.not, `${path}.not`, fields, policy, fault);
  const [name, values] =
    'present' in condition ? [condition.present, []] : 'eq' in condition ? [condition.eq[0], [condition.eq[1]]] : condition.in;
  const field = fields.get(name);
  if (!field && !(factNames as readonly string[]).includes(name)) return fault(path, `There is no field or fact "${name}".`);
  const known = name === 'type' ? policy.types : name === 'severity' ? policy.levels : field?.options;
  const stranger = known && values.find((value) => !known.some(({ key }) => key === value));
  if (stranger !== undefined) fault(path, `"${name}" is never "${String(stranger)}".`);
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
