import type { Client, ClientOptions, Device, StoragePort } from '@helpmark/client';
import type * as Subject from '@helpmark/client';
import { unsignedToken } from '../support/scripted-server.js';
import type { Random } from './random.js';

/** How things go wrong. Each says how often, of 1. */
export interface Faults {
  storageFails: number;
  storageFailsLate: number;
  storageHangs: number;
  requestLost: number;
  answerLost: number;
  hangs: number;
  twice: number;
  malformed: number;
  failing: number;
  busy: number;
  noToken: number;
}

export const noFaults: Faults = {
  ...{ storageFails: 0, storageFailsLate: 0, storageHangs: 0, requestLost: 0, answerLost: 0, hangs: 0, twice: 0 },
  ...{ malformed: 0, failing: 0, busy: 0, noToken: 0 },
};

/** Answers what a client asks, as the server of this simulation does. */
export type Serve = (request: Request) => Promise<{ status: number; headers: Headers; text: string }>;

/** A tab of the simulated browser. */
export interface Tab {
  name: string;
  client: Client;
  alive: boolean;
  /** Its timers wait while it is frozen. */
  frozenUntil: number;
  wake(): void;
  hide(): void;
  /** Ends it as a crash does: nothing of it runs any more. */
  crash(): void;
}

interface Task {
  at: number;
  order: number;
  tab: Tab | undefined;
  run: () => void | Promise<void>;
  timer?: boolean;
}

/** Which call of a kind fails, and whether all after it fail, too. */
export interface Planned {
  kind: 'storage' | 'network';
  at: number;
  forever: boolean;
}

/** A browser with tabs, a device, a network and a clock, all of them simulated. */
export class World {
  /** Milliseconds since the simulation began. */
  now = 0;
  /** What the clock of the device is off by. */
  skew = 0;
  faults: Faults = { ...noFaults };
  readonly counts = { storage: 0, network: 0 };
  planned: Planned | undefined;
  readonly tabs: Tab[] = [];
  readonly storage: StoragePort;
  trace: string[] = [];

  readonly #tasks: Task[] = [];
  #order = 0;
  readonly #listening = new Map<() => void, { tab: Tab; name: string }>();
  readonly #locks = new Map<string, { tab: Tab; run: () => void }[]>();

  constructor(
    readonly subject: typeof Subject,
    readonly random: Random,
    readonly serve: Serve,
    readonly person: { workspace: string; id: string },
    readonly token: string | undefined,
    readonly how: { locks: boolean; channel: boolean },
  ) {
    this.storage = subject.createMemoryStorage();
  }

  /** Runs what is due within some milliseconds. */
  async run(milliseconds: number): Promise<void> {
    const end = this.now + milliseconds;
    for (;;) {
      await quiet();
      let next: Task | undefined;
      for (const task of this.#tasks) {
        if (!next || task.at < next.at || (task.at === next.at && task.order < next.order)) next = task;
      }
      if (!next || next.at > end) break;
      this.#tasks.splice(this.#tasks.indexOf(next), 1);
      const { tab } = next;
      if (tab && !tab.alive) continue;
      if (tab && next.timer && tab.frozenUntil > next.at) {
        this.#tasks.push({ ...next, at: tab.frozenUntil });
        continue;
      }
      this.now = Math.max(this.now, next.at);
      await next.run();
    }
    this.now = end;
  }

  /** Runs until something has come to its end, for an hour at most. */
  async settle<T>(work: Promise<T>): Promise<T> {
    let ended = false;
    const done = work.finally(() => (ended = true));
    done.catch(() => {});
    for (let at = 0; at < 3600 && !ended; at++) {
      await quiet();
      if (!ended) await this.run(at < 40 ? 50 : 1000);
    }
    if (!ended) throw new Error('Something has hung for an hour.');
    return done;
  }

