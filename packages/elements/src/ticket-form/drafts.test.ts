import { createMemoryStorage } from '@helpmark/client';
import type { Client, StoragePort } from '@helpmark/client';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  option,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { ScriptedOptions } from '../../../../test/support/page/scripted-support.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from './ticket-form.js';
import './ticket-form.define.js';

const policy = policyOf([
  { key: 'impact', kind: 'multiline', label: 'Impact', required: true },
  { key: 'licence', kind: 'text', label: 'Licence', required: true, sensitive: true },
]);
const create = 'POST /v1/tickets';

const formOf = async (client: Client) => {
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form lang="en" .client=${client}></hm-ticket-form>`);
  await until(() => find(form, 'form, [data-entry]'), 'the form is drawn');
  return form;
};

async function open(options: ScriptedOptions = {}) {
  const support = new ScriptedSupport({ policy, ...options });
  return { support, form: await formOf(support.client) };
}

/** The same person in another tab, or after the page has gone. */
const reopen = (support: ScriptedSupport) => formOf(support.newClient());

const kept = (form: Element) => wordsOf(find(form, '.kept [role=status]'));
const valueOf = (form: Element, label: string) => control(form, label).value;

async function write(form: TicketFormElement, words: Record<string, string>) {
  for (const [label, text] of Object.entries(words)) fill(control(form, label), text);
  await form.updateComplete;
}

const saved = async (form: Element) => until(() => kept(form).startsWith('Saved on this device.'), 'it is saved');
/** What rests on the device, as text. */
const resting = async (storage: StoragePort) => JSON.stringify(await storage.read([]));
const rests = (storage: StoragePort, words: string) =>
  new Promise<void>((resolve) => {
    const look = async (): Promise<unknown> =>
      (await resting(storage)).includes(words) ? resolve() : setTimeout(() => void look(), 5);
    void look();
  });

describe('The draft in the ticket form', () => {
  it('rests on the device as it is written, and is there again in the next page', async () => {
    const { support, form } = await open();
    assert.strictEqual(kept(form), '');
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'The export is empty', Impact: 'The whole team.\n  Since Monday.' });
    assert.strictEqual(kept(form), '', 'nothing is said before it is so');
    await saved(form);
    await rests(support.storage, 'The whole team.');
    assert.deepEqual(await faultsOf(form), []);

    const again = await reopen(support);
    assert.strictEqual(valueOf(again, 'Summary'), 'The export is empty');
    assert.strictEqual(valueOf(again, 'Impact'), 'The whole team.\n  Since Monday.');
    assert.ok(option(control(again, 'What is it about?').closest('fieldset')!, 'Question').checked);
    await saved(again);
  });

  it('never rests with what the policy calls sensitive, and says that it must be typed again', async () => {
    const { support, form } = await open();
    await write(form, { Summary: 'No licence', Licence: 'TOP-SECRET-1' });
    await rests(support.storage, 'No licence');
    assert.notInclude(await resting(support.storage), 'TOP-SECRET-1');
    assert.strictEqual(valueOf(form, 'Licence'), 'TOP-SECRET-1', 'it stays on screen');

    const again = await reopen(support);
    assert.strictEqual(valueOf(again, 'Licence'), '');
    const field = control(again, 'Licence').closest('.field')!;
    assert.include(wordsOf(field), 'Type this again: it is never kept on this device.');
    assert.include(control(again, 'Licence').getAttribute('aria-describedby')!, 'licence-again');
    await write(again, { Licence: 'TOP-SECRET-1' });
    assert.notInclude(wordsOf(field), 'Type this again');
    assert.deepEqual(await faultsOf(again), []);
  });

  it('never holds the licence of the preset site-licence, which is masked once it is written [1-05]', async () => {
    const { support, form } = await open({ policy: siteLicencePolicy });
    const licence = control(form, 'License key or plan name');
    licence.focus();
    await write(form, { Problem: 'No update', 'License key or plan name': 'ABCD-1234' });
    await rests(support.storage, 'No update');
    assert.notInclude(await resting(support.storage), 'ABCD-1234');
    licence.blur();
    assert.strictEqual(getComputedStyle(licence).getPropertyValue('-webkit-text-security'), 'disc');
    form.type = 'account';
    await form.updateComplete;
    fill(control(form, 'Problem'), '');
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#problems'));
    assert.strictEqual(licence.value, 'ABCD-1234');
  });

  it('is discarded when the person says so, and comes back when they change their mind', async () => {
    const { support, form } = await open();
    await write(form, { Summary: 'Not that important', Impact: 'None.' });
    await saved(form);
    await click(button(form, 'Discard'));
    await until(() => kept(form) === 'Discarded.');
    assert.strictEqual(valueOf(form, 'Summary'), '');
    assertFocused(button(form, 'Undo'));
    await click(button(form, 'Undo'));
    await until(() => valueOf(form, 'Summary') === 'Not that important');
    assert.strictEqual(valueOf(form, 'Impact'), 'None.');
    await saved(form);
    await click(button(form, 'Discard'));
    await until(() => kept(form) === 'Discarded.');
    const again = await reopen(support);
    assert.strictEqual(valueOf(again, 'Summary'), '');
  });

  it('ends with sending: the next form is empty', async () => {
    const { support, form } = await open();
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Sent', Impact: 'All.', Licence: 'L' });
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#sent.done'));
    const again = await reopen(support);
    assert.strictEqual(valueOf(again, 'Summary'), '');
    assert.strictEqual(kept(again), '');
  });

  it('shows both versions where two tabs have written it, and asks which one is meant', async () => {
    const { support, form } = await open();
    await write(form, { Summary: 'Common', Impact: 'Common.' });
    await rests(support.storage, 'Common.');
    // The other tab does not hear of the first one.
    const deaf = { channel: () => ({ tell() {}, close() {} }) };
    const other = await formOf(support.newClient(deaf));
    await write(other, { Impact: 'Written in the other tab.' });
    await rests(support.storage, 'Written in the other tab.');
    await write(form, { Impact: 'Written here.' });
    const asked = await until(() => find(form, '.conflict'));
    assert.match(wordsOf(asked), /also changed in another tab/);
    assert.deepEqual(findAll(asked, 'dt').map(wordsOf), ['Impact', 'Impact']);
    assert.deepEqual(findAll(asked, 'dd').map(wordsOf), ['Written here.', 'Written in the other tab.']);
    assert.deepEqual(await faultsOf(form), []);
    assert.deepEqual(support.askedFor(create), []);

    await click(button(form, 'Take the other one'));
    await until(() => valueOf(form, 'Impact') === 'Written in the other tab.');
    assert.ok(!find(form, '.conflict'));

    await write(other, { Impact: 'Once more there.' });
    await rests(support.storage, 'Once more there.');
    await write(form, { Impact: 'Once more here.' });
    await until(() => find(form, '.conflict'));
    await click(button(form, 'Keep this one'));
    await rests(support.storage, 'Once more here.');
    await until(() => !find(form, '.conflict'));
    assert.strictEqual(valueOf(form, 'Impact'), 'Once more here.');
  });

  it('that is older than 14 days is offered, and neither taken for granted nor removed', async () => {
    const storage = createMemoryStorage();
    const { support, form } = await open({ storage });
    await write(form, { Summary: 'From long ago', Impact: 'Some.' });
    await rests(storage, 'From long ago');
    const [[key, record]] = (await storage.read([])).filter(([at]) => at.includes('draft')) as [[string[], object]];
    await storage.write([], () => [[key, { ...record, savedAt: Date.now() - 15 * 24 * 3_600_000 }]]);
    const again = await reopen(support);
    const asked = await until(() => find(again, '.notice', /You wrote this on/));
    assert.strictEqual(valueOf(again, 'Summary'), 'From long ago');
    assert.deepEqual(await faultsOf(again), []);
    await click(button(asked, 'Keep it'));
    await until(() => !find(again, '.notice', /You wrote this on/));
    assert.strictEqual(valueOf(again, 'Summary'), 'From long ago');
  });

  it('says that it lives in this tab only where the browser refuses, still sends, and heals', async () => {
    const memory = createMemoryStorage();
    let refuses = true;
    const refuse = () => Promise.reject(new DOMException('No.', 'QuotaExceededError'));
    const storage: StoragePort = {
      read: (prefix) => (refuses ? refuse() : memory.read(prefix)),
      write: (prefixes, change) => (refuses ? refuse() : memory.write(prefixes, change)),
    };
    const { support, form } = await open({ storage });
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await write(form, { Summary: 'Private window', Impact: 'All.', Licence: 'L' });
    await until(() => kept(form).startsWith('This browser keeps nothing'));
    assert.deepEqual(await faultsOf(form), []);
    refuses = false;
    await write(form, { Impact: 'All of us.' });
    await saved(form);
    refuses = true;
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '#sent.done'));
    assert.strictEqual(support.tickets[0]!.subject, 'Private window');
  });

  it('says where the browser clears it by its own rule', async () => {
    const support = new ScriptedSupport({ policy });
    const form = await formOf(support.newClient({ persist: async () => true }));
    await write(form, { Summary: 'On Safari' });
    await until(() => /Safari removes it after 7 days without a visit/.test(kept(form)));
  });
});

describe('Similar tickets', () => {
  it('are shown before a new one is sent, the open ones first and the solved ones too, with a way to go there [1-20] [1-23] [4-93]', async () => {
    const { support, form } = await open();
    support.setStatus(support.addTicket({ subject: 'The EXPORT is empty since Monday' }), 'closed');
    const openOne = support.addTicket({ subject: 'Export stays empty' });
    support.addTicket({ subject: 'Invoice is missing' });
    const summary = control(form, 'Summary');
    fill(summary, 'My éxport is empty');
    summary.dispatchEvent(new Event('change', { bubbles: true }));
    const similar = await until(() => find(form, '.similar'));
    assert.deepEqual(findAll(similar, 'li').map(wordsOf), [
      'Export stays empty HM-000002, Open',
      'The EXPORT is empty since Monday HM-000001, Closed',
    ]);
    assert.deepEqual(await faultsOf(form), []);
    const opened = new Promise<string>((resolve) => form.addEventListener('hm-ticket-open', ({ ticket }) => resolve(ticket)));
    await click(button(similar, 'Export stays empty'));
    assert.strictEqual(await opened, openOne.id);
    assert.deepEqual(support.askedFor(create), []);
    fill(summary, 'Something else altogether');
    summary.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => !find(form, '.similar'));
  });
});
