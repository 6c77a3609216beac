import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { inEveryEngine } from '../support/e2e/engines.js';
import type { FaultStage, Flaw } from '../support/e2e/fault-stage.js';
import { assertArrivedOnce, assertWritten, bodyOf, startFaults, write } from '../support/e2e/fault-stage.js';
import { inPanel } from '../support/e2e/preset-stage.js';
import { eventually, rests } from '../support/e2e/resting.js';
import type { Device, Screen } from '../support/e2e/screen.js';

const { button, field } = inPanel;

/** Presses a button of the form in every tab at once, when the storage that they share says so. */
function sendOnSignal(): void {
  const press = () => {
    const find = (scope: ParentNode): HTMLButtonElement | undefined => {
      for (const element of scope.querySelectorAll('*')) {
        const found = element.id === 'send' ? (element as HTMLButtonElement) : element.shadowRoot && find(element.shadowRoot);
        if (found) return found;
      }
      return undefined;
    };
    find(document)!.click();
  };
  window.addEventListener('storage', ({ key }) => key === 'go' && press(), { once: true });
  Object.assign(window, { go: () => (localStorage.setItem('go', String(Math.random())), press()) });
}

describe('What a person writes in tabs that end', () => {
  inEveryEngine(({ engine, newDevice }) => {
    let stage: FaultStage;
    let device: Device;
    let isOpen = false;
    before(async () => {
      stage = await startFaults();
    });
    beforeEach(async () => {
      // A page that WebKit ends in the middle of a transaction takes the database from all others of its browser.
      if (isOpen && engine !== 'WebKit') return;
      if (isOpen) await device.close();
      isOpen = true;
      device = await newDevice();
      // A browser ends with its last window.
      await device.openTab();
    });
    after(() => stage.close());

    const crashes = engine === 'Chromium';
    const killed = crashes ? 'a tab that crashes' : 'a tab that is closed';
    const kill = (tab: Screen) => (device.crash ? device.crash(tab) : tab.close());

    it(`is there again after ${killed} while it is written`, async () => {
      const person = stage.newPerson();
      const next = await device.openTab();
      const tab = await device.openTab();
      await stage.openForm(tab, person);
      await write(tab, person);
      await rests(tab, bodyOf(person));
      await kill(tab);
      await stage.openForm(next, person);
      await assertWritten(next, person);
      await next.click(button('Send ticket'));
      await assertArrivedOnce(stage, person, next);
      await next.close();
    });

    it(`arrives once from ${killed} while it is sent, once the form is opened in the next`, async () => {
      const person = stage.newPerson();
      const next = await device.openTab();
      const tab = await device.openTab();
      await stage.openForm(tab, person);
      await write(tab, person);
      stage.nextSendings('silence');
      await tab.click(button('Send ticket'));
      await eventually(() => stage.sendings(person).length === 1, 'Nothing was sent.');
      await kill(tab);
      await stage.openForm(next, person);
      await eventually(() => stage.sendings(person).length === 2, 'Nothing was sent again.');
      await assertArrivedOnce(stage, person, next);
      const [first, second] = stage.sendings(person);
      assert.equal(first!.key, second!.key);
      await next.close();
    });

    const noFreezing = engine !== 'Chromium' && 'no tab can be stopped here';
    it('arrives once from another tab where its own is frozen', { skip: noFreezing }, async () => {
      const person = stage.newPerson();
      const tab = await device.openTab();
      await stage.openForm(tab, person);
      await write(tab, person);
      stage.door.faultOf = () => 'no-connection';
      await tab.click(button('Send ticket'));
      await tab.seeText('Saved on this device.');
      await device.freeze!(tab);
      const before = stage.sendings(person).length;
      const next = await device.openTab();
      stage.door.faultOf = () => undefined;
      await stage.openForm(next, person);
      await eventually(() => stage.sendings(person).length > before, 'Nothing was sent.');
      await assertArrivedOnce(stage, person, next);
      await next.close();
    });

    const forgets = engine === 'WebKit' && 'sessions that a driver opens keep nothing';
    it(
      'is all there after the browser was ended: the draft in the form, and what waits on its way',
      { skip: forgets },
      async () => {
        const [person, later] = [stage.newPerson(), 'And the import, too'];
        const folder = await mkdtemp(join(tmpdir(), 'helpmark-profile-'));
        const first = await newDevice(folder);
        const tab = await first.openTab();
        await stage.openForm(tab, person);
        await write(tab, person);
        stage.door.faultOf = () => 'no-connection';
        await tab.click(button('Send ticket'));
        await tab.seeText('Saved on this device. We cannot be reached right now.');
        await tab.click(button('Send another'));
        await tab.fill(field(/^Summary/), later);
        await rests(tab, later);
        await first.close();

        const second = await newDevice(folder);
        stage.door.faultOf = () => undefined;
        const again = await second.openTab();
        await stage.openForm(again, person);
        await assertArrivedOnce(stage, person, again);
        await stage.openForm(again, person);
        assert.equal(await again.valueOf(field(/^Summary/)), later);
        await second.close();
        await rm(folder, { recursive: true, force: true });
      },
    );

    const crowds: { tabs: number; how: string; flaws: Flaw[] }[] = [
      { tabs: 2, how: 'that know of each other', flaws: [] },
      // Pages open slowly elsewhere.
      { tabs: engine === 'Chromium' ? 10 : 4, how: 'that know of each other', flaws: [] },
      { tabs: 4, how: 'without Web Locks and BroadcastChannel', flaws: ['no-locks', 'no-channels'] },
    ];
    for (const { tabs: count, how, flaws } of crowds) {
      it(`arrives once from ${count} tabs ${how}, where all send it at once`, async () => {
        const person = stage.newPerson();
        const tabs = await openTabs(device, count);
        const [first] = tabs;
        await stage.openForm(first!, person, ...flaws);
        await write(first!, person);
        await rests(first!, bodyOf(person));
        for (const tab of tabs.slice(1)) {
          await stage.openForm(tab, person, ...flaws);
          await assertWritten(tab, person);
        }
        for (const tab of tabs) await tab.run(sendOnSignal);
        await first!.run(() => (window as unknown as { go: () => void }).go());
        const number = await assertArrivedOnce(stage, person, first);
        // A tab whose turn came late knows already that another has sent it: its form is empty then, for the next ticket.
        for (const tab of tabs) {
          const done = async () =>
            (await tab.text()).includes(`Sent. Your number is ${number}.`) || !(await tab.text()).includes('Kept on this device');
          await eventually(done, `A tab still has the words: ${await tab.text()}`);
        }
        assert.equal(new Set(stage.sendings(person).map(({ key }) => key)).size, 1);
        assert.equal((await stage.ticketsOf(person)).length, 1);
        for (const tab of tabs) await tab.close();
      });
    }
  });
});

async function openTabs(device: Device, count: number): Promise<Screen[]> {
  const tabs: Screen[] = [];
  while (tabs.length < count) tabs.push(await device.openTab());
  return tabs;
}
