import type { MessageInput } from '@helpmark/schema';
import { assert, fixture, html } from '@open-wc/testing';
import { button, click, fill, find, findAll, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

const write = 'POST /v1/tickets/ticket-1/messages';

async function open(prepare: (support: ScriptedSupport) => void = () => {}) {
  const support = new ScriptedSupport();
  support.addTicket({}, 'It is cold.');
  prepare(support);
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread lang="en" .client=${support.client} .ticketId=${'ticket-1'}></hm-ticket-thread>`,
  );
  await until(() => find(thread, '.composer .add') ?? find(thread, '.add'), 'files can be added');
  return { support, thread };
}

function drop(thread: Element, ...files: File[]): void {
  const dataTransfer = new DataTransfer();
  for (const file of files) dataTransfer.items.add(file);
  find(thread, 'form.composer')!.dispatchEvent(new DragEvent('drop', { cancelable: true, dataTransfer }));
}

const text = (name: string, words = 'It is cold.') => new File([words], name);
const inMessages = (thread: Element) => findAll(find(thread, 'hm-ticket-timeline')!, '.file').map(wordsOf);

describe('Files in a thread', () => {
  it('[4-73] go with a reply, which needs no words then, and stand in its message', async () => {
    const { support, thread } = await open();
    drop(thread, text('later.log'));
    await until(() => find(thread, '.file .name', 'later.log'));
    const release = support.hold('HEAD /v1/uploads/file-1');
    await click(button(thread, 'Send'));
    await until(() => inMessages(thread).length === 1, 'the message shows its file');
    const { body, attachments } = support.askedFor(write)[0]!.body as MessageInput;
    assert.strictEqual(body, '');
    assert.deepEqual(
      attachments!.map(({ name }) => name),
      ['later.log'],
    );
    assert.include(inMessages(thread)[0]!, '11 bytes, Still arriving');
    await until(() => find(thread, '.outgoing .entry p', 'Sent. Files are still on their way.'));
    release();
    await until(() => support.tickets[0]!.attachments![0]!.state === 'ready');
    // Its arrival counts the version not up.
    support.tell({ type: 'change', ticket: 'ticket-1', version: support.tickets[0]!.version, kinds: ['ticket'] });
    await until(() => inMessages(thread)[0]!.includes('Download'), 'it can be saved');
    await until(() => !find(thread, '.outgoing'));
  });

  it('say at the field that a reply needs words or files', async () => {
    const { support, thread } = await open();
    await click(button(thread, 'Send'));
    await until(() => find(thread, '#reply-error'));
    assert.deepEqual(support.askedFor(write), []);
  });

  it('of a ticket whose words have arrived show how far they are', async () => {
    const { support, thread } = await open((support) => void support.hold('HEAD /v1/uploads/file-1'));
    const draft = await support.client.drafts.open('new');
    const attachments = await support.client.attachments();
    const rules = support.policy.attachments;
    const { file } = await attachments.prepare(text('with-it.log'), { rules, present: [] });
    await draft.addFile(file!);
    const fields = { impact: 'One', blocking: 'no', urgency: 'None', concernsAccount: 'no', concernsUser: 'no' };
    await draft.send({ subject: 'Another', type: 'billing', fields, body: 'Words.' });
    await until(() => support.tickets[0]!.subject === 'Another');
    thread.ticketId = support.tickets[0]!.id;
    await until(() => find(find(thread, '.outgoing') ?? document.createElement('p'), '.name', 'with-it.log'));
  });

  it('keep what the person writes while one is added or taken away', async () => {
    const { thread } = await open();
    fill(find(thread, 'textarea')!, 'Half a sentence');
    drop(thread, text('a.log'));
    await until(() => find(thread, '.file .name', 'a.log'));
    await until(() => find(thread, 'button.removes', 'Remove'));
    await click(button(thread, 'Remove'));
    await until(() => !find(thread, '.file'));
    assert.strictEqual(find<HTMLTextAreaElement>(thread, 'textarea')!.value, 'Half a sentence');
  });
});
