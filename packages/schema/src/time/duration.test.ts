import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Calendar, Duration, DurationUnit } from '../policy/times.js';
import type { Pause } from './duration.js';
import { addDuration, openTimeBetween } from './duration.js';

const weekdays = [1, 2, 3, 4, 5];
const berlin: Calendar = {
  key: 'berlin',
  zone: 'Europe/Berlin',
  hours: [{ days: weekdays, from: '09:00', to: '18:00' }],
  holidays: ['2026-12-25', '2027-01-01'],
};
const newYork: Calendar = { key: 'new-york', zone: 'America/New_York', hours: [{ days: weekdays, from: '08:00', to: '17:00' }] };
const india: Calendar = {
  key: 'india',
  zone: 'Asia/Kolkata',
  hours: [
    { days: weekdays, from: '10:00', to: '13:00' },
    { days: weekdays, from: '14:00', to: '19:00' },
    { days: [6], from: '10:00', to: '13:00' },
  ],
};
const night: Calendar = {
  key: 'night',
  zone: 'Europe/Berlin',
  hours: [{ days: [1, 2, 3, 4, 5, 6, 7], from: '00:00', to: '24:00' }],
};
const calendars = [berlin, newYork, india, night];

type Row = [start: string, value: number, unit: DurationUnit, calendar: string | undefined, end: string, pauses?: Pause[]];

const utc = (moment: string) => new Date(moment).toISOString();

function check(rows: Row[]): void {
  for (const [start, value, unit, calendar, end, pauses] of rows) {
    const duration: Duration = { value, unit, calendar };
    assert.equal(
      addDuration(start, duration, calendars, pauses),
      utc(end),
      `${start} + ${value} ${unit} (${calendar ?? 'always'})`,
    );
  }
}

