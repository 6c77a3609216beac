import type { LitElement, ReactiveController } from 'lit';
import { whenIdle } from '../internal/when-idle.js';

/** The height that an item is thought to have until it was drawn once, in pixels. */
const guess = 96;
/** How much is drawn besides what can be seen, on each side, in pixels. */
const margin = 320;

/** What must not move with the next drawing: an item's upper edge or, while somebody writes below it, the list's lower one. */
interface Hold {
  /** Of the item; nothing for the list. */
  key: string | undefined;
  /** Pixels from the top of what can be seen to that edge. */
  edge: number;
}

/**
 * Draws of a long list what can be seen and a little around it, whatever scrolls it: the page, a panel, both. What is not drawn
 * leaves room by the list's padding. Whatever comes or goes, what is being read stays where it is.
 *
 * The list is an element whose children are the drawn items, each with its key in `data-key` and no space between them.
 */
export class TimelineWindow implements ReactiveController {
  /** The first item to draw, and the one after the last. */
  first = 0;
  last = 0;
  /** True while the last item can be seen, or where it begins. */
  atEnd = true;

  readonly #host: LitElement;
  readonly #nearStart: () => void;
  readonly #heights = new Map<string, number>();
  /** A drawing within the observer's own round would be an error on the page. */
  readonly #sizes = new ResizeObserver(() => requestAnimationFrame(() => this.#look()));
  #list: HTMLElement | null = null;
  #keys: readonly string[] = [];
  /** The lower edge of each item, in pixels from the top of the list. */
  readonly #edges: number[] = [];
  /** How many of them, from the first, are right; the others are reckoned anew when they are asked for. */
  #right = 0;
  #scrollers: Element[] = [];
  #listening: AbortController | undefined;
  #offset = 0;
  #hold: Hold | undefined;
  #goal: { key: string; align: 'start' | 'end'; page: boolean } | undefined;

  /** @param nearStart - Told when somebody scrolls up and comes near the first item. */
  constructor(host: LitElement, nearStart: () => void) {
    this.#host = host;
    this.#nearStart = nearStart;
    host.addController(this);
  }

