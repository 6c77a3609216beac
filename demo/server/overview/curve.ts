import type { Roast } from '../../pages/app/overview.js';

/** The shape of a roast profile: where the probe turns, where the roast ends, and how steeply it begins. */
export interface Profile {
  charge: number;
  turningPoint: { at: number; temperature: number };
  end: { at: number; temperature: number };
  /** How much of the rise lies in the beginning; 2 to 3 is usual. */
  steepness: number;
}

/** The bean temperature of a profile at a second after the charge. */
export function temperatureAt(profile: Profile, second: number): number {
  const { charge, turningPoint, end, steepness } = profile;
  if (second <= turningPoint.at) {
    const left = 1 - second / turningPoint.at;
    return turningPoint.temperature + (charge - turningPoint.temperature) * left ** 2.6;
  }
  const part = (second - turningPoint.at) / (end.at - turningPoint.at);
  const risen = (1 - Math.exp(-steepness * part)) / (1 - Math.exp(-steepness));
  return turningPoint.temperature + (end.temperature - turningPoint.temperature) * risen;
}

/** What a roast needs besides its curves. */
export interface RoastOutline {
  profile: Profile;
  /** Seconds since the charge. */
  elapsed: number;
  /** Degrees that the drum runs above the profile by now; it grows evenly from the turning point on. */
  drift: number;
}

const round = (value: number) => Math.round(value * 10) / 10;

/** Draws both curves of a roast, one point in ten seconds, and reads off how it stands now. */
export function drawRoast({
  profile,
  elapsed,
  drift,
}: RoastOutline): Pick<Roast, 'measured' | 'reference' | 'rateOfRise' | 'deviation'> {
  const measuredAt = (second: number) => {
    const begun = Math.max(0, second - profile.turningPoint.at) / (elapsed - profile.turningPoint.at);
    const unrest = 0.7 * Math.sin(second / 23) + 0.4 * Math.sin(second / 9 + 1);
    return temperatureAt(profile, second) + drift * begun + unrest;
  };
  const points = (until: number, read: (second: number) => number) => {
    const seconds = Array.from({ length: Math.floor(until / 10) + 1 }, (_, at) => at * 10);
    if (seconds.at(-1) !== until) seconds.push(until);
    return seconds.map((second): [number, number] => [second, round(read(second))]);
  };
  return {
    measured: points(elapsed, measuredAt),
    reference: points(profile.end.at, (second) => temperatureAt(profile, second)),
    rateOfRise: round((temperatureAt(profile, elapsed) - temperatureAt(profile, elapsed - 30)) * 2 + drift / 8),
    deviation: round(drift),
  };
}
