import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { signIn } from '../support/e2e/people.js';

describe('The demo', () => {
  let demo: RunningDemo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo.close());

  inEveryEngine(({ newScreen }) => {
    it('lets a person in, and shows the help button in the corner of the product', async () => {
      const screen = await newScreen();
      await signIn(screen, demo.url, 'Maren Okafor');
      assert.match(await screen.url(), /\/app$/);
      await screen.see({ role: 'button', name: 'Help' });
    });
  });
});
