/** Undoes something. */
export type Undo = () => void;

type AnyFunction = (this: unknown, ...args: never[]) => unknown;

/**
 * Puts a watcher before a method. It stays what it was for all who look at it: name, length, text and properties are the
 * original's, `this`, arguments, result and errors pass through. When undone, the original is back; where somebody has wrapped
 * the method once more in the meantime, theirs stays and the watcher watches no more.
 *
 * @param watch - Gets the call's `this` and arguments, and makes the result where it gives a function. What it throws is dropped.
 */
export function patch<Host extends object, Name extends keyof Host>(
  host: Host,
  name: Name,
  watch: (self: unknown, args: unknown[]) => ((result: unknown) => unknown) | void,
): Undo {
  const original = host[name];
  if (typeof original !== 'function') return () => {};
  let active = true;
  const watched = new Proxy(original as AnyFunction, {
    apply(target, self, args: never[]) {
      let then: ((result: unknown) => unknown) | void = undefined;
      if (active) {
        try {
          then = watch(self, args);
        } catch {
          // A watcher that fails must not be noticed by the page.
        }
      }
      const result = Reflect.apply(target, self, args);
      return then ? then(result) : result;
    },
  });
  host[name] = watched as Host[Name];
  return () => {
    active = false;
    if (host[name] === watched) host[name] = original;
  };
}
