/** Does what nobody waits for once the page has nothing else to do; at the next turn where the browser cannot tell, as Safari. */
export function whenIdle(work: () => void): void {
  (globalThis.requestIdleCallback ?? setTimeout)(work);
}
