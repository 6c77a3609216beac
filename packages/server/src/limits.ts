import { ProblemError } from './problem.js';

/** Requests a minute. */
export interface Rates {
  reads: number;
  writes: number;
}

/** What a person and a whole workspace may send: requests a minute, and bytes of files a day. */
export interface Limits {
  person: Rates & { bytes: number };
  workspace: Rates & { bytes: number };
}

/** Bytes of files that a person and a whole workspace may announce in a day. */
export type DailyBytes = Record<keyof Limits, number>;

const gibibyte = 1024 ** 3;

/** Limits where nothing else is said. */
export const defaultLimits: Limits = {
  person: { reads: 600, writes: 60, bytes: gibibyte },
  workspace: { reads: 30_000, writes: 3_000, bytes: 100 * gibibyte },
};

/** @param limits - `false` limits nothing. */
export function dailyBytesOf(limits: Limits | false): DailyBytes {
  return limits ? { person: limits.person.bytes, workspace: limits.workspace.bytes } : { person: Infinity, workspace: Infinity };
}

/** Counts a request. @throws {ProblemError} `too-many-requests`, with the seconds to wait. */
export type CountRequest = (person: { workspace: string; id: string }, kind: keyof Rates) => void;

const minute = 60_000;
/** Beyond so many counted people, those who are at rest are forgotten. */
const sweepAt = 10_000;

/**
 * Counts requests in this process. A minute's share may be used at once and comes back evenly; for that, all there is to
 * remember of a person is the moment at which their share is whole again. A refused request uses nothing up.
 *
 * @param limits - `false` counts nothing.
 * @param clock - The server's time.
 */
export function createLimits(limits: Record<keyof Limits, Rates> | false, clock: () => Date): CountRequest {
  if (!limits) return () => undefined;
  const wholeAt = new Map<string, number>();

  return ({ workspace, id }, kind) => {
    const now = clock().getTime();
    if (wholeAt.size >= sweepAt) for (const [key, time] of wholeAt) if (time <= now) wholeAt.delete(key);
    const counted = [
      { key: JSON.stringify([kind, workspace, id]), rate: limits.person[kind] },
      { key: JSON.stringify([kind, workspace]), rate: limits.workspace[kind] },
    ].map(({ key, rate }) => {
      const known = wholeAt.get(key) ?? now;
      // A time far beyond a full minute's share can only come from a clock that was set back.
      const from = known > now + 2 * minute ? now : Math.max(known, now);
      return { key, after: from + minute / rate };
    });
    const wait = Math.max(...counted.map(({ after }) => after - minute - now));
    // Less than a millisecond is the rounding of the sums above.
    if (wait >= 1) {
      const seconds = Math.max(1, Math.ceil(wait / 1000));
      throw new ProblemError('too-many-requests', {
        detail: `Wait ${seconds} s before the next request.`,
        headers: { 'Retry-After': String(seconds) },
      });
    }
    for (const { key, after } of counted) wholeAt.set(key, after);
  };
}
