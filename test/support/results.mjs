import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What the runners write down: one line of JSON for each test that ran, in one file for each suite.
 *
 * @typedef {object} Result
 * @property {string} title The names of the groups around the test and its own, joined by ` › `, without the engine's.
 * @property {string} file From the root of the project.
 * @property {string} suite `node`, `components` or `e2e`.
 * @property {string} [engine] The browser's name, where the test ran in one.
 * @property {boolean} ok
 * @property {number} [ms] How long it took, in milliseconds.
 */

export const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');
const folder = join(root, 'test/.results');

/** @param {string} suite */
export const resultsFile = (suite) => join(folder, `${suite}.jsonl`);

/** Forgets what a suite wrote at its last run. @param {string} suite */
export function clearResults(suite) {
  mkdirSync(folder, { recursive: true });
  rmSync(resultsFile(suite), { force: true });
}

/** @param {string} suite @param {Result[]} results */
export function writeResults(suite, results) {
  mkdirSync(dirname(resultsFile(suite)), { recursive: true });
  appendFileSync(resultsFile(suite), results.map((result) => `${JSON.stringify(result)}\n`).join(''));
}

/** @param {string} suite @returns {Result[]} Nothing where the suite has not run. */
export function readResults(suite) {
  if (!existsSync(resultsFile(suite))) return [];
  return readFileSync(resultsFile(suite), 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

/** What every suite wrote at its last run. @returns {Result[]} */
export function readAllResults() {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.jsonl'))
    .flatMap((name) => readResults(name.replace(/\.jsonl$/, '')));
}
