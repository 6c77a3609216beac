import type { Undo } from './patch.js';
import { patch } from './patch.js';

/** What went wrong in the page: `console.error`, errors that nobody caught, promises that nobody waited for. */
export function watchErrors(page: Window & typeof globalThis, add: (line: string) => void): Undo {
  const ending = new AbortController();
  const options = { capture: true, signal: ending.signal };
  page.addEventListener(
    'error',
    (event) => {
      if (event instanceof page.ErrorEvent) add(`uncaught ${event.message}`);
    },
    options,
  );
  page.addEventListener('unhandledrejection', ({ reason }) => add(`unhandled ${textOf(reason)}`), options);
  const undo = patch(page.console, 'error', (_self, args) => add(args.map(textOf).join(' ')));
  return () => {
    ending.abort();
    undo();
  };
}

/** Text as it is, an error by its message; of an object only what it is, for what is in it nobody chose to send. */
function textOf(value: unknown): string {
  if (typeof value === 'function') return '[function]';
  if (typeof value !== 'object' || !value) return String(value);
  const what = Object.prototype.toString.call(value);
  return /Error|DOMException/.test(what) ? `${(value as Error).name}: ${(value as Error).message}` : what;
}
