import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { launchPlaywright } from '../e2e/playwright-screen.js';
import type { PageQuestion, Verdict, judgeAll } from './in-page.js';

/** What the bundle gives to the page. */
interface InPage {
  judgeAll: typeof judgeAll;
}

/** A page in real Chromium that evaluates policies by the built files of the schema package. */
export interface ParityPage {
  /** Answers in the order of the questions. */
  judge: (questions: PageQuestion[]) => Promise<Verdict[]>;
  close: () => Promise<void>;
}

/** Bundles the evaluators as a page would load them, and opens a page with them. */
export async function openParityPage(): Promise<ParityPage> {
  const folder = await mkdtemp(join(tmpdir(), 'helpmark-parity-'));
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: folder,
      target: 'es2022',
      minify: false,
      lib: {
        entry: fileURLToPath(new URL('in-page.ts', import.meta.url)),
        formats: ['iife'],
        name: 'parity',
        fileName: () => 'parity.js',
      },
    },
  });
  const browser = await launchPlaywright('chromium');
  const page = await browser.newPage();
  await page.addScriptTag({ path: join(folder, 'parity.js') });
  return {
    judge: async (questions) => {
      const answer = await page.evaluate(
        (list) => (globalThis as unknown as { parity: InPage }).parity.judgeAll(list),
        JSON.stringify(questions),
      );
      return JSON.parse(answer) as Verdict[];
    },
    close: async () => {
      await browser.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
