import type { Condition, Evidence, Field, FieldKind, Level, Policy, Status, TicketType } from '@helpmark/schema';
import { roles } from '@helpmark/schema';
import { fieldKinds } from '@helpmark/schema/policy';
import type { Chance } from './chance.js';
import type { Times } from './random-times.js';
import { levelKeys } from './random-times.js';

/** Plans that the random policies and people know. */
export const plans = ['free', 'plus', 'premium'];

/** Answers that conditions name, so that some of them hold. */
export const words = ['a', 'b', 'yes', 'two words', 'https://a.example/', 'c@d.example', '2026-11-21'];

const levels: Level[] = levelKeys.map((key, rank) => ({ key, label: key, rank }));

const statuses: Status[] = (['new', 'active', 'waiting-requester', 'resolved', 'closed'] as const).map((phase) => ({
  key: phase,
  label: phase,
  meaning: phase,
  phase,
  requesterActions: ['reply'],
}));

/** What the parts of one policy are drawn from. */
interface Draft {
  chance: Chance;
  fields: Field[];
  types: string[];
}

/**
 * A sound policy: conditions of every form over fields of every kind, some of them for staff alone, fields that hide each
 * other in chains, types with fields and evidence of their own, and types that lead elsewhere.
 */
export function randomPolicy(chance: Chance, times: Times): Policy {
  const types = ['one', 'two', 'three', 'four'].slice(0, chance.between(2, 4));
  const fields = [summary(chance), ...Array.from({ length: chance.between(3, 9) }, (_, at) => randomField(chance, `f${at}`))];
  if (chance.is(0.5)) fields.push({ key: 'description', kind: chance.pick(['multiline', 'text']), label: 'Description' });
  const draft: Draft = { chance, fields, types };
  // A condition names only what stands before its field here, so that nothing runs in a circle; a form asks in another order.
  for (const field of fields) addConditions(draft, field);
  const keys = fields.map(({ key }) => key);
  const baseFields = ['summary', ...chance.some(keys.slice(1))];
  return {
    version: 'random',
    defaultLocale: 'en',
    fields: chance.shuffled(fields),
    baseFields: chance.shuffled(baseFields),
    types: types.map((key) => randomType(draft, key, baseFields)),
    levels: levels.map((level) => (chance.is(0.3) ? { ...level, plans: chance.some(plans) } : level)),
    priorityMode: chance.pick(['derived', 'requester', 'staff', 'validated']),
    statuses,
    numbering: { pattern: 'T-####', mode: 'sequence' },
    queues: [{ key: 'desk', label: 'Desk', restricted: true }],
    ...times,
  };
}

const summary = (chance: Chance): Field => ({
  key: 'summary',
  kind: 'text',
  label: 'Summary',
  required: true,
  ...(chance.is(0.3) && { minLength: 2 }),
});

function randomField(chance: Chance, key: string): Field {
  const kind = chance.pick(fieldKinds);
  return {
    key,
    kind,
    label: chance.is(0.2) ? { en: key, de: `${key} auf Deutsch` } : key,
    ...(chance.is(0.4) && { required: true }),
    ...(chance.is(0.25) && { audience: 'staff' as const }),
    ...(kind === 'email' && chance.is(0.3) && { source: 'identity.email' as const }),
    ...boundsOf(chance, kind),
    ...(hasOptions(kind) && { options: ['a', 'b', `${key}-own`].map((option) => ({ key: option, label: option })) }),
  };
}

const hasOptions = (kind: FieldKind) => kind === 'choice' || kind === 'choices' || kind === 'evidence';

function boundsOf(chance: Chance, kind: FieldKind): Pick<Field, 'min' | 'max' | 'minLength' | 'maxLength'> {
  if (kind === 'number') return { ...(chance.is(0.5) && { min: chance.between(-2, 2) }), ...(chance.is(0.5) && { max: 5 }) };
  if (kind === 'choices' || kind === 'evidence' || kind === 'steps')
    return chance.is(0.3) ? { minLength: chance.between(0, 2) } : {};
  if (kind !== 'text' && kind !== 'multiline' && kind !== 'url' && kind !== 'email') return {};
  return {
    ...(chance.is(0.3) && { minLength: chance.between(1, 3) }),
    ...(chance.is(0.3) && { maxLength: chance.between(3, 30) }),
  };
}

