// `npm run behaviours`: the rows that the last test run showed, and those not yet shown, per source document.
// `--verbose` names the tests, `--json` is for machines. Where nothing has run yet, it runs the tests first.
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { readAllResults } from '../support/results.mjs';
import { coverageOf, strangersIn } from './shown.mjs';

const json = process.argv.includes('--json');
const verbose = process.argv.includes('--verbose');

if (readAllResults().length === 0) {
  // What the tests print must not stand in the answer for machines.
  const run = fileURLToPath(new URL('../run.mjs', import.meta.url));
  spawnSync(process.execPath, [run], { stdio: ['ignore', json ? 2 : 1, 2] });
}
const results = readAllResults();
const coverage = coverageOf(results);
const strangers = strangersIn(results.map(({ title }) => title));
const rows = coverage.flatMap((source) => source.rows);
const shown = rows.filter(({ shownBy }) => shownBy.length > 0).length;

if (json) {
  console.log(JSON.stringify({ shown, total: rows.length, unknown: strangers, documents: coverage }, undefined, 2));
} else {
  for (const source of coverage) console.log(describe(source));
  console.log(`${shown} of ${rows.length} behaviours shown.`);
  for (const id of strangers) console.log(`A test's title names [${id}], which test/behaviours/rows.json does not have.`);
}
process.exitCode = strangers.length === 0 && results.length > 0 ? 0 : 1;

/** @param {import('./shown.mjs').Coverage} source */
function describe({ document, name, title, rows }) {
  const done = rows.filter(({ shownBy }) => shownBy.length > 0);
  const open = rows.filter(({ shownBy }) => shownBy.length === 0);
  return [
    `${document} ${name}: ${title}: ${done.length} of ${rows.length}`,
    '  shown',
    ...list(done),
    '  not yet shown',
    ...list(open),
    '',
  ].join('\n');
}

/** @param {import('./shown.mjs').Coverage['rows']} rows @returns {string[]} */
function list(rows) {
  if (rows.length === 0) return ['    none'];
  return rows.flatMap(({ id, text, shownBy }) => [
    `    ${id.padEnd(6)} ${text}`,
    ...(verbose
      ? shownBy.map(
          (test) => `             ${test.file}: ${test.title}${test.engines.length > 0 ? ` (${test.engines.join(', ')})` : ''}`,
        )
      : []),
  ]);
}
