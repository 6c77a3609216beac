import { after, before, describe, it } from 'node:test';
import { faultsOfStory, setLook, showStory } from './in-page.js';
import type { Look } from './in-page.js';
import type { Story } from './serve.js';
import { entriesOfStorybook, serveStorybook } from './serve.js';
import type { StoryPage } from './story-page.js';

/** The looks that every story is judged in. */
export const looks: Record<string, Look> = {
  light: { scheme: 'light', direction: 'ltr' },
  dark: { scheme: 'dark', direction: 'ltr' },
  'right to left': { scheme: 'light', direction: 'rtl' },
};

/** The looks of engines that stand beside Chromium: the first alone, and all of them in `npm run test:looks`. */
export const looksBeside = Object.keys(looks).slice(0, process.env['HELPMARK_LOOKS'] === 'all' ? undefined : 1);

/** The stories, without the pages of documentation. */
export const stories = entriesOfStorybook().filter(({ type }) => type === 'story');

/**
 * Describes tests of every story. They share one page, in which stories follow one another: each begins anew.
 *
 * @param open - Opens the page at an address of the built Storybook.
 * @param define - Defines the tests of one story, which is on screen when they run.
 */
export function describeEveryStory(
  open: (url: string) => Promise<StoryPage>,
  define: (story: Story, page: () => StoryPage) => void,
): void {
  let server: Awaited<ReturnType<typeof serveStorybook>> | undefined;
  let page: StoryPage | undefined;
  before(async () => {
    server = await serveStorybook();
    // What Storybook's own addon would check as well, and take the time for, is left to these tests.
    page = await open(`${server.url}/iframe.html?id=${stories[0]!.id}&viewMode=story&globals=a11y.manual:!true`);
  });
  after(async () => {
    await page?.close();
    server?.close();
  });
  for (const story of stories) {
    describe(`${story.title.replace('Elements/', '')}, ${story.name}`, () => {
      before(async () => {
        const failure = await page!.run(showStory, story.id);
        if (failure) throw new Error(`The story could not be shown: ${failure}`);
      });
      define(story, () => page!);
    });
  }
}

/** The test that axe finds nothing wrong with a story in one look. */
export function itHasNoFaults(page: () => StoryPage, look: string, besides = ''): void {
  it(`has no fault that axe finds: ${look}${besides}`, async () => {
    await page().run(setLook, looks[look]!);
    const faults = await page().run(faultsOfStory);
    if (faults.length > 0) throw new Error(faults.join('\n'));
  });
}
