import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import ts from 'typescript';
import { root } from '../support/results.mjs';

/** What no page ever loads, by the built modules it is made of. */
const kept: Record<string, string[]> = {
  'the polyfill for time': ['node_modules/temporal-polyfill/{implementation.js,chunks/*.js}'],
  'clock arithmetic': ['packages/schema/dist/time/*.js'],
  "the policy's schema": ['packages/schema/dist/policy/{policy,times,service,key}.js'],
  'the reading of a policy': ['packages/schema/dist/policy/{parse,faults,references,texts,languages}.js'],
  'the command that explains a policy': ['packages/schema/dist/cli/*.js'],
  ...Object.fromEntries(
    globSync(['packages/schema/dist/presets/**/*.js', '!**/{parts,default,languages}.js'], { cwd: root }).map((path) => [
      `the preset in ${path.split('/').at(-1)}`,
      [path],
    ]),
  ),
};

const read = (path: string) => readFileSync(join(root, path), 'utf8');

/** Everything that browsers load. */
const pages = globSync(['packages/elements/cdn/*.js', 'demo/dist/pages/**/*.{js,html}'], { cwd: root }).map((path) => ({
  path,
  text: read(path),
}));

/**
 * The sentences in a module: texts of several words that come through any minifier as they stand, and so tell where a module
 * went.
 */
function sentencesOf(path: string): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isStringLiteralLike(node) || ts.isTemplateHead(node) || ts.isTemplateMiddle(node) || ts.isTemplateTail(node)) {
      found.push(node.text.trim());
    }
    ts.forEachChild(node, visit);
  };
  visit(ts.createSourceFile(path, read(path), ts.ScriptTarget.Latest, true));
  return found.filter((text) => /^[\w ,.:;()-]{21,}$/.test(text) && / \w+ /.test(text));
}

describe('The built pages', () => {
  it('are there, and hold what they are made for', () => {
    for (const sentence of ['hm-ticket-form', 'hm-help-button']) {
      assert.ok(
        pages.some(({ path, text }) => path.startsWith('packages/elements/cdn/') && text.includes(sentence)),
        sentence,
      );
    }
    assert.ok(pages.some(({ path }) => path.startsWith('demo/dist/pages/assets/')));
  });

  for (const [what, modules] of Object.entries(kept)) {
    it(`hold nothing of ${what}`, () => {
      const sentences = new Set(globSync(modules, { cwd: root }).flatMap(sentencesOf));
      assert.ok(sentences.size > 0, 'No sentence was found to look for.');
      const strays = [...sentences].flatMap((sentence) =>
        pages.filter(({ text }) => text.includes(sentence)).map(({ path }) => `${path} has “${sentence}”.`),
      );
      assert.deepEqual(strays, []);
    });
  }
});
