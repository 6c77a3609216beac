import { createIndexedDb } from '../storage/indexed-db.js';
import type { Device } from './device.js';

/** Milliseconds to wait for another tab. One that the browser has frozen may hold a lock for hours. */
const lockPatience = 15_000;

/** What a browser has; where a part is missing, as in Node, the client does without. */
export function createBrowserDevice(): Device {
  return {
    storage: createIndexedDb(),
    async lock(name, work) {
      let begun = false;
      const begin = () => {
        begun = true;
        return work();
      };
      try {
        await navigator.locks.request(name, { signal: AbortSignal.timeout(lockPatience) }, begin);
      } catch {
        // There are no locks here, or the wait was too long. The server's keys make sure of the rest.
        if (!begun) await begin();
      }
    },
    channel(name, listen) {
      if (!globalThis.BroadcastChannel) return { tell() {}, close() {} };
      const channel = new BroadcastChannel(name);
      channel.onmessage = listen;
      return { tell: () => channel.postMessage(0), close: () => channel.close() };
    },
    later(work, milliseconds) {
      const timer = setTimeout(work, milliseconds);
      return () => clearTimeout(timer);
    },
    chance: Math.random,
    watch({ wake, hide }) {
      const end = new AbortController();
      const on = (type: string, listener: () => void) => globalThis.addEventListener?.(type, listener, { signal: end.signal });
      on('online', wake);
      on('pageshow', wake);
      on('pagehide', hide);
      // It comes up from the document. A page that goes must begin nothing that it need not: see `rest` of an open draft.
      on('visibilitychange', () => (globalThis.document?.visibilityState === 'hidden' ? hide() : wake()));
      return () => end.abort();
    },
    mark(present) {
      try {
        if (present) localStorage.setItem('hm-wake', '1');
        else localStorage.removeItem('hm-wake');
      } catch {
        // A page without it only learns later what there is.
      }
    },
    // Drawings have no `lang` to read, and pages write what is no tag.
    languages: () =>
      globalThis.document &&
      [
        ...new Set(
          Array.from(globalThis.document.querySelectorAll<HTMLElement>('[lang]'), ({ lang = '' }) => lang).concat(
            navigator.languages,
          ),
        ),
      ]
        .filter((tag) => /^[\w-]+$/.test(tag))
        .join(),
    async persist() {
      const kept = await navigator.storage?.persist?.().catch(() => false);
      return !kept && /^Apple/.test(navigator.vendor);
    },
  };
}
