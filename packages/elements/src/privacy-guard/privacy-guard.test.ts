import type { Policy, TicketInput } from '@helpmark/schema';
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
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from '../ticket-form/ticket-form.js';
import '../ticket-form/ticket-form.define.js';
import '../ticket-thread/ticket-thread.define.js';

const create = 'POST /v1/tickets';
const privacy: Policy['privacy'] = {
  detectors: {
    password: 'warn',
    card: 'block',
    'national-id': 'warn',
    'other-contact': 'warn',
    diagnosis: 'warn',
    token: 'warn',
  },
  diagnoses: ['hepatitis'],
  secureChannel: 'Ask for a secure link.',
};
const policy = policyOf(
  [
    { key: 'description', kind: 'multiline', label: 'Details' },
    { key: 'steps', kind: 'steps', label: 'Steps' },
    { key: 'secret', kind: 'text', label: 'Licence', sensitive: true },
  ],
  { privacy },
);

async function open(changes: Partial<Policy> = {}) {
  const support = new ScriptedSupport({ policy: { ...policy, ...changes }, person: { email: 'ana@acme.example' } });
  const form = await fixture<TicketFormElement>(
    html`<hm-ticket-form type="question" lang="en" .client=${support.client}></hm-ticket-form>`,
  );
  await until(() => find(form, 'form'), 'the form is drawn');
  const send = () => click(button(form, 'Send ticket'));
  const sent = () => support.askedFor(create).map(({ body }) => body as TicketInput);
  return { support, form, send, sent };
}

const findings = (root: Element) => findAll(root, '[data-kind]').map((one) => one.getAttribute('data-kind'));
/** Waits until these kinds are pointed at, in this order. */
const pointsAt = (root: Element, ...kinds: string[]) =>
  until(() => String(findings(root)) === String(kinds), `it points at ${kinds.join()}`);

