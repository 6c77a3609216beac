import type { RetainedKind, Retention } from '../policy/service.js';
import type { Moment } from './calendar.js';
import { epochOf } from './calendar.js';
import { addDuration } from './duration.js';
import type { TicketClock, TimePolicy } from './ticket-clock.js';

/** A time after which something of a ticket is erased. */
export interface RunningRetention {
  /** Names it among the timers of a ticket: `retention:context:closed`. No timer of a policy can have such a key. */
  key: string;
  kind: RetainedKind;
  startedAt: Moment;
  dueAt: Moment;
}

/**
 * What of a ticket is to be erased, and when, in the policy's order; what was erased since the start is not there any more. The
 * time runs from when the ticket came into the rule's phase or, where that is later, from the last public message, and stops
 * where the ticket leaves the phase. From `resolved` it runs on into `closed`.
 *
 * @throws {RangeError} where a rule names a calendar that does not exist or never opens.
 */
export function retentionsOf(policy: TimePolicy, clock: TicketClock): RunningRetention[] {
  return (policy.privacy?.retention ?? []).flatMap(({ kind, phase = 'closed', after }) => {
    const startedAt = startOf(phase, clock);
    if (startedAt === undefined) return [];
    const key = `retention:${kind}:${phase}`;
    const isGone = clock.fired.some(({ timer, at }) => timer === key && epochOf(at) > epochOf(startedAt));
    return isGone ? [] : [{ key, kind, startedAt, dueAt: addDuration(startedAt, after, policy.calendars ?? []) }];
  });
}

/** What of a ticket is to be erased by now, in the order in which its time came. */
export function dueRetentions(policy: TimePolicy, clock: TicketClock, now: Moment): RunningRetention[] {
  const due = retentionsOf(policy, clock).filter(({ dueAt }) => epochOf(dueAt) <= epochOf(now));
  return due.sort((one, other) => epochOf(one.dueAt) - epochOf(other.dueAt));
}

function startOf(phase: NonNullable<Retention['phase']>, clock: TicketClock): Moment | undefined {
  const { lastStaffMessageAt, lastRequesterMessageAt } = clock;
  const entered = enteredAt(phase, clock);
  if (entered === undefined) return undefined;
  const moments = [entered, lastStaffMessageAt, lastRequesterMessageAt].filter((moment) => moment !== undefined);
  return moments.reduce((latest, moment) => (epochOf(moment) > epochOf(latest) ? moment : latest));
}

function enteredAt(phase: NonNullable<Retention['phase']>, clock: TicketClock): Moment | undefined {
  if (phase === 'resolved' && clock.phase === 'closed') return clock.resolvedAt ?? clock.closedAt ?? clock.statusSince;
  return clock.phase === phase ? (clock.phases.at(-1)?.from ?? clock.statusSince) : undefined;
}
