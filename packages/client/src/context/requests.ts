import { noteAddress } from './address.js';
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
  address: string;
  /** 0 where no answer came. */
  status: number;
  id: string | undefined;
  /** When it began, and how long it took: milliseconds. */
  begun: number;
  took: number;
}

/** Watches `fetch` and `XMLHttpRequest` for answers of 400 and above, or none, from origins that the host approves. */
export function watchRequests(
  page: Window & typeof globalThis,
  origins: readonly string[],
  now: () => number,
  add: (line: string) => void,
): RequestWatch {
  const home = page.location.origin;
  let first: { key: string; begun: number; line: string } | undefined;
  let latest: { begun: number; line: string } | undefined;

  /** Begins to watch a request; what it gives is called once, with how it went. */
  const begin = (method: string, address: string): ((status: number, id?: () => string | null | undefined) => void) => {
    const begun = now();
    return (status, id) => {
      // Nearly all requests are neither failed nor tried again: of those nothing is even read.
      if (status === 0 || status >= 400 || first)
        note({ method: method.toUpperCase(), address, status, id: id?.()?.slice(0, 100), begun, took: now() - begun });
    };
  };

  const note = ({ method, address, status, id, begun, took }: Outcome) => {
    const noted = noteAddress(address, page.document.baseURI, home);
    if (!noted || !origins.includes(noted.origin)) return;
    const key = `${method} ${noted.shown}`;
    const failed = status === 0 || status >= 400;
    if (!failed && first?.key !== key) return;
    const line = `${key} ${status || 'no answer'} after ${Math.round(took)} ms${id ? `, X-Request-ID ${id}` : ''}`;
    if (failed) add(line);
    if (!first) first = { key, begun, line };
    else if (first.key === key) latest = { begun, line };
  };

  const undoFetch = patch(page, 'fetch', (_self, [input, init]) => {
    const request = input instanceof page.Request ? input : undefined;
    const method = (init as RequestInit | undefined)?.method ?? request?.method ?? 'GET';
    const done = begin(method, request?.url ?? String(input));
    return (promise) =>
      (promise as Promise<Response>).then(
        (response) => {
          done(response.status, () => response.headers.get('x-request-id'));
          return response;
        },
        (error: unknown) => {
          if ((error as Error | null)?.name !== 'AbortError') done(0);
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
    let aborted = false;
    request.addEventListener('abort', () => (aborted = true), { once: true });
    request.addEventListener(
      'loadend',
      () => {
        // Asking for one header that another origin keeps to itself makes a browser complain in the console; asking for all does not.
        if (!aborted) done(request.status, () => /^x-request-id: (.*)$/im.exec(request.getAllResponseHeaders())?.[1]);
      },
      { once: true },
    );
  });

  return {
    stop: () => [undoFetch, undoOpen, undoSend].forEach((undo) => undo()),
    story: () => ({ first: written(first), latest: written(latest) }),
  };
}

const written = (one: { begun: number; line: string } | undefined) =>
  one ? `${new Date(one.begun).toISOString()} ${one.line}` : '';
