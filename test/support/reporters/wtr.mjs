// Reporter for @web/test-runner: one line of JSON for each test in each browser; see ../results.mjs.
import { relative } from 'node:path';
import { sourceOf } from '../compile-tests.mjs';
import { root, writeResults } from '../results.mjs';

/**
 * @typedef {import('@web/test-runner-core').TestSuiteResult} Group
 * @typedef {import('../results.mjs').Result} Result
 *
 * @returns {import('@web/test-runner-core').Reporter}
 */
export function resultsReporter() {
  return {
    onTestRunFinished({ sessions }) {
      writeResults(
        'components',
        sessions.flatMap(({ testFile, browser, testResults, errors, passed }) => {
          const file = sourceOf(relative(root, testFile));
          /** @param {string} title @param {boolean} ok @param {number} [ms] @returns {Result} */
          const result = (title, ok, ms) => ({ title, file, suite: 'components', engine: browser.name, ok, ms });
          const results = testResults ? testsIn(testResults).map(({ title, ok, ms }) => result(title, ok, ms)) : [];
          // A file that could not be loaded, or an error outside the tests, is a failure of its own.
          const loaded = errors.length === 0 && results.length > 0 && (passed || results.some(({ ok }) => !ok));
          return loaded ? results : [...results, result('holds a test and can be loaded', false)];
        }),
      );
    },
  };
}

/**
 * @param {Group} group
 * @param {string[]} [names]
 * @returns {{ title: string, ok: boolean, ms: number | undefined }[]}
 */
function testsIn(group, names = []) {
  const here = group.name ? [...names, group.name] : names;
  return [
    ...group.tests
      .filter((test) => !test.skipped)
      .map((test) => ({
        title: [...here, test.name].join(' › '),
        ok: test.passed,
        ms: test.duration,
      })),
    ...group.suites.flatMap((inner) => testsIn(inner, here)),
  ];
}
