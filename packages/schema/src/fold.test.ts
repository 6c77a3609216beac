import assert from 'node:assert/strict';
import { test } from 'node:test';
import { fold } from './fold.js';

test('texts that differ in case, marks or compatible characters alone fold to the same', () => {
  const same = [
    ['Ärger', 'arger', 'ARGER', 'A\u0308rger'],
    ['Straße', 'STRASSE', 'strasse'],
    ['ﬁle', 'file', 'ＦＩＬＥ'],
    ['İstanbul', 'istanbul', 'Istanbul'],
    ['ΟΔΟΣ', 'οδος', 'οδοσ', 'ὁδός'],
  ];
  for (const group of same) assert.equal(new Set(group.map(fold)).size, 1, group.join(' '));
});

test('texts of other letters stay apart, and folding twice changes nothing', () => {
  assert.notEqual(fold('bill'), fold('ball'));
  for (const text of ['Ärger', 'ǆ', 'ŉ', 'ﬃ', 'ẞ', '東京', 'नमस्ते', '']) assert.equal(fold(fold(text)), fold(text), text);
});
