/** Lines that come and go: the newest stay, within a count and a number of characters. */
export interface Ring {
  add: (line: string) => void;
  /** The lines, each with the time of day in UTC at which it came. */
  text: () => string;
}

/** `14:30:05.123 `, which stands before each line. */
const stampLength = 13;

/** @param count - Lines at most. @param length - Characters at most, of all lines together. @param now - Milliseconds since 1970. */
export function createRing(count: number, length: number, now: () => number): Ring {
  const lines: { at: number; line: string }[] = [];
  let size = 0;
  return {
    add(line) {
      // Written out only once somebody looks: it happens while the page works.
      const kept = line.slice(0, Math.max(0, Math.min(500, length) - stampLength));
      lines.push({ at: now(), line: kept });
      size += kept.length + stampLength;
      while (lines.length > count || size > length) size -= (lines.shift()?.line.length ?? 0) + stampLength;
    },
    text: () => lines.map(({ at, line }) => `${new Date(at).toISOString().slice(11, 23)} ${line}`).join('\n'),
  };
}
