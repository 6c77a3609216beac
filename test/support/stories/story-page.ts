import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { chromium, firefox } from 'playwright-core';
import { remote } from 'webdriverio';
import { needBrowser } from '../browsers.mjs';
import { chromiumArguments } from '../chromium-arguments.mjs';
import { callOf } from '../e2e/page-scripts.js';
import { startWebKitDriver } from '../webkit-driver.mjs';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** Milliseconds that a story may take; only one that hangs takes them. */
const patience = 60_000;

/** A browser's page in which stories are shown one after another. */
export interface StoryPage {
  /** Runs a function of `in-page.ts`. */
  run: <Result, Values extends (string | number | object)[]>(
    script: (...values: Values) => Result,
    ...values: Values
  ) => Promise<Awaited<Result>>;
  /** The page itself, where Playwright drives it. */
  page?: Page;
  close: () => Promise<void>;
}

const textOf = (script: (...values: never[]) => unknown, values: unknown[]) =>
  callOf(script, values.map((value) => JSON.stringify(value)).join(', '));

/** True in a page that has shown its first story to the end: whoever asks for another one earlier makes Storybook load the page anew. */
const isReady = 'globalThis.__STORYBOOK_PREVIEW__?.currentRender?.phase === "finished"';

/** Opens Chromium or Firefox at the built Storybook. */
export async function openStoryPage(
  engine: 'chromium' | 'firefox',
  url: string,
  { forcedColors = false, width = 1280, height = 900 } = {},
): Promise<StoryPage> {
  const executablePath = needBrowser(engine).bin;
  const browser =
    engine === 'chromium'
      ? await chromium.launch({ executablePath, chromiumSandbox: false, args: chromiumArguments })
      : await firefox.launch({
          executablePath,
          channel: 'moz-firefox',
          // Firefox knows forced colours by its own setting alone.
          firefoxUserPrefs: forcedColors ? { 'browser.display.document_color_use': 2 } : {},
        });
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width, height },
    ...(engine === 'chromium' && { reducedMotion: 'reduce', forcedColors: forcedColors ? 'active' : 'none' }),
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  await page.goto(url);
  await page.waitForFunction(isReady);
  await page.evaluate(axe);
  return {
    page,
    run: (script, ...values) => page.evaluate<Awaited<ReturnType<typeof script>>>(textOf(script, values)),
    close: () => browser.close(),
  };
}

/** Opens WebKitGTK's small browser at the built Storybook. */
export async function openWebKitStoryPage(url: string): Promise<StoryPage> {
  const driver = await startWebKitDriver();
  const browser = await remote({
    automationProtocol: 'webdriver',
    hostname: '127.0.0.1',
    port: driver.port,
    path: '/',
    logLevel: 'error',
    capabilities: driver.capabilities,
  });
  await browser.setTimeout({ script: patience, pageLoad: patience });
  const call = (text: string) =>
    browser.executeAsyncScript(
      `const done = arguments[arguments.length - 1];
       Promise.resolve().then(() => (${text})).then((value) => done({ value }), (error) => done({ error: String(error) }));`,
      [],
    ) as Promise<{ value: unknown; error?: string }>;
  await browser.url(url);
  await browser.waitUntil(async () => (await call(isReady)).value === true, { timeout: patience });
  await browser.executeScript(axe, []);
  return {
    run: (script, ...values) =>
      call(textOf(script, values)).then(({ value, error }) => {
        if (error) throw new Error(error);
        return value as Awaited<ReturnType<typeof script>>;
      }),
    close: async () => {
      await browser.deleteSession().catch(() => {}); // the driver ends it as well
      driver.stop();
    },
  };
}
