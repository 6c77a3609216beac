import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Browser, Page } from 'playwright-core';
import { wantedEngines } from '../support/browsers.mjs';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';

if (wantedEngines().includes('chromium')) {
  describe('The page of themes in Chromium', () => {
    let demo: RunningDemo;
    let browser: Browser;
    let page: Page;
    const complaints: string[] = [];

    before(async () => {
      demo = await startDemo({ seed: true });
      browser = await launchPlaywright('chromium');
      page = await browser.newPage({ reducedMotion: 'reduce' });
      page.on('console', (message) => message.type() === 'error' && complaints.push(message.text()));
      page.on('pageerror', (error) => complaints.push(error.message));
      const { url } = await demo.newDoor();
      await page.goto(url);
      await page.getByRole('button', { name: 'Maren Okafor' }).click();
      await page.waitForURL('**/app');
      await page.goto(`${url}/themes`);
      await page.locator('hm-ticket-list [part=ticket]').first().waitFor();
    });
    after(async () => {
      await browser.close();
      await demo.close();
    });

    const fill = () =>
      page.getByRole('button', { name: 'Send ticket' }).evaluate((button) => getComputedStyle(button).backgroundColor);
    const css = () => page.getByRole('textbox', { name: 'The CSS of it' }).inputValue();

    it('gives every theme a look of its own, which is nothing but the CSS to copy', async () => {
      const looks = new Set<string>();
      for (const theme of await page.locator('#themes input').all()) {
        await theme.check({ force: true });
        looks.add(await fill());
        assert.match(await css(), /^:root \{\n( {2}--hm-[\w-]+: [^;]+;\n)*\}\n$/);
        assert.match(await page.locator('#verdict').innerText(), /Everything stands out/);
        assert.notEqual(await page.getByRole('combobox', { name: 'Font' }).inputValue(), '');
      }
      assert.ok(looks.size >= 6, [...looks].join(' | '));
    });

    it('changes everything at once when a colour changes, and says what no longer stands out', async () => {
      await page.getByRole('radio', { name: /^plain/i }).check({ force: true });
      await page.getByLabel('Accent, light', { exact: true }).fill('#7fffbb');
      assert.equal(await fill(), 'rgb(127, 255, 187)');
      assert.equal(await css(), ':root {\n  --hm-color-accent: light-dark(#7fffbb, #9db8ff);\n}\n');
      assert.match(await page.locator('#verdict').innerText(), /light: accent on surface has 1\.2\d? and needs 4\.5/);
    });

    it('follows corners, density and size by one token each', async () => {
      const box = () =>
        page
          .locator('#summary, [id=summary]')
          .first()
          .evaluate((input) => {
            const { borderStartStartRadius, minBlockSize, fontSize } = getComputedStyle(input);
            return [borderStartStartRadius, minBlockSize, fontSize];
          });
      await page.getByRole('radio', { name: /^plain/i }).check({ force: true });
      assert.deepEqual(await box(), ['8px', '40px', '15px']);
      await page.getByRole('slider', { name: 'Corners' }).fill('0');
      await page.getByRole('slider', { name: 'Density' }).fill('0.75');
      await page.getByRole('slider', { name: 'Type size' }).fill('18');
      assert.deepEqual(await box(), ['0px', '30px', '18px']);
    });

    it('is drawn under the strict policy of the demo without a complaint', () => assert.deepEqual(complaints, []));
  });
}
