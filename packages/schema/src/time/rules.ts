import type { Moment } from './calendar.js';
import { epochOf } from './calendar.js';
import { addDuration } from './duration.js';
import { targetsOf } from './targets.js';
import type { TicketClock, TimePolicy } from './ticket-clock.js';

/**
 * Until when a requester may reopen a closed ticket, by the reason of its closing: for ever, never, or up to and with a moment.
 * Never where the policy does not name the reason; nothing where the ticket is not closed. Whether the status offers to reopen
 * at all is for its `requesterActions` to say.
 *
 * @throws {RangeError} where the window names a calendar that does not exist or never opens.
 */
export function reopenUntil(policy: TimePolicy, clock: TicketClock): 'unlimited' | 'never' | Moment | undefined {
  if (clock.phase !== 'closed') return undefined;
  const reopen = policy.closeReasons?.find(({ key }) => key === clock.closeReason)?.reopen ?? 'never';
  if (typeof reopen === 'string') return reopen;
  return addDuration(clock.closedAt ?? clock.statusSince, reopen, policy.calendars ?? []);
}

/** True while the time to reopen a closed ticket has not run out; its last moment counts. False where it is not closed. */
export function mayReopen(policy: TimePolicy, clock: TicketClock, now: Moment): boolean {
  const until = reopenUntil(policy, clock);
  if (until === undefined || until === 'never') return false;
  return until === 'unlimited' || epochOf(now) <= epochOf(until);
}

/**
 * The keys of the reasons to escalate that are open, as far as time decides: `overdue` needs a promised answer that is overdue,
 * not one that came late; `answered` needs a public message of staff. Plan, status and the stages already used are not looked
 * at.
 *
 * @throws {RangeError} as {@link targetsOf} does.
 */
export function openEscalations(policy: TimePolicy, clock: TicketClock, now: Moment): string[] {
  const isOverdue = targetsOf(policy, clock, now).some(({ measure, state }) => measure === 'respond' && state === 'overdue');
  const isOpen = { always: true, overdue: isOverdue, answered: clock.firstStaffMessageAt !== undefined };
  return (policy.escalation?.reasons ?? []).filter(({ when }) => isOpen[when ?? 'always']).map(({ key }) => key);
}
