import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { wantedEngines } from '../support/browsers.mjs';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';

// Only Chromium tells of layout shifts.
if (wantedEngines().includes('chromium')) {
  for (const [width, height] of [
    [1280, 800],
    [375, 812],
  ] as const) {
    describe(`The panel in a window of ${width} by ${height}, on a network where every file comes late`, () => {
      let demo: RunningDemo;
      let browser: Browser;
      let page: Page;

      before(async () => {
        demo = await startDemo({ seed: true });
        browser = await launchPlaywright('chromium');
        page = await browser.newPage({ viewport: { width, height }, reducedMotion: 'reduce' });
        await page.addInitScript(() => {
          const shifts: number[] = ((globalThis as { shifts?: number[] }).shifts = []);
          new PerformanceObserver((list) => {
            for (const entry of list.getEntries()) shifts.push((entry as PerformanceEntry & { value: number }).value);
          }).observe({ type: 'layout-shift' });
        });
        const { url } = await demo.newDoor();
        await page.goto(url);
        await page.getByRole('button', { name: 'Maren Okafor' }).click();
        await page.waitForURL('**/app');
        await page.waitForLoadState('networkidle');
        await page.route('**/*', async (route) => {
          await new Promise((resolve) => setTimeout(resolve, 80));
          await route.continue();
        });
        await shifted(); // what the page itself moves
      });
      after(async () => {
        await browser.close();
        await demo.close();
      });

      /** How much has moved by itself, as the browser counts it, until what has come is drawn and counted. */
      const shifted = () =>
        page.evaluate(async () => {
          for (let frame = 0; frame < 24; frame++) await new Promise(requestAnimationFrame);
          return (globalThis as unknown as { shifts: number[] }).shifts.splice(0).reduce((sum, value) => sum + value, 0);
        });

      it('moves nothing as the form opens and all its parts arrive', async () => {
        await page.getByRole('button', { name: 'Help' }).click();
        await page.getByRole('button', { name: 'Add files' }).waitFor();
        assert.equal(await shifted(), 0);
      });

      it('moves nothing as its first words are written', async () => {
        await page.getByLabel('Summary').fill('The stock export leaves out lots');
        await page.getByText('Saved on this device').waitFor();
        assert.ok((await shifted()) < 0.001); // the count of characters grows to one side
      });

      it('moves nothing as list and thread open', async () => {
        await page.getByRole('button', { name: 'Your tickets' }).click();
        await page.locator('hm-ticket-list [part=ticket]').first().waitFor();
        assert.ok((await shifted()) < 0.002); // the heading goes aside for the way back
        await page.locator('hm-ticket-list [part=ticket]').first().click();
        await page.getByRole('button', { name: 'Add files' }).last().waitFor();
        assert.equal(await shifted(), 0);
      });
    });
  }
}
