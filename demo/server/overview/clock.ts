/** Writes moments of a day that is always today: as minutes, or days, before and after now. */
export function around(now: Date) {
  const shifted = (milliseconds: number) => new Date(now.getTime() + milliseconds).toISOString();
  return {
    now: now.toISOString(),
    minutes: (count: number) => shifted(count * 60_000),
    days: (count: number) => shifted(count * 86_400_000),
  };
}
