import * as z from 'zod/mini';
import { textSchema } from '../text.js';
import { phases } from '../ticket.js';
import { keySchema } from './key.js';

/** Units of a duration. In a calendar with opening hours, minutes and hours count while it is open and days count open days. */
export const durationUnits = ['minutes', 'hours', 'days', 'weeks'] as const;
export type DurationUnit = (typeof durationUnits)[number];

const amountSchema = z.number().check(z.positive(), z.maximum(10_000));

/** A length of time on a named calendar. */
const durationShape = {
  value: amountSchema,
  unit: z.enum(durationUnits),
  /** A key of `calendars`; `always` (every hour of every day, in UTC) by default. */
  calendar: z.optional(z.string()),
};
export const durationSchema = z.strictObject(durationShape);
export type Duration = z.infer<typeof durationSchema>;

/** When a support team is there. */
export const calendarSchema = z.strictObject({
  key: keySchema,
  label: z.optional(textSchema),
  /** An IANA time zone, such as `Europe/Berlin`; hours and holidays are read in it. */
  zone: z.string(),
  /** Opening hours of a week. Days count from 1, Monday, to 7, Sunday. `to` may be `24:00`. */
  hours: z
    .array(
      z.strictObject({
        days: z.array(z.int().check(z.minimum(1), z.maximum(7))).check(z.minLength(1)),
        from: z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write a time such as 09:30.')),
        to: z.string().check(z.regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, 'Write a time such as 18:00.')),
      }),
    )
    .check(z.minLength(1)),
  /** Dates that are closed all day: `2026-12-25`. */
  holidays: z.optional(z.array(z.string().check(z.regex(/^\d{4}-\d\d-\d\d$/, 'Write a date such as 2026-12-25.')))),
});
export type Calendar = z.infer<typeof calendarSchema>;

/** What a target measures: the first public answer, the solution, or the time between public answers. */
export const targetMeasures = ['respond', 'resolve', 'update'] as const;
export type TargetMeasure = (typeof targetMeasures)[number];

/**
 * A promise of time. The first one of a measure that fits the ticket's level and the requester's plan holds. `respond` and
 * `resolve` run from the ticket's creation, `update` from the last public message of staff.
 */
export const targetSchema = z.strictObject({
  measure: z.enum(targetMeasures),
  /** A level's key; every level by default. */
  level: z.optional(z.string()),
  /** Plans it holds for; every plan by default. */
  plans: z.optional(z.array(z.string())),
  /** The near end of a range such as 3 to 5 business days. */
  min: z.optional(amountSchema),
  /** The time that is promised. */
  max: amountSchema,
  unit: z.enum(durationUnits),
  calendar: z.optional(z.string()),
  /** Phases in which the clock stands still. */
  pauseIn: z.optional(z.array(z.enum(phases))),
  /** Whether staff are told once it is overdue: by an event for them alone and the notification `overdue`. Off by default. */
  alert: z.optional(z.boolean()),
});
export type Target = z.infer<typeof targetSchema>;

/** What a timer does when it is due. */
export const timerEffects = ['remind', 'label', 'suggest-close', 'close', 'notify'] as const;

/**
 * Something that happens to a ticket by itself when nobody acts. A timer runs while the ticket is in one of its phases, from
 * the last public message of staff or, with `start: status`, from the ticket's last change of status; but never from before
 * the ticket came into one of these phases. A message of the requester stops it, and the next public message of staff starts
 * it again.
 */
export const timerSchema = z.strictObject({
  key: keySchema,
  start: z.enum(['staff-message', 'status']),
  phases: z.array(z.enum(phases)).check(z.minLength(1)),
  after: durationSchema,
  /** Follow-ups that must have gone out since the start, besides the time. */
  minReminders: z.optional(z.int().check(z.minimum(1))),
  effect: z.enum(timerEffects),
  /** What people read of it: the words of a reminder, the name of a label. */
  text: z.optional(textSchema),
});
export type Timer = z.infer<typeof timerSchema>;

/** Why a ticket was closed: the requester confirmed, staff closed it, or a timer did. */
export const closeReasonKeys = ['confirmed', 'staff', 'no-answer'] as const;
export type CloseReasonKey = (typeof closeReasonKeys)[number];

/** How long after closing a requester may reopen, by the reason of closing. Beyond it, a new ticket can name the old one. */
export const closeReasonSchema = z.strictObject({
  key: z.enum(closeReasonKeys),
  label: textSchema,
  reopen: z.union([z.literal('unlimited'), z.literal('never'), durationSchema]),
});
export type CloseReason = z.infer<typeof closeReasonSchema>;
