import type { ContextItem, ContextKind } from '@helpmark/schema';
import { noteAddress } from './address.js';
import { watchErrors } from './errors.js';
import type { Undo } from './patch.js';
import { describePlatform } from './platform.js';
import { watchRequests } from './requests.js';
import { createRing } from './ring.js';
import { watchSteps } from './steps.js';

/** What is collected, and how. */
export interface CaptureOptions {
  /** Each kind is off until it is named. `requests` brings `first-failure` and `latest-retry` with it. */
  kinds: readonly ContextKind[];
  /** The version of the host's product, for the kind `app-version`. */
  appVersion?: string | undefined;
  /** Origins whose failed requests are noted, such as `https://api.example.com`. The page's own by default. */
  origins?: readonly string[] | undefined;
  /** The host's own items, asked for at each snapshot. */
  items?: (() => ContextItem[] | Promise<ContextItem[]>) | undefined;
  /** Sees each item before anybody else does: gives it changed, or nothing to leave it out. */
  redact?: ((item: ContextItem) => ContextItem | undefined) | undefined;
  /** Lines at most of each kind that has lines; 50 by default. */
  maxLines?: number | undefined;
  /** Characters at most of each such kind; 8,000 by default. */
  maxLength?: number | undefined;
  /** The page; its `window` by default. */
  page?: (Window & typeof globalThis) | undefined;
  /** Milliseconds since 1970; the system's time by default. */
  now?: (() => number) | undefined;
}

/** A capture that runs. */
export interface ContextCapture {
  /**
   * What has been collected, as text for the person to look into, edit or remove. Passwords, keys, cards and the like in it are
   * covered. Nothing is sent.
   */
  snapshot(): Promise<ContextItem[]>;
  /** Ends the capture, forgets what it collected and leaves the page as it was. */
  stop(): void;
}

/**
 * Begins to collect what a support case needs. It keeps the newest lines in memory alone: no storage, no request. It never reads
 * what a person types or chooses, nor the body of a request, nor a header but `X-Request-ID`.
 */
export function captureContext(options: CaptureOptions): ContextCapture {
  const { kinds, appVersion, maxLines = 50, maxLength = 8000, page = window, now = Date.now } = options;
  const { location } = page;
  const wanted = (kind: string) => (kinds as readonly string[]).includes(kind);
  const rings = {
    steps: createRing(maxLines, maxLength, now),
    console: createRing(maxLines, maxLength, now),
    requests: createRing(maxLines, maxLength, now),
  };
  const undo: Undo[] = [];
  if (wanted('steps')) undo.push(watchSteps(page, rings.steps.add));
  if (wanted('console')) undo.push(watchErrors(page, rings.console.add));
  const requests = wanted('requests')
    ? watchRequests(page, options.origins ?? [location.origin], now, rings.requests.add)
    : undefined;
  if (requests) undo.push(requests.stop);
  let stopped = false;

  const addressOf = (address: string) => (address && noteAddress(address, location.href, location.origin)?.shown) || '';

  return {
    async snapshot() {
      if (stopped) return [];
      const { first = '', latest = '' } = requests?.story() ?? {};
      const own: ContextItem[] = [
        { kind: 'app-version', value: appVersion ?? '' },
        { kind: 'route', value: addressOf(location.href) },
        { kind: 'referrer', value: addressOf(page.document.referrer) },
        { kind: 'steps', value: rings.steps.text() },
        { kind: 'console', value: rings.console.text() },
        { kind: 'requests', value: rings.requests.text() },
      ].filter(({ kind }) => wanted(kind));
      const story = [
        { kind: 'first-failure', value: first },
        { kind: 'latest-retry', value: latest },
      ];
      const items = [...(await describePlatform(page, wanted)), ...own, ...story, ...((await options.items?.()) ?? [])];
      const { cover, findPrivate } = await import('../privacy/index.js');
      return items
        .map(({ kind, value }) => ({ kind, value: cover(value, findPrivate(value)) }))
        .flatMap((item) => (options.redact ? (options.redact(item) ?? []) : item))
        .filter(({ value }) => value !== '');
    },
    stop() {
      stopped = true;
      undo.forEach((run) => run());
    },
  };
}
