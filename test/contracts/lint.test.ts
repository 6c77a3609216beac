import assert from 'node:assert/strict';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { ESLint } from 'eslint';
import tseslint from 'typescript-eslint';
import { root } from '../support/results.mjs';

/** Real files of the rooms, in whose place the text is checked: rules go by path. */
const places = {
  schema: 'packages/schema/src/text.ts',
  client: 'packages/client/src/create-client.ts',
  elements: 'packages/elements/src/status-badge/status-badge.ts',
};

describe('The lint rules', () => {
  let eslint: ESLint;
  before(() => {
    // Rules that ask for types need the whole project read; those that this test is about do not.
    eslint = new ESLint({ cwd: root, overrideConfig: [tseslint.configs.disableTypeChecked] });
  });

  const refused: [room: keyof typeof places, code: string, rule: string][] = [
    ['elements', "export const answer = fetch('/v1/policy');", 'no-restricted-globals'],
    ['elements', "export const database = indexedDB.open('x');", 'no-restricted-globals'],
    ['elements', 'export const show = (to: Element, text: string) => { to.innerHTML = text; };', 'no-restricted-syntax'],
    [
      'elements',
      "export const show = (to: Element, text: string) => to.insertAdjacentHTML('beforeend', text);",
      'no-restricted-syntax',
    ],
    [
      'elements',
      "import { unsafeHTML } from 'lit/directives/unsafe-html.js';\nexport const show = unsafeHTML('');",
      'no-restricted-syntax',
    ],
    ['elements', "import { html } from 'lit';\nexport const show = html`<img src='x.png'>`;", 'lit-a11y/alt-text'],
    ['client', 'export const place = document.title;', 'no-restricted-globals'],
    ['schema', 'export const now = Date.now();', 'no-restricted-properties'],
    ['schema', 'export const chance = Math.random();', 'no-restricted-properties'],
    ['schema', 'export const page = document.title;', 'no-restricted-globals'],
  ];

  for (const [room, code, rule] of refused) {
    it(`refuse in ${room}: ${code.split('\n').at(-1)} (${rule})`, async () => {
      const [result] = await eslint.lintText(code, { filePath: join(root, places[room]) });
      assert.ok(
        result?.messages.some(({ ruleId }) => ruleId === rule),
        JSON.stringify(result?.messages),
      );
    });
  }

  it('let a plain function pass', async () => {
    const [result] = await eslint.lintText('export const twice = (value: number) => 2 * value;\n', {
      filePath: join(root, places.schema),
    });
    assert.deepEqual(result?.messages, []);
  });
});
