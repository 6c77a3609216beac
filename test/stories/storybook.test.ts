import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import type { Browser } from 'playwright-core';
import { chromium } from 'playwright-core';
import { needBrowser, wantedEngines } from '../support/browsers.mjs';
import { chromiumArguments } from '../support/chromium-arguments.mjs';
import { root } from '../support/results.mjs';
import { entriesOfStorybook, serveStorybook } from '../support/stories/serve.js';

const entries = entriesOfStorybook();
const manifest = JSON.parse(readFileSync(join(root, 'packages/elements/custom-elements.json'), 'utf8')) as {
  modules: { declarations?: { tagName?: string }[] }[];
};

describe('The stories', () => {
  it('show every element that there is', () => {
    const tags = manifest.modules.flatMap(({ declarations = [] }) => declarations.flatMap(({ tagName }) => tagName ?? []));
    const shown = new Set(
      entries.filter(({ type }) => type === 'story').map(({ id }) => `hm-${id.split('--')[0]!.replace('elements-', '')}`),
    );
    assert.deepEqual(
      tags.filter((tag) => !shown.has(tag)),
      [],
    );
    assert.ok(tags.length >= 8, `${tags.length} tags`);
  });

  it('have a page each on embedding, authentication, policy, theming and events', () => {
    const pages = new Set(entries.filter(({ type }) => type === 'docs').map(({ title }) => title));
    for (const title of ['Embedding', 'Authentication', 'Policy', 'Theming', 'Events']) assert.ok(pages.has(title), title);
  });
});

if (wantedEngines().includes('chromium')) {
  describe('The built Storybook', () => {
    let server: Awaited<ReturnType<typeof serveStorybook>>;
    let browser: Browser;
    before(async () => {
      server = await serveStorybook();
      browser = await chromium.launch({
        executablePath: needBrowser('chromium').bin,
        chromiumSandbox: false,
        args: chromiumArguments,
      });
    });
    after(async () => {
      await browser.close();
      server.close();
    });

    /** Opens an address until something is there, and gives every address that was asked for meanwhile. */
    async function openAt(path: string, shown: string): Promise<string[]> {
      const page = await browser.newPage();
      const asked: string[] = [];
      page.on('request', (request) => asked.push(request.url()));
      await page.goto(`${server.url}${path}`);
      await page.waitForSelector(shown);
      // Everything that was asked for has come by now or is known: what a page asks for later, it asks for by itself.
      await page.evaluate(() => document.fonts.ready);
      await page.close();
      return asked;
    }

    const outside = (asked: string[]) =>
      asked.filter((url) => !url.startsWith(`${server.url}/`) && !url.startsWith('data:') && !url.startsWith('blob:'));

    it('asks nothing of any other address, as a whole with its menu', async () => {
      const asked = await openAt(
        `/?path=/story/${entries.find(({ type }) => type === 'story')!.id}`,
        '#storybook-preview-iframe',
      );
      assert.ok(asked.length > 10, `${asked.length} requests`);
      assert.deepEqual(outside(asked), []);
    });

    for (const { id, title } of entries.filter(({ type }) => type === 'docs')) {
      it(`asks nothing of any other address on the page of documentation “${title}”`, async () => {
        const asked = await openAt(`/iframe.html?id=${id}&viewMode=docs`, '.sbdocs h1');
        assert.ok(asked.length > 5, `${asked.length} requests`);
        assert.deepEqual(outside(asked), []);
      });
    }

    it('has the properties, events, slots, parts and CSS properties of an element from the manifest', async () => {
      const page = await browser.newPage();
      await page.goto(`${server.url}/iframe.html?id=elements-help-button--docs&viewMode=docs`);
      await page.waitForSelector('.docblock-argstable');
      const words = await page.locator('.sbdocs-content').innerText();
      for (const name of ['getToken', 'hm-panel-opened', 'sign-in', 'unread', '--hm-help-button-fill']) {
        assert.ok(words.includes(name), name);
      }
      await page.close();
    });
  });
}
