import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Frame, Page } from 'playwright-core';
import { wantedEngines } from '../support/browsers.mjs';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { boxesInside, callOn, fingerprint } from '../support/e2e/gallery.js';
import { signIn } from '../support/e2e/journey.js';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';
import type { Recorder } from '../support/e2e/recorder.js';
import { patience } from '../support/e2e/screen.js';

if (wantedEngines().includes('chromium')) {
  describe('The gallery of host pages in Chromium', () => {
    let demo: RunningDemo;
    let door: Recorder;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    before(async () => {
      demo = await startDemo({ seed: true });
      door = await demo.newDoor();
      browser = await launchPlaywright('chromium');
      page = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB', viewport: { width: 1000, height: 800 } });
      page.on('console', (message) => ['error', 'warning'].includes(message.type()) && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      page.setDefaultTimeout(patience);
      await signInOn(page);
    });
    after(async () => {
      await browser?.close();
      await demo?.close();
    });

    const signInOn = async (on: Page) => {
      await on.goto(door.url);
      await on.getByRole('button', { name: 'Maren Okafor' }).click();
      await on.waitForURL('**/app');
    };
    const open = async (name: string) => {
      complaints.length = 0;
      await page.goto(`${door.url}/gallery/${name}`);
    };
    const help = (on: Page | Frame = page, name = 'Help') =>
      on.getByRole('button', { name: new RegExp(`^${name}( \\d+)?$`) }).first();
    const panel = (on: Page | Frame = page) => on.getByRole('dialog', { name: 'How can we help?' });
    const summary = (on: Page | Frame = page) => panel(on).getByRole('textbox', { name: /^Summary/ });

    /** Opens help, writes, closes it and opens it again: the words are there, and nothing of the page has changed. */
    const use = async (words: string, on: Page | Frame = page) => {
      await help(on).waitFor();
      const before = await on.evaluate(callOn(fingerprint));
      await help(on).click();
      await summary(on).fill(words);
      await panel(on).getByText('Saved on this device.').waitFor();
      await page.keyboard.press('Escape');
      await panel(on).waitFor({ state: 'hidden' });
      assert.deepEqual(await on.evaluate(callOn(fingerprint)), before);
    };

    let plain: string[];

    it('works on plain HTML, and leaves title, place, globals, styles and markup of the page alone', async () => {
      await open('plain');
      await use('On plain HTML');
      await help().click();
      await summary().waitFor();
      plain = await page.evaluate(callOn(boxesInside));
      assert.ok(plain.length > 60, `${plain.length} boxes`);
      assert.deepEqual(complaints, []);
    });

    it('looks the same to the pixel under hostile CSS', async () => {
      await open('hostile');
      await use('On plain HTML');
      await help().click();
      await summary().waitFor();
      assert.deepEqual(await page.evaluate(callOn(boxesInside)), plain);
      assert.deepEqual(complaints, []);
    });

    it('goes on beside another version of itself, and says so', async () => {
      await open('versions');
      await page.locator('hm-ticket-list [part=ticket]').first().waitFor();
      await use('Two versions');
      await help().click();
      await panel().getByRole('button', { name: 'Your tickets' }).click();
      await page.locator('hm-help-panel [part=ticket]').first().waitFor();
      assert.ok(
        complaints.some((text) => /<hm-ticket-list> is Helpmark .* already; 0\.0\.9 is not used/.test(text)),
        complaints.join('\n'),
      );
      assert.deepEqual(
        complaints.filter((text) => !text.includes('is Helpmark')),
        [],
      );
    });

    it('keeps two workspaces of one page apart: words, language, tickets', async () => {
      await open('workspaces');
      await use('For the product');
      await help(page, 'Hilfe zum Shop').click();
      const shop = page.getByRole('dialog', { name: 'Wie können wir helfen?' });
      await shop.getByRole('button', { name: 'Ticket senden' }).waitFor();
      await shop.getByRole('textbox', { name: 'Zusammenfassung' }).waitFor();
      assert.equal(await shop.getByRole('textbox').first().inputValue(), '');
      await shop.getByRole('button', { name: 'Ihre Tickets' }).click();
      await page.getByText('Noch keine Tickets.').waitFor();
      assert.deepEqual(complaints, []);
    });

    for (const [name, field] of [
      ['Open the dialog', 'dialog-field'],
      ['Open the box with a lock', 'lock-field'],
    ] as const) {
      it(`opens over what keeps the focus, has it, and gives it back: ${name}`, async () => {
        await open('modal');
        await help().waitFor();
        await page.getByRole('button', { name }).click();
        await page.getByRole('dialog', { name: /Order/ }).getByRole('button', { name: 'Ask about it' }).click();
        await summary().fill('');
        await page.keyboard.type('About the order');
        assert.equal(await summary().inputValue(), 'About the order');
        await page.keyboard.press('Escape');
        await panel().waitFor({ state: 'hidden' });
        assert.ok(await page.locator(`#${field}`).isVisible(), 'the page’s own box is still open');
        await page.locator(`#${field}`).fill('Mine');
        assert.deepEqual(complaints, []);
      });
    }

    it('works in a frame with sandbox', async () => {
      await open('sandbox');
      const frame = page.frame({ url: /framed/ })!;
      await help(frame).click();
      await summary(frame).fill('From a frame');
      await panel(frame).getByLabel('What is it about?').selectOption({ index: 1 });
      await panel(frame).getByRole('button', { name: 'Send ticket' }).click();
      await panel(frame).getByRole('alert').first().waitFor();
      assert.deepEqual(
        complaints.filter((text) => !/sandbox/.test(text)),
        [],
      );
    });

    it('stands and reads from right to left where the page does', async () => {
      await open('rtl');
      const button = help(page);
      await button.click();
      const dialog = page.getByRole('dialog');
      await dialog.getByRole('textbox').first().waitFor();
      const [at, box] = [(await button.boundingBox())!, (await dialog.boundingBox())!];
      assert.ok(at.x < 100 && box.x < 100, `${at.x}, ${box.x}`);
      assert.equal(await dialog.locator('.view').evaluate((view) => getComputedStyle(view).direction), 'rtl');
      assert.match(await dialog.innerText(), /\p{Script=Arabic}/u);
      await dialog.getByRole('textbox', { name: 'الملخص' }).waitFor();
      assert.deepEqual(complaints, []);
    });

    it('is dark where the page is, whatever the system says', async () => {
      await open('dark');
      await help().click();
      await summary().waitFor();
      const background = await panel().evaluate((dialog) => getComputedStyle(dialog).backgroundColor);
      assert.equal(background, 'rgb(23, 25, 31)');
      assert.deepEqual(complaints, []);
    });

    it('offers the page’s own guides first, and the form to whoever still needs help [0-01]', async () => {
      // On another device: here words are kept already, and whoever has written goes on.
      const fresh = await browser.newPage({ reducedMotion: 'reduce', locale: 'en-GB' });
      await signInOn(fresh);
      await fresh.goto(`${door.url}/gallery/guides`);
      await help(fresh).click();
      const guide = (title: string) => panel(fresh).getByRole('button', { name: title });
      await guide('Why a curve has a gap').waitFor();
      assert.equal(await panel(fresh).getByRole('button', { name: 'Send ticket' }).count(), 0);
      await summary(fresh).fill('My export has no rows');
      await guide('Why a curve has a gap').waitFor({ state: 'hidden' });
      await guide('An export is empty').click();
      await panel(fresh).getByText('Choose all drums and the whole month.').waitFor();
      await panel(fresh).getByRole('button', { name: 'I still need help' }).click();
      await panel(fresh).getByRole('button', { name: 'Send ticket' }).waitFor();
      assert.equal(await summary(fresh).inputValue(), 'My export has no rows');
      await fresh.close();
    });

    it('keeps panel and words over changes of the route, and the words where the button is gone for a while', async () => {
      await open('spa');
      await help().click();
      await summary().fill('While I look around');
      await panel().getByText('Saved on this device.').waitFor();
      await page.getByRole('link', { name: 'Orders' }).click();
      await page.getByRole('heading', { name: 'Orders' }).waitFor();
      assert.equal(await summary().inputValue(), 'While I look around');
      await page.getByRole('link', { name: /Kiosk/ }).click();
      await help().waitFor({ state: 'detached' });
      await page.goBack();
      await help().click();
      await page.waitForFunction(() => document.title.startsWith('Orders'));
      await summary().waitFor();
      assert.equal(await summary().inputValue(), 'While I look around');
      assert.deepEqual(complaints, []);
    });
  });
}

describe('The strict page of the gallery', () => {
  inEveryEngine(({ newScreen }) => {
    it('sends a ticket, and the browser has nothing to report', async () => {
      const demo = await startDemo();
      try {
        const { url } = await demo.newDoor();
        const person = await newScreen();
        await signIn(person, url, 'Jonas Adeyemi');
        await person.open(`${url}/gallery/strict`);
        await person.click({ role: 'button', name: 'Help' });
        const within = { role: 'dialog' } as const;
        await person.choose({ role: 'combobox', name: /^What is it about/, within }, 'Workshop');
        await person.fill({ role: 'textbox', name: /^Summary/, within }, 'Under the strict policy');
        await person.click({ role: 'button', name: 'Send ticket', within });
        await person.see({ role: 'alert', within });
        const reports = await person.run(async () => (await fetch('/gallery/reports')).json() as Promise<unknown[]>);
        // WebKit asks for the page's icon by itself, and reports that it may not.
        assert.deepEqual(
          reports.filter((report) => !JSON.stringify(report).includes('/favicon.ico')),
          [],
        );
      } finally {
        await demo.close();
      }
    });
  });
});
