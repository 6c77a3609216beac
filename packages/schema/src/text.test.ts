import assert from 'node:assert/strict';
import { test } from 'node:test';
import { lengthOf, textFor } from './words.js';

test('a text in one string is for every language', () => {
  assert.equal(textFor('Billing', 'de', 'en'), 'Billing');
  assert.equal(textFor(undefined, 'de', 'en'), '');
});

test('a reader gets the exact language, then the language, then the default', () => {
  const text = { en: 'Colours', 'en-US': 'Colors', de: 'Farben', 'pt-BR': 'Cores' };
  assert.equal(textFor(text, 'en-US', 'de'), 'Colors');
  assert.equal(textFor(text, 'en-us', 'de'), 'Colors');
  assert.equal(textFor(text, 'en-GB', 'de'), 'Colours');
  assert.equal(textFor(text, 'de-AT', 'en'), 'Farben');
  assert.equal(textFor(text, 'fr', 'de'), 'Farben');
  assert.equal(textFor(text, 'fr', 'de-CH'), 'Farben');
  assert.equal(textFor(text, '', 'pt-br'), 'Cores');
});

test('a text without the default language still says something', () => {
  assert.equal(textFor({ ja: '請求' }, 'fr', 'en'), '請求');
  assert.equal(textFor({}, 'fr', 'en'), '');
});

test('a length counts code points', () => {
  assert.equal(lengthOf(''), 0);
  assert.equal(lengthOf('naïve'), 5);
  assert.equal(lengthOf('🙂🙂'), 2);
  assert.equal(lengthOf('\ud83d'), 1);
});
