import { chromeLauncher } from '@web/test-runner-chrome';
import * as puppeteer from 'puppeteer-core';
import { needBrowser } from '../browsers.mjs';
import { chromiumArguments } from '../chromium-arguments.mjs';

export const chromium = () =>
  chromeLauncher({
    puppeteer,
    launchOptions: { executablePath: needBrowser('chromium').bin, args: ['--no-sandbox', ...chromiumArguments] },
  });
