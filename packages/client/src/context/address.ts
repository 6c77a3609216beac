/** An address, as it may be noted. */
export interface Noted {
  origin: string;
  /** The path, with the origin before it where that is another than the page's, and the names of parameters without their values. */
  shown: string;
}

/** An address without what may be secret in it: values of parameters, the fragment and user names go. Nothing where it is none. */
export function noteAddress(address: string, base: string, home: string): Noted | undefined {
  try {
    const { origin, pathname, search } = new URL(address, base);
    return { origin, shown: (origin === home ? '' : origin) + pathname + (search && namesIn(search)) };
  } catch {
    return undefined;
  }
}

/** `?page=…&key=…` */
function namesIn(search: string): string {
  const names = new Set(
    search
      .slice(1)
      .split('&', 50)
      .map((part) => part.split('=', 1)[0]),
  );
  const whole = `?${[...names].map((name) => `${name}=…`).join('&')}`;
  try {
    return decodeURI(whole);
  } catch {
    return whole;
  }
}
