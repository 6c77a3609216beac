/** Chance that is the same for the same seed (mulberry32), so that a failure can be run again. */
export class Chance {
  #state: number;
  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** From 0 up to but without 1. */
  next(): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }
  /** A whole number from 0 up to but without the limit. */
  below(limit: number): number {
    return Math.floor(this.next() * limit);
  }
  /** A whole number from one to another, both included. */
  between(least: number, most: number): number {
    return least + this.below(most - least + 1);
  }
  /** True in this share of cases. */
  is(share: number): boolean {
    return this.next() < share;
  }
  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
  /** About half of a list, in its order. */
  some<T>(list: readonly T[], share = 0.5): T[] {
    return list.filter(() => this.is(share));
  }
  shuffled<T>(list: readonly T[]): T[] {
    const order = [...list];
    for (let at = order.length - 1; at > 0; at -= 1) {
      const other = this.below(at + 1);
      [order[at], order[other]] = [order[other]!, order[at]!];
    }
    return order;
  }
}
