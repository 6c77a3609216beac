import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'vite';
import { loadingUnits, weigh } from '../support/loading-units.mjs';
import { root } from '../support/results.mjs';

/** Entries of the client that a page loads late, and the bytes that each may have, with all that it imports. */
const budgets: Record<string, number> = { articles: 8 * 1024, context: 4 * 1024, privacy: 5 * 1024 };

describe('The late entries of the client', () => {
  for (const [name, budget] of Object.entries(budgets)) {
    it(`hold the budget of ${budget} bytes: ${name}`, async (test) => {
      const output = await build({
        configFile: false,
        root,
        logLevel: 'silent',
        resolve: { conditions: ['helpmark-source', 'module', 'browser'] },
        build: {
          write: false,
          target: 'es2022',
          lib: { entry: join(root, `packages/client/src/${name}/index.ts`), formats: ['es'] },
          rolldownOptions: { output: { minify: true } },
        },
      });
      const [bundle] = [output].flat();
      assert.ok(bundle && 'output' in bundle);
      const chunks = bundle.output.flatMap((part) => (part.type === 'chunk' ? part : []));
      // What is imported at once is the entry's weight; what a policy calls for comes later still and is told beside it.
      const later = new Set(chunks.flatMap(({ dynamicImports }) => dynamicImports));
      const weightOf = (late: boolean) =>
        chunks.filter(({ fileName }) => later.has(fileName) === late).reduce((sum, { code }) => sum + weigh(code), 0);
      // Guides are searched with the first words: what does belongs to it.
      const bytes = weightOf(false) + (name === 'articles' ? weightOf(true) : 0);
      test.diagnostic(`${name}: ${bytes} bytes, brotli, and ${weightOf(true)} where the policy asks for more`);
      assert.ok(bytes > 500 && bytes <= budget, `${name} weighs ${bytes} bytes in brotli; it may weigh ${budget}.`);
    });
  }

  it('are in no file that the help button or the form loads at once', () => {
    const { closed, opened } = loadingUnits();
    const names = [...closed.files, ...opened.files].map(({ name }) => name);
    assert.deepEqual(
      names.filter((name) => /privacy|capture|article|ways/.test(name)),
      [],
    );
  });
});
