/** Lines that come and go: the newest stay, within a count and a number of characters. */
export interface Ring {
  add(line: string): void;
  text(): string;
}

/** @param count - Lines at most. @param length - Characters at most, of all lines together. */
export function createRing(count: number, length: number): Ring {
  const lines: string[] = [];
  let size = 0;
  return {
    add(line) {
      const kept = line.slice(0, Math.min(500, length));
      lines.push(kept);
      size += kept.length;
      while (lines.length > count || size > length) size -= lines.shift()?.length ?? 0;
    },
    text: () => lines.join('\n'),
  };
}
