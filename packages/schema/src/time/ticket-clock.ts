import type { Calendar, CloseReason, Target, Timer } from '../policy/times.js';
import type { Escalation, Privacy } from '../policy/service.js';
import type { Phase } from '../ticket.js';
import type { Moment } from './calendar.js';

/** The parts of a policy that clocks read. */
export interface TimePolicy {
  calendars?: Calendar[] | undefined;
  targets?: Target[] | undefined;
  timers?: Timer[] | undefined;
  closeReasons?: CloseReason[] | undefined;
  escalation?: Escalation | undefined;
  privacy?: Pick<Privacy, 'retention'> | undefined;
}

/** A ticket's stay in one phase, from a moment up to but without another. */
export interface PhaseStay {
  phase: Phase;
  from: Moment;
  /** Absent while the ticket is there. */
  to?: Moment | undefined;
}

/** Something a timer did. */
export interface FiredTimer {
  /** The timer's key. */
  timer: string;
  at: Moment;
}

/**
 * The facts of a ticket that clocks read, and all they read. Lists only ever grow: what belongs to an earlier start of a timer
 * is told by its time, so nothing has to be taken out when a timer starts again.
 */
export interface TicketClock {
  createdAt: Moment;
  /** The phase of the present status. */
  phase: Phase;
  /** When the ticket came into its present status. */
  statusSince: Moment;
  /** Every stay in a phase since the creation, the oldest first; the last is the present one. */
  phases: PhaseStay[];
  /** What the requester claims: a level's key. */
  severity?: string | undefined;
  /** What the policy or staff decided: a level's key. */
  priority?: string | undefined;
  /** False while the priority is only what the requester claims; true once rules or staff decided it. */
  validated: boolean;
  /** The requester's plan. */
  plan?: string | undefined;
  /** Public messages of staff; internal ones and what the server writes by itself count for nothing. */
  firstStaffMessageAt?: Moment | undefined;
  lastStaffMessageAt?: Moment | undefined;
  lastRequesterMessageAt?: Moment | undefined;
  /** When the ticket was last resolved, and last closed; what was before a reopening counts for nothing. */
  resolvedAt?: Moment | undefined;
  closedAt?: Moment | undefined;
  /** Why it was last closed: a key of the policy's close reasons. */
  closeReason?: string | undefined;
  /** When follow-ups went out, all of the ticket's life. */
  reminders: Moment[];
  /** What timers did, all of the ticket's life. */
  fired: FiredTimer[];
}

/** True once nothing more is promised: the ticket is resolved or closed. */
export function isDone({ phase }: Pick<TicketClock, 'phase'>): boolean {
  return phase === 'resolved' || phase === 'closed';
}
