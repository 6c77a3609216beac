import type { Person } from '../identity.js';
import { isStaff } from '../identity.js';
import type { PermittedAction, Phase } from '../ticket.js';
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
export type ActionReason = 'not-in-this-status' | 'closed' | 'not-allowed';

/**
 * The actions of a ticket and whether each is open to this person now. Staff change the status itself and reply always;
 * a requester does what the status and the capabilities allow.
 */
export function permittedActions(policy: Policy, status: Status, person: Person): PermittedAction[] {
  const may = new Map(capabilitiesOf(policy, person).map(({ capability, allowed }) => [capability, allowed]));
  return ticketActions.map((action) => {
    if (isStaff(person)) return action === 'reply' ? { action, allowed: true } : refuse(action, 'not-in-this-status');
    if (!may.get(action)) return refuse(action, 'not-allowed');
    if (status.requesterActions.includes(action)) return { action, allowed: true };
    return refuse(action, status.phase === 'closed' ? 'closed' : 'not-in-this-status');
  });
}

const refuse = (action: string, reason: ActionReason): PermittedAction => ({ action, allowed: false, reason });
