import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Calendar, Duration } from '../policy/times.js';
import { durationUnits } from '../policy/times.js';
import { isOpen, nextOpening } from './calendar.js';
import type { Pause } from './duration.js';
import { addDuration, openTimeBetween } from './duration.js';

const cases = 1_500;

/** Numbers that look random and are the same for the same seed (mulberry32), so that a failure can be run again. */
function randomOf(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

const weekdays = [1, 2, 3, 4, 5];
const everyDay = [...weekdays, 6, 7];

/** Zones whose clocks change at different hours, by half an hour, at midnight, and not at all. */
const zones = ['Europe/Berlin', 'America/New_York', 'Australia/Lord_Howe', 'Africa/Cairo', 'America/St_Johns', 'Asia/Kolkata'];
const weeks: Calendar['hours'][] = [
  [{ days: weekdays, from: '09:00', to: '18:00' }],
  [{ days: everyDay, from: '00:00', to: '24:00' }],
  [
    { days: everyDay, from: '00:00', to: '02:30' },
    { days: [6, 7], from: '02:15', to: '23:59' },
  ],
  [
    { days: weekdays, from: '08:00', to: '12:00' },
    { days: weekdays, from: '13:00', to: '17:00' },
    { days: [6], from: '10:00', to: '13:30' },
  ],
  [{ days: [7], from: '01:30', to: '03:15' }],
];
const calendars = zones.flatMap((zone, at) =>
  weeks.map((hours, week): Calendar => {
    const holidays = at % 2 === 0 ? ['2026-03-29', '2026-11-02', '2026-12-25', '2026-12-28'] : undefined;
    return { key: `c${at}-${week}`, zone, hours, holidays };
  }),
);

class Maker {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = randomOf(seed);
  }
  below(limit: number): number {
    return Math.floor(this.random() * limit);
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  /** A moment of 2026, often in a week in which clocks change, rarely on the minute. */
  epoch(): number {
    const change = this.pick(['2026-03-08', '2026-03-29', '2026-04-05', '2026-04-24', '2026-10-04', '2026-10-25', '2026-11-01']);
    const near = Date.parse(change) + (this.below(6 * 24 * 60) - 3 * 24 * 60) * 60_000;
    const epoch = this.random() < 0.7 ? near : Date.parse('2026-01-01') + this.below(365 * 24 * 60) * 60_000;
    return epoch + this.pick([0, 0, 1, this.below(60_000)]);
  }
  moment(): string {
    return new Date(this.epoch()).toISOString();
  }
  duration(calendar: string | undefined, units: readonly Duration['unit'][] = durationUnits): Duration {
    const unit = this.pick(units);
    const most = { minutes: 3_000, hours: 60, days: 12, weeks: 3 }[unit];
    return { value: 1 + this.below(most), unit, calendar };
  }
  pauses(): Pause[] {
    return Array.from({ length: this.below(4) }, () => this.pause());
  }
  pause(): Pause {
    const from = this.epoch();
    return { from: new Date(from).toISOString(), to: new Date(from + this.below(5 * 24 * 60) * 60_000).toISOString() };
  }
}

function forAll(property: (make: Maker, calendar: Calendar | undefined) => void): void {
  for (let seed = 1; seed <= cases; seed++) {
    const make = new Maker(seed);
    const calendar = make.pick([undefined, ...calendars]);
    try {
      property(make, calendar);
    } catch (error) {
      throw new Error(`seed ${seed}, ${calendar ? `${calendar.key} in ${calendar.zone}` : 'always'}`, { cause: error });
    }
  }
}

test('a later start never ends earlier', () => {
  forAll((make, calendar) => {
    const duration = make.duration(calendar?.key);
    // Where the hours of the days differ, the end of a day's duration is brought into them before pauses move it on.
    const byDays = calendar && (duration.unit === 'days' || duration.unit === 'weeks');
    const pauses = byDays ? [] : make.pauses();
    const start = make.epoch();
    const starts = [start, start + 1 + make.below(make.pick([90, 1_500, 10_000]) * 60_000)];
    const [first, second] = starts.map((epoch) => addDuration(new Date(epoch).toISOString(), duration, calendars, pauses));
    assert.ok(
      first! <= second!,
      `${new Date(starts[0]!).toISOString()} ends ${first}, ${new Date(starts[1]!).toISOString()} ${second}`,
    );
  });
});

test('a longer duration never ends earlier, and none ends before its start', () => {
  forAll((make, calendar) => {
    const start = make.moment();
    const pauses = make.pauses();
    const shorter = make.duration(calendar?.key);
    const longer = { ...shorter, value: shorter.value + make.pick([0.01, 0.5, 1, 7]) };
    const [first, second] = [shorter, longer].map((duration) => addDuration(start, duration, calendars, pauses));
    assert.ok(start < first!, `${start} ends ${first}`);
    assert.ok(first! <= second!, `${first} and ${second}`);
  });
});

test('hours on a calendar are as much open time as they say, and no less a millisecond before their end', () => {
  forAll((make, calendar) => {
    const start = make.moment();
    const duration = make.duration(calendar?.key, ['minutes', 'hours']);
    const wanted = duration.value * (duration.unit === 'hours' ? 3_600_000 : 60_000);
    const end = addDuration(start, duration, calendars);
    assert.equal(openTimeBetween(start, end, calendar), wanted, `${start} to ${end}`);
    const before = new Date(Date.parse(end) - 1).toISOString();
    assert.equal(openTimeBetween(start, before, calendar), wanted - 1, `${start} to ${before}`);
  });
});

test('open time that pauses take is not counted, whatever they are', () => {
  forAll((make, calendar) => {
    const start = make.moment();
    const duration = make.duration(calendar?.key, ['minutes', 'hours']);
    const wanted = duration.value * (duration.unit === 'hours' ? 3_600_000 : 60_000);
    const pauses = make.pauses();
    const end = addDuration(start, duration, calendars, pauses);
    // The time that ran, minute by minute of it that no pause has: by edges, since pauses overlap.
    const edges = [start, end, ...pauses.flatMap(({ from, to }) => [from, to])].filter((at) => start <= at && at <= end).sort();
    const ran = edges.slice(1).map((to, at) => {
      const from = edges[at]!;
      return pauses.some((pause) => pause.from <= from && to <= pause.to) ? 0 : openTimeBetween(from, to, calendar);
    });
    assert.equal(
      ran.reduce((sum, part) => sum + part, 0),
      wanted,
    );
  });
});

test('one more pause never makes an end earlier', () => {
  forAll((make, calendar) => {
    const start = make.moment();
    const duration = make.duration(calendar?.key);
    const pauses = make.pauses();
    const without = addDuration(start, duration, calendars, pauses);
    const more = addDuration(start, duration, calendars, [...pauses, make.pause()]);
    assert.ok(without <= more, `${without} and ${more}`);
  });
});

test('an end on a calendar is open, or the moment of closing', () => {
  forAll((make, calendar) => {
    if (!calendar) return;
    const end = addDuration(make.moment(), make.duration(calendar.key), calendars, make.pauses());
    const before = new Date(Date.parse(end) - 1).toISOString();
    assert.ok(isOpen(calendar, end) || isOpen(calendar, before), end);
  });
});

test('between a moment and the next opening nothing is open', () => {
  forAll((make, calendar) => {
    if (!calendar) return;
    const at = make.moment();
    const opening = nextOpening(calendar, at);
    assert.ok(isOpen(calendar, opening), opening);
    assert.equal(openTimeBetween(at, opening, calendar), 0);
    assert.equal(opening === at, isOpen(calendar, at));
  });
});