function addConditions(draft: Draft, field: Field): void {
  const { chance, fields } = draft;
  // What requesters see is decided by what requesters see.
  const nameable = fields.filter((one) => field.audience === 'staff' || one.audience !== 'staff');
  const earlier = nameable.filter((one) => fields.indexOf(one) < fields.indexOf(field));
  if (field.key !== 'summary' && chance.is(0.5)) field.visibleWhen = randomCondition(draft, earlier, 2);
  if (!field.required && chance.is(0.4)) field.requiredWhen = randomCondition(draft, nameable, 2);
}

function randomCondition(draft: Draft, fields: Field[], depth: number): Condition {
  const { chance } = draft;
  const parts = () => Array.from({ length: chance.below(3) }, () => randomCondition(draft, fields, depth - 1));
  const form = chance.pick(
    depth > 0 ? (['eq', 'in', 'present', 'not', 'all', 'any'] as const) : (['eq', 'in', 'present'] as const),
  );
  if (form === 'not') return { not: randomCondition(draft, fields, depth - 1) };
  if (form === 'all') return { all: parts() };
  if (form === 'any') return { any: parts() };
  const [name, values] = randomName(draft, fields);
  if (form === 'present') return { present: name };
  if (form === 'eq') return { eq: [name, chance.pick(values)] };
  return { in: [name, chance.some(values)] };
}

/** A field or a fact, and values that it may have. */
function randomName({ chance, types }: Draft, fields: Field[]): [name: string, values: readonly (string | number | boolean)[]] {
  const field = chance.is(0.75) && fields.length > 0 ? chance.pick(fields) : undefined;
  if (field) return [field.key, field.options?.map(({ key }) => key) ?? [...words, 0, 3, true]];
  return chance.pick([
    ['type', types],
    ['severity', levelKeys],
    ['plan', plans],
    ['role', roles],
  ]);
}

function randomType(draft: Draft, key: string, baseFields: string[]): TicketType {
  const { chance } = draft;
  const fields = chance.some(draft.fields.map((field) => field.key));
  const asked = [...new Set([...baseFields, ...fields])];
  // No policy gives a sample for evidence.
  const begun = asked.filter((one) => draft.fields.every((field) => field.key !== one || field.kind !== 'evidence'));
  return {
    key,
    label: key,
    fields,
    queue: 'desk',
    ...(chance.is(0.2) && { redirect: { text: 'Elsewhere', label: 'There', url: '/there' } }),
    ...(chance.is(0.3) && { template: { [chance.pick(begun)]: 'Begin here' } }),
    ...(chance.is(0.7) && {
      evidence: Array.from({ length: chance.between(1, 4) }, (_, at) => randomEvidence(draft, at, asked)),
    }),
  };
}

function randomEvidence({ chance, fields }: Draft, at: number, asked: string[]): Evidence {
  // Evidence is the requester's to give.
  const theirs = fields.filter(({ key, audience }) => asked.includes(key) && audience !== 'staff');
  const kinds = theirs.flatMap(({ kind, options }) => (kind === 'evidence' ? (options ?? []) : [])).map(({ key }) => key);
  const keys = theirs.map(({ key }) => key);
  const by = chance.pick(kinds.length > 0 ? (['fields', 'kinds', 'kinds', 'files'] as const) : (['fields', 'files'] as const));
  return {
    key: `e${at}`,
    label: `Evidence ${at}`,
    need: chance.pick(['required', 'recommended']),
    ...(by === 'fields' && { fields: [chance.pick(keys), ...chance.some(keys, 0.2)] }),
    ...(by === 'kinds' && { kinds: [chance.pick(kinds), ...chance.some(kinds, 0.2)] }),
    ...(by === 'files' && { files: true }),
  };
}
