import type { Person } from '@helpmark/schema';
import type { ArticleSource } from './articles/article.js';
import type { Uploader } from './attachments/uploader.js';
import type { TokenAnswer } from './auth/token-keeper.js';
import type { ContextCapture } from './context/capture.js';
import { createBrowserDevice } from './device/browser-device.js';
import type { Device } from './device/device.js';

/** What a page has besides tickets, in place of what the policy says of it. */
export interface ProvidedHelp {
  /** Where guides come from; the policy's `articles` by default. */
  articles?: ArticleSource | undefined;
  /** Opens the page's chat. Where the policy's chat has no address, it is offered only with this. */
  chat?: (() => void) | undefined;
}

/** What a client needs from its host. */
export interface ClientOptions {
  /** Where the server answers: `'/support'` in a page, or `'https://support.example.com'`. A slash at the end does not matter. */
  baseUrl: string;
  /** Who is signed in, known without the network; the token must say the same. */
  person: Pick<Person, 'workspace' | 'id'>;
  /**
   * Gives the host's signed token for the person, or nothing where nobody is signed in. It is asked when a request needs a
   * token: first, shortly before the last one ends, and when the server refuses one.
   */
  getToken: () => TokenAnswer | Promise<TokenAnswer>;
  /** Sends requests; the page's `fetch` by default. */
  fetch?: typeof fetch | undefined;
  /** Milliseconds that a call may take, waiting for the token included. 30,000 by default. */
  timeout?: number | undefined;
  /** Makes idempotency keys: text that no other call ever has. 128 random bits by default. */
  random?: (() => string) | undefined;
  /** Tells the time in milliseconds since 1970; `Date` by default. */
  clock?: { now(): number } | undefined;
  /** What collects the circumstances of a ticket; forms offer it to the person. None by default: nothing is collected. */
  capture?: Pick<ContextCapture, 'snapshot'> | undefined;
  /** What the page has besides tickets; forms offer it to the person. Only what the policy has by default. */
  help?: ProvidedHelp | undefined;
  /** Parts of the machine and the page to use in place of the browser's own: storage, locks, timers and the like. */
  device?: Partial<Device> | undefined;
  /** Brings what sends files, when the first one is to go; `attachments().upload` by default. */
  uploader?: (() => Promise<Uploader>) | undefined;
}

/** Options as the client uses them: checked, and complete. */
export type ReadyOptions = Required<{
  [Name in keyof Omit<ClientOptions, 'device' | 'uploader' | 'capture' | 'help'>]: NonNullable<ClientOptions[Name]>;
}> & {
  device: Device;
};

/**
 * Checks what the host wrote and fills in the rest.
 *
 * @throws {TypeError} saying what to write.
 */
export function readOptions({ person, getToken, timeout = 30_000, ...options }: ClientOptions): ReadyOptions {
  const workspace = person?.workspace;
  const id = person?.id;
  check(isText(workspace) && isText(id), "person must be { workspace: '…', id: '…' }, as in the token");
  check(typeof getToken === 'function', 'getToken must be a function that gives the signed token');
  check(timeout > 0 && timeout < 2 ** 31, 'timeout must be a number of milliseconds');
  return {
    baseUrl: readBaseUrl(options.baseUrl),
    person: Object.freeze({ workspace, id }),
    getToken,
    timeout,
    // The page's address may hold what nobody meant to send.
    fetch: options.fetch ?? ((input, init) => fetch(input, { ...init, referrerPolicy: 'no-referrer' })),
    random: options.random ?? randomKey,
    clock: options.clock ?? Date,
    device: { ...createBrowserDevice(), ...options.device },
  };
}

function readBaseUrl(baseUrl: unknown): string {
  const page = globalThis.location?.href;
  const url = isText(baseUrl) && URL.canParse(baseUrl, page) && new URL(baseUrl, page);
  check(
    url && /^https?:/.test(url.protocol) && url.href === url.origin + url.pathname,
    "baseUrl must be the address of the support server, such as 'https://support.example.com'",
  );
  return url.href.replace(/\/+$/, '');
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

function check(holds: unknown, advice: string): asserts holds {
  if (!holds) throw new TypeError(`createClient: ${advice}.`);
}

/** Not `crypto.randomUUID`: a page that is no secure context has none. */
function randomKey(): string {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
