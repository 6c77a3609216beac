import type { Client } from '@helpmark/client';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import type { TicketInput } from '@helpmark/schema';
import { assert, fixture, html } from '@open-wc/testing';
import {
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  focused,
  option,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { ScriptedOptions } from '../../../../test/support/page/scripted-support.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from './ticket-form.js';
import './ticket-form.define.js';

const create = 'POST /v1/tickets';
const policy = policyOf([]);

const formOf = async (client: Client) => {
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form lang="en" .client=${client}></hm-ticket-form>`);
  await until(() => find(form, 'form, [data-entry]'), 'the form is drawn');
  return form;
};

async function open(options: ScriptedOptions = {}) {
  const support = new ScriptedSupport({ policy, ...options });
  const form = await formOf(support.client);
  return { support, form, files: await filesIn(form) };
}

const filesIn = (form: Element) => until(() => find(form, '.add'), 'files can be added');
const bytes = (name: string, ...first: (string | number)[]) =>
  new File(
    [Uint8Array.from(first.flatMap((one) => (typeof one === 'string' ? [...one].map((sign) => sign.charCodeAt(0)) : [one])))],
    name,
  );
const png = (name: string) => bytes(name, 0x89, 'PNG\r\n', 0x1a, '\n', 0, 0, 0, 0, 'IEND', 0xae, 0x42, 0x60, 0x82);
const text = (name: string, words = 'It is cold.') => new File([words], name);

/** Drops files on the form. */
function drop(form: Element, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  find(form, 'form')!.dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer }));
}

const names = (form: Element) => findAll(form, '.file .name').map(wordsOf);

async function write(form: TicketFormElement, words: Record<string, string>) {
  for (const [label, value] of Object.entries(words)) fill(control(form, label), value);
  await form.updateComplete;
}

describe('The files of a ticket', () => {
  it('go with its words, which do not wait for them, and arrive byte for byte', async () => {
    const { support, form } = await open();
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Drum 2 is cold' });
    drop(form, text('server.log'), text('notes.txt', 'Since Monday.'));
    await until(() => names(form).length === 2);
    assert.deepEqual(await faultsOf(form), []);
    const release = support.hold('HEAD /v1/uploads/file-1');
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#sent.done'));
    const { attachments } = support.askedFor(create)[0]!.body as TicketInput;
    assert.deepEqual(
      attachments!.map(({ name, type, size }) => [name, type, size]),
      [
        ['server.log', 'text/plain', 11],
        ['notes.txt', 'text/plain', 13],
      ],
    );
    assert.deepEqual(
      support.tickets[0]!.attachments!.map(({ state }) => state),
      ['pending', 'pending'],
      'the words are there, the files are not',
    );
    release();
    await until(() => support.tickets[0]!.attachments!.every(({ state }) => state === 'ready'));
    assert.strictEqual(new TextDecoder().decode(support.files.bytesOf('file-2')), 'Since Monday.');
    await until(() => support.client.outbox.list().length === 0);
    assert.deepEqual((await support.newClient().drafts.open('new')).files, []);
  });

  it('[4-115] rest with the draft, and are there again in the next page', async () => {
    const { support, form } = await open();
    drop(form, text('server.log'));
    await until(() => find(form, '.file .muted', /Kept on this device/));
    await until(() => find(form, '.kept', /^Saved on this device/));
    const again = await formOf(support.newClient());
    await until(() => names(again).join() === 'server.log');
  });

  it('wait with the words while there is no way to the server, and then go by themselves', async () => {
    const { support, form } = await open();
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Offline' });
    drop(form, text('server.log'));
    await until(() => names(form).length === 1);
    support.script(create, () => Promise.reject(new TypeError('away')));
    await click(button(form, 'Send ticket'));
    const entry = await until(() => find(form, '[data-entry]'));
    await until(() => find(entry, '.file .muted', '11 bytes, Waits'));
    assert.deepEqual(await faultsOf(form), []);
    await click(button(entry, 'Try now'));
    await until(() => support.tickets[0]?.attachments?.[0]?.state === 'ready');
    assert.strictEqual(new TextDecoder().decode(support.files.bytesOf('file-1')), 'It is cold.');
  });

  it('that need the person are tried again one by one, or left out, and those that have arrived are not sent again', async () => {
    const { support, form } = await open({ policy: policyOf([{ key: 'line', kind: 'text', label: 'Line', carries: true }]) });
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Two files' });
    drop(form, text('one.log', 'One.'), text('two.log', 'Two.'));
    await until(() => names(form).length === 2);
    support.refuse('PATCH /v1/uploads/file-2', 422, 'invalid', { times: 1 });
    await click(button(form, 'Send and start another'));
    const entry = await until(() => find(form, '[data-entry][data-state=sent]'), 'what is left of the entry');
    await until(() => wordsOf(find(entry, 'p')).startsWith('Needs you.'));
    const row = await until(() => find(entry, '.file.wrong'));
    assert.include(wordsOf(row), 'two.log');
    await click(button(row, 'Try again'));
    await until(() => support.tickets[0]!.attachments!.every(({ state }) => state === 'ready'));
    assert.lengthOf(support.askedFor('PATCH /v1/uploads/file-1'), 1);
    await until(() => !find(form, '[data-entry]'));
  });

  it('that are still being read when the person sends go with the ticket', async () => {
    const { support, form } = await open();
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'In a hurry' });
    const slow = text('slow.log');
    const { arrayBuffer } = slow;
    let release = () => {};
    slow.arrayBuffer = async () => {
      await new Promise<void>((resolve) => (release = resolve));
      return arrayBuffer.call(slow);
    };
    drop(form, slow);
    await until(() => find(form, '.file .muted', /Reading…/));
    await click(button(form, 'Send ticket'));
    await click(button(form, 'Send ticket'));
    assert.deepEqual(support.askedFor(create), []);
    release();
    await until(() => find(form, '#sent.done'));
    assert.lengthOf(support.askedFor(create), 1);
    assert.lengthOf((support.askedFor(create)[0]!.body as TicketInput).attachments!, 1);
  });

  it('join the summary of what is wrong where they cannot be sent, which leads to them', async () => {
    const { support, form } = await open();
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Tables' });
    drop(form, text('a.log'), text('b.txt'));
    await until(() => names(form).length === 2);
    const accept = [{ type: 'text/plain', extensions: ['log'] }];
    Object.assign(support.policy, { version: 'small-2', attachments: { ...policy.attachments!, accept } });
    support.refuse(create, 422, 'invalid', {
      issues: [{ path: ['attachments', 1], code: 'wrong-type', message: 'A file of type "text/plain" is not taken.' }],
    });
    await click(button(form, 'Send ticket'));
    const problems = await until(() => find(form, '#problems'));
    assert.include(wordsOf(problems), 'Some files cannot be sent as they are.');
    assert.strictEqual(control(form, 'Summary').value, 'Tables');
    await until(() => find(form, '.file.wrong .error', /“b.txt” is of a kind that is not accepted/));
    assert.deepEqual(await faultsOf(form), []);

    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#problems'));
    assert.lengthOf(support.askedFor(create), 1, 'the page knows the new rule now');
    await click(find(form, '#problems a')!);
    await until(() => focused() === find(form, '.file.wrong button'), 'the focus is on the file');
    await click(find(form, '.file.wrong button')!);
    await until(() => !find(form, '#problems'), 'nothing is wrong any more');
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#sent.done'));
  });

  it('cannot be added where the policy takes none', async () => {
    const { attachments: _attachments, ...none } = policy;
    const support = new ScriptedSupport({ policy: none });
    const form = await formOf(support.client);
    await until(() => find(form, '.kept'));
    assert.ok(!find(form, '.add'));
  });

  it('[0-14] count as evidence: what would help is asked for once, and is there with the first file', async () => {
    const { form } = await open({ policy: siteLicencePolicy });
    form.type = 'account';
    const item = await until(() => find(form, '[data-evidence=files]'));
    assert.strictEqual(item.dataset['present'], 'false');
    drop(form, text('server.log'));
    await until(() => find(form, '[data-evidence=files][data-present=true]'));
  });

  it('[4-21] have a place for a screenshot among what helps, which opens the picker and knows when there is one', async () => {
    const { form } = await open({ policy: consumerPlansPolicy });
    form.type = 'bug';
    const place = await until(() => find(form, '[data-evidence=screenshots]'));
    const input = find(form, 'hm-ticket-attachments')!.shadowRoot!.querySelector('input')!;
    const opened = new Promise((resolve) =>
      input.addEventListener('click', (event) => (event.preventDefault(), resolve(true)), { once: true }),
    );
    await click(button(form, 'Add a file: Screenshots'));
    await opened;
    assert.equal(place.dataset['present'], 'false');
    drop(form, png('error.png'));
    await until(() => place.dataset['present'] === 'true');
    assert.isNull(place.querySelector('button'));
  });

  it('[4-28] [4-31] [4-33] are several pictures, recordings and documents where the policy accepts them', async () => {
    const { form } = await open({ policy: consumerPlansPolicy });
    drop(
      form,
      png('one.png'),
      png('two.png'),
      bytes('clip.mp4', 0, 0, 0, 24, 'ftypmp42', 0, 0, 0, 0),
      bytes('clip.mov', 0, 0, 0, 20, 'ftypqt  ', 0, 0, 0, 0),
      bytes('paper.pdf', '%PDF-1.7\n'),
    );
    await until(() => names(form).length + findAll(form, '.refused').length === 5);
    assert.deepEqual(names(form), ['one.png', 'two.png', 'clip.mp4', 'clip.mov', 'paper.pdf']);
  });
});
