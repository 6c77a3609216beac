import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney } from '../support/e2e/journey.js';
import type { PresetStage } from '../support/e2e/preset-stage.js';
import { inPanel, openHelp, startPreset } from '../support/e2e/preset-stage.js';
import { rests } from '../support/e2e/resting.js';
import type { Screen } from '../support/e2e/screen.js';

const { button, field, heading, list } = inPanel;

/** The questions of a long form, step by step. */
const steps = [
  [/^Subject/, 'PDF files are refused'],
  [/^What were you trying to do/, 'Add the report of a laboratory.'],
  [/^What happened/, 'It says that the file is damaged. It opens elsewhere.'],
  [/^When did it start/, 'On Monday, with the new version.'],
  [/^What have you tried already/, 'Another browser — and “save as”.'],
] as const;

describe('A form of many questions', () => {
  inEveryEngine(({ newScreen }) => {
    let stage: PresetStage;
    let screen: Screen;
    before(async () => {
      stage = await startPreset(consumerPlansPolicy, 'plus');
      screen = await newScreen();
    });
    after(() => stage.close());
    const step = newJourney();

    for (const [at, [label, words]] of steps.entries()) {
      step(`has every word again after a reload at step ${at + 1} [4-115]`, async () => {
        if (at === 0) {
          await openHelp(screen, stage);
          await screen.choose(list(/^What is it about/), 'General support');
        }
        await screen.fill(field(label), words);
        await screen.seeText('Saved on this device.');
        await rests(screen, words);
        await openHelp(screen, stage);
        for (const [earlier, text] of steps.slice(0, at + 1)) assert.equal(await screen.valueOf(field(earlier)), text);
        if (at + 1 < steps.length) assert.equal(await screen.valueOf(field(steps[at + 1]![0])), '');
      });
    }

    step('sends what was written before the reloads, and begins anew', async () => {
      await screen.click(button('Send ticket'));
      await screen.see(heading(steps[0][1]));
      await screen.seeText('It opens elsewhere.');
      await openHelp(screen, stage);
      assert.equal(await screen.valueOf(field(/^Subject/)), '');
    });
  });
});
