import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { evidenceLanguages } from '../../packages/elements/src/locales/evidence/languages.js';
import { english as parts } from '../../packages/elements/src/locales/english.js';
import { languages } from '../../packages/elements/src/locales/languages.js';
import type { Translation, Word } from '../../packages/elements/src/locales/words.js';
import { weigh } from '../support/loading-units.mjs';
import { root } from '../support/results.mjs';

const english: Record<string, Word> = parts;
const folder = join(root, 'packages/elements/cdn');
const chunks = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8')) as Record<string, { file: string }>;

const textsOf = (word: Word) => (typeof word === 'string' ? [word] : Object.values(word));
const namesIn = (text: string) => [...new Set(text.match(/\{\w+\}/g))].sort();

/** The plural forms that whole numbers take. */
function formsOf(language: string): string[] {
  const rules = new Intl.PluralRules(language);
  return [...new Set(Array.from({ length: 200 }, (_, count) => rules.select(count)))];
}

describe('The languages', () => {
  for (const language of Object.keys(languages)) {
    const load = async () => ({ ...(await languages[language]!()), ...(await evidenceLanguages[language]!()) });
    describe(language, () => {
      it('has most words, and names those that stay English', async (test) => {
        const words: Translation = await load();
        const missing = Object.keys(english).filter((key) => !(key in words));
        if (missing.length > 0) test.diagnostic(`${language} lacks ${missing.join(', ')}`);
        assert.ok(missing.length < Object.keys(english).length / 5, `${missing.length} words are missing: ${missing.join(', ')}`);
      });

      it('has no word that English does not have, and none that is empty', async () => {
        const words = Object.entries(await load());
        assert.deepEqual(
          words.filter(([key, word]) => !(key in english) || textsOf(word).includes('')),
          [],
        );
      });

      it('fills in the same names as English', async () => {
        const wrong = Object.entries(await load()).filter(([key, word]) => {
          const wanted = namesIn(textsOf(english[key]!).at(-1)!).join();
          // A form for one or none may say the number in words.
          const texts = typeof word === 'string' ? [word] : [word.other];
          return texts.some((text) => namesIn(text).join() !== wanted);
        });
        assert.deepEqual(wrong, []);
      });

      it('has every plural form that whole numbers take', async () => {
        const plural = Object.entries(await load()).filter(([key]) => typeof english[key] !== 'string');
        assert.ok(plural.length > 2);
        const wrong = plural.filter(
          ([, word]) => formsOf(language).length > 1 && formsOf(language).some((form) => !(form in Object(word))),
        );
        assert.deepEqual(wrong, []);
      });

      for (const path of [language, `evidence/${language}`]) {
        it(`weighs 5 KB at most, in a file of its own: ${path}`, (test) => {
          const chunk = chunks[`src/locales/${path}.ts`];
          assert.ok(chunk, 'there is no file of its own');
          const bytes = weigh(readFileSync(join(folder, chunk.file)));
          test.diagnostic(`${path}: ${bytes} bytes, brotli`);
          assert.ok(bytes <= 5 * 1024, `${bytes} bytes`);
        });
      }
    });
  }
});
