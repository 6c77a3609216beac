const language = document.documentElement.lang;

const timeFormat = new Intl.DateTimeFormat(language, { hour: '2-digit', minute: '2-digit' });
const dayFormat = new Intl.DateTimeFormat(language, { weekday: 'long', day: 'numeric', month: 'long' });
const shortDayFormat = new Intl.DateTimeFormat(language, { weekday: 'short', day: 'numeric', month: 'short' });
const momentFormat = new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' });
const numberFormat = new Intl.NumberFormat(language);
const relativeFormat = new Intl.RelativeTimeFormat(language, { numeric: 'auto' });

/** `14:05`. */
export const writeTime = (moment: string | number | Date) => timeFormat.format(new Date(moment));
/** `Friday 21 November`. */
export const writeDay = (moment: string) => dayFormat.format(new Date(moment));
/** `21 Nov 2026, 14:05`. */
export const writeMoment = (moment: string) => momentFormat.format(new Date(moment));
export const writeNumber = (value: number) => numberFormat.format(value);

/** `today`, `tomorrow`, or the day. */
export function writeDue(moment: string, now: string): string {
  const days = Math.round((startOfDay(moment) - startOfDay(now)) / 86_400_000);
  return Math.abs(days) < 2 ? relativeFormat.format(days, 'day') : shortDayFormat.format(new Date(moment));
}

/** `5 minutes ago`, `yesterday`, `12 days ago`. */
export function writeAge(moment: string, now: number): string {
  const minutes = (Date.parse(moment) - now) / 60_000;
  if (Math.abs(minutes) < 60) return relativeFormat.format(Math.round(minutes), 'minute');
  if (Math.abs(minutes) < 60 * 24) return relativeFormat.format(Math.round(minutes / 60), 'hour');
  return relativeFormat.format(Math.round(minutes / 60 / 24), 'day');
}

/** `8:42`. */
export function writeDuration(seconds: number): string {
  return `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`;
}

function startOfDay(moment: string): number {
  return new Date(moment).setHours(0, 0, 0, 0);
}
