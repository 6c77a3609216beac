import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import { chromium, firefox } from 'playwright-core';
import { engineNames, needBrowser } from '../browsers.mjs';
import { chromiumArguments } from '../chromium-arguments.mjs';
import { callOf, nameOfFocused, visibleText } from './page-scripts.js';
import type { Device, Screen, Target } from './screen.js';
import { patience } from './screen.js';

type Engine = 'chromium' | 'firefox';

// Firefox as the system has it speaks BiDi, which this channel asks for.
const programOf = (engine: Engine) => ({
  executablePath: needBrowser(engine).bin,
  ...(engine === 'chromium' ? { chromiumSandbox: false, args: chromiumArguments } : { channel: 'moz-firefox' }),
});

const person: BrowserContextOptions = { locale: 'en-GB', timezoneId: 'Europe/Berlin', viewport: { width: 1280, height: 800 } };

/** Starts Chromium or Firefox. Both keep their own profile, which ends with them. */
export const launchPlaywright = (engine: Engine): Promise<Browser> =>
  (engine === 'chromium' ? chromium : firefox).launch(programOf(engine));

/** A page in a context of its own: cookies and storage belong to one person. */
export async function openPlaywrightScreen(browser: Browser, engine: string): Promise<Screen> {
  const context = await browser.newContext(person);
  return screenOf(await context.newPage(), engine, () => context.close());
}

/**
 * A device of one person in a browser that runs.
 *
 * @param folder - A profile that rests there, opened in a browser of its own; by default nothing rests.
 */
export async function openPlaywrightDevice(browser: Browser, engine: Engine, folder?: string): Promise<Device> {
  const context = folder
    ? await (engine === 'chromium' ? chromium : firefox).launchPersistentContext(folder, { ...programOf(engine), ...person })
    : await browser.newContext(person);
  const pages = new Map<Screen, Page>();
  return {
    engine: engineNames[engine],
    async openTab() {
      const page = await context.newPage();
      const screen = screenOf(page, engineNames[engine], () => page.close());
      pages.set(screen, page);
      return screen;
    },
    setOffline: (offline) => context.setOffline(offline),
    ...(engine === 'chromium' && {
      crash: (tab) => crash(context, pages.get(tab)!),
      async freeze(tab) {
        const session = await context.newCDPSession(pages.get(tab)!);
        // The browser's own freezing spares pages that are seen, and every page is that the tests' driver opens.
        await session.send('Debugger.enable');
        await session.send('Debugger.pause');
      },
    }),
    close: () => context.close(),
  };
}

async function crash(context: BrowserContext, page: Page): Promise<void> {
  const crashed = page.waitForEvent('crash');
  // The page that is to answer is gone.
  void (await context.newCDPSession(page)).send('Page.crash').catch(() => {});
  await crashed;
}

function screenOf(page: Page, engine: string, close: () => Promise<void>): Screen {
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
    type: (text) => page.keyboard.type(text),
    valueOf: (target) => locate(target).inputValue(),
    focused: () => evaluate(nameOfFocused),
    text: () => evaluate(visibleText),
    run: (script) => evaluate(script),
    resize: (width, height) => page.setViewportSize({ width, height }),
    close,
  };
}
