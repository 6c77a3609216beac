import { describe } from 'node:test';
import { wantedEngines } from '../support/browsers.mjs';
import { describeEveryStory, itHasNoFaults, looksBeside } from '../support/stories/every-story.js';
import { openStoryPage } from '../support/stories/story-page.js';

if (wantedEngines().includes('firefox')) {
  describe('Firefox', () => {
    describe('Every story', () => {
      describeEveryStory(
        (url) => openStoryPage('firefox', url),
        (_story, page) => {
          for (const look of looksBeside) itHasNoFaults(page, look);
        },
      );
    });
    describe('Every story in forced colours', () => {
      describeEveryStory(
        (url) => openStoryPage('firefox', url, { forcedColors: true }),
        (_story, page) => itHasNoFaults(page, 'light', ', in forced colours'),
      );
    });
  });
}
