import { describe } from 'node:test';
import { wantedEngines } from '../support/browsers.mjs';
import { describeEveryStory, itHasNoFaults, looksBeside } from '../support/stories/every-story.js';
import { openWebKitStoryPage } from '../support/stories/story-page.js';

if (wantedEngines().includes('webkit')) {
  describe('WebKit', () => {
    describe('Every story', () => {
      describeEveryStory(openWebKitStoryPage, (_story, page) => {
        for (const look of looksBeside) itHasNoFaults(page, look);
      });
    });
  });
}