describe('A duration', () => {
  it('without a calendar is time that passes', () =>
    check([
      ['2026-11-20T16:30:00Z', 1, 'hours', undefined, '2026-11-20T17:30:00Z'],
      ['2026-11-20T16:30:00Z', 1, 'hours', 'always', '2026-11-20T17:30:00Z'],
      ['2026-11-20T16:30:00Z', 90, 'minutes', undefined, '2026-11-20T18:00:00Z'],
      ['2026-11-20T16:30:00Z', 1.5, 'hours', undefined, '2026-11-20T18:00:00Z'],
      ['2026-11-20T16:30:00Z', 10, 'days', undefined, '2026-11-30T16:30:00Z'],
      ['2026-11-20T16:30:00Z', 2, 'weeks', undefined, '2026-12-04T16:30:00Z'],
      ['2026-03-28T12:00:00Z', 1, 'days', undefined, '2026-03-29T12:00:00Z'],
      ['2026-02-28T23:59:59.999Z', 1, 'minutes', undefined, '2026-03-01T00:00:59.999Z'],
    ]));

  it('of hours counts while the calendar is open, whatever lies between', () =>
    check([
      ['2026-11-20T17:30:00+01:00', 1, 'hours', 'berlin', '2026-11-23T09:30:00+01:00'],
      ['2026-11-20T17:00:00+01:00', 1, 'hours', 'berlin', '2026-11-20T18:00:00+01:00'],
      ['2026-11-20T17:01:00+01:00', 1, 'hours', 'berlin', '2026-11-23T09:01:00+01:00'],
      ['2026-11-20T18:00:00+01:00', 1, 'hours', 'berlin', '2026-11-23T10:00:00+01:00'],
      ['2026-11-20T09:00:00+01:00', 1, 'hours', 'berlin', '2026-11-20T10:00:00+01:00'],
      ['2026-11-20T08:59:00+01:00', 1, 'hours', 'berlin', '2026-11-20T10:00:00+01:00'],
      ['2026-11-21T12:00:00+01:00', 4, 'hours', 'berlin', '2026-11-23T13:00:00+01:00'],
      ['2026-11-19T16:00:00+01:00', 20, 'hours', 'berlin', '2026-11-23T18:00:00+01:00'],
    ]));

  it('skips holidays', () =>
    check([
      ['2026-12-24T17:00:00+01:00', 4, 'hours', 'berlin', '2026-12-28T12:00:00+01:00'],
      ['2026-12-25T12:00:00+01:00', 1, 'minutes', 'berlin', '2026-12-28T09:01:00+01:00'],
      ['2026-12-31T15:00:00+01:00', 4, 'hours', 'berlin', '2027-01-04T10:00:00+01:00'],
    ]));

  it('holds the wall clock over both changes of daylight saving', () =>
    check([
      ['2026-03-27T17:00:00+01:00', 4, 'hours', 'berlin', '2026-03-30T12:00:00+02:00'],
      ['2026-10-23T17:00:00+02:00', 4, 'hours', 'berlin', '2026-10-26T12:00:00+01:00'],
      ['2026-03-06T16:00:00-05:00', 4, 'hours', 'new-york', '2026-03-09T11:00:00-04:00'],
      ['2026-10-30T16:00:00-04:00', 4, 'hours', 'new-york', '2026-11-02T11:00:00-05:00'],
      ['2026-03-27T16:00:00+01:00', 3, 'days', 'berlin', '2026-04-01T16:00:00+02:00'],
      ['2026-10-23T16:00:00+02:00', 3, 'days', 'berlin', '2026-10-28T16:00:00+01:00'],
    ]));

  it('counts the real hours of a night that is shorter or longer', () =>
    check([
      ['2026-03-29T01:30:00+01:00', 1, 'hours', 'night', '2026-03-29T03:30:00+02:00'],
      ['2026-10-25T01:30:00+02:00', 2, 'hours', 'night', '2026-10-25T02:30:00+01:00'],
      ['2026-10-25T02:30:00+02:00', 1, 'days', 'night', '2026-10-26T02:30:00+01:00'],
      ['2026-10-24T02:30:00+02:00', 1, 'days', 'night', '2026-10-25T02:30:00+02:00'],
      ['2026-03-28T02:30:00+01:00', 1, 'days', 'night', '2026-03-29T03:00:00+02:00'],
      // 02:30 for the second time comes after 02:59 for the first: it counts as 03:00, when the clock was put back.
      ['2026-10-25T02:30:00+01:00', 1, 'days', 'night', '2026-10-26T03:00:00+01:00'],
    ]));

  it('of days ends at the same time of day, that many open days later', () =>
    check([
      ['2026-11-20T14:00:00+01:00', 3, 'days', 'berlin', '2026-11-25T14:00:00+01:00'],
      ['2026-11-20T14:00:00+01:00', 5, 'days', 'berlin', '2026-11-27T14:00:00+01:00'],
      ['2026-12-23T14:00:00+01:00', 3, 'days', 'berlin', '2026-12-29T14:00:00+01:00'],
      ['2026-11-20T17:59:00+01:00', 1, 'days', 'berlin', '2026-11-23T17:59:00+01:00'],
      ['2026-11-20T09:00:00+01:00', 1, 'days', 'berlin', '2026-11-23T09:00:00+01:00'],
    ]));

  it('of days that starts outside the hours counts from the next opening', () =>
    check([
      ['2026-11-20T18:00:00+01:00', 1, 'days', 'berlin', '2026-11-24T09:00:00+01:00'],
      ['2026-11-21T12:00:00+01:00', 1, 'days', 'berlin', '2026-11-24T09:00:00+01:00'],
      ['2026-11-20T06:00:00+01:00', 1, 'days', 'berlin', '2026-11-23T09:00:00+01:00'],
      ['2026-11-20T13:30:00+05:30', 1, 'days', 'india', '2026-11-21T13:00:00+05:30'],
    ]));

  it('of days ends within the hours of the last day', () =>
    check([
      ['2026-11-20T16:00:00+05:30', 1, 'days', 'india', '2026-11-21T13:00:00+05:30'],
      ['2026-11-20T16:00:00+05:30', 2, 'days', 'india', '2026-11-23T16:00:00+05:30'],
      ['2026-11-21T12:59:00+05:30', 1, 'days', 'india', '2026-11-23T12:59:00+05:30'],
    ]));

  it('of days that ends in a break ends before it', () => {
    const split: Calendar = {
      key: 'split',
      zone: 'UTC',
      hours: [
        { days: [1], from: '09:00', to: '17:00' },
        { days: [2], from: '10:00', to: '12:00' },
        { days: [2], from: '14:00', to: '16:00' },
      ],
    };
    const dayAfter = (start: string) => addDuration(start, { value: 1, unit: 'days', calendar: 'split' }, [split]);
    assert.equal(dayAfter('2026-11-23T13:00:00Z'), '2026-11-24T12:00:00.000Z');
    assert.equal(dayAfter('2026-11-23T09:30:00Z'), '2026-11-24T10:00:00.000Z');
    assert.equal(dayAfter('2026-11-23T14:00:00Z'), '2026-11-24T14:00:00.000Z');
    assert.equal(dayAfter('2026-11-23T16:30:00Z'), '2026-11-24T16:00:00.000Z');
  });

  it('of weeks is as many open days as the calendar has weekdays with hours', () =>
    check([
      ['2026-11-20T14:00:00+01:00', 1, 'weeks', 'berlin', '2026-11-27T14:00:00+01:00'],
      ['2026-11-20T14:00:00+01:00', 2, 'weeks', 'berlin', '2026-12-04T14:00:00+01:00'],
      ['2026-12-21T14:00:00+01:00', 1, 'weeks', 'berlin', '2026-12-29T14:00:00+01:00'],
      ['2026-11-20T12:00:00+05:30', 1, 'weeks', 'india', '2026-11-27T12:00:00+05:30'],
    ]));

  it('of a part of a day on a calendar is a whole one', () =>
    check([
      ['2026-11-20T14:00:00+01:00', 0.5, 'days', 'berlin', '2026-11-23T14:00:00+01:00'],
      ['2026-11-20T14:00:00+01:00', 0.5, 'weeks', 'berlin', '2026-11-25T14:00:00+01:00'],
    ]));

  it('is written to the millisecond, so that ends sort as texts', () => {
    assert.equal(addDuration('2026-11-20T16:30:00Z', { value: 1, unit: 'hours' }, []), '2026-11-20T17:30:00.000Z');
    assert.equal(addDuration('2026-11-20T16:30:00.25Z', { value: 1, unit: 'hours' }, []), '2026-11-20T17:30:00.250Z');
  });

  it('on a calendar that is not there, or never opens, is refused in a sentence', () => {
    const hours: Duration = { value: 1, unit: 'hours', calendar: 'nights' };
    assert.throws(() => addDuration('2026-11-20T16:30:00Z', hours, calendars), {
      name: 'RangeError',
      message: 'There is no calendar "nights".',
    });
    const never: Calendar = { key: 'nights', zone: 'UTC', hours: [{ days: [1], from: '12:00', to: '12:00' }] };
    for (const unit of ['hours', 'days'] as const) {
      assert.throws(() => addDuration('2026-11-20T16:30:00Z', { ...hours, unit }, [never]), {
        name: 'RangeError',
        message: /^The calendar "nights" is closed for 366 days before 2027-11-22: give it opening hours\.$/,
      });
    }
  });
});

