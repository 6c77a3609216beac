// `npm test`: installs what is missing, then builds, checks and runs everything. The last line says `N passed, N failed`.
//
//   npm test -- --only=node,components   runs these steps alone
//   npm test -- --no-build               trusts the last build
//
// It uses Node's own modules alone, because nothing else is there on a fresh clone.
import { basename } from 'node:path';
import { canInstallBrowsers, findBrowser, installBrowsers, missingSentence, wantedEngines } from './support/browsers.mjs';
import { compiledOf, compileTests } from './support/compile-tests.mjs';
import { install, isInstalled, nodeComplaint } from './support/install.mjs';
import { root } from './support/results.mjs';
import { check, finish, nodeTests, preparation, run, runner, testsIn } from './support/steps.mjs';

const names = [
  'types',
  'lint',
  'format',
  'templates',
  'node',
  'simulation',
  'postgres',
  'components',
  'e2e',
  'hosts',
  'storybook',
  'stories',
];
const options = process.argv.slice(2);
const only = options
  .find((option) => option.startsWith('--only='))
  ?.slice('--only='.length)
  .split(',');

/** Runs the steps that are wanted, one after another. @param {[name: string, step: import('./support/steps.mjs').Step][]} steps */
async function runAll(steps) {
  for (const [name, step] of steps) if (!only || only.includes(name)) await run(name, step);
}

/** Makes sure of the browsers. Each that is wanted and cannot be had is named, and fails the run. */
function prepareBrowsers() {
  const missing = () => wantedEngines().filter((engine) => !findBrowser(engine));
  const complaint = missing().length > 0 && canInstallBrowsers() ? installBrowsers() : undefined;
  const sentences = missing().map(missingSentence);
  return { passed: 0, failed: sentences.length, output: [complaint, ...sentences].filter(Boolean).join('\n') };
}

/** What is wrong with how or where the tests are asked for, in a sentence. */
function complaint() {
  const stranger = only?.find((name) => !names.includes(name));
  if (stranger !== undefined)
    return `There is no step "${stranger}". Write one or more of ${names.join(', ')}, separated by commas.`;
  try {
    wantedEngines();
  } catch (error) {
    return /** @type {Error} */ (error).message;
  }
  return nodeComplaint();
}

/** Something that has to be there before anything can run. @param {string} name @param {() => string | undefined} prepare */
async function need(name, prepare) {
  if (!(await run(name, preparation(prepare)))) finish();
}

if (complaint() !== undefined) await need('request', complaint);
if (!isInstalled(root)) await need('install', () => install(root));
await run('browsers', prepareBrowsers);
if (!options.includes('--no-build') && !(await run('build', check('npm run --silent build')))) finish();

const present = wantedEngines().filter((engine) => findBrowser(engine));
const browsers = { HELPMARK_BROWSERS: present.join(',') };

// In the package's own folder: the analyzer takes the nearest tsconfig.json, and finds nothing by the root's. It knows neither Lit's
// `nothing` nor today's CSS, and looks for a tag's registration where the class is imported.
const templateCheck = [
  'lit-analyzer --strict --maxWarnings 0',
  ...['no-incompatible-type-binding', 'no-invalid-css', 'no-missing-import'].map((rule) => `--rules.${rule} off`),
  "'src/**/*.ts'",
].join(' ');

const inNode = ['packages/schema', 'packages/client', 'packages/server', 'demo', 'test/contracts', 'test/integration'].flatMap(
  testsIn,
);
const inPages = ['packages/elements/src', 'test/pages'].flatMap(testsIn);
const compiled = await run(
  'compile',
  preparation(async () => {
    await compileTests([...inNode, ...testsIn('test/simulation')], 'source');
    await compileTests(inPages, 'page');
    await compileTests(['test/e2e', 'test/stories', 'test/hosts'].flatMap(testsIn), 'built');
    return undefined;
  }),
);
if (!compiled) finish();

const withoutDatabase = /\/(app|kills|limits|main|openapi|s3-files|settings|token)\.test\.ts$/;

// Two lanes, for two cores: what only reads the sources, beside what runs in Node.
await Promise.all([
  runAll([
    ['types', check('tsc -p test', 'tsc -p test/tsconfig.browser.json', 'tsc -p stories')],
    ['lint', check('eslint .')],
    ['format', check('prettier --check --log-level warn .')],
    ['templates', check(`cd packages/elements && ${templateCheck}`)],
    ['storybook', check('npm run --silent build:storybook')],
    // The server answers the same on its other database; these files ask it for nothing, or have one of their own.
    [
      'postgres',
      nodeTests(
        'postgres',
        testsIn('packages/server').filter((file) => !withoutDatabase.test(file)),
        'source',
        { through: 'node test/support/with-postgres.mjs' },
      ),
    ],
  ]),
  runAll([
    // By themselves, so that their time is seen: a thousand lives of drafts and outbox, on one core.
    ['simulation', nodeTests('simulation', testsIn('test/simulation'), 'source')],
    ['node', nodeTests('node', inNode, 'source')],
  ]),
]);
// Without any browser there is nothing to run them in, and the step `browsers` has failed already.
if (present.length > 0) {
  await runAll([
    [
      'components',
      runner(
        'components',
        (files = inPages) => ['wtr', '--files', ...files.map((file) => compiledOf(file, 'page'))].join(' '),
        browsers,
      ),
    ],
  ]);
}
// The host examples that are quick to install and build; `npm run test:hosts` runs every one. One browser says enough of them. They wait for
// the network and the disk more than for a processor, so they go beside the journeys.
const hosts = process.env.HELPMARK_HOSTS === 'all' ? testsIn('test/hosts') : ['test/hosts/light.test.ts'];
await Promise.all([
  runAll(
    present.length > 0
      ? [
          ['e2e', nodeTests('e2e', testsIn('test/e2e'), 'built', { env: browsers })],
          ['stories', nodeTests('stories', testsIn('test/stories'), 'built', { env: browsers })],
        ]
      : [],
  ),
  // One step for each: all together would take longer than a step may.
  runAll(
    present.includes('chromium')
      ? hosts.map((file) => ['hosts', nodeTests(`hosts-${basename(file, '.test.ts')}`, [file], 'built')])
      : [],
  ),
]);
finish();
