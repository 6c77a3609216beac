/**
 * A controller that a signal aborts too. Not `AbortSignal.any`: live events derive many signals from one, each of which Node keeps
 * for as long as that one lives (https://github.com/nodejs/node/issues/64476), and under Node 20 an abort was seen to get lost.
 */
export function follow(signal: AbortSignal): AbortController {
  const own = new AbortController();
  if (signal.aborted) own.abort();
  signal.addEventListener('abort', () => own.abort(), { signal: own.signal });
  return own;
}
