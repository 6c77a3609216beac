import type { Browser, Locator } from 'playwright-core';
import { chromium, firefox } from 'playwright-core';
import { needBrowser } from '../browsers.mjs';
import { chromiumArguments } from '../chromium-arguments.mjs';
import { callOf, nameOfFocused, visibleText } from './page-scripts.js';
import type { Screen, Target } from './screen.js';
import { patience } from './screen.js';

/** Starts Chromium or Firefox. Both keep their own profile, which ends with them. */
export async function launchPlaywright(engine: 'chromium' | 'firefox'): Promise<Browser> {
  const executablePath = needBrowser(engine).bin;
  // Firefox as the system has it speaks BiDi, which this channel asks for.
  return engine === 'chromium'
    ? chromium.launch({ executablePath, chromiumSandbox: false, args: chromiumArguments })
    : firefox.launch({ executablePath, channel: 'moz-firefox' });
}

/** A page in a context of its own: cookies and storage belong to one person. */
export async function openPlaywrightScreen(browser: Browser, engine: string): Promise<Screen> {
  const context = await browser.newContext({
    locale: 'en-GB',
    timezoneId: 'Europe/Berlin',
    viewport: { width: 1280, height: 800 },
  });
  const page = await context.newPage();
  page.setDefaultTimeout(patience);
  page.setDefaultNavigationTimeout(patience);
  const locate = ({ role, name, within }: Target): Locator =>
    (within ? locate(within) : page)
      .getByRole(role, name === undefined ? {} : { name, exact: typeof name === 'string' })
      .filter({ visible: true })
      .first();
  const evaluate = <Result>(script: () => Result | Promise<Result>): Promise<Result> => page.evaluate<Result>(callOf(script));
  return {
    engine,
    open: async (url) => void (await page.goto(url)),
    reload: async () => void (await page.reload()),
    url: async () => page.url(),
    see: (target) => locate(target).waitFor({ state: 'visible' }),
    seeGone: (target) => locate(target).waitFor({ state: 'hidden' }),
    seeText: (words) => page.getByText(words).filter({ visible: true }).first().waitFor({ state: 'visible' }),
    click: (target) => locate(target).click(),
    check: (target) => locate(target).click({ force: true }),
    doubleClick: (target) => locate(target).dblclick(),
    fill: (target, text) => locate(target).fill(text),
    choose: async (target, option) => {
      const list = locate(target);
      // Unlike acting, reading does not wait by itself.
      await list.waitFor({ state: 'visible' });
      const words = await list.locator('option').allTextContents();
      const index = words.findIndex((text) => text.trim().startsWith(option));
      await list.selectOption(index < 0 ? { label: option } : { index });
    },
    chooseFiles: (within, paths) => locate(within).locator('input[type=file]').first().setInputFiles(paths),
    press: (key) => page.keyboard.press(key),
    valueOf: (target) => locate(target).inputValue(),
    focused: () => evaluate(nameOfFocused),
    text: () => evaluate(visibleText),
    run: (script) => evaluate(script),
    resize: (width, height) => page.setViewportSize({ width, height }),
    close: () => context.close(),
  };
}
