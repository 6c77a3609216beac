import assert from 'node:assert/strict';
import { after, before, describe } from 'node:test';
import type { Ticket, TicketInput } from '@helpmark/schema';
import type { RunningDemo } from '../support/e2e/demo.js';
import { startDemo } from '../support/e2e/demo.js';
import { inEveryEngine } from '../support/e2e/engines.js';
import { newJourney, signIn } from '../support/e2e/journey.js';
import type { Folder } from '../support/e2e/journey-files.js';
import { makeFolder, photo, pixelsOf, place, sha256, textOf } from '../support/e2e/journey-files.js';
import type { Recorder } from '../support/e2e/recorder.js';
import type { Screen, Target } from '../support/e2e/screen.js';
import { patience } from '../support/e2e/screen.js';

const dialog: Target = { role: 'dialog' };
const button = (name: string | RegExp): Target => ({ role: 'button', name, within: dialog });
const field = (name: string | RegExp): Target => ({ role: 'textbox', name, within: dialog });
const heading = (name: string): Target => ({ role: 'heading', name, within: dialog });
const inTicket = (target: Target): Target => ({ ...target, within: { role: 'region', name: 'Ticket' } });

const scale = 'The scale shows another weight than the bill';

/** What the server itself says to Lena Castellan of staff, asked without a browser. */
async function askAsStaff(url: string): Promise<(path: string) => Promise<Response>> {
  const person = new URLSearchParams({ person: 'lena-castellan' });
  const signedIn = await fetch(`${url}/api/sign-in`, { method: 'POST', body: person, redirect: 'manual' });
  const Cookie = signedIn.headers.get('set-cookie')!.split(';')[0]!;
  const token = await (await fetch(`${url}/api/support-token`, { method: 'POST', headers: { Cookie } })).text();
  return (path) => fetch(`${url}/support/v1${path}`, { headers: { Authorization: `Bearer ${token}` } });
}