describe('The privacy guard of the form', () => {
  it('[4-101] points at a password before it is sent, and covers it with one key', async () => {
    const { form, send, sent } = await open();
    fill(control(form, 'Summary'), 'I cannot sign in');
    fill(control(form, 'Details'), 'It says no. My password: hunter2 and then nothing.');
    await send();
    await until(() => focused()?.matches('.cover'), 'the focus is on what covers it');
    assert.equal(sent().length, 0);
    assert.equal(wordsOf(find(form, '.excerpt mark')), 'hunter2');
    assert.include(wordsOf(find(form, '[data-kind]')), 'This looks like a password. In “Details”');
    assert.include(wordsOf(find(form, '.guard')), 'Ask for a secure link.');
    assert.deepEqual(await faultsOf(form), []);
    await press('Enter');
    await until(() => control(form, 'Details').value === 'It says no. My password: [password] and then nothing.');
    await until(() => focused() === control(form, 'Details'), 'the focus is on the words that changed');
    await click(button(form, 'Undo'));
    assert.include(control(form, 'Details').value, 'hunter2');
    await pointsAt(form, 'password');
    await click(button(form, 'Cover it'));
    await send();
    await until(() => sent()[0]);
    assert.equal(sent()[0]!.body, 'It says no. My password: [password] and then nothing.');
  });

  it('[4-102] does not send what the policy blocks, however often one presses', async () => {
    const { form, send, sent } = await open();
    fill(control(form, 'Summary'), 'Charged twice on 4111 1111 1111 1111');
    await send();
    await pointsAt(form, 'card');
    assert.include(wordsOf(find(form, '[data-kind]')), 'It cannot be sent. Cover it or take it out.');
    assert.notInclude(wordsOf(find(form, '.guard')), 'Leave it');
    for (let time = 0; time < 3; time++) {
      await send();
      await until(() => focused()?.matches('.cover'));
    }
    assert.equal(sent().length, 0);
    fill(control(form, 'Summary'), 'Charged twice');
    await send();
    await until(() => sent()[0]);
  });

  it('sends what it only warns of when the person says so again, and not on a double click', async () => {
    const { form, sent, send } = await open();
    fill(control(form, 'Summary'), 'Please ask jo@example.org');
    const press = button(form, 'Send ticket');
    press.click();
    press.click();
    await pointsAt(form, 'other-contact');
    press.click();
    assert.equal(sent().length, 0);
    const begun = performance.now();
    while (sent().length === 0 && performance.now() - begun < 15_000) await send();
    assert.equal(sent()[0]!.subject, 'Please ask jo@example.org');
    assert.isAbove(performance.now() - begun, 500);
  });

  it('[4-103] [4-104] [4-105] looks at words once nobody types, without anybody sending', async () => {
    const { form } = await open();
    fill(control(form, 'Details'), 'My SSN is 123-45-6789, he has hepatitis, ask jo@example.org or ana@acme.example');
    await pointsAt(form, 'national-id', 'diagnosis', 'other-contact');
    await click(button(form, 'Show it'));
    const details = control<HTMLTextAreaElement>(form, 'Details');
    assert.equal(focused(), details);
    assert.equal(details.value.slice(details.selectionStart, details.selectionEnd), '123-45-6789');
    await click(button(form, 'Leave it'));
    await pointsAt(form, 'diagnosis', 'other-contact');
    await click(button(form, 'Cover all'));
    assert.equal(details.value, 'My SSN is 123-45-6789, he has [diagnosis], ask [other-contact] or ana@acme.example');
    await pointsAt(form);
  });

  it('looks into each line of a list, and leaves what the policy asks for as sensitive', async () => {
    const { form } = await open();
    fill(control(form, 'Licence'), 'password: hunter2');
    await click(button(form, 'Add a step'));
    fill(find(form, '#steps-step-0')!, 'Open it with password: hunter2');
    await form.updateComplete;
    fill(find(form, '#steps-step-1')!, 'Sign in with password: hunter3');
    await pointsAt(form, 'password', 'password');
    await click(button(form, 'Cover all'));
    const steps = findAll<HTMLInputElement>(form, '.steps input').map(({ value }) => value);
    assert.deepEqual(steps, ['Open it with password: [password]', 'Sign in with password: [password]']);
  });

  it('takes no room while it has nothing to say, so that nothing jumps away below a hand', async () => {
    const { form } = await open();
    const top = () => button(form, 'Send ticket').getBoundingClientRect().top;
    const before = await until(() => find(form, '.guard') && top());
    find(form, '.guard')!.remove();
    assert.equal(top(), before);
  });

  it('is quiet on ordinary tickets, and absent where the policy names no detector', async () => {
    const { form, send, sent } = await open();
    const words = 'Order 4500012345, ticket HM-000123, run 7f9c2ba4-e88f-427d-9c2b-a4e88f427d12 at 14:30:05, version 4.12.0';
    fill(control(form, 'Summary'), 'The export is empty');
    fill(control(form, 'Details'), words);
    await send();
    await until(() => sent()[0]);
    const other = await open({ privacy: { secureChannel: 'Ask.' } });
    fill(control(other.form, 'Summary'), 'password: hunter2');
    await other.send();
    await until(() => other.sent()[0]);
    assert.isUndefined(find(other.form, '.guard'));
  });

  it('looks into names and texts of files, and covers both', async () => {
    const { support, form, send, sent } = await open();
    fill(control(form, 'Summary'), 'It fails');
    await until(() => find(form, '.add'), 'files can be added');
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(new File(['\ufeffstart\nüber: password: hunter2\nend\n'], 'card_4111111111111111.log'));
    find(form, 'form')!.dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer }));
    await pointsAt(form, 'card', 'password');
    await send();
    await until(() => focused()?.matches('.cover'));
    assert.equal(sent().length, 0);
    await click(button(form, 'Cover all'));
    await pointsAt(form);
    await send();
    await until(() => sent()[0]);
    assert.deepEqual(
      sent()[0]!.attachments!.map(({ name }) => name),
      ['card_[card].log'],
    );
    await until(() => support.files.bytesOf('file-1').length > 0, 'the file has arrived');
    assert.equal(new TextDecoder().decode(support.files.bytesOf('file-1')), 'start\nüber: password: [password]\nend\n');
  });

  it('takes its words from the language of the page', async () => {
    const { form } = await open();
    form.setAttribute('lang', 'de');
    await until(() => find(form, 'button', 'Ticket senden'));
    fill(find(form, '#summary')!, 'password: hunter2');
    await pointsAt(form, 'password');
    await until(() => find(form, 'button', 'Abdecken'), 'it speaks German');
  });
});

describe('The privacy guard of the composer', () => {
  it('looks at a reply before it is sent', async () => {
    const support = new ScriptedSupport({ policy });
    const ticket = support.addTicket({}, 'It fails.');
    const thread = await fixture(
      html`<hm-ticket-thread lang="en" ticket-id=${ticket.id} .client=${support.client}></hm-ticket-thread>`,
    );
    await until(() => find(thread, '#reply'), 'the composer is there');
    fill(find(thread, '#reply')!, 'It is password: hunter2');
    await click(button(thread, 'Send'));
    await until(() => focused()?.matches('.cover'), 'the focus is on what covers it');
    const replies = () => support.askedFor(`POST /v1/tickets/${ticket.id}/messages`).map(({ body }) => body);
    assert.deepEqual(replies(), []);
    await press('Enter');
    await until(() => find<HTMLTextAreaElement>(thread, '#reply')!.value === 'It is password: [password]');
    await click(button(thread, 'Send'));
    await until(() => replies()[0]);
    assert.include(replies()[0] as object, { body: 'It is password: [password]' });
    assert.deepEqual(await faultsOf(thread), []);
  });
});
