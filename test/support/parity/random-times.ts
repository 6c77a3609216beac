import type { Phase, Policy } from '@helpmark/schema';
import { phases } from '@helpmark/schema';
import type { Calendar, Duration, Target, Timer } from '@helpmark/schema/policy';
import { closeReasonKeys, durationUnits, targetMeasures, timerEffects } from '@helpmark/schema/policy';
import type { Pause, TicketClock } from '@helpmark/schema/time';
import type { Chance } from './chance.js';

/** Zones with and without daylight saving, with whole hours and parts of hours, on both sides of the equator and the date line. */
const zones = [
  'UTC',
  'Europe/Berlin',
  'Europe/London',
  'America/New_York',
  'America/Los_Angeles',
  'America/Sao_Paulo',
  'America/St_Johns',
  'Asia/Kolkata',
  'Asia/Kathmandu',
  'Asia/Tokyo',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Auckland',
  'Pacific/Chatham',
  'Pacific/Apia',
  'Africa/Nairobi',
];

/** Moments at which clocks are put forward or back somewhere, leap days and ends of years. */
const turns = [
  '2024-02-29T12:00:00Z',
  '2024-03-10T10:00:00Z',
  '2024-04-06T15:00:00Z',
  '2024-10-27T01:00:00Z',
  '2025-03-30T01:00:00Z',
  '2025-09-27T14:00:00Z',
  '2025-11-02T06:00:00Z',
  '2026-01-01T00:00:00Z',
  '2026-03-29T01:00:00Z',
  '2026-10-04T16:00:00Z',
  '2026-10-25T01:00:00Z',
  '2026-11-20T16:30:00Z',
];

/** Levels of the random policies, the worst first. */
export const levelKeys = ['worst', 'bad', 'mild'] as const;

const minute = 60_000;
const day = 24 * 60 * minute;

/** What a policy says of time: calendars, promises, timers, and how long a closed ticket can be reopened. */
export type Times = Required<Pick<Policy, 'calendars' | 'targets' | 'timers' | 'closeReasons' | 'escalation'>>;

/** What is asked of the clocks. */
export interface TimeQuestion {
  policy: Times;
  clock: TicketClock;
  now: string;
  start: string;
  durations: Duration[];
  pauses: Pause[];
}

/** The parts of a random policy that clocks read. */
export function randomTimes(chance: Chance, plans: readonly string[]): Times {
  const calendars = Array.from({ length: chance.between(1, 2) }, (_, at) => randomCalendar(chance, `c${at}`));
  const timers = Array.from({ length: chance.below(4) }, (_, at) => randomTimer(chance, `t${at}`, calendars));
  const reminders = timers.filter(({ effect }) => effect === 'remind').length;
  for (const timer of timers) if (reminders > 0 && chance.is(0.4)) timer.minReminders = chance.between(1, reminders);
  return {
    calendars,
    timers,
    targets: Array.from({ length: chance.below(5) }, () => randomTarget(chance, plans, calendars)),
    closeReasons: closeReasonKeys.map((key) => ({
      key,
      label: key,
      reopen: chance.is(0.5) ? randomDuration(chance, calendars) : chance.pick(['unlimited', 'never']),
    })),
    escalation: {
      reasons: [
        { key: 'late', label: 'Late', when: 'overdue' },
        { key: 'wrong', label: 'Wrong', when: 'answered' },
        { key: 'other', label: 'Other' },
      ],
    },
  };
}

/** A moment around which the stories of a policy's tickets begin. */
export const randomTurn = (chance: Chance): string => chance.pick(turns);

/** What happened to a ticket of a policy since some hours before or after a moment, and durations to add besides. */
export function randomTimeQuestion(chance: Chance, policy: Times, turn: string): TimeQuestion {
  const start = Date.parse(turn) + chance.between(-36 * 60, 36 * 60) * minute + chance.pick([0, 0, 1, 59_999]);
  const { calendars, timers } = policy;
  const { clock, end } = randomClock(chance, start, timers);
  const from = start + chance.below(2 * day);
  return {
    policy,
    clock,
    now: momentOf(end + chance.below(3 * day)),
    start: momentOf(start),
    durations: [randomDuration(chance, calendars), randomDuration(chance, calendars)],
    pauses: chance.is(0.5) ? [{ from: momentOf(from), to: momentOf(from + chance.below(2 * day)) }] : [],
  };
}

const momentOf = (epoch: number) => new Date(epoch).toISOString();

