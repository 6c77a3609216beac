/** An address without what may be secret in it: names of parameters stay, their values and the fragment go, and so do user names. */
export function plainAddress(address: string, base: string): URL | undefined {
  try {
    const url = new URL(address, base);
    const names = [...new Set(url.searchParams.keys())];
    url.search = names.map((name) => `${encodeURIComponent(name)}=…`).join('&');
    url.hash = '';
    url.username = '';
    url.password = '';
    return url;
  } catch {
    return undefined;
  }
}

/** What is shown of it: the path alone at home, with the origin elsewhere. */
export function shownAddress(url: URL, home: string): string {
  return (url.origin === home ? '' : url.origin) + url.pathname + decodeURI(url.search);
}
