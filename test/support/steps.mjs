import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { delimiter, join, relative } from 'node:path';
import { compiledOf } from './compile-tests.mjs';
import { clearResults, readResults, resultsFile, root, writeResults } from './results.mjs';

/**
 * The steps of `npm test`: what one is, how it is run and counted, and how it is told.
 *
 * @typedef {object} Outcome
 * @property {number} passed
 * @property {number} failed
 * @property {string} output Shown where something failed.
 * @property {string} [told] Shown always.
 *
 * @typedef {() => Promise<Outcome> | Outcome} Step
 */

/** How long a command may take, in minutes, before it is ended and has failed: far above what any needs on two cores. */
const limit = 25;

const totals = { passed: 0, failed: 0 };
const started = Date.now();

/**
 * Runs a step and tells how it went in one line, with all it printed where it failed.
 *
 * @param {string} name
 * @param {Step} step
 * @returns {Promise<boolean>} Whether nothing failed.
 */
export async function run(name, step) {
  const begun = Date.now();
  const outcome = await Promise.resolve()
    .then(step)
    .catch((error) => failure(String(error?.stack ?? error)));
  totals.passed += outcome.passed;
  totals.failed += outcome.failed;
  const mark = outcome.failed ? 'FAILED' : 'ok';
  const seconds = `${((Date.now() - begun) / 1000).toFixed(1)} s`;
  const counts = outcome.passed + outcome.failed > 1 ? `${outcome.passed} passed, ${outcome.failed} failed` : '';
  console.log(`${mark.padEnd(8)}${name.padEnd(12)}${seconds.padStart(8)}  ${counts}`.trimEnd());
  if (outcome.told) console.log(`        ${outcome.told}`);
  if (outcome.failed) console.log(`\n${outcome.output.trimEnd()}\n`);
  return outcome.failed === 0;
}

/** Tells the sum on the last line and ends the run. @returns {never} */
export function finish() {
  console.log(`\nTook ${((Date.now() - started) / 1000).toFixed(0)} seconds.\n${totals.passed} passed, ${totals.failed} failed`);
  process.exit(totals.failed === 0 ? 0 : 1);
}

/** @param {string} output @returns {Outcome} */
export const failure = (output) => ({ passed: 0, failed: 1, output });

/** A step that counts only where it fails, for what has to be there before the tests. @param {() => Promise<string | undefined> | string | undefined} prepare */
export const preparation = (prepare) => async () => {
  const complaint = await prepare();
  return complaint === undefined ? { passed: 0, failed: 0, output: '' } : failure(complaint);
};

/** Commands that count as one test together. @param {string[]} lines @returns {Step} */
export const check =
  (...lines) =>
  async () => {
    const complaints = [];
    for (const line of lines) {
      const { code, output } = await command(line);
      if (code !== 0) complaints.push(output);
    }
    return complaints.length === 0 ? { passed: 1, failed: 0, output: '' } : failure(complaints.join('\n'));
  };

/** As many files with a failure are run once more, by themselves: more of them are no accident. */
const secondLooks = 3;

/**
 * A runner whose reporter writes down each test. One that ends badly without a failed test, or that ran none, has failed. The few
 * files that hold a failure run once more, by themselves: with two cores and three browsers a test may wait in vain for its turn. What
 * passes then is counted as passed, and its name is told, because it is to be mended.
 *
 * @param {string} suite
 * @param {(files?: string[]) => string} line The command line: of all files, or of those given.
 * @param {Record<string, string>} [env]
 * @returns {Step}
 */
export const runner = (suite, line, env) => async () => {
  const look = async (/** @type {string[] | undefined} */ files) => {
    clearResults(suite);
    const ended = await command(line(files), { ...env, HELPMARK_SUITE: suite });
    return { ...ended, results: readResults(suite) };
  };
  const first = await look(undefined);
  if (first.results.length === 0) return failure(`${first.output}\nThe suite "${suite}" ran no test.`);
  const failed = first.results.filter(({ ok }) => !ok);
  const files = [...new Set(failed.map(({ file }) => file))];
  if (first.signal || files.length === 0 || files.length > secondLooks) return outcome(first.results, first.code, first.output);
  const second = await look(files);
  const kept = first.results.filter(({ file }) => !files.includes(file));
  writeResults(suite, kept);
  const names = failed.map(({ file, title, engine }) => `${file}: ${title}${engine ? ` (${engine})` : ''}`);
  return {
    ...outcome([...kept, ...second.results], second.code, `${first.output}\nRun once more:\n${second.output}`),
    told: `Failed, and ran once more: ${names.join('\n  ')}`,
  };
};

