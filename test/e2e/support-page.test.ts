import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import { eventually, rests } from '../support/e2e/resting.js';
import type { Screen, Target } from '../support/e2e/screen.js';

const summary: Target = { role: 'textbox', name: /^Summary/ };
const details: Target = { role: 'textbox', name: /^Details/ };
const message: Target = { role: 'textbox', name: 'Your message' };
const old = 'Curve of Drum 1 stops for half a minute after first crack';
const subject = 'The cooling tray stays hot';
const words = 'Since the update it takes ten minutes more.';

describe('Support as pages of the product, by keyboard alone', () => {
  inEveryEngine(({ newScreen }) => {
    const step = newJourney();
    let demo: RunningDemo;
    let door: Recorder;
    let person: Screen;
    /** The address of a ticket that the person has. */
    let address: string;
    const path = () => person.run(() => location.pathname);

    /** Goes from one stop of the Tab key to the next until what is named has the focus. */
    const goTo = async (name: RegExp, key = 'Tab') => {
      const stops: string[] = [];
      for (let presses = 0; presses < 80; presses++) {
        await person.press(key);
        const stop = await person.focused();
        if (name.test(stop)) return;
        stops.push(stop.slice(0, 40));
      }
      assert.fail(`${key} leads to no ${name}, but to: ${stops.join(' · ')}`);
    };
    const use = async (name: RegExp, key?: string) => {
      await goTo(name, key);
      await person.press('Enter');
    };
    const write = async (name: RegExp, text: string) => {
      await goTo(name);
      await person.type(text);
    };
    /** A view that comes has the focus on a heading, so that Tab goes on from there. */
    const seeHeading = (name: string) =>
      eventually(async () => (await person.focused()) === name, `The heading "${name}" never had the focus.`);

    before(async () => {
      demo = await startDemo({ seed: true });
      door = await demo.newDoor();
      person = await newScreen();
      await signIn(person, door.url, 'Maren Okafor');
    });
    after(() => demo.close());

    step('has the list at its address, and each ticket at another [1-24]', async () => {
      await person.open(`${door.url}/dashboard/support`);
      await person.see({ role: 'button', name: /HM-\d{6}/ });
      await use(new RegExp(old));
      await person.see({ role: 'heading', name: old });
      await seeHeading('Ticket');
      address = await path();
      assert.match(address, /^\/dashboard\/support\/[\w-]{36}$/);
    });

    step('opens the thread with a composer from its link, and takes an update [1-15]', async () => {
      await person.open(door.url + address);
      await person.see(message);
      await write(/^Your message/, 'It happened once more at 10:20.');
      await use(/^Send$/);
      await person.see({ role: 'article', name: /^You/ });
      await person.seeText('It happened once more at 10:20.');
      assert.equal(await person.valueOf(message), '');
    });

    step('goes back to the list, and from there to the form at an address of its own', async () => {
      await use(/Your tickets$/, 'Shift+Tab');
      await seeHeading('Your tickets');
      assert.equal(await path(), '/dashboard/support');
      // Before the list is drawn, Tab leaves the page.
      await person.see({ role: 'button', name: 'New ticket' });
      await use(/^New ticket$/);
      await person.see(summary);
      await seeHeading('New ticket');
      assert.equal(await path(), '/dashboard/support/new');
    });

    step('has the words and the place again after a reload [1-25]', async () => {
      await goTo(/^What is it about/);
      await person.type('Billing');
      await write(/^Summary/, subject);
      await write(/^Details/, words);
      await write(/^Impact/, 'Every batch waits.');
      await goTo(/^(Yes|Partly|No)\b/);
      await person.press(' ');
      await write(/^Urgency/, 'This week.');
      await rests(person, 'This week.');
      await person.open(`${door.url}/dashboard/support/new`);
      await person.see(summary);
      assert.deepEqual([await person.valueOf(summary), await person.valueOf(details)], [subject, words]);
      assert.equal(await path(), '/dashboard/support/new');
    });

    step('shows what was sent at the address of the ticket, after a reload too [1-26] [4-10]', async () => {
      await use(/^Send ticket$/);
      await seeHeading(subject);
      const sent = await path();
      assert.match(sent, /^\/dashboard\/support\/[\w-]{36}$/);
      await person.open(door.url + sent);
      await person.see({ role: 'heading', name: subject });
      await person.seeText(words);
      assert.equal(await path(), sent);
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
