import type { Timer } from '../policy/times.js';
import type { Moment } from './calendar.js';
import { epochOf } from './calendar.js';
import { addDuration } from './duration.js';
import type { TicketClock, TimePolicy } from './ticket-clock.js';

/** A timer that runs on a ticket. */
export interface RunningTimer {
  timer: Timer;
  startedAt: Moment;
  /** When it fires. Absent while too few follow-ups have gone out. */
  dueAt?: Moment;
}

/** A timer that has a time to fire at. */
export type DueTimer = RunningTimer & { dueAt: Moment };

/**
 * The timers that run on a ticket, in the policy's order. A timer runs while the ticket is in one of its phases, from its
 * start, and fires once a start.
 *
 * - With `start: staff-message` it starts at the last public message of staff, with `start: status` at the last change of
 *   status; but never before the ticket came into the timer's phases, so that putting a ticket back to them does not make due
 *   at once what nobody was waiting for.
 * - A message of the requester after the start stops it until staff write again, or the start moves otherwise.
 * - With `minReminders` it needs that many follow-ups since the start besides the time, and fires at the later of the two.
 *
 * @throws {RangeError} where a timer names a calendar that does not exist or never opens.
 */
export function timersOf(policy: TimePolicy, clock: TicketClock): RunningTimer[] {
  return (policy.timers ?? []).flatMap((timer): RunningTimer[] => {
    const startedAt = startOf(timer, clock);
    if (startedAt === undefined) return [];
    const isSince = (at: Moment) => epochOf(at) > epochOf(startedAt);
    if (clock.fired.some((fired) => fired.timer === timer.key && isSince(fired.at))) return [];
    const elapsed = addDuration(startedAt, timer.after, policy.calendars ?? []);
    if (timer.minReminders === undefined) return [{ timer, startedAt, dueAt: elapsed }];
    const reminders = clock.reminders.filter(isSince).sort((one, other) => epochOf(one) - epochOf(other));
    const enough = reminders[timer.minReminders - 1];
    return [enough === undefined ? { timer, startedAt } : { timer, startedAt, dueAt: laterOf(elapsed, enough) }];
  });
}

/** The timer that fires next; of several at one moment, the first in the policy. */
export function nextTimer(policy: TimePolicy, clock: TicketClock): DueTimer | undefined {
  return inOrder(timersOf(policy, clock))[0];
}

/**
 * The timers whose time has come, in the order in which it came. What one does can start, stop or fulfil another: fire the
 * first, write it down in the clock, and ask again.
 *
 * @param now - The server's time.
 */
export function dueTimers(policy: TimePolicy, clock: TicketClock, now: Moment): DueTimer[] {
  return inOrder(timersOf(policy, clock)).filter(({ dueAt }) => epochOf(dueAt) <= epochOf(now));
}

function inOrder(timers: RunningTimer[]): DueTimer[] {
  const due = timers.filter((one): one is DueTimer => one.dueAt !== undefined);
  return due.sort((one, other) => epochOf(one.dueAt) - epochOf(other.dueAt));
}

function startOf(timer: Timer, clock: TicketClock): Moment | undefined {
  if (!timer.phases.includes(clock.phase)) return undefined;
  const { lastStaffMessageAt: staff, lastRequesterMessageAt: requester, statusSince } = clock;
  const start = timer.start === 'status' ? statusSince : staff;
  if (start === undefined) return undefined;
  if (requester !== undefined && epochOf(requester) > epochOf(start)) {
    // Only a change of status can be the older of the two here: staff have written since, and it starts again from there.
    return staff !== undefined && epochOf(staff) > epochOf(requester) ? staff : undefined;
  }
  return laterOf(start, enteredAt(timer, clock));
}

/** When the ticket came into a timer's phases, between which it may have moved since. */
function enteredAt({ phases }: Timer, clock: TicketClock): Moment {
  let entered = clock.statusSince;
  for (const stay of [...clock.phases].reverse()) {
    if (!phases.includes(stay.phase)) break;
    entered = stay.from;
  }
  return entered;
}

const laterOf = (one: Moment, other: Moment) => (epochOf(one) >= epochOf(other) ? one : other);
