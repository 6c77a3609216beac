import type { Surroundings } from '../../packages/client/src/events/surroundings.js';

/** A tab that a test shows, hides and closes. */
export interface Tab {
  surroundings: Surroundings;
  show(): void;
  hide(): void;
  /** The network came back. */
  online(): void;
}

/** A browser: tabs with locks and channels among them, and a time that passes when the test says so. */
export interface Browser {
  openTab(): Tab;
  /** Lets time pass for everyone who waits. */
  pass(milliseconds: number): void;
}

export function createBrowser(chance: () => number = () => 0.5): Browser {
  const channels = new Set<{ name: string; listen: (message: unknown) => void }>();
  const queues = new Map<string, Promise<void>>();
  const waits = new Set<{ until: number; resolve: () => void }>();
  let time = 0;

  return {
    pass(milliseconds) {
      time += milliseconds;
      for (const wait of waits) if (wait.until <= time) wait.resolve();
    },
    openTab() {
      const listeners = new Set<() => void>();
      let visible = true;
      const ring = () => {
        for (const listener of listeners) listener();
      };
      const surroundings: Surroundings = {
        async lead(name, signal, work) {
          const before = queues.get(name) ?? Promise.resolve();
          const own = before.then(() => (signal.aborted ? undefined : work()));
          queues.set(name, own);
          await own;
        },
        channel(name, signal, listen) {
          const own = { name, listen };
          channels.add(own);
          signal.addEventListener('abort', () => channels.delete(own));
          return (message) => {
            const others = [...channels].filter((other) => other !== own && other.name === name);
            for (const other of others) queueMicrotask(() => channels.has(other) && other.listen(structuredClone(message)));
          };
        },
        isVisible: () => visible,
        watch(signal, listener) {
          listeners.add(listener);
          signal.addEventListener('abort', () => listeners.delete(listener));
        },
        wait: (milliseconds, signal) =>
          new Promise((resolve) => {
            const wait = {
              until: time + milliseconds,
              resolve: () => {
                waits.delete(wait);
                resolve();
              },
            };
            waits.add(wait);
            signal.addEventListener('abort', wait.resolve);
            if (signal.aborted) wait.resolve();
          }),
        chance,
      };
      const turn = (to: boolean) => {
        visible = to;
        ring();
      };
      return { surroundings, show: () => turn(true), hide: () => turn(false), online: ring };
    },
  };
}
