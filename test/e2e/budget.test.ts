import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import { budgets, weigh } from '../support/loading-units.mjs';

/** The scripts and styles of Helpmark that have passed so far, in brotli bytes by path. */
const weightsOf = ({ exchanges }: Recorder) =>
  new Map(exchanges.filter(({ path }) => path.startsWith('/helpmark/')).map(({ path, body }) => [path, weigh(body)]));

const sum = (weights: Map<string, number>) => [...weights.values()].reduce((total, bytes) => total + bytes, 0);
const without = (weights: Map<string, number>, known: Map<string, number>) =>
  new Map([...weights].filter(([path]) => !known.has(path)));

describe('What a page pays', () => {
  let demo: RunningDemo;
  before(async () => {
    demo = await startDemo();
  });
  after(() => demo.close());

  inEveryEngine(
    ({ newScreen }) => {
      it('holds the budgets: the closed button, the opened form, the list and thread', async (test) => {
        const door = await demo.newDoor();
        const screen = await newScreen();
        await signIn(screen, door.url, 'Jonas Adeyemi');
        await screen.see({ role: 'button', name: 'Help' });
        const closed = weightsOf(door);
        assert.deepEqual([...closed.keys()], ['/helpmark/launcher.js']);
        assert.deepEqual(await screen.run(() => Object.keys(localStorage).filter((key) => key.startsWith('hm'))), []);

        const dialog = { role: 'dialog' } as const;
        await screen.click({ role: 'button', name: 'Help' });
        await screen.fill({ role: 'textbox', name: /^Summary/, within: dialog }, 'Usable');
        const opened = without(weightsOf(door), closed);

        await screen.click({ role: 'button', name: 'Your tickets', within: dialog });
        await screen.see({ role: 'heading', name: 'No tickets yet.', within: dialog });
        const list = without(weightsOf(door), new Map([...closed, ...opened]));

        const units = { closed, opened, list };
        for (const [name, weights] of Object.entries(units)) {
          test.diagnostic(`${name}: ${sum(weights)} bytes, brotli`);
          for (const [path, bytes] of weights) test.diagnostic(`  ${String(bytes).padStart(6)}  ${path}`);
          assert.ok(weights.size > 0, `${name}: nothing was loaded, so nothing was weighed`);
        }
        assert.ok(sum(closed) <= budgets.closed, `${sum(closed)} bytes for the closed button`);
        assert.ok(sum(opened) <= budgets.opened, `${sum(opened)} bytes for the opened form`);
        assert.ok(sum(list) <= budgets.wanted, `${sum(list)} bytes for the list`);
      });
    },
    ['chromium'],
  );
});
