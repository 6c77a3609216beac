import type { Browser } from 'playwright-core';
import { after, before, describe } from 'node:test';
import { engineNames, wantedEngines } from '../browsers.mjs';
import { launchPlaywright, openPlaywrightDevice, openPlaywrightScreen } from './playwright-screen.js';
import type { Device, Screen } from './screen.js';
import { openWebKitDevice, openWebKitScreen } from './webkit-screen.js';

type Engine = keyof typeof engineNames;

/** What the tests of one engine use. */
export interface Stage {
  /** The browser's name. */
  engine: string;
  /** Opens a screen for one person, with cookies and storage of its own. It closes with the group of tests at the latest. */
  newScreen: () => Promise<Screen>;
  /**
   * Opens a device of several tabs. It closes with the group of tests at the latest.
   *
   * @param folder - Where its profile rests; nothing rests by default, and never in WebKit.
   */
  newDevice: (folder?: string) => Promise<Device>;
}

/**
 * Describes the same tests once for each engine that is wanted: real Chromium, Firefox and WebKit. The group's name is the
 * engine's, by which the list of behaviours tells them apart.
 *
 * @param define - Defines the tests. It runs at once, so it opens screens only inside them.
 * @param only - The engines that can do what the tests ask for; all by default.
 */
export function inEveryEngine(define: (stage: Stage) => void, only: Engine[] = ['chromium', 'firefox', 'webkit']): void {
  for (const engine of wantedEngines().filter((one) => only.includes(one))) {
    describe(engineNames[engine], () => {
      const opened = new Set<Screen | Device>();
      let browser: Browser | undefined;

      before(async () => {
        if (engine !== 'webkit') browser = await launchPlaywright(engine);
      });
      after(async () => {
        await Promise.all([...opened].map((one) => one.close()));
        await browser?.close();
      });

      define({
        engine: engineNames[engine],
        newScreen: async () => {
          const screen = browser ? await openPlaywrightScreen(browser, engineNames[engine]) : await openWebKitScreen();
          opened.add(screen);
          return screen;
        },
        newDevice: async (folder) => {
          const device = engine === 'webkit' ? await openWebKitDevice() : await openPlaywrightDevice(browser!, engine, folder);
          opened.add(device);
          return device;
        },
      });
    });
  }
}
