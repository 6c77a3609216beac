import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type {} from '@helpmark/elements';
import type { Browser, CDPSession } from 'playwright-core';
import { wantedEngines } from '../support/browsers.mjs';
import { callOf } from '../support/e2e/page-scripts.js';
import { launchPlaywright } from '../support/e2e/playwright-screen.js';
import type { PresetStage } from '../support/e2e/preset-stage.js';
import { startPreset } from '../support/e2e/preset-stage.js';

/** What a page holds after everything that can be collected was. */
interface Held {
  listeners: number;
  nodes: number;
  /** Bytes. */
  heap: number;
}

/** In the page: puts a button into it, opens it to the form, closes it and takes it out again, over and over. */
async function mountAndUnmount(rounds: number): Promise<void> {
  const holds = (inside: ParentNode, selector: string): boolean =>
    inside.querySelector(selector) !== null ||
    [...inside.querySelectorAll('*')].some(({ shadowRoot }) => shadowRoot !== null && holds(shadowRoot, selector));
  // The client of the page's own button, as a page has one for all: it stays when a button goes.
  const own = document.querySelector('hm-help-button')!;
  await own.show();
  await own.hide();
  const { client } = own.shadowRoot!.querySelector('hm-help-panel')!;
  for (let round = 0; round < rounds; round += 1) {
    const button = document.createElement('hm-help-button');
    button.client = client;
    document.body.append(button);
    await button.show();
    while (!holds(button.shadowRoot!, 'textarea')) await new Promise((resolve) => requestAnimationFrame(resolve));
    await button.hide();
    button.remove();
  }
}

async function heldBy(session: CDPSession): Promise<Held> {
  // Twice: what a finalizer lets go of is collected by the second.
  for (let round = 0; round < 2; round += 1) await session.send('HeapProfiler.collectGarbage');
  const { metrics } = await session.send('Performance.getMetrics');
  const value = (name: string) => metrics.find((metric) => metric.name === name)!.value;
  return { listeners: value('JSEventListeners'), nodes: value('Nodes'), heap: value('JSHeapUsedSize') };
}

// Only Chromium tells what it holds.
if (wantedEngines().includes('chromium')) {
  describe('A button that is taken out of the page', () => {
    let stage: PresetStage;
    let browser: Browser;
    before(async () => {
      stage = await startPreset(defaultPolicy);
      browser = await launchPlaywright('chromium');
    });
    after(async () => {
      await browser?.close();
      await stage?.close();
    });

    it('leaves nothing behind, after 200 times as after 20', async (test) => {
      const page = await browser.newPage();
      await page.goto(stage.url);
      const session = await page.context().newCDPSession(page);
      await session.send('Performance.enable');
      await session.send('HeapProfiler.enable');
      await page.evaluate(callOf(mountAndUnmount, '20'));
      const first = await heldBy(session);
      await page.evaluate(callOf(mountAndUnmount, '200'));
      // What the last of them has begun to load may still be on its way.
      let last = await heldBy(session);
      for (let look = 0; look < 20 && last.listeners > first.listeners + 20; look += 1) last = await heldBy(session);
      test.diagnostic(`after 20: ${JSON.stringify(first)}, after 220: ${JSON.stringify(last)}`);
      assert.ok(last.listeners <= first.listeners + 20, `${first.listeners} listeners became ${last.listeners}`);
      assert.ok(last.nodes <= first.nodes + 200, `${first.nodes} nodes became ${last.nodes}`);
      assert.ok(last.heap <= first.heap * 1.2, `${first.heap} bytes became ${last.heap}`);
    });
  });
}
