import { AuthError } from '../errors/auth-error.js';
import type { ClientErrorCode } from '../errors/client-error.js';
import { isClientError } from '../errors/client-error.js';
import type { HttpError } from '../errors/http-error.js';

/** How the sending of one thing has gone so far. It rests with the entry, so that every tab keeps to it. */
export interface Trial {
  /** When a request went out within the last hour; milliseconds since 1970, as all times here. */
  tries: number[];
  /** Failures one after another. */
  fails: number;
  /** The next try, unless something wakes it. */
  due: number;
  /** Not before, even where something wakes it: the server said so. */
  hold: number;
  /** What it last failed with. */
  code?: ClientErrorCode | undefined;
  /** True where the person has to do something. */
  refused?: boolean | undefined;
  /** True where a try may have taken effect without an answer. */
  unsure?: boolean | undefined;
}

export const newTrial = (): Trial => ({ tries: [], fails: 0, due: 0, hold: 0 });

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
/** Where the server does not say otherwise. */
const longestWait = 10 * minute;

/** Requests an hour at most, for each entry and each file. */
export const hourlyTries = 20;
/** After so many within an hour, the rest is spread over it, so that some are left for when something wakes it. */
const quickTries = 8;

/** The tries of the last hour. A clock that was set back makes later ones meaningless. */
export const recentTries = ({ tries }: Trial, now: number): number[] => tries.filter((at) => at <= now && at > now - hour);

/** Milliseconds until it may be tried; nothing where it is time. A clock that was set back does not hold it up. */
export function waitOf(trial: Trial, now: number): number {
  const recent = recentTries(trial, now);
  const full = recent.length >= hourlyTries ? recent[0]! + hour : 0;
  const due = trial.due - now;
  const setBack = due > (trial.hold ? hour : longestWait) || (trial.tries.at(-1) ?? 0) > now;
  return Math.max(setBack ? 0 : due, full - now);
}

/** A wait that doubles with each failure from two seconds up to a limit, anywhere between nothing and that. */
export const backOff = (fails: number, limit: number, chance: () => number): number =>
  chance() * Math.min(2 * second * 2 ** (fails - 1), limit);

/**
 * The one table of what becomes of a failure.
 *
 * | What happened | Then |
 * | --- | --- |
 * | no answer, time-out, 408, 425, 429, 5xx, 409 `in-progress`, an answer that does not parse | tried again |
 * | no token, or none that the server takes | waits for one; asks again now and then |
 * | any other answer | waits for the person |
 */
export function judge(trial: Trial, error: unknown, now: number, chance: () => number): void {
  const { code, retryable, retryAfter = 0, problem } = (isClientError(error) ? error : { code: 'http' }) as Partial<HttpError>;
  const lacksToken = error instanceof AuthError;
  trial.code = code;
  trial.fails++;
  if (!retryable && !lacksToken) {
    trial.refused = true;
    // Helpmark itself looks for the key first: what it refuses had no effect before, or the person is told so (`key-reused`).
    if (problem) trial.unsure = false;
    return;
  }
  const spread = recentTries(trial, now).length > quickTries;
  const wait =
    code === 'token-refused'
      ? longestWait
      : spread && !lacksToken
        ? (4.5 + chance() / 2) * minute
        : backOff(trial.fails, lacksToken ? minute / 2 : 5 * minute, chance);
  trial.hold = retryAfter && now + Math.min(retryAfter * second, hour);
  trial.due = Math.max(now + wait, trial.hold);
}