  /** Takes the keys of all items before a drawing, and settles which are drawn. The same list is one whose keys are the same. */
  take(keys: readonly string[]): void {
    this.#hold = this.#goal ? undefined : this.#standing();
    if (keys !== this.#keys) this.#right = 0;
    this.#keys = keys;
    this.#listen();
    const { height } = this.#view();
    const to = keys.lastIndexOf(this.#goal?.key ?? this.#hold?.key ?? '');
    if (this.#goal && to >= 0) {
      this.#offset = this.#goal.align === 'start' ? this.#above(to) : this.#above(to + 1) - height;
    } else if (this.#hold && to >= 0) {
      this.#offset = this.#above(to) - this.#hold.edge;
    } else if (this.#hold) {
      this.#offset = this.#above(keys.length) - this.#hold.edge;
    }
    [this.first, this.last] = this.#range(this.#goal ? 0 : margin);
  }

  /**
   * Scrolls to an item with the next drawing: its upper edge to the top of what can be seen, or its lower edge to the bottom.
   *
   * @param page - Whether the page itself is scrolled too, where it is the page that scrolls.
   */
  go(key: string, align: 'start' | 'end', page: boolean): void {
    this.#goal = { key, align, page };
    this.#host.requestUpdate();
  }

  hostConnected(): void {
    this.#sizes.observe(this.#host);
  }

  hostUpdated(): void {
    const list = (this.#list = this.#host.renderRoot.querySelector<HTMLElement>('[data-window]'));
    if (!list?.getClientRects().length) return;
    const { style } = list;
    style.setProperty(
      'padding-block',
      `${this.#above(this.first)}px ${this.#above(this.#keys.length) - this.#above(this.last)}px`,
    );
    // All edges are reckoned by now: those below an item that has another height than was thought are wrong.
    ([...list.children] as HTMLElement[]).forEach((item, at) => {
      const { height } = item.getBoundingClientRect();
      const key = item.dataset['key']!;
      if (this.#heights.get(key) !== height) this.#right = Math.min(this.#right, this.first + at);
      this.#heights.set(key, height);
    });
    this.#keep();
    this.#look();
    if (this.#goal) requestAnimationFrame(() => this.#arrive());
  }

  hostDisconnected(): void {
    this.#listening?.abort();
    this.#listening = undefined;
    this.#sizes.disconnect();
  }

  /** Aims once more, when all within the items is drawn too and nothing is painted yet. What is around it comes after that. */
  #arrive(): void {
    if (!this.#goal) return;
    this.#keep();
    this.#goal = undefined;
    whenIdle(() => this.#look());
  }

  /** Scrolls so far that what is held, or aimed at, stands where it should. */
  #keep(): void {
    const { top, height } = this.#view();
    const box = this.#boxOf(this.#goal?.key ?? this.#hold?.key);
    if (this.#goal) {
      if (box) this.#scroll(this.#goal.align === 'start' ? box.top - top : box.bottom - top - height);
    } else if (this.#hold) {
      const edge = this.#hold.key ? box?.top : this.#list!.getBoundingClientRect().bottom;
      if (edge !== undefined) this.#scroll(edge - top - this.#hold.edge);
    }
  }

  #standing(): Hold | undefined {
    const list = this.#list;
    if (!list?.getClientRects().length) return undefined;
    const { top, height } = this.#view();
    const box = list.getBoundingClientRect();
    // Whoever writes below the list looks at what they write.
    const focused = (this.#host.getRootNode() as Document | ShadowRoot).activeElement;
    if (box.bottom <= top + height + 24 && focused && focused !== this.#host && focused !== document.body) {
      return { key: undefined, edge: box.bottom - top };
    }
    // Whoever looks at what stands above the list is left there.
    if (box.top - top > height / 2) return undefined;
    for (const item of list.children as HTMLCollectionOf<HTMLElement>) {
      const { bottom, top: edge } = item.getBoundingClientRect();
      if (bottom > top) return { key: item.dataset['key'], edge: edge - top };
    }
    return undefined;
  }

  /** Sees what can be seen, and asks for a drawing where another part of the list belongs there. */
  #look(): void {
    if (!this.#list?.getClientRects().length) return;
    const { top, height } = this.#view();
    const box = this.#list.getBoundingClientRect();
    this.#offset = top - box.top;
    const atEnd = box.top + this.#above(this.#keys.length - 1) + 24 <= top + height;
    const [first, last] = this.#range(margin / 2);
    const lacks = first < this.first || last > this.last;
    if ((lacks && !this.#goal) || atEnd !== this.atEnd) this.#drawAgain();
    this.atEnd = atEnd;
  }

  /** The items between some pixels above and below what can be seen. */
  #range(around: number): [first: number, last: number] {
    const from = this.#offset - around;
    const to = this.#offset + this.#view().height + around;
    const last = Math.min(this.#countAbove(to) + 1, this.#keys.length);
    return [Math.min(this.#countAbove(from), last - 1), last];
  }

  /** How many items end above a line. */
  #countAbove(line: number): number {
    const edges = this.#lowerEdges();
    let [from, to] = [0, this.#keys.length];
    while (from < to) {
      const middle = (from + to) >> 1;
      if (edges[middle]! < line) from = middle + 1;
      else to = middle;
    }
    return from;
  }

  /** The height of all items before one. */
  #above(index: number): number {
    return this.#lowerEdges()[index - 1] ?? 0;
  }

  #lowerEdges(): number[] {
    let edge = this.#edges[this.#right - 1] ?? 0;
    for (; this.#right < this.#keys.length; this.#right += 1) {
      // Nothing is asked for thousands of keys before anything was drawn.
      edge += (this.#heights.size > 0 && this.#heights.get(this.#keys[this.#right]!)) || guess;
      this.#edges[this.#right] = edge;
    }
    return this.#edges;
  }

  #boxOf(key: string | undefined): DOMRect | undefined {
    const items = this.#list!.children as HTMLCollectionOf<HTMLElement>;
    return [...items].find((item) => item.dataset['key'] === key)?.getBoundingClientRect();
  }

  /** What can be seen: what the window and everything that scrolls around the list leave. */
  #view(): { top: number; height: number } {
    let [top, bottom] = [0, innerHeight];
    for (const scroller of this.#scrollers) {
      const box = scroller.getBoundingClientRect();
      top = Math.max(top, box.top);
      bottom = Math.min(bottom, box.bottom);
    }
    return { top, height: Math.max(bottom - top, 0) };
  }

  /** Scrolls by some pixels, the nearest that can first. */
  #scroll(pixels: number): void {
    for (const scroller of [...this.#scrollers, ...(this.#goal?.page === false ? [] : [document.scrollingElement!])]) {
      if (Math.abs(pixels) < 1) return;
      const before = scroller.scrollTop;
      scroller.scrollTo({ top: before + pixels, behavior: 'instant' });
      pixels -= scroller.scrollTop - before;
    }
  }

  /** Listens to everything around the list that may scroll, through every shadow root. */
  #listen(): void {
    if (this.#listening || !this.#host.isConnected) return;
    const { signal } = (this.#listening = new AbortController());
    this.#scrollers = [];
    for (let node = outer(this.#host); node && node !== document.documentElement; node = outer(node)) {
      if (node !== document.body && /auto|scroll/.test(getComputedStyle(node).overflowY)) this.#scrollers.push(node);
    }
    const scrolled = () => {
      const before = this.#offset;
      this.#look();
      if (this.#offset < before && this.#offset > 0 && this.#offset < this.#view().height) this.#nearStart();
    };
    for (const target of [...this.#scrollers, window]) {
      target.addEventListener('scroll', scrolled, { passive: true, signal });
    }
    addEventListener('resize', () => this.#look(), { signal });
    for (const scroller of this.#scrollers) this.#sizes.observe(scroller);
  }

  /** Before the browser paints, but not within a drawing. */
  #drawAgain(): void {
    queueMicrotask(() => this.#host.requestUpdate());
  }
}

/** The element around another as it is drawn: its slot's, its parent or its shadow root's host. */
function outer(node: Element): Element | null {
  return node.assignedSlot ?? node.parentElement ?? (node.getRootNode() as Partial<ShadowRoot>).host ?? null;
}
