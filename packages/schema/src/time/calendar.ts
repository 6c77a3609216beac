// Always the polyfill's own Temporal, even where the platform has one: every machine reckons the same.
import { Temporal } from 'temporal-polyfill/implementation';
import type { Calendar } from '../policy/times.js';

/** A moment as the wire has it: UTC ISO 8601, such as `2026-11-20T16:30:00.000Z`. */
export type Moment = string;

/** A stretch of time in which a calendar is open, in epoch milliseconds, `to` excluded. */
export interface OpenSpan {
  from: number;
  to: number;
}

/** A date in a calendar's own zone, and when it is open; the spans are in order and touch no other. */
export interface OpenDay {
  date: Temporal.PlainDate;
  spans: OpenSpan[];
}

/** Days without opening after which a calendar counts as one that never opens. */
const patience = 366;

/**
 * Reads a moment.
 *
 * @throws {RangeError} where it is not an ISO 8601 moment with its offset.
 */
export function epochOf(moment: Moment): number {
  return Temporal.Instant.from(moment).epochMilliseconds;
}

/** Writes a moment, always to the millisecond, so that moments sort as texts. */
export function momentOf(epoch: number): Moment {
  return Temporal.Instant.fromEpochMilliseconds(epoch).toString({ smallestUnit: 'millisecond' });
}

/** A moment on the wall clock of a zone. */
export function zonedAt(epoch: number, zone: string): Temporal.ZonedDateTime {
  return Temporal.Instant.fromEpochMilliseconds(epoch).toZonedDateTimeISO(zone);
}

/**
 * The first moment at which the wall clock of a zone has reached a time. A time that the clock skips is reached where it
 * skips; a time that it shows twice is reached the first time. So a later time is never reached earlier.
 */
export function epochAt(local: Temporal.PlainDateTime, zone: string): number {
  const zoned = local.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (zoned.toPlainDateTime().equals(local)) return zoned.epochMilliseconds;
  return zoned.getTimeZoneTransition('next')!.epochMilliseconds;
}

/** Spans in order, those that overlap or touch made one and empty ones left out. */
export function joined(spans: OpenSpan[]): OpenSpan[] {
  const apart: OpenSpan[] = [];
  for (const { from, to } of spans.filter((span) => span.from < span.to).sort((one, other) => one.from - other.from)) {
    const last = apart.at(-1);
    if (last && from <= last.to) last.to = Math.max(last.to, to);
    else apart.push({ from, to });
  }
  return apart;
}

/** True while the calendar is open. It opens at the first moment of its hours and is closed at the last. */
export function isOpen(calendar: Calendar, at: Moment): boolean {
  const epoch = epochOf(at);
  return spansOn(calendar, dateAt(calendar, epoch)).some(({ from, to }) => from <= epoch && epoch < to);
}

/**
 * When the calendar is open again: the moment itself while it is open.
 *
 * @throws {RangeError} where it does not open within 366 days.
 */
export function nextOpening(calendar: Calendar, at: Moment): Moment {
  const epoch = epochOf(at);
  return momentOf(Math.max(epoch, firstSpan(calendar, epoch).from));
}

/** The hours of a calendar that have not ended by a moment, for a number of days from then on; a day that is running counts. */
export function openHours(calendar: Calendar, at: Moment, days: number): { from: Moment; to: Moment }[] {
  const epoch = epochOf(at);
  const first = dateAt(calendar, epoch);
  return Array.from({ length: days }, (_, ahead) => spansOn(calendar, first.add({ days: ahead })))
    .flat()
    .filter(({ to }) => to > epoch)
    .map(({ from, to }) => ({ from: momentOf(from), to: momentOf(to) }));
}

/**
 * The days on which a calendar is open, without end, from the first that has open time after a moment. Spans that end by
 * that moment are left out; the first may begin before it.
 *
 * @throws {RangeError} where it does not open within 366 days.
 */
export function* openDays(calendar: Calendar, after: number): Generator<OpenDay, never> {
  let date = dateAt(calendar, after);
  for (let closed = 0; closed <= patience; closed++) {
    const spans = spansOn(calendar, date).filter(({ to }) => to > after);
    if (spans.length > 0) {
      yield { date, spans };
      closed = 0;
    }
    date = date.add({ days: 1 });
  }
  throw new RangeError(
    `The calendar "${calendar.key}" is closed for ${patience} days before ${date.toString()}: give it opening hours.`,
  );
}

/** The span that is open at a moment, or the next one. */
function firstSpan(calendar: Calendar, epoch: number): OpenSpan {
  return openDays(calendar, epoch).next().value.spans[0]!;
}

const dateAt = ({ zone }: Calendar, epoch: number) => zonedAt(epoch, zone).toPlainDate();

/**
 * Spans that were worked out already: a due time walks over the same days again and again, and the zone's rules are slow to
 * ask. A policy's calendars do not change once it is read.
 */
const known = new WeakMap<Calendar, Map<string, OpenSpan[]>>();
const maxKnown = 2_000;

function spansOn(calendar: Calendar, date: Temporal.PlainDate): OpenSpan[] {
  const days = known.get(calendar) ?? new Map<string, OpenSpan[]>();
  known.set(calendar, days);
  const name = date.toString();
  let spans = days.get(name);
  if (!spans) {
    if (days.size >= maxKnown) days.clear();
    spans = readSpans(calendar, date);
    days.set(name, spans);
  }
  return spans;
}

function readSpans({ zone, hours, holidays }: Calendar, date: Temporal.PlainDate): OpenSpan[] {
  if (holidays?.includes(date.toString())) return [];
  const today = hours.filter(({ days }) => days.includes(date.dayOfWeek));
  return joined(today.map(({ from, to }) => ({ from: epochAt(timeOn(date, from), zone), to: epochAt(timeOn(date, to), zone) })));
}

/** `24:00` is the next day's midnight. */
function timeOn(date: Temporal.PlainDate, time: string): Temporal.PlainDateTime {
  return time === '24:00' ? date.add({ days: 1 }).toPlainDateTime() : date.toPlainDateTime(time);
}
