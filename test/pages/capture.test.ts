import type { CaptureOptions, ContextCapture } from '@helpmark/client/context';
import { captureContext } from '@helpmark/client/context';
import { expect } from '@open-wc/testing';

type Page = Window & typeof globalThis;

const all = [
  ...(['browser', 'system', 'device', 'viewport', 'language', 'time-zone', 'app-version', 'route', 'referrer'] as const),
  ...(['steps', 'console', 'requests'] as const),
];

/** What a capture may touch, and the places where a page would see it. */
const touched = (page: Page): [host: object, name: string][] => [
  [page, 'fetch'],
  [page.console, 'error'],
  [page.XMLHttpRequest.prototype, 'open'],
  [page.XMLHttpRequest.prototype, 'send'],
  [page.History.prototype, 'pushState'],
  [page.History.prototype, 'replaceState'],
];
const descriptorsOf = (page: Page) => touched(page).map(([host, name]) => Object.getOwnPropertyDescriptor(host, name));

describe('The capture of context', () => {
  let frame: HTMLIFrameElement;
  let page: Page;
  const running: ContextCapture[] = [];

  /** Begins a capture of the host page; it ends with the test. */
  const capture = (options: Partial<CaptureOptions> = {}) => {
    const begun = captureContext({ kinds: all, page, ...options });
    running.push(begun);
    return begun;
  };
  const valueOf = async (begun: ContextCapture, kind: string) =>
    (await begun.snapshot()).find((item) => item.kind === kind)?.value ?? '';
  const element = (id: string) => page.document.getElementById(id) as HTMLElement;
  /** Lets a page answer its own requests. */
  const answer = (reply: (address: string) => Promise<Response>) => {
    page.fetch = (input: RequestInfo | URL) => reply(input instanceof page.Request ? input.url : String(input));
  };

  beforeEach(async () => {
    frame = document.createElement('iframe');
    frame.src = '/test/pages/host.html?token=CANARY-query#CANARY-fragment';
    await new Promise((resolve) => {
      frame.addEventListener('load', resolve, { once: true });
      document.body.append(frame);
    });
    page = frame.contentWindow as Page;
  });

  afterEach(() => {
    running.splice(0).forEach((begun) => begun.stop());
    frame.remove();
  });

  it('is off until the host turns it on, each kind alone', async () => {
    const before = descriptorsOf(page);
    const nothing = capture({ kinds: [] });
    expect(descriptorsOf(page)).to.deep.equal(before);
    element('save').click();
    expect(await nothing.snapshot()).to.deep.equal([]);
    for (const kind of all) {
      const kinds = (await capture({ kinds: [kind], appVersion: '1.2.3' }).snapshot()).map((item) => item.kind);
      expect(
        kinds.every((one) => one === kind),
        `${kind} brought ${kinds.join()}`,
      ).to.equal(true);
    }
  });

  it('leaves fetch, XMLHttpRequest, console and history as they look, and as they were once it stops', () => {
    const looks = () =>
      touched(page).map(([host, name]) => {
        const method = (host as Record<string, unknown>)[name] as (...args: unknown[]) => unknown;
        const { enumerable, writable, configurable } = Object.getOwnPropertyDescriptor(host, name) ?? {};
        const text = Function.prototype.toString.call(method).replace(/\s+|function\s*\w*/g, '');
        return [name, method.name, method.length, Object.keys(method), typeof method, text, enumerable, writable, configurable];
      });
    const before = looks();
    const descriptors = descriptorsOf(page);
    const begun = capture();
    expect(looks()).to.deep.equal(before);
    expect(descriptorsOf(page)).not.to.deep.equal(descriptors);
    begun.stop();
    expect(descriptorsOf(page)).to.deep.equal(descriptors);
  });

  it('leaves alone what somebody else put over it, and watches no more', async () => {
    const begun = capture({ kinds: ['console'] });
    const watched = page.console.error;
    const lines: unknown[] = [];
    const theirs = (line: unknown) => lines.push(line);
    page.console.error = theirs;
    begun.stop();
    expect(page.console.error).to.equal(theirs);
    watched.call({}, 'after the end');
    expect(await begun.snapshot()).to.deep.equal([]);
  });

  it('[4-23] [4-24] tells browser, system, viewport, language, time zone and version', async () => {
    const items = await capture({ appVersion: '4.12.0' }).snapshot();
    const value = (kind: string) => items.find((item) => item.kind === kind)?.value;
    expect(value('browser')).to.match(/^[A-Z][A-Za-z ]+ \d+/);
    expect(value('system')).to.match(/\w/);
    expect(value('viewport')).to.contain(`${page.innerWidth} × ${page.innerHeight}`);
    expect(value('language')).to.equal(navigator.languages.join(', '));
    expect(value('time-zone')).to.equal(Intl.DateTimeFormat().resolvedOptions().timeZone);
    expect(value('app-version')).to.equal('4.12.0');
  });

  it('tells the route by its path and the names of its parameters', async () => {
    expect(await valueOf(capture(), 'route')).to.equal('/test/pages/host.html?token=…');
  });

  it('notes controls by their names and ways, and nothing that a person typed or chose', async () => {
    const begun = capture();
    for (const id of ['save', 'icon', 'secret', 'choice', 'link', 'own']) element(id).click();
    page.history.pushState({}, '', '/runs/7?key=CANARY-pushed');
    const steps = (await valueOf(begun, 'steps')).split('\n').map((line) => line.replace(/^\S+ /, ''));
    expect(steps.slice(0, 6)).to.deep.equal([
      'route /test/pages/host.html?token=…',
      'click button “Save all”',
      'click button “Close the list”',
      'click input “Your secret”',
      'click select “Plan”',
      'click a “Read on”',
    ]);
    expect(steps.at(-1)).to.equal('route /runs/7?key=…');
    expect(steps.join()).not.to.contain('CANARY');
    expect(steps.join()).not.to.contain('Help');
  });

  it('notes errors, with their messages and not with what objects hold', async () => {
    page.console.error = () => undefined;
    const begun = capture();
    page.console.error('Saving failed', new page.TypeError('x is undefined'), { secret: 'CANARY-object' }, 42);
    page.dispatchEvent(new page.ErrorEvent('error', { message: 'Script broke' }));
    const text = await valueOf(begun, 'console');
    expect(text).to.contain('Saving failed TypeError: x is undefined [object Object] 42');
    expect(text).to.contain('uncaught Script broke');
    expect(text).not.to.contain('CANARY');
  });

  it('[0-17] remembers the request ids of failing answers of approved origins alone', async () => {
    answer(async () => new page.Response('', { status: 503, headers: { 'X-Request-ID': 'req-7f3a' } }));
    const begun = capture({ origins: ['https://api.example.com'] });
    await page.fetch('https://api.example.com/v1/items?key=CANARY-key', { method: 'post' });
    await page.fetch('https://elsewhere.example.com/v1/items');
    const text = await valueOf(begun, 'requests');
    expect(text).to.match(/POST https:\/\/api\.example\.com\/v1\/items\?key=… 503 after \d+ ms, X-Request-ID req-7f3a$/);
    expect(text).not.to.contain('elsewhere');
    expect(text).not.to.contain('CANARY');
  });

  it('notes requests of XMLHttpRequest, and leaves them whole', async () => {
    const begun = capture();
    const request = new page.XMLHttpRequest();
    const states: number[] = [];
    request.onreadystatechange = () => states.push(request.readyState);
    request.open('GET', '/nothing/here?token=CANARY-xhr');
    request.setRequestHeader('Authorization', 'Bearer CANARY-header');
    await new Promise((resolve) => {
      request.onloadend = resolve;
      request.send();
    });
    // The page's own listener came first.
    await new Promise((resolve) => setTimeout(resolve));
    expect(request.status).to.equal(404);
    expect(states.at(-1)).to.equal(4);
    const text = await valueOf(begun, 'requests');
    expect(text).to.match(/GET \/nothing\/here\?token=… 404 after \d+ ms/);
    expect(text).not.to.contain('CANARY');
  });

  it('gives the page the answers and failures it would get without', async () => {
    const failure = new page.TypeError('no network');
    const response = new page.Response('hello', { status: 200 });
    answer((address) => (address.endsWith('fails') ? page.Promise.reject<Response>(failure) : page.Promise.resolve(response)));
    capture();
    expect(await page.fetch('/works')).to.equal(response);
    expect(await response.text()).to.equal('hello');
    expect(await page.fetch('/fails').catch((error: unknown) => error)).to.equal(failure);
    expect(page.fetch('/works')).to.be.instanceOf(page.Promise);
  });

  it('lets an unhandled failure be told once, and a handled one never', async () => {
    // In this page itself: a browser tells such a failure to the page whose script it was.
    const { fetch } = window;
    window.fetch = () => Promise.reject(new TypeError('no network'));
    const told: string[] = [];
    let noticed = () => {};
    const listen = (event: PromiseRejectionEvent) => {
      told.push((event.reason as Error).message);
      event.preventDefault();
      event.stopImmediatePropagation();
      noticed();
    };
    window.addEventListener('unhandledrejection', listen, { capture: true });
    try {
      capture({ kinds: ['requests'], page: window });
      await window.fetch('/handled').catch(() => undefined);
      const seen = new Promise<void>((resolve) => (noticed = resolve));
      void window.fetch('/unhandled');
      await seen;
      await new Promise((resolve) => setTimeout(resolve));
      expect(told).to.deep.equal(['no network']);
    } finally {
      running.splice(0).forEach((begun) => begun.stop());
      window.removeEventListener('unhandledrejection', listen, { capture: true });
      window.fetch = fetch;
    }
  });

  it('[1-36] tells the first failure and how the latest retry of it went', async () => {
    let status = 500;
    answer(async () => new page.Response('', { status }));
    const begun = capture();
    await page.fetch('/v1/runs', { method: 'POST' });
    await page.fetch('/v1/other');
    await page.fetch('/v1/runs', { method: 'POST' });
    expect(await valueOf(begun, 'first-failure')).to.match(/^\d{4}-.*Z POST \/v1\/runs 500/);
    expect(await valueOf(begun, 'latest-retry')).to.match(/POST \/v1\/runs 500/);
    status = 200;
    await page.fetch('/v1/runs', { method: 'POST' });
    expect(await valueOf(begun, 'latest-retry')).to.match(/POST \/v1\/runs 200/);
  });

  it('keeps the newest within its bounds', async () => {
    page.console.error = () => undefined;
    const begun = capture({ maxLines: 5, maxLength: 300 });
    for (let at = 0; at < 1000; at += 1) page.console.error(`failure ${at} ${'x'.repeat(20)}`);
    const lines = (await valueOf(begun, 'console')).split('\n');
    expect(lines).to.have.length(5);
    expect(lines.at(-1)).to.contain('failure 999');
    page.console.error('y'.repeat(100_000));
    expect((await valueOf(begun, 'console')).length).to.be.at.most(300);
  });

  it('covers what is private, and lets the host add items and redact them', async () => {
    page.console.error = () => undefined;
    const begun = capture({
      items: () => [
        { kind: 'workspace', value: 'acme' },
        { kind: 'note', value: 'password: CANARY-note1' },
      ],
      redact: (item) => (item.kind === 'language' ? undefined : { ...item, value: item.value.replace('acme', 'a company') }),
    });
    page.console.error('login failed for password=hunter2CANARY and card 4111 1111 1111 1111');
    const items = await begun.snapshot();
    const text = JSON.stringify(items);
    expect(text).to.contain('a company');
    expect(text).to.contain('[password]');
    expect(text).to.contain('[card]');
    expect(text).not.to.contain('CANARY');
    expect(items.some(({ kind }) => kind === 'language')).to.equal(false);
  });

  it('costs little an event', () => {
    const click = () => {
      for (let at = 0; at < 2000; at += 1) element('save').click();
    };
    const time = (work: () => void) => {
      work();
      const begun = performance.now();
      work();
      return performance.now() - begun;
    };
    // The measure: the page's own listener that reads the text of what was clicked, as many do.
    element('save').addEventListener('click', ({ target }) => (target as Element).closest('body')?.textContent?.length);
    const without = time(click);
    capture();
    const cost = time(click) - without;
    const ratio = cost / without;
    console.info(`A captured click costs ${((1000 * cost) / 2000).toFixed(1)} µs, ${ratio.toFixed(1)} times a plain one.`);
    expect(ratio).to.be.below(40);
  });
});
