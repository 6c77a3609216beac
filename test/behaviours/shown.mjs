import { readFileSync } from 'node:fs';

/**
 * Which behaviours the tests show. A title carries the ids of the rows that its test shows, `[0-04] [0-05]`; a row is shown
 * by a test that ran and passed in every engine it ran in.
 *
 * @typedef {{ id: string, surfaces: string[], text: string }} Row
 * @typedef {{ document: string, name: string, title: string, rows: Row[] }} Source A source document and its rows.
 * @typedef {{ title: string, file: string, engines: string[] }} Proof A test that shows a row.
 * @typedef {Omit<Source, 'rows'> & { rows: (Row & { shownBy: Proof[] })[] }} Coverage
 * @typedef {import('../support/results.mjs').Result} Result
 */

/** Every row, by source document. @type {Source[]} */
export const sources = JSON.parse(readFileSync(new URL('rows.json', import.meta.url), 'utf8'));

/** @param {string} title @returns {string[]} */
export const idsIn = (title) => [...title.matchAll(/\[(\d+-\d+)\]/g)].map(([, id = '']) => id);

/**
 * The ids that no row has.
 *
 * @param {string[]} titles
 * @returns {string[]}
 */
export function strangersIn(titles) {
  const known = new Set(sources.flatMap(({ rows }) => rows.map(({ id }) => id)));
  return [...new Set(titles.flatMap(idsIn))].filter((id) => !known.has(id));
}

/**
 * @param {Result[]} results
 * @returns {Coverage[]}
 */
export function coverageOf(results) {
  /** One test is one file and title, whatever engine it ran in. @type {Map<string, Proof & { ok: boolean }>} */
  const tests = new Map();
  for (const { title, file, engine, ok } of results) {
    const key = `${file}\n${title}`;
    const test = tests.get(key) ?? { title, file, engines: [], ok: true };
    test.ok &&= ok;
    if (engine) test.engines.push(engine);
    tests.set(key, test);
  }
  /** @type {Map<string, Proof[]>} */
  const proofs = new Map();
  for (const { ok, ...proof } of tests.values()) {
    if (ok) for (const id of idsIn(proof.title)) proofs.set(id, [...(proofs.get(id) ?? []), proof]);
  }
  return sources.map(({ rows, ...source }) => ({
    ...source,
    rows: rows.map((row) => ({ ...row, shownBy: proofs.get(row.id) ?? [] })),
  }));
}
