import { dirname, join } from 'node:path';
import type { Policy } from '@helpmark/schema';
import { parsePolicy } from '@helpmark/schema/policy';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { createApp } from './app.js';
import type { FindArticles } from './articles.js';
import type { Auth } from './auth/auth.js';
import { createVerifiers } from './auth/auth.js';
import { createCors } from './cors.js';
import { createHub } from './events/hub.js';
import type { FileStore } from './files/file-store.js';
import { openFolder } from './files/folder-files.js';
import { createMemoryFiles } from './files/memory-files.js';
import type { ScanFile } from './files/scan.js';
import { removeErased } from './files/remove-erased.js';
import { createScanner } from './files/scan.js';
import { createUploads } from './files/uploads.js';
import { createLinkDoor } from './files/use-link.js';
import { adoptPolicies } from './lifecycle/policy-change.js';
import type { SendMail } from './lifecycle/send-mails.js';
import { sendMails } from './lifecycle/send-mails.js';
import { runDueTimers } from './lifecycle/timers.js';
import type { Limits } from './limits.js';
import { createLimits, dailyBytesOf, defaultLimits } from './limits.js';
import type { Log } from './log.js';
import type { MetricsOption } from './metrics.js';
import { createMetrics } from './metrics.js';
import { coverLog, describeError, logFailures } from './log.js';
import { createPeopleMemory } from './people-memory.js';
import { openStore } from './store/kysely-store.js';
import { pathOf } from './store/libsql.js';
import type { Store } from './store/store.js';
import { StoreUnavailableError } from './store/store.js';

/** The ticket policy of every workspace, or one for each. A function may give nothing, which means the default preset. */
export type PolicySource = Policy | ((workspace: string) => Policy | undefined | Promise<Policy | undefined>);

/** Limits that differ from the usual ones. */
export interface LimitOptions {
  person?: Partial<Limits['person']>;
  workspace?: Partial<Limits['workspace']>;
}

const hour = 3_600_000;
/** Milliseconds for which a reader who lost their stream can go on where they were. */
const keptChanges = 24 * hour;

/** What a server is made of. */
export interface ServerOptions {
  /** How tokens are verified. */
  auth: Auth;
  /** Where tickets are kept: `file:` and a path, or `:memory:`. `file:./data/helpmark.db` by default. */
  database?: string;
  /**
   * Where the bytes of files are kept: the path of a folder, `s3://bucket/folder?region=…&endpoint=…`, or a store of your own. By default the folder `files` beside the
   * database's file, in memory where the database is there, and `./data/files` for a database elsewhere.
   */
  files?: string | FileStore;
  /**
   * Finds guides for what somebody types, in place of the policy's `articles`: for a search that needs to know who asks, or that a
   * page cannot reach. Guides come from the policy or the page by default.
   */
  articles?: FindArticles;
  /** Looks at each file before anyone gets it; false refuses it. By default nobody looks. */
  scan?: ScanFile;
  /** The `default` preset by default. */
  policy?: PolicySource;
  /** Origins of other hosts whose pages may call, such as `https://app.example.com`. None by default. */
  origins?: readonly string[];
  /**
   * Requests a minute, counted in this process: 600 reads and 60 writes a person, 30,000 and 3,000 a workspace by default. And
   * `bytes` of files in 24 hours: 1 GiB a person, 100 GiB a workspace. `false` lifts them all.
   */
  limits?: LimitOptions | false;
  /**
   * The origin of the pages that the policy's routes lead to, such as `https://app.example.com`, or one for each workspace.
   * `{url}` in mails begins with it, and is a path alone without it.
   */
  pageOrigin?: string | ((workspace: string) => string | undefined);
  /** The path that requests have before `/v1/…`, such as `/support`. None by default: then the host takes it off. */
  basePath?: string;
  /** The server's time, the expiry of tokens included. The system's by default. */
  clock?: () => Date;
  /** Sends the mails that the policy's notifications write. Without it they are kept and not sent. */
  mail?: SendMail;
  /** Milliseconds between two looks for due timers and waiting mails; 30,000 by default. `false` leaves it to `runDueTimers`. */
  timerInterval?: number | false;
  /** Streams of changes that a person may have open in this process; 10 by default. Browsers share one among their tabs. */
  streamsPerPerson?: number;
  /** Milliseconds between two signs of life on a stream of changes; 20,000 by default, and 25,000 at most. */
  pingInterval?: number;
  /**
   * Counts requests, streams and timers for Prometheus: `server.metrics()` gives them, and with a token of 16 characters or more
   * so does `GET /metrics`, to whoever sends it as `Authorization: Bearer`. Nothing is counted by default.
   */
  metrics?: MetricsOption;
  /** Takes a line for each request and each failure. By default failures go to standard error. */
  log?: Log;
}

