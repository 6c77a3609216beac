import { after, before, describe } from 'node:test';
import { wantedEngines } from '../support/browsers.mjs';
import { describeEveryStory, itHasNoFaults, looks } from '../support/stories/every-story.js';
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
        },
      );
    });
  });
}
