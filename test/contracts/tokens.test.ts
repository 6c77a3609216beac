import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, it } from 'node:test';
import { globSync } from 'tinyglobby';
import type { Tokens } from '@helpmark/elements/contrast';
import { checkContrast, defaultTokens } from '@helpmark/elements/contrast';
import { root } from '../support/results.mjs';

/** What a stylesheet of one rule declares. */
function declarations(css: string): Record<string, string> {
  const plain = css.replace(/\/\*.*?\*\//gs, '');
  return Object.fromEntries(
    [...plain.matchAll(/^\s*([\w-]+):\s*([^;]+);/gm)].map(([, name = '', value = '']) => [
      name,
      value.replace(/\s+/g, ' ').trim(),
    ]),
  );
}

/** The same without what only a formatter adds. */
const plainly = (tokens: Tokens) =>
  Object.fromEntries(Object.entries(tokens).map(([name, value]) => [name, value.replace(/\s/g, '').replace(/\b0\./g, '.')]));

const tokensCss = readFileSync(join(root, 'packages/elements/tokens.css'), 'utf8');
const themes = globSync('demo/pages/themes/look/*.css', { cwd: root }).map((path) => ({
  name: basename(path, '.css'),
  css: readFileSync(join(root, path), 'utf8'),
}));
const tell = (theme: Tokens) =>
  checkContrast(theme).map(({ front, back, scheme, ratio, needed }) => `${front} on ${back}, ${scheme}: ${ratio} of ${needed}`);

describe('The tokens', () => {
  it('are about thirty, and tokens.css has each with the default that the elements have', () => {
    assert.deepEqual(plainly(declarations(tokensCss)), plainly(defaultTokens));
    assert.ok(Object.keys(defaultTokens).length >= 28 && Object.keys(defaultTokens).length <= 34);
  });

  it('stand out enough from one another as they are, in light and dark', () => {
    assert.deepEqual(tell({}), []);
  });
});

describe('The check of contrast', () => {
  it('names the pair, the scheme and the ratio of what does not stand out', () => {
    assert.deepEqual(checkContrast({ '--hm-color-control-line': 'light-dark(#ccc, #747e8f)' }), [
      { front: '--hm-color-control-line', back: '--hm-color-surface', scheme: 'light', ratio: 1.6, needed: 3 },
    ]);
  });

  it('counts as WCAG does: black on white is 21, and #767676 on white just passes', () => {
    const ratioOf = (text: string) =>
      checkContrast({ '--hm-color-warning': text }).find(({ front }) => front.endsWith('warning'));
    assert.equal(ratioOf('light-dark(#767676, #fff)'), undefined);
    assert.equal(ratioOf('light-dark(#777777, #fff)')?.ratio, 4.47);
  });

  it('mixes colours as browsers do', () => {
    // Chromium computes color-mix(in oklab, #2a55cf 13%, white) as oklab(0.931 -0.004 -0.0273), which is #dde8fc.
    const [fault] = checkContrast({ '--hm-color-text': '#dde8fc' }).filter(
      ({ back, scheme }) => back.endsWith('own') && scheme === 'light',
    );
    assert.ok(fault && fault.ratio < 1.03, String(fault?.ratio));
  });

  it('says which colour it cannot read', () => {
    assert.throws(() => checkContrast({ '--hm-color-accent': 'tomato' }), /--hm-color-accent is "tomato"/);
  });
});

describe('The themes of the demo', () => {
  it('are five at least', () => assert.ok(themes.length >= 5, `${themes.length} themes`));

  for (const { name, css } of themes) {
    it(`change only tokens: ${name}`, () => {
      const strangers = Object.keys(declarations(css)).filter((token) => !(token in defaultTokens));
      assert.deepEqual(strangers, []);
      assert.match(css.replace(/\/\*.*?\*\//gs, '').trim(), /^:root \{[^{}]*\}$/);
    });

    it(`stand out enough, in light and dark: ${name}`, () => assert.deepEqual(tell(declarations(css)), []));
  }
});
