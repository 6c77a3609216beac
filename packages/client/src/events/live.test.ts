import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Ticket } from '@helpmark/schema';
import { callerOf, sampleTicket } from '../../../../test/support/handler.js';
import type { TestServer } from '../../../../test/support/server.js';
import { startTestServer } from '../../../../test/support/server.js';
import { createBrowser } from '../../../../test/support/tabs.js';
import { createTokenKeeper } from '../auth/token-keeper.js';
import { createEventsClient } from './events.js';
import type { LiveEvent } from './live-event.js';

const person = { workspace: 'acme', id: 'ada' };
const staff = { id: 'sam', role: 'staff' };

/** Looks until something holds; a test that waits in vain is ended by its own limit of time. */
async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await new Promise((resolve) => setTimeout(resolve, 1));
}

describe('Live events', { timeout: 60_000 }, () => {
  let server: TestServer;
  let ticket: Ticket;
  before(async () => {
    server = await startTestServer({ pingInterval: 50, timerInterval: false });
    ticket = (await ada().post<Ticket>('/v1/tickets', sampleTicket())).body;
  });
  after(() => server.close());

  const ada = () => callerOf({ fetch: passOn }, () => server.tokenFor(person));
  const passOn = async (request: Request) => fetch(request.url.replace('http://helpmark.test', server.url), request);
  const say = async () => {
    const caller = callerOf({ fetch: passOn }, () => server.tokenFor(staff));
    const message = { body: 'A word.', visibility: 'public' };
    assert.equal((await caller.post(`/v1/tickets/${ticket.id}/messages`, message)).status, 201);
  };

  /** A browser whose tabs listen to the server; requests may be made to fail, and streams are counted. */
  const browse = () => {
    const browser = createBrowser();
    const counts = { asked: 0, open: 0 };
    const network = { answer: undefined as (() => Promise<Response>) | undefined };
    const open = (getToken = () => server.tokenFor(person)) => {
      const tab = browser.openTab();
      const heard: LiveEvent[] = [];
      const own = { asks: 0 };
      const counted: typeof fetch = async (input, init) => {
        counts.asked += 1;
        own.asks += 1;
        if (network.answer) return network.answer();
        const response = await fetch(input, init);
        if (response.ok) {
          counts.open += 1;
          init?.signal?.addEventListener('abort', () => (counts.open -= 1));
        }
        return response;
      };
      const tokens = createTokenKeeper({ person, getToken, clock: { now: () => server.now().getTime() } });
      const parts = { baseUrl: server.url, fetch: counted, person, tokens, surroundings: tab.surroundings };
      const client = new AbortController();
      const events = createEventsClient(parts, client.signal);
      const close = events.subscribe((event) => heard.push(event));
      const changes = () => heard.filter(({ type }) => type === 'change').length;
      const resets = () => heard.filter(({ type }) => type === 'reset').length;
      return { ...tab, heard, own, events, client, close, changes, resets };
    };
    return { browser, counts, network, open };
  };

  it('tell a listener which ticket changed, and nothing once it has gone', async () => {
    const { open, counts } = browse();
    const tab = open();
    await until(() => tab.resets() === 1);
    await say();
    await until(() => tab.changes() === 1);
    const event = tab.heard.at(-1);
    assert.ok(event?.type === 'change');
    assert.deepEqual([event.ticket, event.kinds], [ticket.id, ['ticket', 'timeline']]);
    tab.close();
    await until(() => counts.open === 0);
    const heard = tab.heard.length;
    await say();
    assert.deepEqual([tab.heard.length, counts.asked], [heard, 1]);
  });

  it('end with the client, whoever still listens, and begin no more', async () => {
    const { open, counts } = browse();
    const tab = open();
    await until(() => tab.resets() === 1);
    tab.client.abort();
    await until(() => counts.open === 0);
    tab.events.subscribe((event) => tab.heard.push(event));
    await new Promise((resolve) => setTimeout(resolve, 100));
    assert.equal(counts.asked, 1);
  });

  it('come over one stream to ten tabs, and go on without a gap when the tab that reads it is closed', async () => {
    const { open, counts } = browse();
    const tabs = Array.from({ length: 10 }, () => open());
    await until(() => tabs.every((tab) => tab.resets() > 0));
    await say();
    await until(() => tabs.every((tab) => tab.changes() === 1));
    assert.deepEqual([counts.asked, counts.open], [1, 1]);
    const others = tabs.filter(({ own }) => own.asks === 0);
    for (const { own, close } of tabs) if (own.asks > 0) close();
    await say();
    await say();
    await until(() => others.every((tab) => tab.changes() >= 3));
    assert.deepEqual([counts.asked, counts.open], [2, 1]);
    assert.ok(
      others.every((tab) => tab.resets() === 1),
      'the new stream goes on where the old one was',
    );
    for (const tab of others) tab.close();
  });

  it('rest while the page is hidden, and bring what was missed when it is seen again', async () => {
    const { open, counts } = browse();
    const tab = open();
    await until(() => tab.resets() === 1);
    tab.hide();
    await until(() => counts.open === 0);
    await say();
    await say();
    assert.equal(tab.changes(), 0);
    tab.show();
    await until(() => tab.changes() === 2);
    assert.equal(tab.resets(), 1);
    tab.close();
  });

  it('say reset to a tab that comes back to a stream which went on without it, and only then', async () => {
    const { open, counts } = browse();
    const [first, second] = [open(), open()];
    await until(() => first.resets() === 1 && second.resets() === 1);
    second.hide();
    second.show();
    await say();
    await until(() => second.changes() === 1);
    assert.equal(second.resets(), 1, 'nothing was missed');
    second.hide();
    await say();
    await until(() => first.changes() === 2);
    second.show();
    await until(() => second.resets() === 2);
    assert.deepEqual([second.changes(), counts.asked], [1, 1]);
    first.close();
    second.close();
  });

  it('come again after the network was away, with what was missed meanwhile', async () => {
    const { open, network, browser, counts } = browse();
    const tab = open();
    await until(() => tab.resets() === 1);
    tab.hide();
    network.answer = () => Promise.reject(new TypeError('the network is away'));
    tab.show();
    await until(() => counts.asked === 2);
    await say();
    network.answer = undefined;
    while (tab.changes() === 0) {
      browser.pass(1000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.deepEqual([tab.changes(), tab.resets()], [1, 1]);
    tab.close();
  });

  it('wait as long as the server asks to, and try at once when the network comes back', async () => {
    const { open, network, browser, counts } = browse();
    network.answer = () => Promise.resolve(new Response(null, { status: 503, headers: { 'retry-after': '20' } }));
    const tab = open();
    await until(() => counts.asked === 1);
    await new Promise((resolve) => setImmediate(resolve));
    browser.pass(19_000);
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(counts.asked, 1);
    network.answer = undefined;
    tab.online();
    await until(() => tab.resets() === 1);
    tab.close();
  });

  it('ask for a fresh token where the server refuses one, and go on asking where there is none', async () => {
    const { open, browser } = browse();
    let asked = 0;
    const tab = open(async () => {
      asked += 1;
      if (asked === 1) return server.tokenFor(person, { exp: 1 });
      if (asked === 2) throw new Error('not signed in');
      return server.tokenFor(person);
    });
    while (tab.resets() === 0) {
      browser.pass(1000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    assert.equal(asked, 3);
    tab.close();
  });

  it('become a reset now and then where a proxy swallows streams, and streams again where it no longer does', async () => {
    const { open, network, browser } = browse();
    network.answer = () =>
      Promise.resolve(new Response(new ReadableStream(), { headers: { 'content-type': 'text/event-stream' } }));
    const tab = open();
    const pass = async () => {
      browser.pass(10_000);
      await new Promise((resolve) => setTimeout(resolve, 1));
    };
    while (tab.resets() < 5) await pass();
    network.answer = undefined;
    await say();
    const changes = async () => {
      await say();
      return tab.changes();
    };
    while ((await changes()) === 0) await pass();
    tab.close();
  });
});
