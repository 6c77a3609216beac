import type { Person } from '../identity.js';
import { isStaff } from '../identity.js';
import type { PermittedAction, Phase, TicketAction } from '../ticket.js';
import { ticketActions } from '../ticket.js';
import type { Policy, Status } from './policy.js';
import { capabilitiesOf } from './project.js';

/** The status of a key; nothing where the policy has none. */
export function statusOf(policy: Pick<Policy, 'statuses'>, key: string): Status | undefined {
  return policy.statuses.find((status) => status.key === key);
}

/** The first status that the policy lists in a phase. `parsePolicy` sees to it that `new`, `active`, `resolved` and `closed` have one. */
export function statusInPhase(policy: Pick<Policy, 'statuses'>, phase: Phase): Status | undefined {
  return policy.statuses.find((status) => status.phase === phase);
}

/** Codes that say why an action is not open. */
export type ActionReason =
  'not-in-this-status' | 'closed' | 'not-allowed' | 'not-requester' | 'plan' | 'window-over' | 'not-yet' | 'nothing-asked';

/** What besides the status decides: the server's clock and the ticket's own story. */
export interface ActionFacts {
  /** Whether the ticket is a colleague's, seen through the organization: it can be answered, and nothing decided over it. */
  ofColleague?: boolean;
  /** Whether a closed ticket can still be reopened. */
  mayReopen?: boolean;
  /** Reasons to escalate that are open now; see `openEscalations`. */
  escalations?: string[];
  /** Whether staff have asked for fields that are not answered. */
  asked?: boolean;
  /** Whether an answer to the survey can be given or changed. */
  mayRate?: boolean;
}

/**
 * The actions of a ticket and whether each is open to this person now. Staff change the status itself and reply always;
 * a requester does what the status, the capabilities and the clock allow.
 */
export function permittedActions(policy: Policy, status: Status, person: Person, facts: ActionFacts = {}): PermittedAction[] {
  const may = new Map(capabilitiesOf(policy, person).map(({ capability, allowed }) => [capability, allowed]));
  return ticketActions.map((action) => {
    if (isStaff(person)) return action === 'reply' ? { action, allowed: true } : refuse(action, 'not-in-this-status');
    const reason = may.get(action) ? reasonAgainst(action, policy, status, person, facts) : 'not-allowed';
    return reason ? refuse(action, reason) : { action, allowed: true };
  });
}

function reasonAgainst(
  action: TicketAction,
  policy: Policy,
  status: Status,
  person: Person,
  facts: ActionFacts,
): ActionReason | undefined {
  if (facts.ofColleague && action !== 'reply') return 'not-requester';
  const closed = status.phase === 'closed';
  if (action === 'answer-request') return closed ? 'closed' : facts.asked ? undefined : 'nothing-asked';
  if (action === 'rate')
    return !policy.survey?.phases.includes(status.phase) ? 'not-in-this-status' : facts.mayRate ? undefined : 'window-over';
  if (!status.requesterActions.includes(action)) return closed ? 'closed' : 'not-in-this-status';
  if (closed && (action === 'reopen' || action === 'reply')) {
    return !facts.mayReopen ? 'window-over' : action === 'reply' && !policy.replyReopens ? 'closed' : undefined;
  }
  if (action === 'escalate') {
    const { plans } = policy.escalation ?? {};
    if (!policy.escalation) return 'not-allowed';
    if (plans && !(person.plan && plans.includes(person.plan))) return 'plan';
    return facts.escalations?.length ? undefined : 'not-yet';
  }
  return undefined;
}

const refuse = (action: string, reason: ActionReason): PermittedAction => ({ action, allowed: false, reason });
