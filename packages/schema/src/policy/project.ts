import type { Person } from '../identity.js';
import { isStaff } from '../identity.js';
import type { Capability, Level, Policy } from './policy.js';
import { capabilities } from './policy.js';

/** A level as a page gets it: closed to this person's plan or not. */
export type LevelView = Omit<Level, 'plans'> & {
  /** Why this person may not claim the level: `plan`. Absent where they may. */
  closedBecause?: string;
};

/** The policy as one person's page gets it: no rules, no numbering, nothing that only staff may know. */
export type PolicyView = Omit<Policy, 'levels' | 'rules' | 'numbering' | 'capabilities'> & { levels: LevelView[] };

/** A capability, whether this person has it, and if not, the code of the reason. */
export interface CapabilityView {
  capability: string;
  allowed: boolean;
  reason?: string | undefined;
}

/** What a person may do in the workspace, every capability named. Staff may do all; requesters what the policy leaves them. */
export function capabilitiesOf(policy: Pick<Policy, 'capabilities'>, person: Pick<Person, 'role'>): CapabilityView[] {
  return capabilities.map((capability: Capability) =>
    isStaff(person) || policy.capabilities?.[capability] !== false
      ? { capability, allowed: true }
      : { capability, allowed: false, reason: 'not-allowed' },
  );
}

/** The only filter between a policy and a page. */
export function projectPolicy(policy: Policy, person: Pick<Person, 'role' | 'plan'>): PolicyView {
  const {
    rules: _rules,
    numbering: _numbering,
    capabilities: _capabilities,
    levels,
    fields,
    baseFields,
    types,
    ...open
  } = policy;
  const staff = isStaff(person);
  const shown = fields.filter((field) => staff || field.audience !== 'staff');
  const keys = new Set(shown.map((field) => field.key));
  return {
    ...open,
    fields: shown,
    baseFields: baseFields.filter((key) => keys.has(key)),
    types: types.map((type) => ({ ...type, fields: type.fields.filter((key) => keys.has(key)) })),
    levels: levels.map(({ plans, ...level }) =>
      staff || !plans || (person.plan !== undefined && plans.includes(person.plan)) ? level : { ...level, closedBecause: 'plan' },
    ),
  };
}