/** Hours of several kinds: usual ones, all day, two spans, and some that lie where clocks are put forward and back. */
const openings: { days: number[][]; spans: [from: string, to: string][] }[] = [
  { days: [[1, 2, 3, 4, 5], [6, 7], [3]], spans: [['09:00', '18:00']] },
  {
    days: [
      [1, 2, 3, 4, 5, 6, 7],
      [7, 1],
    ],
    spans: [['00:00', '24:00']],
  },
  {
    days: [
      [1, 2, 3, 4, 5],
      [2, 4, 6],
    ],
    spans: [
      ['08:30', '12:00'],
      ['13:15', '17:00'],
    ],
  },
  {
    days: [
      [1, 2, 3, 4, 5, 6, 7],
      [6, 7],
    ],
    spans: [
      ['01:30', '03:30'],
      ['22:00', '24:00'],
    ],
  },
  { days: [[1, 2, 3, 4, 5, 6, 7]], spans: [['02:15', '02:45']] },
];

function randomCalendar(chance: Chance, key: string): Calendar {
  const opening = chance.pick(openings);
  const days = chance.pick(opening.days);
  const hours = opening.spans.map(([from, to]) => ({ days, from, to }));
  return { key, zone: chance.pick(zones), hours, holidays: chance.some(turns, 0.2).map((turn) => turn.slice(0, 10)) };
}

/** The clocks walk day by day: longer ones take time and show no more. */
const longest = { minutes: 400, hours: 8, days: 4, weeks: 1 };

function randomDuration(chance: Chance, calendars: Calendar[]): Duration {
  const unit = chance.pick(durationUnits);
  const value = chance.is(0.2) ? chance.between(1, 4) / 4 : chance.between(1, longest[unit]);
  const calendar = chance.is(0.7) ? chance.pick(calendars).key : chance.pick([undefined, 'always']);
  return { value, unit, calendar };
}

function randomTarget(chance: Chance, plans: readonly string[], calendars: Calendar[]): Target {
  const { value, unit, calendar } = randomDuration(chance, calendars);
  return {
    measure: chance.pick(targetMeasures),
    ...(chance.is(0.3) && { level: chance.pick(levelKeys) }),
    ...(chance.is(0.3) && { plans: chance.some(plans) }),
    ...(chance.is(0.3) && { min: value / 2 }),
    max: value,
    unit,
    calendar,
    ...(chance.is(0.5) && { pauseIn: [chance.pick(phases)] }),
  };
}

function randomTimer(chance: Chance, key: string, calendars: Calendar[]): Timer {
  return {
    key,
    start: chance.pick(['staff-message', 'status']),
    phases: [...new Set<Phase>(['waiting-requester', chance.pick(phases)])],
    after: randomDuration(chance, calendars),
    effect: chance.pick(timerEffects),
  };
}

/** A ticket's story, each chapter some time after the one before. */
function randomClock(chance: Chance, start: number, timers: Timer[]): { clock: TicketClock; end: number } {
  const createdAt = momentOf(start);
  const clock: TicketClock = {
    ...{ createdAt, phase: 'new', statusSince: createdAt, phases: [{ phase: 'new', from: createdAt }], reminders: [], fired: [] },
    severity: chance.pick([...levelKeys, undefined]),
    priority: chance.pick([...levelKeys, undefined]),
    validated: chance.is(0.5),
    plan: chance.pick(['free', 'premium', undefined]),
  };
  let time = start;
  for (let chapters = chance.below(7); chapters > 0; chapters -= 1) {
    time += chance.below(1.25 * day);
    chance.pick([tellByStaff, tellByRequester, fire, enter, enter])(chance, clock, momentOf(time), timers);
  }
  return { clock, end: time };
}

type Chapter = (chance: Chance, clock: TicketClock, at: string, timers: Timer[]) => void;

const tellByStaff: Chapter = (_chance, clock, at) => {
  clock.firstStaffMessageAt ??= at;
  clock.lastStaffMessageAt = at;
};

const tellByRequester: Chapter = (_chance, clock, at) => {
  clock.lastRequesterMessageAt = at;
};

const fire: Chapter = (chance, clock, at, timers) => {
  clock.reminders.push(at);
  if (timers.length > 0) clock.fired.push({ timer: chance.pick(timers).key, at });
};

const enter: Chapter = (chance, clock, at) => {
  const phase = chance.pick(['waiting-requester', 'waiting-requester', ...phases] as const);
  clock.statusSince = at;
  if (phase === clock.phase) return;
  clock.phases.at(-1)!.to = at;
  clock.phases.push({ phase, from: at });
  clock.phase = phase;
  if (phase === 'resolved') clock.resolvedAt = at;
  if (phase === 'closed') Object.assign(clock, { closedAt: at, closeReason: chance.pick(closeReasonKeys) });
};
