import assert from 'node:assert/strict';
import { it } from 'node:test';
import type { Ticket, TicketPage, TimelinePage, Unread } from '@helpmark/schema';
import { makeDatabase } from '../../../../test/support/database.js';
import type { Caller, TestHandler } from '../../../../test/support/handler.js';
import { callerOf, createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import { Chance } from '../../../../test/support/parity/chance.js';
import { createBrowser } from '../../../../test/support/tabs.js';
import { mintToken } from '../../../../test/support/tokens.js';
import { createTokenKeeper } from '../auth/token-keeper.js';
import { createEventsClient } from './events.js';
import type { LiveEvent } from './live-event.js';

/** How many runs, and from which seed: HELPMARK_LIVE_RUNS=1 HELPMARK_LIVE_SEED=17 repeats one. */
const runs = Number(process.env.HELPMARK_LIVE_RUNS ?? 100);
const firstSeed = Number(process.env.HELPMARK_LIVE_SEED ?? 1);
const steps = 25;

const person = { workspace: 'acme', id: 'ada' };
const sam = { id: 'sam', role: 'staff' };
const day = 24 * 3_600_000;
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** What a page shows of a person's tickets. */
interface Shown {
  list: TicketPage;
  unread: Unread;
  threads: Map<string, TimelinePage>;
}

const listOf = (caller: Caller) => get<TicketPage>(caller, '/v1/tickets?limit=100');
const unreadOf = (caller: Caller) => get<Unread>(caller, '/v1/unread');
const threadOf = (caller: Caller, id: string) => get<TimelinePage>(caller, `/v1/tickets/${id}/timeline`);

async function get<T>(caller: Caller, path: string): Promise<T> {
  const { status, body } = await caller.get<T>(path);
  assert.equal(status, 200, path);
  return body;
}

async function load(caller: Caller): Promise<Shown> {
  const [list, unread] = [await listOf(caller), await unreadOf(caller)];
  const threads = new Map<string, TimelinePage>();
  for (const { id } of list.items) threads.set(id, await threadOf(caller, id));
  return { list, unread, threads };
}

/** A page that reads again what an event names, and everything after a reset; it asks for nothing else. */
function follow(caller: Caller, isOnline: () => boolean, isOver: () => boolean) {
  let shown: Shown | undefined;
  let work = Promise.resolve();
  let waiting = 0;
  const take = async (event: LiveEvent) => {
    if (event.type === 'policy') return;
    if (!shown || event.type === 'reset') {
      shown = await load(caller);
      return;
    }
    shown.list = await listOf(caller);
    shown.unread = await unreadOf(caller);
    const known = shown.list.items.some(({ id }) => id === event.ticket);
    if (!known) shown.threads.delete(event.ticket);
    else shown.threads.set(event.ticket, await threadOf(caller, event.ticket));
  };
  return {
    shown: () => shown,
    isIdle: () => waiting === 0,
    listen(event: LiveEvent) {
      waiting += 1;
      const run = async () => {
        // A page tries a load again until it succeeds; a closed tab's may be at it when the run ends.
        for (let done = false; !done && !isOver();) {
          await turn();
          if (!isOnline()) continue;
          done = await take(event).then(
            () => true,
            () => false,
          );
        }
        waiting -= 1;
      };
      work = work.then(run);
    },
  };
}

async function runOnce(seed: number): Promise<void> {
  const chance = new Chance(seed);
  const pick = <T>(items: readonly T[]): T | undefined => (items.length > 0 ? chance.pick(items) : undefined);
  const kept = await makeDatabase({ kept: true });
  let offset = 0;
  const start = () =>
    createTestHandler({
      database: kept.address,
      pingInterval: 5,
      timerInterval: false,
      streamsPerPerson: 50,
    });
  let handler: TestHandler = await start();
  const now = () => new Date(handler.now().getTime());
  let cut = new AbortController();
  let online = true;
  let over = false;
  const browser = createBrowser(() => chance.next());

  const reach: typeof fetch = async (input, init) => {
    if (!online) throw new TypeError('the network is away');
    const { signal } = cut;
    const response = await handler.server.fetch(new Request(input, init));
    if (!response.body || !init?.headers || !('accept' in init.headers)) return response;
    const body = response.body.pipeThrough(new TransformStream(), { signal });
    return new Response(body, response);
  };
  const ada = callerOf({ fetch: (request) => handler.server.fetch(request) }, () => mintToken(person, now()));
  const staff = callerOf({ fetch: (request) => handler.server.fetch(request) }, () => mintToken(sam, now()));
  const openTab = () => {
    const tab = browser.openTab();
    const page = follow(
      ada,
      () => online,
      () => over,
    );
    const tokens = createTokenKeeper({ person, getToken: () => mintToken(person, now()), clock: { now: () => now().getTime() } });
    const parts = { baseUrl: 'http://helpmark.test', fetch: reach, person, tokens, surroundings: tab.surroundings };
    return {
      ...tab,
      page,
      close: createEventsClient(parts, new AbortController().signal).subscribe((event) => page.listen(event)),
    };
  };
  const tabs = [openTab()];
  const tickets: Ticket[] = [];

  const moves: Record<string, () => Promise<unknown>> = {
    create: async () => tickets.push((await ada.post<Ticket>('/v1/tickets', sampleTicket())).body),
    reply: async () => {
      const ticket = pick(tickets);
      if (ticket) await staff.post(`/v1/tickets/${ticket.id}/messages`, { body: 'A reply.', visibility: 'public' });
    },
    note: async () => {
      const ticket = pick(tickets);
      if (ticket) await staff.post(`/v1/tickets/${ticket.id}/messages`, { body: 'A note.', visibility: 'internal' });
    },
    change: async () => {
      const ticket = pick(tickets);
      if (!ticket) return;
      const path = `/v1/tickets/${ticket.id}`;
      const { version } = (await staff.get<Ticket>(path)).body;
      await staff.patch(path, pick([{ shared: false }, { shared: true }, { priority: 'high' }, { status: 'closed' }]), {
        version,
      });
    },
    read: async () => {
      const ticket = pick(tickets);
      const items = ticket && (await ada.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body.items;
      if (items) await ada.post(`/v1/tickets/${ticket.id}/read`, { item: items.at(-1)?.id });
    },
    open: () => Promise.resolve(tabs.length < 10 && tabs.push(openTab())),
    close: () => Promise.resolve(tabs.length > 1 && tabs.shift()?.close()),
    hide: () => Promise.resolve(pick(tabs)?.hide()),
    show: () => Promise.resolve(pick(tabs)?.show()),
    drop: () => Promise.resolve((cut.abort(), (cut = new AbortController()))),
    away: () => Promise.resolve((cut.abort(), (cut = new AbortController()), (online = false))),
    back: () => Promise.resolve((online = true)),
    restart: async () => {
      offset = handler.now().getTime();
      await handler.close();
      handler = await start();
      handler.advance(offset - handler.now().getTime());
    },
    prune: async () => {
      handler.advance(1.1 * day);
      await handler.server.runDueTimers();
    },
    wait: () => Promise.resolve(browser.pass(chance.below(40_000))),
    breathe: async () => {
      for (let turns = 0; turns < 20; turns += 1) await turn();
    },
  };
  const names = [...Object.keys(moves), 'reply', 'reply', 'breathe', 'breathe', 'breathe'];

  for (let step = 0; step < steps; step += 1) await moves[pick(names) ?? 'breathe']?.();

  online = true;
  for (const tab of tabs) {
    tab.show();
    tab.online();
  }
  const fresh = await load(ada);
  const isWhole = () => tabs.every(({ page }) => page.isIdle() && sameAs(page.shown(), fresh));
  // Five seconds of the browser's time, each with as many turns as the work in it needs.
  for (let second = 0; second < 5 && !isWhole(); second += 1) {
    browser.pass(1000);
    for (let turns = 0; turns < 2000 && !isWhole(); turns += 1) await turn();
  }
  for (const { page } of tabs) assert.deepEqual(page.shown(), fresh, `seed ${seed}`);
  for (const tab of tabs) tab.close();
  over = true;
  await handler.close();
  await kept.remove();
}

function sameAs(shown: Shown | undefined, fresh: Shown): boolean {
  try {
    assert.deepEqual(shown, fresh);
    return true;
  } catch {
    return false;
  }
}

it(`Every tab shows what a fresh load shows within five seconds of the network's return, in ${runs} random runs`, async () => {
  for (let seed = firstSeed; seed < firstSeed + runs; seed += 1) await runOnce(seed);
});
