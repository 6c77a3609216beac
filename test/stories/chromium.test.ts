import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { wantedEngines } from '../support/browsers.mjs';
import { describeEveryStory, itHasNoFaults, looks } from '../support/stories/every-story.js';
import { setLook, sidewaysOfStory, smallTargetsOfStory } from '../support/stories/in-page.js';
import { openStoryPage } from '../support/stories/story-page.js';

if (wantedEngines().includes('chromium')) {
  describe('Chromium', () => {
    describe('Every story', () => {
      describeEveryStory(
        (url) => openStoryPage('chromium', url),
        (_story, page) => {
          for (const look of Object.keys(looks)) itHasNoFaults(page, look);

          describe('where the person has colours of their own', () => {
            before(() => page().page!.emulateMedia({ forcedColors: 'active' }));
            after(() => page().page!.emulateMedia({ forcedColors: 'none' }));
            itHasNoFaults(page, 'light', ', in forced colours');
          });

          describe('in a window of 320 pixels, as at 400 % of zoom', () => {
            before(() => page().page!.setViewportSize({ width: 320, height: 640 }));
            after(() => page().page!.setViewportSize({ width: 1280, height: 900 }));

            it('is never scrolled sideways, in both directions of writing', async () => {
              for (const look of ['light', 'right to left']) {
                await page().run(setLook, looks[look]!);
                assert.deepEqual(await page().run(sidewaysOfStory), [], look);
              }
            });

            it('has targets of 24 pixels at least, and of 44 where fingers press', async () => {
              assert.deepEqual(await page().run(smallTargetsOfStory, 24), []);
              const session = await page().page!.context().newCDPSession(page().page!);
              await session.send('Emulation.setTouchEmulationEnabled', { enabled: true });
              try {
                assert.ok(await page().page!.evaluate(() => matchMedia('(pointer: coarse)').matches), 'no finger');
                assert.deepEqual(await page().run(smallTargetsOfStory, 44), []);
              } finally {
                await session.send('Emulation.setTouchEmulationEnabled', { enabled: false });
                await session.detach();
              }
            });
          });
        },
      );
    });
  });
}
