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

        const units = loadingUnits();
        const filesOf = (...names: (keyof typeof units)[]) =>
          names.flatMap((name) => units[name].files.map((file) => `/helpmark/${file.name}`));
        const dialog = { role: 'dialog' } as const;
        await screen.click({ role: 'button', name: 'Help' });
        await screen.see({ role: 'textbox', name: /^Summary/, within: dialog });
        const usable = without(weightsOf(door), closed);
        // The demo's policy has extras; what may be wanted soon comes once the page has nothing else to do.
        const mayCome = filesOf('opened', 'extras', 'live', 'writing', 'answers', 'files');
        assert.deepEqual(
          [...usable.keys()].filter((path) => !mayCome.includes(path)),
          [],
        );

        await screen.fill({ role: 'textbox', name: /^Summary/, within: dialog }, 'Usable');
        await screen.seeText('Saved on this device.');
        await screen.click({ role: 'button', name: 'Your tickets', within: dialog });
        await screen.click({ role: 'button', name: /HM-\d{6}/, within: dialog });
        await screen.see({ role: 'heading', name: 'Your tickets', within: dialog });
        await screen.see({ role: 'article', within: dialog });
        const all = weightsOf(door);
        const loaded = (...names: (keyof typeof units)[]) =>
          new Map([...all].filter(([path]) => filesOf(...names).includes(path)));

        for (const name of ['closed', 'opened', 'writing', 'answers', 'wanted'] as const) {
          const weights = loaded(name);
          test.diagnostic(`${name}: ${sum(weights)} bytes, brotli`);
          for (const [path, bytes] of weights) test.diagnostic(`  ${String(bytes).padStart(6)}  ${path}`);
          assert.equal(weights.size, units[name].files.length, `${name}: not all of it was loaded, so not all was weighed`);
          assert.ok(sum(weights) <= budgets[name], `${sum(weights)} bytes for ${name}`);
        }

        // A part of it comes with the first file that is saved, another where the browser cannot hash: it is weighed as built.
        const files = units.files;
        test.diagnostic(`files: ${files.bytes} bytes, brotli, ${sum(loaded('files'))} of them with the first words`);
        for (const { name, bytes } of files.files) test.diagnostic(`  ${String(bytes).padStart(6)}  ${name}`);
        assert.ok(loaded('files').size > 1, 'what draws and reads files did not come');
        assert.ok(files.bytes <= budgets.files, `${files.bytes} bytes for files`);
      });
    },
    ['chromium'],
  );
});
