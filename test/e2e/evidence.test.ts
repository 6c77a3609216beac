import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Ticket, TicketInput } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { Browser, Page } from 'playwright-core';
import { chromium } from 'playwright-core';
import { engineNames, needBrowser, wantedEngines } from '../support/browsers.mjs';
import { chromiumArguments } from '../support/chromium-arguments.mjs';
import { newJourney } from '../support/e2e/journey.js';
import type { EvidenceStage } from '../support/e2e/evidence-stage.js';
import { startEvidence } from '../support/e2e/evidence-stage.js';
import { eventually } from '../support/e2e/resting.js';
import { patience } from '../support/e2e/screen.js';
import { policyOf } from '../support/page/policies.js';

/** The head and the body of a token, as a product's own might be, with a word in it that is nowhere else. */
const jwt = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from('{"sub":"CANARY"}').toString('base64url')}.CANARYsignature-5fQ2hN8`;

/** What is planted in the page, each so that it would be known again wherever it turned up. */
const planted = [
  'CANARY',
  Buffer.from('{"sub":"CANARY"}').toString('base64url'),
  '4242 4242 4242 4242',
  'hunter2-of-the-canary',
  'AKIAQ3EGV6CANARY42XY',
];

/** What the capture collects of the page; before somebody says so, it goes nowhere either. */
const collected = ['req-of-the-product', 'Save the run', '4.12.0-of-the-product', '/runs/7', 'Saving the run failed'];

const policy = policyOf([{ key: 'description', kind: 'multiline', label: 'Details' }], {
  attachments: defaultPolicy.attachments!,
  notifications: [{ event: 'created', to: 'requester', subject: 'We have {number}', body: '{subject}\n{message}\n{url}' }],
});

const subject = 'The run cannot be saved';

// Only Chromium shows a page to itself without a person at it, and only there can a touch be made; see the component tests for the others.
if (wantedEngines().includes('chromium')) {
  describe(`Evidence in ${engineNames.chromium}`, () => {
    const step = newJourney();
    let stage: EvidenceStage;
    let browser: Browser;
    let page: Page;
    const elsewhere: string[] = [];
    const failures: string[] = [];

    before(async () => {
      stage = await startEvidence(policy);
      browser = await chromium.launch({
        executablePath: needBrowser('chromium').bin,
        chromiumSandbox: false,
        args: [...chromiumArguments, '--auto-accept-this-tab-capture'],
      });
      const context = await browser.newContext({ viewport: { width: 900, height: 800 }, hasTouch: true, locale: 'en-GB' });
      page = await context.newPage();
      page.setDefaultTimeout(patience);
      // What compiles the tests wraps functions in this; a page has none.
      await page.addInitScript('globalThis.__name = (made) => made;');
      page.on('request', (request) => {
        const url = request.url();
        if (!url.startsWith(stage.url) && !/^(blob|data):/.test(url)) elsewhere.push(url);
      });
      page.on('pageerror', (error) => failures.push(error.message));
    });
    after(async () => {
      await browser?.close();
      await stage?.close();
    });

    /** What is found of some words in a text. */
    const foundIn = (words: string[], text: string) => words.filter((word) => text.includes(word));
    const button = (name: string) => page.getByRole('button', { name, exact: true });
    /** All that rests on the device, the page's own fields aside. */
    const onDevice = () =>
      page.evaluate(async () => {
        const answer = <Value>(request: IDBRequest<Value>) =>
          new Promise<Value>((resolve, reject) => {
            request.onsuccess = () => resolve(request.result);
            request.onerror = () => reject(request.error!);
          });
        const parts: unknown[] = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys()];
        for (const { name = '' } of await indexedDB.databases()) {
          const database = await answer(indexedDB.open(name));
          for (const store of database.objectStoreNames) {
            const records = database.transaction(store).objectStore(store);
            parts.push(await answer(records.getAllKeys()), await answer(records.getAll()));
          }
          database.close();
        }
        return JSON.stringify(parts);
      });

    step('is collected in the page while secrets are in its fields, console, addresses, headers and answers', async () => {
      await page.goto(`${stage.url}/?session=CANARY-query#CANARY-fragment`);
      await page.getByRole('textbox', { name: 'Summary' }).waitFor();
      await page.locator('#password').fill('hunter2-of-the-canary');
      await page.locator('#card').fill('4242 4242 4242 4242');
      await page.locator('#card').click();
      await page.locator('#save').click();
      await page.evaluate(async (token) => {
        history.pushState({ secret: 'CANARY-state' }, '', '/runs/7?key=CANARY-pushed#CANARY-place');
        await fetch('/api/runs?token=CANARY-parameter', {
          method: 'POST',
          headers: { Authorization: `Bearer ${token}`, 'X-Key': 'CANARY-header' },
          body: 'CANARY-body',
        });
        const words = ['password: hunter2-of-the-canary', `Authorization: Bearer ${token}`, 'AKIAQ3EGV6CANARY42XY'];
        console.error('Saving the run failed', ...words, 'card 4242 4242 4242 4242', { secret: 'CANARY-object' });
        history.pushState({}, '', '/');
      }, jwt);
    });

    step('goes nowhere before the person says so: not a byte of it leaves, and none rests', async () => {
      await page.getByRole('textbox', { name: 'Summary' }).fill(subject);
      await page.getByRole('textbox', { name: 'Details' }).fill('It turns, and then nothing.');
      await eventually(async () => (await onDevice()).includes('It turns'), 'The draft never came to rest.');
      assert.ok(stage.departed.length > 2, 'the page has asked for the policy and for news');
      const words = [...planted, ...collected];
      for (const { method, path, whole } of stage.departed) assert.deepEqual(foundIn(words, whole), [], `${method} ${path}`);
      assert.deepEqual(foundIn(words, await onDevice()), []);
      assert.deepEqual(elsewhere, []);
    });

    step('[4-29] is shown whole, with secrets covered, before it is sent', async () => {
      await page.getByRole('checkbox', { name: 'Send it with the ticket' }).check();
      const shown = () =>
        page.locator('.collected textarea').evaluateAll((all) => all.map((one) => (one as HTMLTextAreaElement).value));
      await eventually(async () => (await shown()).length > 4, 'What was collected is not shown.');
      const text = (await shown()).join('\n');
      assert.deepEqual(foundIn(collected, text), collected);
      assert.deepEqual(foundIn(planted, text), []);
    });

    step('has a picture of the page without Helpmark in it, parts of which are covered by touch', async () => {
      await button('Take a screenshot').click();
      const canvas = page.locator('dialog canvas');
      await canvas.waitFor();
      const size = await canvas.evaluate((one: HTMLCanvasElement) => ({ width: one.width, height: one.height }));
      const box = (await canvas.boundingBox())!;
      const place = ([x, y]: [number, number]) => [
        { x: box.x + (x * box.width) / size.width, y: box.y + (y * box.height) / size.height },
      ];
      const session = await page.context().newCDPSession(page);
      const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', at?: [number, number]) =>
        session.send('Input.dispatchTouchEvent', { type, touchPoints: at ? place(at) : [] });
      await touch('touchStart', [60, 60]);
      await touch('touchMove', [200, 150]);
      await touch('touchMove', [300, 220]);
      await touch('touchEnd');
      await page.locator('#shape-0').waitFor();
      await button('Use the picture').click();
      await button('Send ticket').waitFor();
      await page.locator('[data-file]').waitFor();
    });

    step('is on the server with even pixels where it was covered, and nothing besides its pixels', async () => {
      await button('Send ticket').click();
      await page.getByText('HM-').first().waitFor();
      const sent = stage.departed.find(({ method, path }) => method === 'POST' && path === '/support/v1/tickets')!;
      const input = JSON.parse(sent.whole.slice(sent.whole.indexOf('\n\n') + 2)) as TicketInput;
      assert.equal(input.attachments!.length, 1);
      assert.ok(input.context!.some(({ kind, value }) => kind === 'requests' && value.includes('req-of-the-product')));
      await eventually(() => stage.departed.some(({ method }) => method === 'PATCH'), 'The bytes were never sent.');
      const ticket = await page.evaluate(async () => {
        const token = await (await fetch('/token')).text();
        const ask = (path: string) => fetch(`/support/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
        const { items } = (await (await ask('/tickets')).json()) as { items: Ticket[] };
        for (;;) {
          const one = (await (await ask(`/tickets/${items[0]!.id}`)).json()) as Ticket;
          if (one.attachments![0]!.state === 'ready') return one;
          await new Promise((resolve) => setTimeout(resolve, 50));
        }
      });
      const bytes = await stage.fileOf(ticket.attachments![0]!.id);
      assert.doesNotMatch(bytes.toString('latin1'), /eXIf|tEXt|iTXt|zTXt|tIME/);
      const colours = await page.evaluate(async (base64) => {
        const bitmap = await createImageBitmap(await (await fetch(`data:image/png;base64,${base64}`)).blob());
        const canvas = Object.assign(document.createElement('canvas'), { width: bitmap.width, height: bitmap.height });
        const context = canvas.getContext('2d')!;
        context.drawImage(bitmap, 0, 0);
        const kinds = (x: number, y: number, width: number, height: number) =>
          new Set(new Uint32Array(context.getImageData(x, y, width, height).data.buffer)).size;
        return {
          covered: kinds(61, 61, 238, 158),
          beside: kinds(310, 60, 80, 150),
          // Where the form stands over an empty page.
          panel: kinds(420, 0, 400, 700),
        };
      }, bytes.toString('base64'));
      assert.equal(colours.covered, 1);
      assert.ok(colours.beside > 1000, `${colours.beside} colours beside it`);
      assert.equal(colours.panel, 1, 'Helpmark is not in the picture');
    });

    step('leaves no planted secret anywhere: requests, device, news, database, files, log and mails', async () => {
      await stage.runDueTimers();
      assert.equal(stage.mails.length, 1);
      const places: Record<string, string> = {
        ...Object.fromEntries(stage.departed.map(({ method, path, whole }, at) => [`${at} ${method} ${path}`, whole])),
        device: await onDevice(),
        news: stage.streamed.join(''),
        resting: await stage.resting(),
        log: JSON.stringify(stage.log),
        mails: JSON.stringify(stage.mails),
      };
      assert.ok(places['resting']!.includes('req-of-the-product'), 'what was meant to be sent is there');
      assert.ok(places['news']!.includes('event: change'));
      assert.ok(stage.log.length > 5);
      for (const [name, text] of Object.entries(places)) assert.deepEqual(foundIn(planted, text), [], name);
      assert.deepEqual(elsewhere, []);
      assert.deepEqual(failures, []);
    });
  });
}
