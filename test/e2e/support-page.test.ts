import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import { rests } from '../support/e2e/resting.js';
import type { Screen, Target } from '../support/e2e/screen.js';

const summary: Target = { role: 'textbox', name: /^Summary/ };
const details: Target = { role: 'textbox', name: /^Details/ };
const subject = 'The cooling tray stays hot';
const words = 'Since the update it takes ten minutes more.';

describe('Support as pages of the product', () => {
  inEveryEngine(({ newScreen }) => {
    const step = newJourney();
    let demo: RunningDemo;
    let door: Recorder;
    let person: Screen;
    const path = () => person.run(() => location.pathname);

    before(async () => {
      demo = await startDemo({ seed: true });
      door = await demo.newDoor();
      person = await newScreen();
      await signIn(person, door.url, 'Maren Okafor');
    });
    after(() => demo.close());

    step('has the list at its address, and the form at another [1-24]', async () => {
      await person.open(`${door.url}/dashboard/support`);
      await person.see({ role: 'button', name: /HM-\d{6}/ });
      await person.click({ role: 'button', name: 'New ticket' });
      await person.see(summary);
      assert.equal(await path(), '/dashboard/support/new');
    });

    step('has the words and the place again after a reload [1-25]', async () => {
      await person.fill(summary, subject);
      await person.choose({ role: 'combobox', name: /^What is it about/ }, 'Billing');
      await person.fill(details, words);
      await person.fill({ role: 'textbox', name: /^Impact/ }, 'Every batch waits.');
      await person.check({ role: 'radio', name: 'No', within: { role: 'radiogroup', name: /^Is work held up/ } });
      await person.fill({ role: 'textbox', name: /^Urgency/ }, 'This week.');
      await rests(person, 'This week.');
      await person.open(`${door.url}/dashboard/support/new`);
      await person.see(summary);
      assert.deepEqual([await person.valueOf(summary), await person.valueOf(details)], [subject, words]);
      assert.equal(await path(), '/dashboard/support/new');
    });

    step('shows what was sent at the address of the ticket, after a reload too [1-26]', async () => {
      // The last that comes late: from here on the button stays where it is.
      await person.see({ role: 'button', name: 'Add files' });
      await person.click({ role: 'button', name: 'Send ticket' });
      await person.see({ role: 'heading', name: subject });
      const address = await path();
      assert.match(address, /^\/dashboard\/support\/[\w-]{36}$/);
      await person.open(door.url + address);
      await person.see({ role: 'heading', name: subject });
      await person.seeText(words);
      assert.equal(await path(), address);
    });
  });
});
