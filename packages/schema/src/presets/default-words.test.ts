import assert from 'node:assert/strict';
import { test } from 'node:test';
import { mapTexts } from '../policy/texts.js';
import { defaultPolicy } from './default.js';
import { englishPolicy } from './default-english.js';

const languages = ['en', 'ar', 'de', 'es', 'fr', 'he', 'hi', 'it', 'ja', 'ko', 'nl', 'pl', 'pt', 'tr', 'uk', 'zh'];

/** What is written in another language as it is in English. */
const alike: Record<string, string[]> = {
  de: ['Normal'],
  es: ['No', 'Normal'],
  it: ['No'],
  nl: ['Open'],
  pt: ['Normal'],
  tr: ['Normal'],
};

/** Every text of the default policy, by its path. */
const texts = new Map<string, Record<string, string>>();
mapTexts(defaultPolicy, (text, path) => {
  texts.set(path, text as Record<string, string>);
  return text;
});

test('every text of the default policy is there in all sixteen languages', () => {
  assert.ok(texts.size > 75);
  for (const [path, text] of texts) {
    assert.deepEqual(Object.keys(text), languages, path);
    for (const [tag, words] of Object.entries(text)) assert.equal(words, words.trim(), `${path}.${tag}`);
  }
});

test('its English is what the preset is written in', () => {
  assert.deepEqual(
    mapTexts(defaultPolicy, (text) => (text as Record<string, string>)['en']!),
    englishPolicy,
  );
});

test('a text in another language is another than the English one, as far as it is not written alike', () => {
  const same = new Map(languages.slice(1).map((tag) => [tag, new Set<string>()]));
  for (const { en = '', ...others } of texts.values()) {
    for (const [tag, words] of Object.entries(others)) if (words === en) same.get(tag)!.add(en);
  }
  for (const [tag, words] of same) assert.deepEqual([...words].sort(), alike[tag] ?? [], tag);
});

test('different texts stay different, and end as the English ones do', () => {
  for (const tag of languages) {
    const english = new Map([...texts.values()].map((text) => [text[tag], text['en']]));
    for (const [path, text] of texts) {
      const words = text[tag]!;
      assert.equal(english.get(words), text['en'], `${path}.${tag}`);
      const ending = /[.?]$/.exec(text['en']!)?.[0] ?? '';
      const endings: Record<string, RegExp> = { '.': /[.。।？?]$/, '?': /[?？؟]$/, '': /[^.。।?？؟:]$/ };
      assert.match(words, endings[ending]!, `${path}.${tag}`);
    }
  }
});

test('a language with letters of its own is written in them', () => {
  const scripts = {
    ar: /\p{Script=Arabic}/u,
    he: /\p{Script=Hebrew}/u,
    hi: /\p{Script=Devanagari}/u,
    ja: /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u,
    ko: /\p{Script=Hangul}/u,
    uk: /\p{Script=Cyrillic}/u,
    zh: /\p{Script=Han}/u,
  };
  for (const [path, text] of texts) {
    for (const [tag, script] of Object.entries(scripts)) assert.match(text[tag]!, script, `${path}.${tag}`);
  }
});
