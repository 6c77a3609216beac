import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import type { Screen, Target } from '../support/e2e/screen.js';

const summary = 'The curve of batch 214 stops after first crack';
const details = 'It ran until 9:40, then the line ended while the drum went on.';
const secret = 'Firmware 2.1 of their bridge drops frames: do not say so before Idris has checked.';
const answer = 'Thank you. Please turn the bridge off and on once: the curve then comes in late, but whole.';
const thanks = 'That did it, the whole curve is there.';

const dialog: Target = { role: 'dialog' };
const button = (name: string | RegExp): Target => ({ role: 'button', name, within: dialog });
const field = (name: string | RegExp): Target => ({ role: 'textbox', name, within: dialog });
const heading = (name: string | RegExp): Target => ({ role: 'heading', name, within: dialog });
const inTicket = (target: Target): Target => ({ ...target, within: { role: 'region', name: 'Ticket' } });

/** What the server has answered to tickets that were sent. */
const created = ({ exchanges }: Recorder) =>
  exchanges.filter(({ method, path, status }) => method === 'POST' && path === '/support/v1/tickets' && status === 201);

describe('From the (?) button to an answer', () => {
  inEveryEngine(({ newScreen }) => {
    const step = newJourney();
    let demo: RunningDemo;
    let door: Recorder;
    let person: Screen;
    let staff: Screen;

    before(async () => {
      demo = await startDemo();
      door = await demo.newDoor();
      person = await newScreen();
      await signIn(person, door.url, 'Maren Okafor');
    });
    after(() => demo.close());

    step('asks for nothing before the person reaches for help', async () => {
      await person.see({ role: 'button', name: 'Help' });
      assert.deepEqual(
        door.exchanges.filter(({ path }) => path.startsWith('/support/')).map(({ path }) => path),
        [],
      );
    });

    step('opens the form at the button, with the e-mail of who is signed in [4-17]', async () => {
      await person.click({ role: 'button', name: 'Help' });
      await person.see(heading('How can we help?'));
      await person.see(button('Send ticket'));
      assert.equal(await person.valueOf(field('Your e-mail')), 'maren@northgate.example');
    });

    step('says what is missing, takes the focus there and loses nothing [0-04] [4-11]', async () => {
      await person.fill(field(/^Details/), details);
      await person.click(button('Send ticket'));
      await person.see({ role: 'alert', within: dialog });
      await person.seeText('Fill in “Summary”.');
      assert.match(await person.focused(), /answers need another look/);
      assert.equal(await person.valueOf(field(/^Details/)), details);
      assert.equal(created(door).length, 0);

      await person.click({ role: 'link', name: 'Fill in “Summary”.', within: dialog });
      assert.match(await person.focused(), /^Summary/);
    });

    step(
      'keeps what was typed when it is closed by Escape and opened again, with the focus back at the button between',
      async () => {
        await person.press('Escape');
        await person.seeGone(dialog);
        assert.equal(await person.focused(), 'Help');
        await person.press('Enter');
        await person.see(heading('How can we help?'));
        assert.equal(await person.valueOf(field(/^Details/)), details);
      },
    );

    step('takes details and context, and sends once when pressed twice [1-28]', async () => {
      await person.choose({ role: 'combobox', name: /^What is it about/, within: dialog }, 'Integrations');
      await person.fill(field(/^Summary/), summary);
      await person.fill(field(/^What did you expect/), 'A curve up to the drop.');
      await person.fill(field(/^What happened instead/), 'It ends at 9:40.');
      await person.fill(field(/^Impact/), 'We cannot compare today with the profile.');
      await person.check({
        role: 'radio',
        name: /^Partly/,
        within: { role: 'radiogroup', name: /^Is work held up/, within: dialog },
      });
      await person.fill(field(/^Urgency/), 'Before tomorrow, when the next Kenya is due.');
      assert.equal(await person.valueOf(field(/^Details/)), details);
      await person.doubleClick(button('Send ticket'));
      await person.see(heading(summary));
      assert.equal(created(door).length, 1);
    });

    step(
      'shows number, type, priority and what happens next, and opens the thread with the focus on its heading [0-28] [1-29] [2-21]',
      async () => {
        await person.seeText('Sent. Your number is HM-000001.');
        await person.seeText('Integrations');
        await person.seeText('Normal');
        await person.seeText('A person on our team reads it and answers here.');
        await person.seeText(details);
        assert.equal(await person.focused(), summary);
        assert.equal((JSON.parse(created(door)[0]!.body.toString()) as { number: string }).number, 'HM-000001');
      },
    );

    step('says what it means that a ticket is open [2-22]', async () => {
      await person.seeText('Open');
      await person.seeText('Received, and not yet being worked on.');
    });

    step('lets staff write a note for themselves, an answer for the person, and set a status [2-32]', async () => {
      // Who looks at the thread has read what comes into it: this person looks away meanwhile.
      await person.press('Escape');
      await person.seeGone(dialog);
      staff = await newScreen();
      await signIn(staff, (await demo.newDoor()).url, 'Lena Castellan');
      await staff.click({ role: 'link', name: new RegExp(summary) });
      await staff.see(inTicket({ role: 'heading', name: summary }));

      await staff.see(inTicket({ role: 'button', name: 'Send to Maren Okafor' }));
      await staff.check(inTicket({ role: 'radio', name: 'Internal note' }));
      await staff.seeText('Only staff read this.');
      await staff.fill(inTicket({ role: 'textbox', name: 'Internal note' }), secret);
      await staff.click(inTicket({ role: 'button', name: 'Save internal note' }));
      await staff.seeText(secret);

      await staff.fill(inTicket({ role: 'textbox', name: 'Public reply to Maren Okafor' }), answer);
      await staff.click(inTicket({ role: 'button', name: 'Send to Maren Okafor' }));
      await staff.seeText(answer);
      await staff.choose(inTicket({ role: 'combobox', name: /^Status/ }), 'In progress');
      await staff.seeText('Lena Castellan changed the status from Open to In progress');
    });

    step('shows the person the list with the status and what is new [1-27] [4-70] [4-71]', async () => {
      await person.reload();
      await person.click({ role: 'button', name: 'Help' });
      await person.click(button('Your tickets'));
      await person.see(button(new RegExp(summary)));
      await person.seeText('In progress');
      await person.seeText('1 new message');
    });

    step('shows the answer and the status in one timeline, and never the note [1-22] [2-30]', async () => {
      await person.click(button(new RegExp(summary)));
      await person.see(heading(summary));
      await person.seeText(answer);
      await person.seeText('Lena Castellan set the status to In progress');
      const text = await person.text();
      const order = [details, answer, 'Lena Castellan set the status to In progress'].map((words) => text.indexOf(words));
      assert.deepEqual(
        order,
        [...order].sort((a, b) => a - b),
      );
      assert.ok(!text.includes(secret));
    });

    step('says what it means that a ticket is in progress [2-23]', async () => {
      await person.seeText('Someone is working on it.');
    });

    step('takes a reply into the same timeline [0-29] [1-30] [4-72]', async () => {
      await person.fill(field('Your message'), thanks);
      await person.click(button('Send'));
      await person.seeText(thanks);
      await staff.click({ role: 'button', name: 'Refresh' });
      await staff.seeText(thanks);
      assert.equal(created(door).length, 1);
    });

    step('keeps all of it when the server is ended and started again', async () => {
      await demo.restart();
      await person.reload();
      await person.click({ role: 'button', name: 'Help' });
      await person.click(button('Your tickets'));
      await person.click(button(new RegExp(summary)));
      for (const words of [details, answer, thanks, 'HM-000001', 'In progress']) await person.seeText(words);
    });

    step('lets the person say that it is solved, and confirm it later [0-31] [1-16] [2-24] [4-62]', async () => {
      await person.click(button('It is solved'));
      await person.seeText('Is it solved for you?');
      await person.see(button('No, still broken'));
      await person.click(button('Yes, it is solved'));
      await person.seeText('This ticket is closed. For anything further, send a new one.');
    });

    step('offers a new ticket where a closed one takes no more [2-25]', async () => {
      await person.seeGone(field('Your message'));
      await person.click(button('New ticket'));
      await person.see(heading('How can we help?'));
    });

    step('has let no byte of the note reach the person', () => {
      const answers = door.exchanges.filter(({ path }) => path.startsWith('/support/'));
      assert.ok(
        answers.some(({ body }) => body.includes(answer)),
        'the answer was not seen to pass, so nothing is shown',
      );
      const leaks = door.exchanges.filter(({ body }) => body.includes('Firmware') || body.includes('drops frames'));
      assert.deepEqual(
        leaks.map(({ method, path }) => `${method} ${path}`),
        [],
      );
    });
  });
});
