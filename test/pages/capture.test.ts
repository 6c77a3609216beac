import type { CaptureOptions, ContextCapture } from '@helpmark/client/context';
import { captureContext } from '@helpmark/client/context';
import { assert } from '@open-wc/testing';

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
    assert.deepEqual(descriptorsOf(page), before);
    element('save').click();
    assert.deepEqual(await nothing.snapshot(), []);
    for (const kind of all) {
      const kinds = (await capture({ kinds: [kind], appVersion: '1.2.3' }).snapshot()).map((item) => item.kind);
      assert.isTrue(
        kinds.every((one) => one === kind),
        `${kind} brought ${kinds.join()}`,
      );
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
    assert.deepEqual(looks(), before);
    assert.notDeepEqual(descriptorsOf(page), descriptors);
    begun.stop();
    assert.deepEqual(descriptorsOf(page), descriptors);
  });

  it('leaves alone what somebody else put over it, and watches no more', async () => {
    const begun = capture({ kinds: ['console'] });
    const watched = page.console.error;
    const lines: unknown[] = [];
    const theirs = (line: unknown) => lines.push(line);
    page.console.error = theirs;
    begun.stop();
    assert.equal(page.console.error, theirs);
    watched.call({}, 'after the end');
    assert.deepEqual(await begun.snapshot(), []);
  });

  it('[4-23] [4-24] [4-26] tells browser, system, viewport, language, time zone and the version that the host names', async () => {
    const items = await capture({ appVersion: '4.12.0' }).snapshot();
    const value = (kind: string) => items.find((item) => item.kind === kind)?.value ?? '';
    assert.match(value('browser'), /^[A-Z][A-Za-z ]+ \d+/);
    assert.match(value('system'), /\w/);
    assert.include(value('viewport'), `${page.innerWidth} × ${page.innerHeight}`);
    assert.equal(value('language'), navigator.languages.join(', '));
    assert.equal(value('time-zone'), Intl.DateTimeFormat().resolvedOptions().timeZone);
    assert.equal(value('app-version'), '4.12.0');
  });

  it('[4-25] tells the model of the device where the platform reveals it, and nothing where it does not', async () => {
    // The browsers of these tests run on no such device: here the page's own navigator answers as those do.
    const answers = (name: string, value: unknown) =>
      Object.defineProperty(page.navigator, name, { value, configurable: true, writable: true });
    answers('userAgentData', { platform: 'Android', getHighEntropyValues: () => Promise.resolve({ model: 'Pixel 8' }) });
    assert.equal(await valueOf(capture(), 'device'), 'Pixel 8');
    answers('userAgentData', undefined);
    answers('userAgent', 'Mozilla/5.0 (iPhone; CPU iPhone OS 18_1 like Mac OS X) AppleWebKit/605.1.15 Version/18.1 Safari/604.1');
    assert.equal(await valueOf(capture(), 'device'), 'iPhone');
    answers('userAgent', 'Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0');
    const items = await capture().snapshot();
    assert.notInclude(
      items.map(({ kind }) => kind),
      'device',
    );
  });

  it('tells the route by its path and the names of its parameters', async () => {
    assert.equal(await valueOf(capture(), 'route'), '/test/pages/host.html?token=…');
  });

  it('notes controls by their names and ways, and nothing that a person typed or chose', async () => {
    const begun = capture();
    for (const id of ['save', 'icon', 'secret', 'choice', 'link', 'own']) element(id).click();
    page.history.pushState({}, '', '/runs/7?key=CANARY-pushed');
    const steps = (await valueOf(begun, 'steps')).split('\n').map((line) => line.replace(/^\S+ /, ''));
    assert.deepEqual(steps.slice(0, 6), [
      'route /test/pages/host.html?token=…',
      'click button “Save all”',
      'click button “Close the list”',
      'click input “Your secret”',
      'click select “Plan”',
      'click a “Read on”',
    ]);
    assert.equal(steps.at(-1), 'route /runs/7?key=…');
    assert.notInclude(steps.join(), 'CANARY');
    assert.notInclude(steps.join(), 'Help');
  });

  it('notes errors, with their messages and not with what objects hold', async () => {
    page.console.error = () => undefined;
    const begun = capture();
    page.console.error('Saving failed', new page.TypeError('x is undefined'), { secret: 'CANARY-object' }, 42);
    page.dispatchEvent(new page.ErrorEvent('error', { message: 'Script broke' }));
    const text = await valueOf(begun, 'console');
    assert.include(text, 'Saving failed TypeError: x is undefined [object Object] 42');
    assert.include(text, 'uncaught Script broke');
    assert.notInclude(text, 'CANARY');
  });

  it('[0-17] remembers the request ids of failing answers of approved origins alone', async () => {
    answer(async () => new page.Response('', { status: 503, headers: { 'X-Request-ID': 'req-7f3a' } }));
    const begun = capture({ origins: ['https://api.example.com'] });
    await page.fetch('https://api.example.com/v1/items?key=CANARY-key', { method: 'post' });
    await page.fetch('https://elsewhere.example.com/v1/items');
    const text = await valueOf(begun, 'requests');
    assert.match(text, /POST https:\/\/api\.example\.com\/v1\/items\?key=… 503 after \d+ ms, X-Request-ID req-7f3a$/);
    assert.notInclude(text, 'elsewhere');
    assert.notInclude(text, 'CANARY');
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
    assert.equal(request.status, 404);
    assert.equal(states.at(-1), 4);
    const text = await valueOf(begun, 'requests');
    assert.match(text, /GET \/nothing\/here\?token=… 404 after \d+ ms/);
    assert.notInclude(text, 'CANARY');
  });

  it('gives the page the answers and failures it would get without', async () => {
    const failure = new page.TypeError('no network');
    const response = new page.Response('hello', { status: 200 });
    answer((address) => (address.endsWith('fails') ? page.Promise.reject<Response>(failure) : page.Promise.resolve(response)));
    capture();
    assert.equal(await page.fetch('/works'), response);
    assert.equal(await response.text(), 'hello');
    assert.equal(await page.fetch('/fails').catch((error: unknown) => error), failure);
    assert.instanceOf(page.fetch('/works'), page.Promise);
  });

  it('lets an unhandled failure be told once, and a handled one never', async () => {
    // In this page itself: a browser tells such a failure to the page whose script it was.
    const original = window.fetch.bind(window);
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
      assert.deepEqual(told, ['no network']);
    } finally {
      running.splice(0).forEach((begun) => begun.stop());
      window.removeEventListener('unhandledrejection', listen, { capture: true });
      window.fetch = original;
    }
  });

  it('[1-36] tells the first failure and how the latest retry of it went', async () => {
    let status = 500;
    answer(async () => new page.Response('', { status }));
    const begun = capture();
    await page.fetch('/v1/runs', { method: 'POST' });
    await page.fetch('/v1/other');
    await page.fetch('/v1/runs', { method: 'POST' });
    assert.match(await valueOf(begun, 'first-failure'), /^\d{4}-.*Z POST \/v1\/runs 500/);
    assert.match(await valueOf(begun, 'latest-retry'), /POST \/v1\/runs 500/);
    status = 200;
    await page.fetch('/v1/runs', { method: 'POST' });
    assert.match(await valueOf(begun, 'latest-retry'), /POST \/v1\/runs 200/);
  });

  it('keeps the newest within its bounds', async () => {
    page.console.error = () => undefined;
    const begun = capture({ maxLines: 5, maxLength: 300 });
    for (let at = 0; at < 1000; at += 1) page.console.error(`failure ${at} ${'x'.repeat(20)}`);
    const lines = (await valueOf(begun, 'console')).split('\n');
    assert.lengthOf(lines, 5);
    assert.include(lines.at(-1), 'failure 999');
    page.console.error('y'.repeat(100_000));
    assert.isAtMost((await valueOf(begun, 'console')).length, 300);
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
    assert.include(text, 'a company');
    assert.include(text, '[password]');
    assert.include(text, '[card]');
    assert.notInclude(text, 'CANARY');
    assert.equal(
      items.some(({ kind }) => kind === 'language'),
      false,
    );
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
    console.warn(`A captured click costs ${((1000 * cost) / 2000).toFixed(1)} µs, ${ratio.toFixed(1)} times a plain one.`);
    assert.isBelow(ratio, 40);
  });
});
