import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import ts from 'typescript';
import { coverageOf, idsIn, sources, strangersIn } from '../behaviours/shown.mjs';
import { root } from '../support/results.mjs';
import { testsIn } from '../support/steps.mjs';

const proofsOf = (results: Parameters<typeof coverageOf>[0], id: string) =>
  coverageOf(results)
    .flatMap(({ rows }) => rows)
    .find((row) => row.id === id)?.shownBy;

/** The titles that stand in a test file: the first argument of it, test and describe, as far as it is written out. */
function titlesIn(path: string): string[] {
  const titles: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && ts.isIdentifier(node.expression) && /^(it|test|describe)$/.test(node.expression.text)) {
      const [title] = node.arguments;
      if (title) titles.push(title.getText());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, readFileSync(join(root, path), 'utf8'), ts.ScriptTarget.Latest, true));
  return titles;
}

describe('The list of behaviours', () => {
  it('has every row once, in five documents', () => {
    assert.deepEqual(
      sources.map(({ document, rows }) => [document, rows.length]),
      [
        ['000', 40],
        ['001', 44],
        ['002', 48],
        ['003', 22],
        ['004', 116],
      ],
    );
    const ids = sources.flatMap(({ rows }) => rows.map(({ id }) => id));
    assert.equal(new Set(ids).size, 270);
    for (const [at, { rows }] of sources.entries()) {
      assert.deepEqual(
        rows.map(({ id }) => id),
        rows.map((_, place) => `${at}-${String(place + 1).padStart(2, '0')}`),
      );
    }
  });

  it('is the only source of the ids in titles of tests', () => {
    const files = ['packages', 'demo', 'test'].flatMap(testsIn).filter((path) => !path.endsWith('contracts/behaviours.test.ts'));
    const wrong = files.flatMap((path) => strangersIn(titlesIn(path)).map((id) => `${path}: [${id}]`));
    assert.ok(files.length > 0);
    assert.deepEqual(wrong, []);
  });

  it('reads several ids from a title', () => {
    assert.deepEqual(idsIn('keeps the base fields [0-04] [4-116], always'), ['0-04', '4-116']);
    assert.deepEqual(strangersIn(['a [0-04]', 'b [0-41] [9-01]']), ['0-41', '9-01']);
  });

  it('counts a row as shown by a test that passed in every engine it ran in', () => {
    const test = { title: 'asks for a summary [0-04]', file: 'form.test.ts', suite: 'components' };
    const passed = [
      { ...test, engine: 'Chromium', ok: true },
      { ...test, engine: 'WebKit', ok: true },
    ];
    assert.deepEqual(proofsOf(passed, '0-04'), [{ title: test.title, file: test.file, engines: ['Chromium', 'WebKit'] }]);
    assert.deepEqual(proofsOf(passed, '0-05'), []);
  });

  it('counts a row as not shown where its test failed in one engine', () => {
    const test = { title: 'asks for a summary [0-04]', file: 'form.test.ts', suite: 'components' };
    const mixed = [
      { ...test, engine: 'Chromium', ok: true },
      { ...test, engine: 'Firefox', ok: false },
    ];
    assert.deepEqual(proofsOf(mixed, '0-04'), []);
    const other = { ...test, file: 'other.test.ts', suite: 'node', ok: true };
    assert.equal(proofsOf([...mixed, other], '0-04')?.length, 1);
  });
});
