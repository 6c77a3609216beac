// `npm run test:capture`: what a capture costs the page's main thread for each event, in Chromium with its processor slowed down to a quarter.
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { chromium } from 'playwright-core';
import { needBrowser } from '../support/browsers.mjs';
import { chromiumArguments } from '../support/chromium-arguments.mjs';
import { startEvidence } from '../support/e2e/evidence-stage.js';
import { callOf } from '../support/e2e/page-scripts.js';

/** Runs in the page: milliseconds that a capture adds to an event, the median of eleven rounds with one and without, turn by turn. */
async function measure() {
  const page = window as typeof window & { beginCapture(): { stop(): void } };
  const answer = new Response('', { status: 500, headers: { 'X-Request-ID': 'req-1' } });
  page.fetch = () => Promise.resolve(answer);
  page.console.error = () => undefined;
  // Browsers take only so many of these.
  History.prototype.pushState = () => undefined;
  const save = document.getElementById('save')!;
  const events: Record<string, [times: number, event: (at: number) => unknown]> = {
    click: [500, () => save.click()],
    'console.error': [500, (at) => console.error('Saving the run failed', at)],
    'failed fetch': [500, () => fetch('/api/runs?page=2')],
    pushState: [500, () => history.pushState({}, '', '/runs/7?key=secret')],
  };
  const time = async (times: number, event: (at: number) => unknown) => {
    const begun = performance.now();
    for (let at = 0; at < times; at++) await event(at);
    return (performance.now() - begun) / times;
  };
  const median = (values: number[]) => values.sort((a, b) => a - b)[values.length >> 1]!;
  const costs: Record<string, { plain: number; captured: number; cost: number }> = {};
  for (const [name, [times, event]] of Object.entries(events)) {
    const rounds: { plain: number; captured: number }[] = [];
    for (let round = 0; round < 11; round++) {
      const plain = await time(times, event);
      const capture = page.beginCapture();
      rounds.push({ plain, captured: await time(times, event) });
      capture.stop();
    }
    const cost = median(rounds.map(({ plain, captured }) => captured - plain));
    costs[name] = {
      plain: median(rounds.map(({ plain }) => plain)),
      captured: median(rounds.map(({ captured }) => captured)),
      cost,
    };
  }
  return costs;
}

const stage = await startEvidence(defaultPolicy);
const { bin } = needBrowser('chromium');
const browser = await chromium.launch({ executablePath: bin, chromiumSandbox: false, args: chromiumArguments });
try {
  const page = await browser.newPage();
  await page.goto(stage.url);
  await page.getByRole('textbox', { name: 'Summary' }).waitFor();
  await (await page.context().newCDPSession(page)).send('Emulation.setCPUThrottlingRate', { rate: 4 });
  const costs = await page.evaluate<Awaited<ReturnType<typeof measure>>>(callOf(measure));
  for (const [name, { plain, captured, cost }] of Object.entries(costs)) {
    const [a, b, c] = [plain, captured, cost].map((ms) => `${(1000 * ms).toFixed(0)} µs`);
    console.log(`${name}: ${c} an event (${a} without, ${b} with)`);
  }
} finally {
  await browser.close();
  await stage.close();
}
