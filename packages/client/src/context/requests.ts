import { plainAddress, shownAddress } from './address.js';
import type { Undo } from './patch.js';
import { patch } from './patch.js';

/** Requests that failed, as the page's own code saw them. */
export interface RequestWatch {
  stop: Undo;
  /** The first failure, and how the latest try of the same request went; empty where none failed. */
  story(): { first: string; latest: string };
}

/** How a request went. */
interface Outcome {
  method: string;
  url: URL;
  /** 0 where no answer came. */
  status: number;
  id: string | undefined;
}

/** Watches `fetch` and `XMLHttpRequest` for answers of 400 and above, or none, from origins that the host approves. */
export function watchRequests(
  page: Window & typeof globalThis,
  origins: readonly string[],
  now: () => number,
  add: (line: string) => void,
): RequestWatch {
  const home = page.location.origin;
  let first: { key: string; line: string } | undefined;
  let latest = '';

  /** Begins to watch a request; what it gives is called once, with how it went. */
  const begin = (method: string, address: string): ((status: number, id: string | null | undefined) => void) | undefined => {
    const url = plainAddress(address, page.document.baseURI);
    if (!url || !origins.includes(url.origin)) return undefined;
    const begun = now();
    return (status, id) => note({ method: method.toUpperCase(), url, status, id: id?.slice(0, 100) }, begun);
  };

  const note = ({ method, url, status, id }: Outcome, begun: number) => {
    const address = shownAddress(url, home);
    const key = `${method} ${address}`;
    const failed = status === 0 || status >= 400;
    if (!failed && first?.key !== key) return;
    const result = `${status || 'no answer'} after ${Math.round(now() - begun)} ms${id ? `, X-Request-ID ${id}` : ''}`;
    const line = `${key} ${result}`;
    if (failed) add(line);
    if (!first) first = { key, line: `${new Date(begun).toISOString()} ${line}` };
    else if (first.key === key) latest = `${new Date(begun).toISOString()} ${line}`;
  };

  const undoFetch = patch(page, 'fetch', (_self, [input, init]) => {
    const request = input instanceof page.Request ? input : undefined;
    const method = (init as RequestInit | undefined)?.method ?? request?.method ?? 'GET';
    const done = begin(method, request?.url ?? String(input));
    if (!done) return undefined;
    return (promise) =>
      (promise as Promise<Response>).then(
        (response) => {
          done(response.status, response.headers.get('x-request-id'));
          return response;
        },
        (error: unknown) => {
          if ((error as Error | null)?.name !== 'AbortError') done(0, undefined);
          throw error;
        },
      );
  });

  const opened = new WeakMap<object, [method: string, address: string]>();
  const { prototype } = page.XMLHttpRequest;
  const undoOpen = patch(prototype, 'open', (self, [method, address]) => {
    opened.set(self as XMLHttpRequest, [String(method), String(address)]);
  });
  const undoSend = patch(prototype, 'send', (self) => {
    const request = self as XMLHttpRequest;
    const done = begin(...(opened.get(request) ?? ['', '']));
    if (!done) return;
    let aborted = false;
    request.addEventListener('abort', () => (aborted = true), { once: true });
    request.addEventListener(
      'loadend',
      () => {
        // Asking for one header that another origin keeps to itself makes a browser complain in the console; asking for all does not.
        const [, id] = /^x-request-id: (.*)$/im.exec(request.getAllResponseHeaders()) ?? [];
        if (!aborted) done(request.status, id);
      },
      { once: true },
    );
  });

  return {
    stop: () => [undoFetch, undoOpen, undoSend].forEach((undo) => undo()),
    story: () => ({ first: first?.line ?? '', latest }),
  };
}
