import type { Calendar, Duration } from '../policy/times.js';
import type { Moment, OpenDay, OpenSpan } from './calendar.js';
import { epochAt, epochOf, joined, momentOf, openDays, zonedAt } from './calendar.js';

/** A stretch of time in which a clock stands still: from a moment up to but without another. */
export interface Pause {
  from: Moment;
  to: Moment;
}

const milliseconds = { minutes: 60_000, hours: 3_600_000, days: 86_400_000, weeks: 604_800_000 };

/**
 * The moment when a duration has run.
 *
 * On no calendar, or `always`, it is time that passes: a day is 24 hours, a week 7 days. On a calendar with opening hours,
 *
 * - minutes and hours count while it is open, so that one that is used up at closing time ends there;
 * - days are open days: the end has the start's time of day, that many open days later, brought to the nearest time before it
 *   that is open, or to the first opening. A start outside the hours counts as the next opening. A part of a day is a day;
 * - a week is as many open days as the calendar has weekdays with hours: five from Monday to Friday.
 *
 * A later start never ends earlier, nor does a longer duration of the same unit. Pauses move the end on afterwards, by their
 * open time: of days as of hours.
 *
 * @param calendars - The policy's calendars, one of which the duration may name.
 * @param pauses - When the clock stands still. What is open of each before the end comes after it.
 * @throws {RangeError} where there is no such calendar, or it stays closed for 366 days.
 */
export function addDuration(start: Moment, duration: Duration, calendars: Calendar[], pauses: Pause[] = []): Moment {
  const begin = epochOf(start);
  const calendar = calendarOf(duration, calendars);
  let end = run(begin, duration, calendar);
  for (const pause of joined(pauses.map((pause) => ({ from: epochOf(pause.from), to: epochOf(pause.to) })))) {
    const from = Math.max(pause.from, begin);
    if (from >= end) break;
    if (pause.to > from) end = addOpenTime(end, openTime(from, pause.to, calendar), calendar);
  }
  return momentOf(end);
}

/**
 * How much of the time between two moments a calendar is open, in milliseconds; all of it where there is no calendar. Nothing
 * where the second moment is not the later.
 *
 * @throws {RangeError} where the calendar stays closed for 366 days.
 */
export function openTimeBetween(from: Moment, to: Moment, calendar?: Calendar): number {
  return openTime(epochOf(from), epochOf(to), calendar);
}

function calendarOf({ calendar: key }: Duration, calendars: Calendar[]): Calendar | undefined {
  if (key === undefined || key === 'always') return undefined;
  const calendar = calendars.find((one) => one.key === key);
  if (!calendar) throw new RangeError(`There is no calendar "${key}".`);
  return calendar;
}

function run(start: number, { value, unit }: Duration, calendar: Calendar | undefined): number {
  if (!calendar || unit === 'minutes' || unit === 'hours') {
    return addOpenTime(start, Math.round(value * milliseconds[unit]), calendar);
  }
  return addOpenDays(start, Math.ceil(unit === 'days' ? value : value * weekdaysOf(calendar)), calendar);
}

const weekdaysOf = ({ hours }: Calendar) => new Set(hours.flatMap(({ days }) => days)).size;

function addOpenTime(start: number, amount: number, calendar: Calendar | undefined): number {
  if (!calendar || amount === 0) return start + amount;
  const spans = openSpans(calendar, start);
  for (let left = amount; ;) {
    const { from, to } = spans.next().value;
    const open = to - Math.max(from, start);
    if (open >= left) return to - open + left;
    left -= open;
  }
}

function openTime(from: number, to: number, calendar: Calendar | undefined): number {
  if (to <= from) return 0;
  if (!calendar) return to - from;
  const spans = openSpans(calendar, from);
  for (let sum = 0; ;) {
    const span = spans.next().value;
    if (span.from >= to) return sum;
    sum += Math.min(span.to, to) - Math.max(span.from, from);
  }
}

function* openSpans(calendar: Calendar, after: number): Generator<OpenSpan, never> {
  const days = openDays(calendar, after);
  for (;;) yield* days.next().value.spans;
}

function addOpenDays(start: number, count: number, calendar: Calendar): number {
  const days = openDays(calendar, start);
  const first = days.next().value;
  const begin = Math.max(start, first.spans[0]!.from);
  let last = first;
  for (let passed = 0; passed < count; passed++) last = days.next().value;
  const sinceMidnight = first.date.toPlainDateTime().until(wallTimeAt(begin, calendar.zone));
  return within(last, epochAt(last.date.toPlainDateTime().add(sinceMidnight), calendar.zone));
}

/**
 * What the wall clock shows; in an hour that it shows a second time, what it showed when it was put back, so that a later
 * moment never has an earlier time of the same day.
 */
function wallTimeAt(epoch: number, zone: string) {
  const zoned = zonedAt(epoch, zone);
  const local = zoned.toPlainDateTime();
  if (epochAt(local, zone) === epoch) return local;
  const change = zoned.getTimeZoneTransition('previous')!;
  return zonedAt(change.epochMilliseconds - 1, zone)
    .toPlainDateTime()
    .add({ milliseconds: 1 });
}

/** The moment, brought into a day's open time: to the opening before the first span, else to the end of the last one before. */
function within({ spans }: OpenDay, epoch: number): number {
  let end = spans[0]!.from;
  for (const { from, to } of spans) {
    if (epoch < from) return end;
    if (epoch <= to) return epoch;
    end = to;
  }
  return end;
}
