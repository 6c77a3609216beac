import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Text } from '../text.js';
import { inLanguages } from './languages.js';

const label = { en: 'Billing', de: 'Abrechnung', 'de-CH': 'Verrechnung', pt: 'Cobrança', 'zh-Hant-TW': '帳務' };
const policyWith = (texts: Record<string, Text>) => ({
  defaultLocale: 'en',
  types: [{ key: 'billing', label: texts, template: { impact: texts } }],
  tips: [texts, 'Be brief.'],
  privacy: { notice: { why: texts } },
  rules: [{ when: { in: ['type', ['billing']] } }],
});
const policy = policyWith(label);

/** The languages that are left of that label. */
const left = (...tags: string[]) => Object.keys(inLanguages(policy, tags).types[0]!.label);

test('a tag asks for itself, for its language and for the kinds of it, however it is written', () => {
  assert.deepEqual(left('pt'), ['en', 'pt']);
  assert.deepEqual(left('pt-BR'), ['en', 'pt']);
  assert.deepEqual(left('DE'), ['en', 'de', 'de-CH']);
  assert.deepEqual(left('de-ch'), ['en', 'de', 'de-CH']);
  assert.deepEqual(left('de-AT'), ['en', 'de']);
  assert.deepEqual(left('zh'), ['en', 'zh-Hant-TW']);
  assert.deepEqual(left('pt', 'zh-Hant'), ['en', 'pt', 'zh-Hant-TW']);
});

test('the policy’s own language is always there, and a language that only begins alike is another', () => {
  for (const tags of [[], ['eo'], ['d'], ['ptx'], ['-'], ['']]) assert.deepEqual(left(...tags), ['en'], String(tags));
  assert.deepEqual(Object.keys(inLanguages({ ...policy, defaultLocale: 'de-CH' }, ['pt']).types[0]!.label), [
    'de',
    'de-CH',
    'pt',
  ]);
});

test('it holds for texts wherever they stand, and for nothing else', () => {
  assert.deepEqual(inLanguages(policy, ['pt']), policyWith({ en: label.en, pt: label.pt }));
});

test('where every language is asked for, all of it stays as it is', () => {
  assert.equal(inLanguages(policy, ['pt', '*']), policy);
});
