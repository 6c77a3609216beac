import type { LiveParts } from './live.js';
import type { LiveEvent } from './live-event.js';

/** What changes while a person looks. */
export interface EventsClient {
  /**
   * Calls a listener at each event, in the server's order; subscribe first and load what is shown then, so that nothing falls in
   * between. The first listener opens the stream, which the tabs of a browser share, and the last one closes it. Once it is
   * open comes `reset`. While the page is hidden there are no events; what was missed comes when it is seen again. Where streams
   * do not get through, `reset` comes twice a minute.
   *
   * @returns Ends it.
   */
  subscribe(listener: (event: LiveEvent) => void): () => void;
}

/** Makes the door to the events, until the client is closed; what is behind it loads with the first listener. */
export function createEventsClient(parts: LiveParts, closed: AbortSignal): EventsClient {
  const listeners = new Set<(event: LiveEvent) => void>();
  let end: AbortController | undefined;
  const emit = (event: LiveEvent) => {
    for (const listener of listeners) listener(event);
  };
  const start = (ended: AbortController) =>
    import('./live.js')
      .then(({ runLive }) => ended.signal.aborted || runLive(parts, emit, ended.signal))
      // The code could not be loaded; the next listener tries again.
      .catch(() => (end = undefined));
  const stop = () => {
    end?.abort();
    end = undefined;
  };
  closed.addEventListener('abort', stop);

  return {
    subscribe(listener) {
      const own = (event: LiveEvent) => listener(event);
      listeners.add(own);
      if (!end && !closed.aborted) void start((end = new AbortController()));
      return () => {
        listeners.delete(own);
        if (listeners.size === 0) stop();
      };
    },
  };
}
