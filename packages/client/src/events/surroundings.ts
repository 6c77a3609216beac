/** What live events use of the page around them and of the browser's other tabs. Tests pass their own. */
export interface Surroundings {
  /** Runs work while no other tab runs work of this name; ends with the signal, and never rejects where the work does not. */
  lead(name: string, signal: AbortSignal, work: () => Promise<void>): Promise<void>;
  /** Tells the other tabs, and listens to what they tell under the same name, until the signal. */
  channel(name: string, signal: AbortSignal, listen: (message: unknown) => void): (message: unknown) => void;
  /** Whether the page is seen. */
  isVisible(): boolean;
  /** Calls back when the page is shown or hidden and when the network comes back, until the signal. */
  watch(signal: AbortSignal, listener: () => void): void;
  /** Resolves after some milliseconds, or with the signal. */
  wait(milliseconds: number, signal: AbortSignal): Promise<void>;
  /** A number from 0 up to 1, for waits that differ between tabs. */
  chance(): number;
}

/** What a browser has. Where it has no locks or channels, each tab does for itself; Node has no page at all. */
export const browserSurroundings: Surroundings = {
  async lead(name, signal, work) {
    const locks = globalThis.BroadcastChannel && globalThis.navigator?.locks;
    let begun = false;
    const begin = () => {
      begun = true;
      return work();
    };
    try {
      await (locks ? locks.request(name, { signal }, begin) : begin());
    } catch (error) {
      if (begun) throw error;
      // A page without an origin may not lock anything.
      if (!signal.aborted) await begin();
    }
  },
  channel(name, signal, listen) {
    if (!globalThis.BroadcastChannel) return () => undefined;
    const channel = new BroadcastChannel(name);
    channel.onmessage = ({ data }) => listen(data);
    signal.addEventListener('abort', () => channel.close());
    return (message) => signal.aborted || channel.postMessage(message);
  },
  isVisible: () => globalThis.document?.visibilityState !== 'hidden',
  watch(signal, listener) {
    for (const type of ['online', 'pageshow']) globalThis.addEventListener?.(type, listener, { signal });
    globalThis.document?.addEventListener('visibilitychange', listener, { signal });
  },
  wait: (milliseconds, signal) =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, milliseconds);
      signal.addEventListener('abort', () => {
        clearTimeout(timer);
        resolve();
      });
      if (signal.aborted) resolve();
    }),
  chance: Math.random,
};
