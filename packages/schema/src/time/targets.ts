import type { Target, TargetMeasure } from '../policy/times.js';
import { targetMeasures } from '../policy/times.js';
import type { Phase } from '../ticket.js';
import type { Moment } from './calendar.js';
import { epochOf } from './calendar.js';
import type { Pause } from './duration.js';
import { addDuration } from './duration.js';
import type { TicketClock, TimePolicy } from './ticket-clock.js';
import { isDone } from './ticket-clock.js';

/**
 * Where a promise stands: its time runs, its clock stands still, it has passed without what was promised, or that came in time
 * or too late.
 */
export type TargetStanding = 'running' | 'paused' | 'overdue' | 'met' | 'missed';

/** A promise of time to a ticket. */
export interface DueTarget {
  measure: TargetMeasure;
  /** The last moment that keeps the promise: while the clock stands still, as if it went on now; once kept, as it was then. */
  dueAt: Moment;
  /** The near end of a range such as 3 to 5 business days. */
  earliestAt?: Moment;
  state: TargetStanding;
}

/**
 * The promises that hold for a ticket: of each measure the first one in the policy that fits the ticket's level and the
 * requester's plan.
 *
 * - `respond` goes by what the requester claims until that is validated, by the priority from then on. It is kept by the first
 *   public message of staff; a ticket that is resolved without one counts as answered then.
 * - `resolve` goes by the priority. It is kept by the resolution; after a reopening, the time spent resolved does not count.
 * - `update` goes by the priority and runs from each public message of staff to the next while the ticket is open.
 *
 * @throws {RangeError} where a target names a calendar that does not exist or never opens.
 */
export function targetsOf(policy: TimePolicy, clock: TicketClock, now: Moment): DueTarget[] {
  return targetMeasures.flatMap((measure) => {
    const target = policy.targets?.find((one) => one.measure === measure && fits(one, clock));
    const start = target && startOf(measure, clock);
    return start === undefined ? [] : [dueTarget(policy, target!, start, clock, now)];
  });
}

/** A target whose overrun staff are told of. */
export interface TargetAlert {
  /** Names the alert among the timers of a ticket: `overdue:update`. No timer of a policy can have such a key. */
  key: string;
  measure: TargetMeasure;
  startedAt: Moment;
  /** The last moment that keeps the promise. */
  dueAt: Moment;
}

/**
 * The alerts that run on a ticket: of each promise with `alert` that is not kept and does not stand still in time, once a start. One
 * that stands still runs on when its clock does.
 *
 * @throws {RangeError} as {@link targetsOf} does.
 */
export function alertsOf(policy: TimePolicy, clock: TicketClock): TargetAlert[] {
  // The stays that have ended say all that moved the due time; this moment comes after them and changes nothing.
  const now = clock.phases.at(-1)?.from ?? clock.createdAt;
  return targetMeasures.flatMap((measure) => {
    const target = policy.targets?.find((one) => one.measure === measure && fits(one, clock));
    const startedAt = target?.alert && startOf(measure, clock);
    if (!startedAt) return [];
    const { state, dueAt } = dueTarget(policy, target, startedAt, clock, now);
    const key = `overdue:${measure}`;
    const isTold = clock.fired.some(({ timer, at }) => timer === key && epochOf(at) > epochOf(startedAt));
    return (state === 'running' || state === 'overdue') && !isTold ? [{ key, measure, startedAt, dueAt }] : [];
  });
}

/** The alerts whose promise is broken, in the order in which that happened. */
export function dueAlerts(policy: TimePolicy, clock: TicketClock, now: Moment): TargetAlert[] {
  const due = alertsOf(policy, clock).filter(({ dueAt }) => epochOf(dueAt) < epochOf(now));
  return due.sort((one, other) => epochOf(one.dueAt) - epochOf(other.dueAt));
}

/** Phases in which the clock of a target stands still. */
function stillIn({ measure, pauseIn = [] }: Target): Phase[] {
  return [...pauseIn, ...(measure === 'resolve' ? (['resolved', 'closed'] as const) : [])];
}

function fits({ measure, level, plans }: Target, clock: TicketClock): boolean {
  const claimed = measure === 'respond' && !clock.validated;
  const its = claimed ? (clock.severity ?? clock.priority) : (clock.priority ?? clock.severity);
  return (level === undefined || level === its) && (!plans || (clock.plan !== undefined && plans.includes(clock.plan)));
}

function startOf(measure: TargetMeasure, clock: TicketClock): Moment | undefined {
  if (measure !== 'update') return clock.createdAt;
  return isDone(clock) ? undefined : clock.lastStaffMessageAt;
}

function dueTarget(policy: TimePolicy, target: Target, start: Moment, clock: TicketClock, now: Moment): DueTarget {
  const { measure, min, max, unit, calendar } = target;
  const still = stillIn(target);
  const kept = keptAt(measure, clock);
  const pauses = pausesOf(still, clock, kept ?? now);
  const after = (value: number) => addDuration(start, { value, unit, calendar }, policy.calendars ?? [], pauses);
  const dueAt = after(max);
  return {
    measure,
    dueAt,
    ...(min !== undefined && { earliestAt: after(min) }),
    state: stateOf(dueAt, kept, still.includes(clock.phase), now),
  };
}

function stateOf(dueAt: Moment, kept: Moment | undefined, stands: boolean, now: Moment): TargetStanding {
  const due = epochOf(dueAt);
  if (kept !== undefined) return epochOf(kept) <= due ? 'met' : 'missed';
  if (epochOf(now) > due) return 'overdue';
  return stands ? 'paused' : 'running';
}

function keptAt(measure: TargetMeasure, clock: TicketClock): Moment | undefined {
  const done = isDone(clock) ? (clock.resolvedAt ?? clock.closedAt ?? clock.statusSince) : undefined;
  if (measure === 'update') return undefined;
  return measure === 'respond' ? (clock.firstStaffMessageAt ?? done) : done;
}

/** When a clock stood still: the stays in these phases, as far as they lie before a moment. */
function pausesOf(still: Phase[], clock: TicketClock, until: Moment): Pause[] {
  const before = clock.phases.filter(({ phase, from }) => still.includes(phase) && epochOf(from) < epochOf(until));
  return before.map(({ from, to }) => ({ from, to: to === undefined || epochOf(to) > epochOf(until) ? until : to }));
}
