import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import type { Screen, Target } from '../support/e2e/screen.js';

const dialog: Target = { role: 'dialog' };
const subject = 'Curve of Drum 1 stops for half a minute after first crack';

describe('A ticket by its address', () => {
  inEveryEngine(({ newScreen }) => {
    const step = newJourney();
    let demo: RunningDemo;
    let door: Recorder;
    let person: Screen;
    let address: string;

    before(async () => {
      demo = await startDemo({ seed: true });
      door = await demo.newDoor();
      person = await newScreen();
      await signIn(person, door.url, 'Maren Okafor');
    });
    after(() => demo.close());

    step('is in the list of the person', async () => {
      await person.click({ role: 'button', name: 'Help' });
      await person.click({ role: 'button', name: 'Your tickets', within: dialog });
      await person.click({ role: 'button', name: new RegExp(subject), within: dialog });
      await person.see({ role: 'heading', name: subject });
      const opened = door.exchanges.find(({ path }) => path.endsWith('/timeline') || path.includes('/timeline?'));
      address = `${door.url}/dashboard/support/${/tickets\/([\w-]+)\//.exec(opened!.path)![1]}`;
    });

    step('opens the thread with a composer, and takes an update [1-15]', async () => {
      await person.open(address);
      await person.see({ role: 'heading', name: subject });
      await person.fill({ role: 'textbox', name: 'Your message' }, 'It happened once more at 10:20.');
      await person.click({ role: 'button', name: 'Send' });
      await person.see({ role: 'article', name: /^You/ });
      await person.seeText('It happened once more at 10:20.');
      assert.equal(await person.valueOf({ role: 'textbox', name: 'Your message' }), '');
    });

    step('says to another person the same as for a ticket that never was', async () => {
      const stranger = await newScreen();
      const strangersDoor = await demo.newDoor();
      await signIn(stranger, strangersDoor.url, 'Priya Raman');
      const wordsAt = async (id: string) => {
        await stranger.open(`${strangersDoor.url}/dashboard/support/${id}`);
        await stranger.see({ role: 'alert' });
        return stranger.text();
      };
      const hidden = await wordsAt(address.split('/').at(-1)!);
      assert.match(hidden, /There is no such ticket, or it is not open to you\./);
      assert.doesNotMatch(hidden, /Drum 1/);
      assert.equal(hidden, await wordsAt('00000000-0000-4000-8000-000000000000'));
    });
  });
});