  schedule(tab: Tab | undefined, delay: number, run: Task['run'], timer = false): () => void {
    const task: Task = { at: this.now + delay, order: this.#order++, tab, run, timer };
    this.#tasks.push(task);
    return () => {
      const at = this.#tasks.indexOf(task);
      if (at >= 0) this.#tasks.splice(at, 1);
    };
  }

  /** Opens a tab of the person. */
  open(options: Partial<ClientOptions> = {}): Tab {
    const { random } = this;
    let on: Parameters<Device['watch']>[0] | undefined;
    const tab: Tab = {
      name: `tab ${this.tabs.length}`,
      client: undefined as unknown as Client,
      alive: true,
      frozenUntil: 0,
      wake: () => tab.alive && on?.wake(),
      hide: () => tab.alive && on?.hide(),
      crash: () => {
        tab.alive = false;
        for (const [listen, other] of this.#listening) if (other.tab === tab) this.#listening.delete(listen);
        for (const [name, queue] of this.#locks) {
          const first = queue[0]?.tab === tab;
          const left = queue.filter((one) => one.tab !== tab);
          this.#locks.set(name, left);
          if (first) left[0]?.run();
        }
      },
    };
    const device: Device = {
      storage: this.#storageOf(tab),
      lock: (name, work) => this.#lock(tab, name, work),
      channel: (name, listen) => {
        if (!this.how.channel) return { tell() {}, close() {} };
        this.#listening.set(listen, { tab, name });
        const tell = () => {
          for (const [other, to] of this.#listening) {
            if (other !== listen && to.name === name) this.schedule(to.tab, 1, other);
          }
        };
        return { tell, close: () => this.#listening.delete(listen) };
      },
      later: (work, milliseconds) => this.schedule(tab, milliseconds, work, true),
      chance: () => random.next(),
      watch: (given) => {
        on = given;
        return () => (on = undefined);
      },
      mark() {},
      languages: () => undefined,
      persist: async () => false,
    };
    tab.client = this.subject.createClient({
      baseUrl: 'https://support.example.com',
      person: this.person,
      getToken: () => (random.happens(this.faults.noToken) ? undefined : (this.token ?? unsignedToken({}))),
      fetch: this.#fetchOf(tab),
      random: () => random.text(),
      clock: { now: () => start + this.now + this.skew },
      device,
      ...options,
    });
    this.tabs.push(tab);
    return tab;
  }

  #storageOf(tab: Tab): StoragePort {
    const work = <T>(run: () => Promise<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        const { random } = this;
        const fails = this.#fails('storage') || random.happens(this.faults.storageFails);
        const late = random.happens(this.faults.storageFailsLate);
        if (random.happens(this.faults.storageHangs)) return;
        // The work is the device's own: it comes to its end even where the tab does not.
        this.schedule(undefined, random.below(3), async () => {
          if (!tab.alive && random.happens(0.5)) return;
          if (fails) return reject(new DOMException('The device refuses.', 'QuotaExceededError'));
          const value = await run().catch(reject);
          if (late) return reject(new DOMException('The connection was lost.', 'AbortError'));
          if (tab.alive) resolve(value as T);
        });
      });
    return {
      read: (prefix) => work(() => this.storage.read(prefix)),
      write: (prefixes, change) => work(() => this.storage.write(prefixes, change)),
    };
  }

  #lock(tab: Tab, name: string, work: () => Promise<void>): Promise<void> {
    if (!this.how.locks) return work();
    return new Promise((resolve, reject) => {
      const queue = this.#locks.get(name) ?? [];
      this.#locks.set(name, queue);
      let begun = false;
      const own = {
        tab,
        run: () => {
          if (begun) return;
          begun = true;
          void work()
            .then(resolve, reject)
            .finally(() => {
              const now = this.#locks.get(name)!;
              if (!now.includes(own)) return;
              now.splice(now.indexOf(own), 1);
              now[0]?.run();
            });
        },
      };
      queue.push(own);
      if (queue[0] === own) own.run();
      else this.schedule(tab, 15_000, () => own.run());
    });
  }

  /** Whether a planned fault hits this call; counts it. */
  #fails(kind: Planned['kind']): boolean {
    const at = ++this.counts[kind];
    return this.planned?.kind === kind && (this.planned.forever ? at >= this.planned.at : at === this.planned.at);
  }

  #fetchOf(tab: Tab): typeof fetch {
    return (input, init) =>
      new Promise((resolve, reject) => {
        const { random, faults } = this;
        const lost = this.#fails('network') || random.happens(faults.requestLost);
        const fate = (name: keyof Faults) => random.happens(faults[name]);
        const fates = {
          ...{ answerLost: fate('answerLost'), hangs: fate('hangs'), twice: fate('twice'), malformed: fate('malformed') },
          ...{ failing: fate('failing'), busy: fate('busy') },
        };
        const delay = 5 + random.below(fates.hangs ? 60_000 : 200);
        const fail = () => reject(new TypeError('Failed to fetch'));
        init?.signal?.addEventListener('abort', fail);
        this.schedule(undefined, delay, async () => {
          if (lost || (!tab.alive && random.happens(0.5))) return fail();
          if (fates.failing) return answer(503, { 'retry-after': '1' }, 'Down');
          if (fates.busy) return answer(429, { 'retry-after': '2' }, '{"title":"Slow","status":429,"code":"too-many-requests"}');
          const request = () => new Request(input, { ...init, signal: null });
          let served = await this.serve(request());
          if (fates.twice) served = await this.serve(request());
          this.trace.push(`${this.now} ${tab.name} ${init?.method} ${String(input)} ${served.status}`);
          if (!tab.alive) return;
          if (fates.answerLost || init?.signal?.aborted) return this.schedule(tab, random.below(50), fail) as unknown as void;
          if (fates.malformed) return answer(200, {}, random.pick(['<h1>Hotel</h1>', '{}', '{"number":"HM-999999"}', '']));
          answer(served.status, served.headers, served.text);
        });
        const answer = (status: number, headers: HeadersInit, text: string) => {
          this.schedule(tab, random.below(20), () =>
            resolve({
              status,
              ok: status >= 200 && status < 300,
              headers: new Headers(headers),
              text: async () => text,
            } as Response),
          );
        };
      });
  }
}

export const start = Date.parse('2026-11-20T09:00:00Z');

/** Lets everything run that waits for nothing but its turn. */
function quiet(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