// In no engine does the driver reach the dialog of the system in which files are chosen: the files are given to the field that it is for.
describe('Files of a ticket', () => {
  inEveryEngine(({ engine, newScreen }) => {
    const step = newJourney();
    const notes = textOf(2_000);
    const picture = photo();
    let demo: RunningDemo;
    let folder: Folder;
    let door: Recorder;
    let person: Screen;
    let ask: (path: string) => Promise<Response>;

    before(async () => {
      [demo, folder] = await Promise.all([startDemo(), makeFolder()]);
      door = await demo.newDoor();
      ask = await askAsStaff((await demo.newDoor()).url);
      person = await newScreen();
      await signIn(person, door.url, 'Maren Okafor');
    });
    after(() => Promise.all([demo.close(), folder.remove()]));

    /** The tickets of a subject that the server has. */
    const tickets = async (subject: string) => {
      const { items } = (await (await ask('/tickets')).json()) as { items: Ticket[] };
      return items.filter((ticket) => ticket.subject === subject);
    };
    /** The bytes of a file that the server gives to staff; the ticket of its subject must be the only one. */
    const storedFile = async (subject: string, name: string) => {
      const found = await tickets(subject);
      assert.equal(found.length, 1);
      const ticket = (await (await ask(`/tickets/${found[0]!.id}`)).json()) as Ticket;
      const file = ticket.attachments!.filter((one) => one.name === name);
      assert.equal(file.length, 1);
      return Buffer.from(await (await ask(`/attachments/${file[0]!.id}`)).arrayBuffer());
    };
    const manifestOf = (subject: string) =>
      door.exchanges
        .filter(({ method, path }) => method === 'POST' && path === '/support/v1/tickets')
        .map(({ requestBody }) => JSON.parse(requestBody) as TicketInput)
        .find((input) => input.subject === subject || input.fields?.['summary'] === subject)!.attachments!;

    const openForm = async () => {
      await person.open(`${door.url}/app`);
      await person.click({ role: 'button', name: /^Help/ });
      await person.see(heading('How can we help?'));
    };
    const write = async (subject: string) => {
      await person.choose({ role: 'combobox', name: /^What is it about/, within: dialog }, 'Billing');
      await person.fill(field(/^Summary/), subject);
      await person.fill(field(/^Details/), 'Measured against three weights.');
      await person.fill(field(/^Impact/), 'Every batch is billed too high.');
      const blocking: Target = { role: 'radiogroup', name: /^Is work held up/, within: dialog };
      await person.check({ role: 'radio', name: 'No', within: blocking });
      await person.fill(field(/^Urgency/), 'Before the invoices of Friday.');
    };
    const add = async (files: Record<string, Buffer>) => {
      const paths = await Promise.all(Object.entries(files).map(([name, bytes]) => folder.put(name, bytes)));
      await person.see(button('Add files'));
      await person.chooseFiles(dialog, paths);
      for (const name of Object.keys(files)) await person.see(button(`Remove ${name}`));
      await person.seeText('Kept on this device');
    };

    step('are listed where they were chosen, and kept', async () => {
      await openForm();
      await write(scale);
      await add({ 'photo.png': picture, 'notes.txt': notes });
    });

    step('are still there after a reload, with the words', async () => {
      await openForm();
      await person.see(button('Remove photo.png'));
      await person.see(button('Remove notes.txt'));
      assert.equal(await person.valueOf(field(/^Summary/)), scale);
    });

    step('go with the ticket, from the (?) button over form and files to the thread, which shows them [4-07]', async () => {
      await person.click(button('Send ticket'));
      await person.see(heading(scale));
      await person.see(button('Download photo.png'));
      await person.see(button('Download notes.txt'));
    });

    step('are on the server byte for byte, the picture with its pixels and without the place where it was taken', async () => {
      assert.equal(sha256(await storedFile(scale, 'notes.txt')), sha256(notes));
      const stored = await storedFile(scale, 'photo.png');
      assert.deepEqual(pixelsOf(stored), pixelsOf(picture));
      assert.ok(picture.includes(place) && !stored.includes(place) && !stored.includes('eXIf'));
      assert.deepEqual(
        manifestOf(scale).map((file) => [file.name, file.sha256]),
        [
          ['photo.png', sha256(stored)],
          ['notes.txt', sha256(notes)],
        ],
      );
    });

    step('are on the desk of staff, where each can be saved', async () => {
      const own = await demo.newDoor();
      const staff = await newScreen();
      await signIn(staff, own.url, 'Lena Castellan');
      await staff.click({ role: 'link', name: new RegExp(scale) });
      await staff.see(inTicket({ role: 'button', name: 'Download photo.png' }));
      await staff.click(inTicket({ role: 'button', name: 'Download notes.txt' }));
      const given = () => own.exchanges.find(({ path }) => path.startsWith('/support/v1/attachments/'));
      for (const end = Date.now() + patience; !given(); await staff.text()) assert.ok(Date.now() < end, 'nothing was fetched');
      assert.equal(sha256(given()!.body), sha256(notes));
      await staff.close();
    });

    step('wait on the device while nobody can be reached, and then go once with their ticket', async () => {
      const subject = 'Written in the cellar';
      const log = textOf(5_000);
      await openForm();
      await write(subject);
      // What reads files has come with the first words.
      await person.seeText('Saved on this device.');
      door.away = true;
      await add({ 'cellar.log': log });
      await person.click(button('Send ticket'));
      await person.seeText('Saved on this device. We cannot be reached right now.');
      await person.seeText('cellar.log');
      assert.deepEqual(await tickets(subject), []);
      door.away = false;
      await person.see(button('Download cellar.log'));
      assert.equal(sha256(await storedFile(subject, 'cellar.log')), sha256(log));
    });

    // One upload a ticket, or several where typing is slow.
    const cuttings =
      engine === 'Chromium'
        ? [[0], [1], [50], [99], [100]]
        : [
            [0, 50, 100],
            [1, 99],
          ];
    for (const percents of cuttings) {
      const where = percents.join(', ');
      step(`arrive whole where uploads are cut at ${where} %, and one that has arrived is not sent again`, async () => {
        const subject = `Cut at ${where} %`;
        const long = percents.map((percent) => ({ percent, name: `long-${percent}.log`, bytes: textOf(300_000 + 2 * percent) }));
        const [short, first] = [`short-${percents[0]}.txt`, textOf(1_000 + 2 * percents[0]!)];
        await openForm();
        await write(subject);
        await add({ [short]: first, ...Object.fromEntries(long.map(({ name, bytes }) => [name, bytes])) });
        const earlier = door.exchanges.length;
        const cuts = long.map(({ percent, bytes }) =>
          door.cut(({ method, headers }) => method === 'PATCH' && headers['content-length'] === String(bytes.length), percent),
        );
        await person.click(button('Send ticket'));
        for (const { name } of long) await person.see(button(`Download ${name}`));
        for (const [at, { name, bytes }] of long.entries()) {
          assert.equal(cuts[at]!.length, bytes.length);
          assert.equal(sha256(await storedFile(subject, name)), sha256(bytes));
        }
        // What had arrived of an upload that was cut in its middle stays: only the rest is sent.
        const begun = long.filter(({ percent }) => percent > 0 && percent < 100);
        const wholes = long.map(({ bytes }) => bytes.length);
        const rests = door.exchanges
          .slice(earlier)
          .filter(({ method, requestLength: length = 0 }) => method === 'PATCH' && length > 2_000 && !wholes.includes(length));
        assert.equal(rests.length, begun.length, 'as many were gone on with as were cut in their middle');
        assert.equal(sha256(await storedFile(subject, short)), sha256(first));
        const sent = door.exchanges.filter(({ method, requestLength }) => method === 'PATCH' && requestLength === first.length);
        assert.equal(sent.length, 1, 'the short file was sent once');
      });
    }
  });
});