describe('A pause', () => {
  const pause = (from: string, to: string): Pause => ({ from, to });

  it('adds what it took of the time that passes', () =>
    check([
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T13:00:00Z',
        [pause('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z')],
      ],
      [
        '2026-11-20T10:00:00Z',
        1,
        'days',
        undefined,
        '2026-11-21T11:00:00Z',
        [pause('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z')],
      ],
    ]));

  it('adds only what was open of it', () =>
    check([
      [
        '2026-11-20T17:00:00+01:00',
        2,
        'hours',
        'berlin',
        '2026-11-23T12:00:00+01:00',
        [pause('2026-11-20T17:30:00+01:00', '2026-11-23T10:30:00+01:00')],
      ],
      [
        '2026-11-20T17:00:00+01:00',
        2,
        'hours',
        'berlin',
        '2026-11-23T10:00:00+01:00',
        [pause('2026-11-20T18:00:00+01:00', '2026-11-23T09:00:00+01:00')],
      ],
      [
        '2026-11-20T14:00:00+01:00',
        3,
        'days',
        'berlin',
        '2026-11-25T16:00:00+01:00',
        [pause('2026-11-23T10:00:00+01:00', '2026-11-23T12:00:00+01:00')],
      ],
    ]));

  it('counts from the start and no earlier, and not at all from the end on', () =>
    check([
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T12:30:00Z',
        [pause('2026-11-20T09:00:00Z', '2026-11-20T10:30:00Z')],
      ],
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T12:00:00Z',
        [pause('2026-11-20T08:00:00Z', '2026-11-20T10:00:00Z')],
      ],
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T12:00:00Z',
        [pause('2026-11-20T12:00:00Z', '2026-11-20T15:00:00Z')],
      ],
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T15:01:00Z',
        [pause('2026-11-20T11:59:00Z', '2026-11-20T15:00:00Z')],
      ],
    ]));

  it('moves the end over the pauses after it, in whatever order they come', () =>
    check([
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T14:00:00Z',
        [pause('2026-11-20T12:30:00Z', '2026-11-20T13:30:00Z'), pause('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z')],
      ],
    ]));

  it('that overlaps another counts once, and an empty one never', () =>
    check([
      [
        '2026-11-20T10:00:00Z',
        2,
        'hours',
        undefined,
        '2026-11-20T13:30:00Z',
        [
          pause('2026-11-20T11:00:00Z', '2026-11-20T12:00:00Z'),
          pause('2026-11-20T11:30:00Z', '2026-11-20T12:30:00Z'),
          pause('2026-11-20T11:15:00Z', '2026-11-20T11:15:00Z'),
          pause('2026-11-20T11:45:00Z', '2026-11-20T11:15:00Z'),
        ],
      ],
    ]));
});

describe('The open time between two moments', () => {
  const hour = 3_600_000;

  it('is what the calendar is open of it', () => {
    assert.equal(openTimeBetween('2026-11-20T17:30:00+01:00', '2026-11-23T09:30:00+01:00', berlin), hour);
    assert.equal(openTimeBetween('2026-11-21T00:00:00+01:00', '2026-11-23T09:00:00+01:00', berlin), 0);
    assert.equal(openTimeBetween('2026-11-20T12:00:00+05:30', '2026-11-20T15:00:00+05:30', india), 2 * hour);
    assert.equal(openTimeBetween('2026-10-25T00:00:00+02:00', '2026-10-26T00:00:00+01:00', night), 25 * hour);
    assert.equal(openTimeBetween('2026-03-29T00:00:00+01:00', '2026-03-30T00:00:00+02:00', night), 23 * hour);
  });

  it('is all of it without a calendar, and nothing backwards', () => {
    assert.equal(openTimeBetween('2026-11-20T10:00:00Z', '2026-11-22T10:00:00Z'), 48 * hour);
    assert.equal(openTimeBetween('2026-11-22T10:00:00Z', '2026-11-20T10:00:00Z'), 0);
    assert.equal(openTimeBetween('2026-11-24T10:00:00Z', '2026-11-20T10:00:00Z', berlin), 0);
  });
});
