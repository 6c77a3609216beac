import type { Status } from '@helpmark/schema';
import type { CloseReasonKey } from '@helpmark/schema/policy';
import type { TicketClock } from '@helpmark/schema/time';

/** What happened to a ticket, as far as its clocks read it. */
export interface ClockChange {
  /** The status that it came to. */
  status?: Status | undefined;
  /** Why, where that status closes it. */
  closeReason?: CloseReasonKey | undefined;
  /** Who said something that all on the ticket may read. */
  told?: 'staff' | 'requester' | undefined;
  priority?: string | undefined;
  /** Whether the priority is decided; as it was by default. */
  validated?: boolean | undefined;
  /** The key of a timer that fired. */
  fired?: string | undefined;
  /** A follow-up went out. */
  reminded?: boolean | undefined;
}

/** The clock of a ticket that is made now. */
export function startClock(
  now: string,
  status: Status,
  facts: Pick<TicketClock, 'severity' | 'priority' | 'validated' | 'plan'>,
): TicketClock {
  const { phase } = status;
  return { ...facts, createdAt: now, phase, statusSince: now, phases: [{ phase, from: now }], reminders: [], fired: [] };
}

/** The clock after a change. */
export function moveClock(clock: TicketClock, change: ClockChange, now: string): TicketClock {
  const moved: TicketClock = change.status ? enter(clock, change.status, change.closeReason, now) : { ...clock };
  if (change.told === 'staff') {
    moved.firstStaffMessageAt ??= now;
    moved.lastStaffMessageAt = now;
  }
  if (change.told === 'requester') moved.lastRequesterMessageAt = now;
  if (change.priority !== undefined) moved.priority = change.priority;
  if (change.validated !== undefined) moved.validated = change.validated;
  if (change.fired !== undefined) moved.fired = [...moved.fired, { timer: change.fired, at: now }];
  if (change.reminded) moved.reminders = [...moved.reminders, now];
  return moved;
}

function enter(clock: TicketClock, { phase }: Status, closeReason: CloseReasonKey | undefined, now: string): TicketClock {
  const moved: TicketClock = { ...clock, phase, statusSince: now };
  if (phase !== clock.phase) {
    moved.phases = [...clock.phases.map((stay) => (stay.to === undefined ? { ...stay, to: now } : stay)), { phase, from: now }];
    if (phase === 'resolved') moved.resolvedAt = now;
  }
  if (phase === 'closed') return clock.phase === 'closed' ? moved : { ...moved, closedAt: now, closeReason };
  // What was before a reopening counts for nothing.
  const { closedAt: _closedAt, closeReason: _closeReason, ...open } = moved;
  if (phase === 'resolved') return open;
  const { resolvedAt: _resolvedAt, ...active } = open;
  return active;
}
