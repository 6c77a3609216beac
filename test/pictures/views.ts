import type { Look } from '../support/stories/in-page.js';
import { setLook, standStill } from '../support/stories/in-page.js';
import type { StoryPage } from '../support/stories/story-page.js';

/** How each story is seen; one picture holds all, side by side. */
const views: (Look & { width: number; height: number })[] = [
  { scheme: 'light', direction: 'ltr', width: 720, height: 760 },
  { scheme: 'dark', direction: 'ltr', width: 720, height: 760 },
  { scheme: 'light', direction: 'rtl', width: 720, height: 760 },
  { scheme: 'light', direction: 'ltr', width: 320, height: 760 },
];

/** What a story begins in. Some open otherwise in a narrow window, and stay so. */
export const firstView = views[0]!;

/** Of a story that is longer, no more is seen. In CSS pixels. */
const longest = 1600;

/** Takes the story that is on screen in every view. */
export async function takeViews({ page, run }: StoryPage): Promise<Buffer[]> {
  const taken: Buffer[] = [];
  for (const { width, height, ...look } of views) {
    await page!.setViewportSize({ width, height });
    await run(setLook, look);
    // As it stands: nothing hovered, and no caret that blinks.
    await page!.mouse.move(0, 0);
    const tall = Math.min(longest, await page!.evaluate(() => document.documentElement.scrollHeight));
    if (tall > height) await page!.setViewportSize({ width, height: tall });
    await run(standStill);
    taken.push(await page!.screenshot({ caret: 'hide', animations: 'disabled' }));
  }
  return taken;
}
