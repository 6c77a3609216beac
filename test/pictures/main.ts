// `npm run pictures` compares every story in Chromium with the pictures in `baseline/`, and `npm run pictures -- --renew` takes them anew.
import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../support/results.mjs';
import { showStory } from '../support/stories/in-page.js';
import { serveStorybook } from '../support/stories/serve.js';
import { stories } from '../support/stories/every-story.js';
import { openStoryPage } from '../support/stories/story-page.js';
import { openDarkroom } from './darkroom.js';
import { firstView, takeViews } from './views.js';

const baseline = join(root, 'test/pictures/baseline');
const madeWithFile = join(baseline, 'made-with.json');
const report = join(root, 'test/.results/pictures');
const renew = process.argv.includes('--renew');

/** Of all pixels, how many may look otherwise: the edges of letters are not drawn alike on every machine. */
const tolerance = 0.0005;

/** What decides how letters look. */
interface MadeWith {
  browser: string;
  fonts: string[];
}

/** The fonts that the stories fall back to, with their files, so that another machine can tell whether it has the same. */
function fontsHere(): string[] {
  return [
    'system-ui',
    'sans-serif',
    'monospace',
    ...['ar', 'he', 'hi', 'ja', 'ko', 'zh-cn'].map((tag) => `sans-serif:lang=${tag}`),
  ].map((pattern) => {
    try {
      return `${pattern}: ${execFileSync('fc-match', ['-f', '%{family} %{fontversion}', pattern], { encoding: 'utf8' })}`;
    } catch {
      return `${pattern}: unknown`;
    }
  });
}

const server = await serveStorybook();
const page = await openStoryPage(
  'chromium',
  `${server.url}/iframe.html?id=${stories[0]!.id}&viewMode=story&globals=a11y.manual:!true`,
);
try {
  const browser = page.page!.context().browser()!;
  const madeWith: MadeWith = { browser: `Chromium ${browser.version()}`, fonts: fontsHere() };
  const darkroom = await openDarkroom(browser);
  await page.page!.clock.setFixedTime('2026-11-21T12:00:00Z');
  rmSync(report, { recursive: true, force: true });
  for (const folder of [baseline, report]) mkdirSync(folder, { recursive: true });

  const changed: string[] = [];
  for (const { id } of stories) {
    await page.page!.setViewportSize(firstView);
    const failure = await page.run(showStory, id);
    if (failure) throw new Error(`${id} could not be shown: ${failure}`);
    const picture = await darkroom.develop(await takeViews(page));
    const file = join(baseline, `${id}.webp`);
    if (renew) {
      writeFileSync(file, picture);
      continue;
    }
    const before = existsSync(file) ? readFileSync(file) : undefined;
    const share = before ? await darkroom.compare(before, picture) : 1;
    if (share <= tolerance) continue;
    changed.push(`${id}: ${before ? `${(share * 100).toFixed(1)} % of it` : 'there is no picture of it yet'}`);
    writeFileSync(join(report, `${id}.webp`), picture);
  }

  const gone = readdirSync(baseline)
    .filter((name) => name.endsWith('.webp') && !stories.some(({ id }) => name === `${id}.webp`))
    .map((name) => join(baseline, name));
  if (renew) {
    for (const path of gone) rmSync(path);
    writeFileSync(madeWithFile, `${JSON.stringify(madeWith, null, 2)}\n`);
    console.log(`${stories.length} pictures taken anew with ${madeWith.browser}.`);
  } else {
    changed.push(...gone.map((path) => `${path}: there is no such story any more`));
    tell(changed, JSON.parse(readFileSync(madeWithFile, 'utf8')) as MadeWith, madeWith);
  }
} finally {
  await page.close();
  server.close();
}

/** Says what looks otherwise. It is a failure only where browser and fonts are those that the pictures were taken with. */
function tell(changed: string[], then: MadeWith, now: MadeWith): void {
  const same = JSON.stringify(then) === JSON.stringify(now);
  if (!same) console.log(`The pictures were taken with ${then.browser}, this is ${now.browser}; fonts may differ as well.`);
  if (changed.length === 0) return console.log(`All ${stories.length} stories look as they did.`);
  console.log(`${changed.length} of ${stories.length} stories look otherwise:\n  ${changed.join('\n  ')}`);
  console.log('What they look like now is in test/.results/pictures. If it is meant, write: npm run pictures -- --renew');
  if (same) process.exitCode = 1;
}
