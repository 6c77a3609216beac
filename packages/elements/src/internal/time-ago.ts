import type { LocaleController } from '../controllers/locale-controller.js';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Making one costs more than using it a hundred times. */
const formats = new Map<string, Intl.RelativeTimeFormat>();

/** How long ago a moment was, such as `5 minutes ago`; after a week the moment itself. What the page's clock has not reached yet is now. */
export function timeAgo(iso: string, locale: LocaleController, now: number): string {
  const age = Math.max(0, now - Date.parse(iso));
  if (age >= 7 * day) return locale.time(iso);
  const numeric = age < minute ? 'auto' : 'always';
  const name = locale.locale + numeric;
  const format = formats.get(name) ?? new Intl.RelativeTimeFormat(locale.locale, { numeric });
  formats.set(name, format);
  if (age < minute) return format.format(0, 'second');
  if (age < hour) return format.format(-Math.floor(age / minute), 'minute');
  return age < day ? format.format(-Math.floor(age / hour), 'hour') : format.format(-Math.floor(age / day), 'day');
}
