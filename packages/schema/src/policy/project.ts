import type { Person } from '../identity.js';
import { isStaff } from '../identity.js';
import type { Capability, Level, Policy, TicketType } from './policy.js';
import { capabilities } from './policy.js';
import type { Articles, Channels, Escalation, Queue } from './service.js';
import type { Target } from './times.js';

/** A level as a page gets it: closed to this person's plan or not. */
export type LevelView = Omit<Level, 'plans'> & {
  /** Why this person may not claim the level: `plan`. Absent where they may. */
  closedBecause?: string;
};

/** A type as a page gets it: nothing of where its tickets go. */
export type TypeView = Omit<TicketType, 'queue'>;

/** Ways besides a ticket as a page gets them. */
export type ChannelsView = Omit<Channels, 'chat'> & {
  chat?:
    | (NonNullable<Channels['chat']> & {
        /** When it is open, from now on, as the server reckons; absent where it always is. */
        hours?: { from: string; to: string }[] | undefined;
      })
    | undefined;
};

/** Where guides are found; with `server`, the server finds them itself (`GET /v1/articles`). */
export type ArticlesView = Articles & { server?: true | undefined };

/**
 * The policy as one person's page gets it: no rules, no numbering, no timers, no routing, nothing that only staff may know where
 * the person is none of them, and of the promises of time only those of the person's plan.
 */
export type PolicyView = Pick<
  Policy,
  | 'version'
  | 'defaultLocale'
  | 'fields'
  | 'baseFields'
  | 'priorityMode'
  | 'statuses'
  | 'calendars'
  | 'survey'
  | 'attachments'
  | 'replyReopens'
  | 'tips'
  | 'privacy'
  | 'routes'
  | 'reasons'
> & {
  types: TypeView[];
  levels: LevelView[];
  channels?: ChannelsView | undefined;
  articles?: ArticlesView | undefined;
  targets?: Omit<Target, 'plans' | 'alert'>[] | undefined;
  escalation?: Pick<Escalation, 'reasons' | 'phrases' | 'contact'> | undefined;
  /** Staff alone receive these. */
  queues?: Queue[] | undefined;
  replyTemplate?: Policy['replyTemplate'];
};

/** A capability, whether this person has it, and if not, the code of the reason. */
export interface CapabilityView {
  capability: string;
  allowed: boolean;
  reason?: string | undefined;
}

/** The parts of a person that decide what they may do. */
type Asker = Pick<Person, 'role' | 'see' | 'organization'>;

/**
 * What a person may do in the workspace, every capability named. Staff may do all; requesters what the policy leaves them, and
 * they see the tickets of their organization only where their token says so as well.
 */
export function capabilitiesOf(policy: Pick<Policy, 'capabilities'>, person: Asker): CapabilityView[] {
  const isOpen = (capability: Capability) =>
    isStaff(person) ||
    (policy.capabilities?.[capability] !== false &&
      (capability !== 'see-organization' || (person.see === 'organization' && !!person.organization)));
  return capabilities.map((capability: Capability) =>
    isOpen(capability) ? { capability, allowed: true } : { capability, allowed: false, reason: 'not-allowed' },
  );
}

/** The organization whose tickets a requester sees besides their own; none for staff, who see all they may by their role. */
export function seenOrganization(policy: Pick<Policy, 'capabilities'>, person: Asker): string | undefined {
  const sees = capabilitiesOf(policy, person).some(({ capability, allowed }) => capability === 'see-organization' && allowed);
  return sees && !isStaff(person) ? person.organization : undefined;
}

/**
 * The only filter between a policy and a page. It names what passes, so that a new member stays behind until somebody lets it
 * through.
 */
export function projectPolicy(policy: Policy, person: Pick<Person, 'role' | 'plan'>): PolicyView {
  const { version, defaultLocale, priorityMode, statuses, calendars, survey, attachments, replyReopens } = policy;
  const { tips, privacy, channels, articles, routes, reasons } = policy;
  const staff = isStaff(person);
  const open = ({ plans }: { plans?: string[] | undefined }) =>
    staff || !plans || (person.plan !== undefined && plans.includes(person.plan));
  const fields = policy.fields.filter((field) => staff || field.audience !== 'staff');
  const keys = new Set(fields.map((field) => field.key));
  const known = (list: string[]) => list.filter((key) => keys.has(key));
  return {
    version,
    defaultLocale,
    fields,
    baseFields: known(policy.baseFields),
    types: policy.types.map(({ queue: _queue, template, ...type }) => ({
      ...type,
      fields: known(type.fields),
      ...(template && { template: Object.fromEntries(Object.entries(template).filter(([key]) => keys.has(key))) }),
    })),
    levels: policy.levels.map(({ plans, ...level }) => (open({ plans }) ? level : { ...level, closedBecause: 'plan' })),
    priorityMode,
    statuses,
    calendars,
    targets: policy.targets?.filter(open).map(({ plans: _plans, alert: _alert, ...target }) => target),
    survey,
    attachments,
    replyReopens,
    tips,
    privacy,
    channels,
    articles,
    routes,
    reasons,
    escalation: policy.escalation && projectEscalation(policy.escalation, open),
    ...(staff && { queues: policy.queues, replyTemplate: policy.replyTemplate }),
  };
}

function projectEscalation({ reasons, phrases, contact }: Escalation, open: (part: { plans?: string[] }) => boolean) {
  return { reasons, phrases, ...(contact && open(contact) && { contact: { text: contact.text } }) };
}
