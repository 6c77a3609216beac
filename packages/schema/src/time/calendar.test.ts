import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Calendar } from '../policy/times.js';
import { isOpen, nextOpening, openHours } from './calendar.js';

const weekdays = [1, 2, 3, 4, 5];
const office: Calendar = {
  key: 'office',
  zone: 'Europe/Berlin',
  hours: [{ days: weekdays, from: '09:00', to: '18:00' }],
  holidays: ['2026-12-25'],
};

test('a calendar opens at the first moment of its hours and is closed at the last', () => {
  const table: [string, boolean][] = [
    ['2026-11-20T07:59:59.999Z', false],
    ['2026-11-20T08:00:00Z', true],
    ['2026-11-20T16:59:59.999Z', true],
    ['2026-11-20T17:00:00Z', false],
    ['2026-11-21T10:00:00Z', false],
    ['2026-12-25T10:00:00Z', false],
    ['2026-12-24T10:00:00Z', true],
  ];
  for (const [at, expected] of table) assert.equal(isOpen(office, at), expected, at);
});

test('hours are read on the wall clock of the zone, in summer as in winter', () => {
  assert.equal(isOpen(office, '2026-07-01T07:00:00Z'), true);
  assert.equal(isOpen(office, '2026-07-01T16:00:00Z'), false);
  assert.equal(isOpen({ ...office, zone: 'Asia/Kolkata' }, '2026-07-01T03:30:00Z'), true);
  assert.equal(isOpen({ ...office, zone: 'Asia/Kolkata' }, '2026-07-01T03:29:00Z'), false);
  assert.equal(isOpen({ ...office, zone: 'Pacific/Auckland' }, '2026-11-19T20:00:00Z'), true);
});

test('a moment is read with whatever offset it is written in', () => {
  assert.equal(isOpen(office, '2026-11-20T09:00:00+01:00'), true);
  assert.equal(isOpen(office, '2026-11-20T09:00:00+02:00'), false);
});

test('several spans a day leave their break closed, and those that touch or overlap are one', () => {
  const split = (spans: [string, string][]) => ({
    ...office,
    hours: spans.map(([from, to]) => ({ days: weekdays, from, to })),
  });
  const lunch = split([
    ['13:00', '17:00'],
    ['09:00', '12:00'],
  ]);
  assert.equal(isOpen(lunch, '2026-11-20T11:30:00Z'), false);
  assert.equal(nextOpening(lunch, '2026-11-20T11:30:00Z'), '2026-11-20T12:00:00.000Z');
  const touching = split([
    ['09:00', '12:00'],
    ['11:00', '13:00'],
    ['13:00', '17:00'],
  ]);
  assert.equal(isOpen(touching, '2026-11-20T12:00:00Z'), true);
});

test('24:00 is midnight, so that two days can be one', () => {
  const late: Calendar = {
    ...office,
    hours: [
      { days: [5], from: '20:00', to: '24:00' },
      { days: [6], from: '00:00', to: '02:00' },
    ],
  };
  assert.equal(isOpen(late, '2026-11-20T22:59:59Z'), true);
  assert.equal(isOpen(late, '2026-11-20T23:00:00Z'), true);
  assert.equal(isOpen(late, '2026-11-21T01:00:00Z'), false);
});

test('the next opening is the moment itself while it is open', () => {
  const table: [string, string][] = [
    ['2026-11-20T10:00:00Z', '2026-11-20T10:00:00.000Z'],
    ['2026-11-20T08:00:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T07:59:00Z', '2026-11-20T08:00:00.000Z'],
    ['2026-11-20T17:00:00Z', '2026-11-23T08:00:00.000Z'],
    ['2026-12-24T17:00:00Z', '2026-12-28T08:00:00.000Z'],
  ];
  for (const [at, expected] of table) assert.equal(nextOpening(office, at), expected, at);
});

test('a time that the clock skips in spring is when it skips', () => {
  const night = (from: string, to: string): Calendar => ({ ...office, hours: [{ days: [7], from, to }] });
  // Berlin goes from 02:00 to 03:00 on 2026-03-29, at 01:00 UTC.
  const opens = night('02:30', '05:00');
  assert.equal(isOpen(opens, '2026-03-29T00:59:59.999Z'), false);
  assert.equal(isOpen(opens, '2026-03-29T01:00:00Z'), true);
  const closes = night('00:00', '02:30');
  assert.equal(isOpen(closes, '2026-03-29T00:59:59.999Z'), true);
  assert.equal(isOpen(closes, '2026-03-29T01:00:00Z'), false);
  assert.equal(isOpen(night('02:00', '03:00'), '2026-03-29T01:00:00Z'), false);
});

test('a time that the clock shows twice in autumn is the first of them', () => {
  // Berlin goes from 03:00 back to 02:00 on 2026-10-25, at 01:00 UTC.
  const opens: Calendar = { ...office, hours: [{ days: [7], from: '02:30', to: '05:00' }] };
  assert.equal(isOpen(opens, '2026-10-25T00:29:59.999Z'), false);
  for (const at of ['2026-10-25T00:30:00Z', '2026-10-25T01:15:00Z', '2026-10-25T03:59:00Z']) {
    assert.equal(isOpen(opens, at), true, at);
  }
  assert.equal(isOpen(opens, '2026-10-25T04:00:00Z'), false);
});

test('a date that a zone leaves out has no hours', () => {
  // Samoa went from Thursday, 29 December 2011, to Saturday, the 31st.
  const apia: Calendar = { key: 'apia', zone: 'Pacific/Apia', hours: [{ days: weekdays, from: '09:00', to: '17:00' }] };
  assert.equal(nextOpening(apia, '2011-12-30T04:00:00Z'), '2012-01-01T19:00:00.000Z');
});

test('a calendar that stays closed says so, and is not open', () => {
  const holidays = Array.from({ length: 400 }, (_, day) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString().slice(0, 10));
  const shut = { ...office, holidays };
  assert.equal(isOpen(shut, '2026-01-02T10:00:00Z'), false);
  assert.throws(() => nextOpening(shut, '2026-01-01T10:00:00Z'), {
    name: 'RangeError',
    message: 'The calendar "office" is closed for 366 days before 2027-01-03: give it opening hours.',
  });
  assert.equal(nextOpening(shut, '2026-02-06T10:00:00Z'), '2027-02-05T08:00:00.000Z');
});

test('what is no moment is refused', () => {
  assert.throws(() => isOpen(office, '2026-11-20'), RangeError);
  assert.throws(() => isOpen(office, 'soon'), RangeError);
});

test('the hours of the next days are told from the day that is running, without holidays, and stay the same while it runs', () => {
  const hours = openHours(office, '2026-12-24T10:00:00Z', 5);
  assert.deepEqual(hours, [
    { from: '2026-12-24T08:00:00.000Z', to: '2026-12-24T17:00:00.000Z' },
    { from: '2026-12-28T08:00:00.000Z', to: '2026-12-28T17:00:00.000Z' },
  ]);
  assert.deepEqual(openHours(office, '2026-12-24T16:59:59Z', 5), hours);
  assert.deepEqual(openHours(office, '2026-12-24T17:00:00Z', 5), hours.slice(1));
  assert.deepEqual(openHours({ ...office, holidays: ['2026-12-24', '2026-12-25'] }, '2026-12-24T10:00:00Z', 2), []);
});
