import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Ticket } from '@helpmark/schema';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Recorder } from '../support/e2e/recorder.js';
import type { Screen, Target } from '../support/e2e/screen.js';

const pane: Target = { role: 'region', name: 'Ticket' };
const inPane = (role: Target['role'], name: string | RegExp): Target => ({ role, name, within: pane });
const dialog: Target = { role: 'dialog' };

const subject = 'The scale in Leith reads 40 g too much';
const levels: [id: string, label: string, guidance: string][] = [
  ['2-26', 'Urgent', 'An outage, or an emergency that stops many people.'],
  ['2-27', 'High', 'Work is stopped and there is no way around it.'],
  ['2-28', 'Normal', 'Needs attention but does not stop anyone.'],
  ['2-29', 'Low', 'A small matter, a question or a wish.'],
];

describe('At the desk', () => {
  inEveryEngine(
    ({ newScreen }) => {
      const step = newJourney();
      let demo: RunningDemo;
      let door: Recorder;
      let staff: Screen;
      before(async () => {
        demo = await startDemo({ seed: true });
        door = await demo.newDoor();
        staff = await newScreen();
        await signIn(staff, door.url, 'Lena Castellan');
      });
      after(() => demo.close());
      const created = () =>
        door.exchanges.filter(
          ({ method, path, status }) => method === 'POST' && path === '/support/v1/tickets' && status === 201,
        );

      step(
        'a new ticket has what the policy asks, and beside it what staff alone set [2-11] [2-12] [2-15] [2-18] [2-19] [2-20]',
        async () => {
          await staff.click({ role: 'link', name: 'New ticket' });
          await staff.see(inPane('heading', 'New ticket'));
          await staff.see(inPane('combobox', /^What is it about/));
          for (const name of ['Contact', 'Status', 'Priority', 'Assignee', 'Category']) await staff.see(inPane('combobox', name));
          await staff.fill(inPane('textbox', /^Project/), 'Leith roll-out');
          await staff.fill(inPane('textbox', 'Organization'), 'Northgate Leith');
          await staff.choose(inPane('combobox', /^What is it about/), 'Billing');
          await staff.fill(inPane('textbox', /^Summary/), subject);
          await staff.fill(inPane('textbox', /^Details/), 'Measured against three weights.');
          await staff.fill(inPane('textbox', /^Impact/), 'Every batch is billed too high.');
          await staff.check({
            role: 'radio',
            name: 'No',
            within: { role: 'radiogroup', name: /^Is work held up/, within: pane },
          });
          await staff.fill(inPane('textbox', /^Urgency/), 'Before the invoices of Friday.');
          await staff.choose(inPane('combobox', 'Contact'), 'Maren Okafor');
        },
      );

      for (const [id, label, guidance] of levels) {
        step(`says what the priority “${label}” is for [${id}]`, async () => {
          await staff.choose(inPane('combobox', 'Priority'), label);
          await staff.seeText(guidance);
        });
      }

      step('it is made with all of it, once [2-13] [2-14] [2-16] [2-17] [2-38]', async () => {
        await staff.choose(inPane('combobox', 'Priority'), 'High');
        await staff.choose(inPane('combobox', 'Status'), 'In progress');
        await staff.choose(inPane('combobox', 'Assignee'), 'Idris Bahari');
        await staff.choose(inPane('combobox', 'Category'), 'Hardware');
        await staff.click(inPane('button', 'Send ticket'));
        await staff.see(inPane('heading', subject));
        assert.equal(created().length, 1);
        const ticket = JSON.parse(created()[0]!.body.toString()) as Ticket;
        assert.deepEqual(
          [ticket.requester.id, ticket.status, ticket.priority, ticket.type, ticket.category, ticket.assignee?.id],
          ['maren-okafor', 'in-progress', 'high', 'billing', 'hardware', 'idris-bahari'],
        );
        assert.deepEqual([ticket.organization, ticket.fields.project], ['Northgate Leith', 'Leith roll-out']);
      });

      step(
        'a first answer begins with acknowledgment, questions, first steps and a timeline [4-56] [4-57] [4-58] [4-59]',
        async () => {
          await staff.click(inPane('button', 'Begin a first answer'));
          const draft = await staff.valueOf(inPane('textbox', 'Public reply to Maren Okafor'));
          assert.deepEqual(draft.split('\n\n'), [
            'Thank you for writing. I have read it and take care of it.',
            'To understand it, I need to know: …',
            'Until then, please try: …',
            'I expect to have news by …',
          ]);
          await staff.seeGone(inPane('button', 'Begin a first answer'));
          const answer = draft
            .replace('know: …', 'know: which scale is it?')
            .replace('try: …', 'try: set it to zero with nothing on it.')
            .replace('by …', 'by noon tomorrow.');
          await staff.fill(inPane('textbox', 'Public reply to Maren Okafor'), answer);
          await staff.click(inPane('button', 'Send to Maren Okafor'));
          await staff.seeText('I expect to have news by noon tomorrow.');
        },
      );

      step('what the ticket lacks is asked for, and the person is who can add it', async () => {
        await staff.click(inPane('button', 'Ask for more'));
        await staff.check(inPane('checkbox', 'Needed by'));
        await staff.click(inPane('button', 'Ask Maren Okafor'));
        await staff.seeGone(inPane('checkbox', 'Needed by'));
        const asked = door.exchanges.find(({ method, path }) => method === 'POST' && path.endsWith('/requests'))!;
        assert.deepEqual([asked.status, JSON.parse(asked.requestBody)], [201, { fields: ['neededBy'] }]);
      });

      step('a link takes a file of somebody who does not sign in', async () => {
        await staff.click(inPane('button', 'Ask for more'));
        await staff.click(inPane('button', 'Make an upload link'));
        const address = await staff.valueOf(inPane('textbox', 'Upload link'));
        assert.match(address, /\/support\/v1\/upload-links#[\w.-]{20,}$/);
      });

      step('and the person reads it, with when to expect news, and nothing of what is for staff', async () => {
        const person = await newScreen();
        const own = await demo.newDoor();
        await signIn(person, own.url, 'Maren Okafor');
        await person.click({ role: 'button', name: /^Help/ });
        await person.click({ role: 'button', name: 'Your tickets', within: dialog });
        await person.click({ role: 'button', name: new RegExp(subject), within: dialog });
        await person.seeText('To understand it, I need to know: which scale is it?');
        await person.seeText('I expect to have news by noon tomorrow.');
        const leaks = own.exchanges.filter(({ body }) => /Leith roll-out|"category"|"hardware"|"project"/.test(body.toString()));
        assert.deepEqual(
          leaks.map(({ path }) => path),
          [],
        );
      });
    },
    ['chromium'],
  );
});
