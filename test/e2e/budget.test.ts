import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import { budgets, loadingUnits, weigh } from '../support/loading-units.mjs';

/** The scripts and styles of Helpmark that have passed so far, in brotli bytes by path. */
const weightsOf = ({ exchanges }: Recorder) =>
  new Map(exchanges.filter(({ path }) => path.startsWith('/helpmark/')).map(({ path, body }) => [path, weigh(body)]));

const sum = (weights: Map<string, number>) => [...weights.values()].reduce((total, bytes) => total + bytes, 0);
const without = (weights: Map<string, number>, known: Map<string, number>) =>
  new Map([...weights].filter(([path]) => !known.has(path)));

describe('What a page pays', () => {
  let demo: RunningDemo;
  before(async () => {
    demo = await startDemo({ seed: true });
  });
  after(() => demo.close());

  inEveryEngine(
    ({ newScreen }) => {
      it('holds the budgets: the closed button, the opened form, the list and thread', async (test) => {
        const door = await demo.newDoor();
        const screen = await newScreen();
        await signIn(screen, door.url, 'Maren Okafor');
        await screen.see({ role: 'button', name: 'Help' });
        const closed = weightsOf(door);
        assert.deepEqual([...closed.keys()], ['/helpmark/launcher.js']);
        assert.deepEqual(await screen.run(() => Object.keys(localStorage).filter((key) => key.startsWith('hm'))), []);

        const dialog = { role: 'dialog' } as const;
        await screen.click({ role: 'button', name: 'Help' });
        await screen.fill({ role: 'textbox', name: /^Summary/, within: dialog }, 'Usable');
        const early = weightsOf(door);

        await screen.click({ role: 'button', name: 'Your tickets', within: dialog });
        await screen.click({ role: 'button', name: /HM-\d{6}/, within: dialog });
        await screen.see({ role: 'heading', name: 'Your tickets', within: dialog });
        await screen.see({ role: 'article', within: dialog });
        // What the form calls for may still be on its way when the person is faster: it is the form's all the same.
        const listOrThread = new Set(loadingUnits().wanted.files.map(({ name }) => `/helpmark/${name}`));
        const wanted = new Map([...without(weightsOf(door), early)].filter(([path]) => listOrThread.has(path)));
        const parts = new Set(loadingUnits().sending.files.map(({ name }) => `/helpmark/${name}`));
        const sending = new Map([...weightsOf(door)].filter(([path]) => parts.has(path)));
        const opened = without(without(without(weightsOf(door), closed), wanted), sending);

        const units = { closed, opened, wanted };
        for (const [name, weights] of Object.entries(units)) {
          test.diagnostic(`${name}: ${sum(weights)} bytes, brotli`);
          for (const [path, bytes] of weights) test.diagnostic(`  ${String(bytes).padStart(6)}  ${path}`);
          assert.ok(weights.size > 0, `${name}: nothing was loaded, so nothing was weighed`);
        }
        assert.ok(sum(closed) <= budgets.closed, `${sum(closed)} bytes for the closed button`);
        assert.ok(sum(opened) <= budgets.opened, `${sum(opened)} bytes for the opened form`);
        assert.ok(sum(wanted) <= budgets.wanted, `${sum(wanted)} bytes for the list and the thread`);
      });
    },
    ['chromium'],
  );
});
