import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { inEveryEngine } from '../support/e2e/engines.js';
import type { FaultStage, Flaw } from '../support/e2e/fault-stage.js';
import { assertArrivedOnce, assertWritten, bodyOf, startFaults, write } from '../support/e2e/fault-stage.js';
import { inPanel } from '../support/e2e/preset-stage.js';
import { restingOn, rests } from '../support/e2e/resting.js';
import type { Screen } from '../support/e2e/screen.js';

const { button } = inPanel;

const unsafe = 'This browser keeps nothing: what you write lives in this tab only, until it is sent.';
const flaws: Record<string, Flaw> = { 'no database opens': 'open-fails', 'it is full': 'quota' };

describe('A device that keeps nothing', () => {
  inEveryEngine(({ engine, newDevice }) => {
    let stage: FaultStage;
    let tab: Screen;
    before(async () => {
      stage = await startFaults();
      tab = await (await newDevice()).openTab();
    });
    after(() => stage.close());

    const heals = async (flaw: Flaw) => {
      const person = stage.newPerson();
      await stage.openForm(tab, person, flaw);
      await write(tab, person);
      await tab.seeText(unsafe);
      await assertWritten(tab, person);
      await tab.run(() => (window as unknown as { mend: () => void }).mend());
      await tab.seeText('Saved on this device.');
      await rests(tab, bodyOf(person));
      await assertWritten(tab, person);
    };

    for (const [where, flaw] of Object.entries(flaws)) {
      it(`leaves the words on screen and says so where ${where}, and takes them without a reload once it can`, () => heals(flaw));

      it(`sends from the tab's memory where ${where}, by itself and once, when the server can be reached`, async () => {
        const person = stage.newPerson();
        await stage.openForm(tab, person, flaw);
        await write(tab, person);
        await tab.seeText(unsafe);
        stage.nextSendings('no-answer');
        await tab.click(button('Send ticket'));
        const number = await assertArrivedOnce(stage, person);
        await tab.seeText(`Sent. Your number is ${number}.`);
        await tab.run(() => (window as unknown as { mend: () => void }).mend());
        assert.ok(!(await restingOn(tab)).includes('"outbox"'));
        assert.equal((await stage.ticketsOf(person)).length, 1);
      });
    }

    // A wait of ten seconds is in it, so one engine stands for all.
    const elsewhere = engine !== 'Chromium' && 'it is shown in Chromium';
    it(
      'leaves the words on screen and says so where another page blocks its database, and takes them without a reload once it can',
      { skip: elsewhere },
      () => heals('blocked'),
    );
  });
});