/** A running server, without a port of its own. */
export interface HelpmarkServer {
  /** Answers a request. Never rejects. */
  fetch(request: Request): Promise<Response>;
  /**
   * Fires every timer that is due and erases what has rested long enough, then sends the mails and scans the files that wait, and
   * takes away the bytes of erased files. Done by itself on an interval; with several processes on one
   * database, each timer still fires once.
   *
   * @returns How many timers fired.
   */
  runDueTimers(): Promise<number>;
  /** What was counted, in Prometheus' text format; 404 where nothing is (see the option `metrics`). For a port of its own. */
  metrics(): Promise<Response>;
  /** Ends the streams of changes, whose readers then go to another process; for one that is about to stop. */
  endStreams(): void;
  /** Lets the requests that run come to their end, then closes the store. Later requests are answered with 503. */
  close(): Promise<void>;
}

/**
 * Makes a server: opens its store, brings the tables up to date, and gives the function that answers requests.
 *
 * @throws {TypeError} where an option cannot be used, with a sentence that says what to write.
 * @throws {PolicyError} where the policy has faults.
 * @throws {PolicyChangeError} where it no longer has keys that open tickets use.
 */
export async function createServer(options: ServerOptions): Promise<HelpmarkServer> {
  const { auth, database = 'file:./data/helpmark.db', origins = [], limits, basePath = '' } = options;
  const { clock = () => new Date(), streamsPerPerson = 10, pingInterval = 20_000 } = options;
  const log = coverLog(options.log ?? logFailures);
  if (!auth) throw new TypeError('createServer needs auth: write auth: { secrets: [secret] } or auth: { jwksUrl }.');
  if (basePath !== '' && !/^(\/[^/?#]+)+$/.test(basePath)) {
    throw new TypeError(
      `The base path "${basePath}" cannot be used: write it with a slash in front and none behind, such as /support.`,
    );
  }
  const metricsToken = typeof options.metrics === 'object' ? options.metrics.token : undefined;
  if (metricsToken !== undefined && !/^\S{16,}$/.test(metricsToken)) {
    throw new TypeError(
      'The token of metrics cannot be used: write 16 characters or more, without spaces, or metrics: true and a port of their own.',
    );
  }
  const { pageOrigin } = options;
  if (typeof pageOrigin === 'string') checkOrigin(pageOrigin);
  const pageOriginOf = (workspace: string) => (typeof pageOrigin === 'function' ? pageOrigin(workspace) : pageOrigin);
  const findVerifier = createVerifiers(auth);
  const policyOf = createPolicies(options.policy ?? defaultPolicy);
  const cors = createCors(origins.map(checkOrigin));
  const merged = limits === false ? false : mergeLimits(limits);
  const countRequest = createLimits(merged, clock);

  const store = await openStore(database);
  let files: FileStore;
  const servedPolicyOf = async (workspace: string) =>
    (await findVerifier(workspace)) ? policyOf(workspace) : Promise.resolve(undefined);
  try {
    files = await openFiles(options.files, database);
    await adoptPolicies(store, servedPolicyOf, clock().toISOString());
  } catch (error) {
    await store.close();
    throw error;
  }
  const running = new Set<Promise<unknown>>();
  const track = <T>(work: Promise<T>): Promise<T> => {
    const tracked = work.finally(() => running.delete(tracked));
    running.add(tracked);
    return tracked;
  };
  let closing: Promise<void> | undefined;
  const rememberPerson = createPeopleMemory(store);
  const logRound = (message: string, error: unknown) =>
    log({ level: 'error', time: clock().toISOString(), message, error: describeError(error) });
  const logLook = (error: unknown) => logRound('Changes could not be looked for; they are looked for again.', error);
  const hub = createHub({ store, perPerson: streamsPerPerson, track, onFailure: logLook });
  const metrics = options.metrics ? await createMetrics(() => hub.size) : undefined;

  let prunedAt = 0;
  const pruneChanges = async () => {
    const now = clock().getTime();
    if (now - prunedAt < hour) return;
    prunedAt = now;
    await store.write('', (records) => records.pruneChanges(new Date(now - keptChanges).toISOString()));
  };
  const { scan } = options;
  const scanFiles = createScanner({ store, files, scan, clock, log });
  const logScan = (error: unknown) => logRound('Files could not be scanned; they are tried again.', error);
  const scanHeld = () => void track(scanFiles()).catch(logScan);
  const doors = { store, files, clock, scanned: scan !== undefined, scanHeld };
  const dailyBytes = dailyBytesOf(merged);
  const answerUpload = createUploads(doors);
  const useLink = createLinkDoor({ ...doors, policyOf, countRequest, dailyBytes });
  // An answer that is still being read when the server closes breaks off.
  const readOn: Store['read'] = (work) =>
    closing ? Promise.reject(new StoreUnavailableError('The server is closing.')) : track(store.read(work));
  const answer = createApp({
    ...{ store, findVerifier, policyOf, rememberPerson, countRequest, dailyBytes, files, answerUpload, useLink },
    ...{ cors, clock, log, basePath, pageOriginOf, hub, pingInterval: Math.min(pingInterval, 25_000) },
    ...{ metrics, metricsToken, articles: options.articles, readOn },
  });

  let round: Promise<number> | undefined;
  const runTimers = async (): Promise<number> => {
    const fired = await runDueTimers({ store, policyOf: servedPolicyOf, clock, pageOriginOf, log });
    if (mail) await sendMails(store, mail, clock, log);
    await pruneChanges();
    await scanFiles();
    await removeErased({ store, files, clock, log });
    await store.sweep();
    return fired;
  };
  const countedRound = async () => {
    let fired: number | undefined;
    try {
      fired = await runTimers();
      return fired;
    } finally {
      metrics?.countRound(fired);
      round = undefined;
    }
  };
  const runRound = () => (round ??= track(countedRound()));
  const { timerInterval = 30_000, mail } = options;
  const interval = timerInterval === false ? undefined : setInterval(() => void runRound().catch(logTimers), timerInterval);
  // A process that has nothing else to do may end.
  interval?.unref();
  const logTimers = (error: unknown) => logRound('The timers could not be run; they are tried again.', error);

  return {
    runDueTimers: () => (closing ? Promise.resolve(0) : runRound()),
    fetch(request) {
      if (closing) return Promise.resolve(new Response(null, { status: 503, headers: { 'Retry-After': '5' } }));
      return track(answer(request));
    },
    metrics: () => metrics?.write() ?? Promise.resolve(new Response(null, { status: 404 })),
    endStreams: () => hub.end(),
    close() {
      clearInterval(interval);
      hub.end();
      closing ??= Promise.allSettled(running).then(() => store.close());
      return closing;
    },
  };
}

async function openFiles(files: string | FileStore | undefined, database: string): Promise<FileStore> {
  if (typeof files === 'object') return files;
  // Nothing of it is loaded where files are kept elsewhere.
  if (files?.startsWith('s3:')) return (await import('./files/s3-files.js')).openBucket(files);
  if (files !== undefined) return openFolder(files);
  if (database === ':memory:') return createMemoryFiles();
  return openFolder(database.startsWith('file:') ? join(dirname(pathOf(database)), 'files') : './data/files');
}

function createPolicies(source: PolicySource): (workspace: string) => Promise<Policy> {
  const parsed = new WeakMap<Policy, Policy>();
  const parse = (policy: Policy): Policy => {
    const known = parsed.get(policy) ?? parsePolicy(policy);
    parsed.set(policy, known);
    return known;
  };
  if (typeof source === 'function') return async (workspace) => parse((await source(workspace)) ?? defaultPolicy);
  const policy = parse(source);
  return () => Promise.resolve(policy);
}

/** @throws {TypeError} unless it is what a browser sends as `Origin`. */
function checkOrigin(origin: string): string {
  const url = URL.canParse(origin) ? new URL(origin) : undefined;
  if (url && url.origin === origin) return origin;
  throw new TypeError(`The origin "${origin}" is none: write scheme and host alone, such as https://app.example.com.`);
}

/** @throws {TypeError} unless every limit is a whole number above 0. */
function mergeLimits(options: LimitOptions = {}): Limits {
  const limits: Limits = {
    person: { ...defaultLimits.person, ...options.person },
    workspace: { ...defaultLimits.workspace, ...options.workspace },
  };
  for (const [whose, rates] of Object.entries(limits) as [keyof Limits, Limits['person']][]) {
    for (const [kind, rate] of Object.entries(rates)) {
      if (!Number.isInteger(rate) || rate < 1) {
        throw new TypeError(
          `limits.${whose}.${kind} is ${String(rate)}: write a whole number of ${kind === 'bytes' ? 'bytes a day' : 'requests a minute'}, or limits: false.`,
        );
      }
    }
  }
  return limits;
}
