import type { Policy, Status } from '@helpmark/schema';
import { statusInPhase, statusOf } from '@helpmark/schema/policy';
import type { TicketRecord } from '../store/store.js';

/** The first status of a phase. `parsePolicy` sees to it that the phases that are asked for have one. */
export function targetOf(policy: Policy, phase: Status['phase']): Status {
  const status = statusInPhase(policy, phase);
  if (!status) throw new Error(`The policy has no status in the phase "${phase}".`);
  return status;
}

/** The status a ticket stands in. One that the policy no longer has counts as the first of its phase. */
export function statusOfTicket(policy: Policy, { status, phase }: Pick<TicketRecord, 'status' | 'phase'>): Status {
  return statusOf(policy, status) ?? policy.statuses.find((other) => other.phase === phase) ?? policy.statuses[0]!;
}
