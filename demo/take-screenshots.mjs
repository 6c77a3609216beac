// Takes the README's pictures of the built demo: `npm run screenshots`.
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { needBrowser } from '../test/support/browsers.mjs';
import { chromiumArguments } from '../test/support/chromium-arguments.mjs';
import { startDemo } from './dist/server/start.js';

const folder = fileURLToPath(new URL('screenshots/', import.meta.url));
await mkdir(folder, { recursive: true });
const dataDir = await mkdtemp(join(tmpdir(), 'helpmark-screenshots-'));
const demo = await startDemo({ dataDir });
const browser = await chromium.launch({
  executablePath: needBrowser('chromium').bin,
  chromiumSandbox: false,
  args: chromiumArguments,
});

try {
  await picture('panel', { width: 1280, height: 800, colorScheme: 'light' }, async (page) => {
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByLabel('What is it about?').selectOption('files');
    await page.getByLabel('Summary').fill('The stock export leaves out lots that arrived today');
    await page.getByLabel('What did you expect?').fill('Every lot in the table, with today’s three at the end.');
  });
  await picture('thread', { width: 375, height: 812, colorScheme: 'dark' }, async (page) => {
    await page.getByRole('button', { name: 'Help' }).click();
    await page.getByRole('button', { name: 'Your tickets' }).click();
    await page.locator('hm-ticket-list li button').first().click();
    await page.locator('hm-ticket-thread article').first().waitFor();
  });
} finally {
  await browser.close();
  await demo.close();
  await rm(dataDir, { recursive: true, force: true });
}

/** @param {(page: import('playwright-core').Page) => Promise<void>} walk - Goes to what is to be seen. */
async function picture(name, { width, height, colorScheme }, walk) {
  const context = await browser.newContext({
    viewport: { width, height },
    colorScheme,
    reducedMotion: 'reduce',
    locale: 'en-GB',
  });
  const page = await context.newPage();
  await page.goto(demo.url);
  await page.getByRole('button', { name: 'Maren Okafor' }).click();
  await page.waitForURL('**/app');
  await walk(page);
  // As it stands: nothing hovered and, by reduced motion, nothing still moving.
  await page.mouse.move(0, 0);
  await page.screenshot({ path: join(folder, `${name}.png`) });
  await context.close();
}