/** @param {import('./results.mjs').Result[]} results @param {number} code @param {string} output @returns {Outcome} */
function outcome(results, code, output) {
  const passed = results.filter(({ ok }) => ok).length;
  const failed = results.length - passed;
  return { passed, failed: code !== 0 && failed === 0 ? 1 : failed, output };
}

/**
 * Files with tests of `node:test`.
 *
 * @param {string} suite
 * @param {string[]} files
 * @param {'source' | 'built'} kind What of the packages they test.
 * @param {{ env?: Record<string, string>, through?: string }} [how] The environment, and a command that runs the tests in its own.
 */
export const nodeTests = (suite, files, kind, { env, through = '' } = {}) =>
  runner(
    suite,
    (some) =>
      [
        `${through} node --test --test-concurrency=${some ? 1 : 2}`,
        `--test-reporter=./test/support/reporters/node.mjs --test-reporter-destination=${relative(root, resultsFile(suite))}`,
        `--test-reporter=spec --test-reporter-destination=stdout`,
        ...(some ?? files).map((file) => compiledOf(file, kind)),
      ].join(' '),
    env,
  );

/**
 * The test files below a folder, from the root of the project.
 *
 * @param {string} folder
 */
export function testsIn(folder) {
  if (!existsSync(join(root, folder))) return [];
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.test.ts') && !/(^|\/)(node_modules|dist)\//.test(path))
    .map((path) => join(folder, path))
    .sort();
}

/**
 * Runs a command line; programs of node_modules come first. One that has not ended within the limit is ended, with all it started.
 *
 * @param {string} line
 * @param {Record<string, string>} [env]
 * @returns {Promise<{ code: number, signal: string | null, output: string }>} `signal` is what ended it, where it did not end by itself.
 */
export function command(line, env = {}) {
  return new Promise((resolve) => {
    const PATH = `${join(root, 'node_modules/.bin')}${delimiter}${process.env.PATH ?? ''}`;
    const child = spawn(line, {
      cwd: root,
      shell: true,
      env: { ...process.env, ...env, PATH },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
    let output = '';
    const timer = setTimeout(() => {
      output += `\nEnded, because it had not finished within ${limit} minutes. Its programs:\n${programsOf(child.pid)}`;
      endGroup(child.pid);
    }, limit * 60_000);
    child.stdout.setEncoding('utf8').on('data', (text) => (output += text));
    child.stderr.setEncoding('utf8').on('data', (text) => (output += text));
    child.on('error', (error) => (output += error.message));
    running.add(child.pid);
    child.on('close', (code, signal) => {
      clearTimeout(timer);
      running.delete(child.pid);
      resolve({ code: code ?? 1, signal, output: signal ? `${output}\nEnded by ${signal}.` : output });
    });
  });
}

/** The groups of processes that are at work, ended with this one. @type {Set<number | undefined>} */
const running = new Set();
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    for (const group of running) endGroup(group);
    process.exit(1);
  });
}

/** @param {number | undefined} group */
function endGroup(group) {
  if (group === undefined) return;
  try {
    process.kill(-group, 'SIGKILL');
  } catch {
    // It has ended by itself.
  }
}

/** The command lines of a group of processes, to tell which one did not end. @param {number | undefined} group */
function programsOf(group) {
  const { stdout } = spawnSync('ps', ['-eo', 'pgid,etime,args'], { encoding: 'utf8' });
  return (stdout ?? '')
    .split('\n')
    .filter((line) => line.trim().startsWith(`${group} `))
    .map((line) => line.slice(0, 300))
    .join('\n');
}
