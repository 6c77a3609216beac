import assert from 'node:assert/strict';
import { test } from 'node:test';
import { createBrowserDevice } from './browser-device.js';

/** Puts something in place of what the runtime has under a name, until the test is over. */
function provide(context: { after(fn: () => void): void }, name: 'document' | 'navigator', value: object): void {
  const before = Object.getOwnPropertyDescriptor(globalThis, name);
  Object.defineProperty(globalThis, name, { configurable: true, value });
  context.after(() => {
    if (before) Object.defineProperty(globalThis, name, before);
    else delete (globalThis as Record<string, unknown>)[name];
  });
}

test('the languages are those of the page and of the person, each once, and only what can stand in a header', (context) => {
  const marked = [
    { lang: 'en-GB' },
    { lang: '' },
    {},
    { lang: 'zh-Hant' },
    { lang: 'भाषा' },
    { lang: 'a, b' },
    { lang: 'en-GB' },
  ];
  provide(context, 'document', { querySelectorAll: () => marked });
  provide(context, 'navigator', { languages: ['de-AT', 'zh-Hant'] });
  assert.equal(createBrowserDevice().languages(), 'en-GB,zh-Hant,de-AT');
});

test('without a page there are no languages', () => {
  assert.equal(createBrowserDevice().languages(), undefined);
});
