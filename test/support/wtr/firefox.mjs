import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { needBrowser } from '../browsers.mjs';

/** Firefox over WebDriver BiDi, which the same launcher speaks: no geckodriver, and nothing to download. */
export const firefox = () => {
  const launcher = chromeLauncher({
    puppeteer,
    concurrency: 1,
    launchOptions: { browser: 'firefox', executablePath: needBrowser('firefox').bin, headless: true },
  });
  return Object.assign(launcher, { name: 'Firefox' });
};
