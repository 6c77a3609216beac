import { esbuildPlugin } from '@web/dev-server-esbuild';
import { defaultReporter } from '@web/test-runner';
import { wantedEngines } from './test/support/browsers.mjs';
import { resultsReporter } from './test/support/reporters/wtr.mjs';
import { chromium } from './test/support/wtr/chromium.mjs';
import { extraCommands } from './test/support/wtr/commands.mjs';
import { firefox } from './test/support/wtr/firefox.mjs';
import { webkit } from './test/support/wtr/webkit.mjs';

/**
 * What sends files resolves addresses by a library from before browsers could, which is no module either; as in the built files, the
 * browser's own stands in its place.
 *
 * @type {import('@web/dev-server-core').Plugin}
 */
const nativeUrl = {
  name: 'native-url',
  resolveImport: ({ source }) => (source === 'url-parse' ? '/native-url.js' : undefined),
  serve: ({ path }) => (path === '/native-url.js' ? { body: 'export default URL;', type: 'js' } : undefined),
};

const launchers = { chromium, firefox, webkit };

/**
 * Component tests, in three real engines: `HELPMARK_BROWSERS=chromium npx wtr --files path/to/x.test.ts` runs one file in one.
 *
 * @type {import('@web/test-runner').TestRunnerConfig}
 */
export default {
  rootDir: '.',
  files: ['packages/elements/src/**/*.test.ts', 'test/pages/**/*.test.ts'],
  // The private condition leads from a package's name to its sources, so that no build is needed; `development` is Lit's.
  nodeResolve: { exportConditions: ['helpmark-source', 'development', 'browser'] },
  plugins: [nativeUrl, esbuildPlugin({ ts: true, target: 'es2022', tsconfig: 'tsconfig.base.json' }), extraCommands()],
  testFramework: { config: { timeout: 60_000 } },
  // A file whose tests all wait in vain still tells which they are.
  testsFinishTimeout: 600_000,
  // Each waits more than it works.
  concurrentBrowsers: 3,
  // Lit says that it is its development build; that is meant.
  filterBrowserLogs: ({ args }) => !String(args[0]).includes('Lit is in dev mode'),
  reporters: [defaultReporter({ reportTestProgress: false }), resultsReporter()],
  browsers: wantedEngines().map((engine) => launchers[engine]()),
};
