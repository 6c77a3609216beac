import { assert, fixture, html } from '@open-wc/testing';
import { button, click, find, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

const routes = { list: '/support', new: '/support/new', thread: '/support/:id' };

async function open(support = new ScriptedSupport({ policy: policyOf([], { routes }) })) {
  const ticket = support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  for (let at = 1; at <= 120; at++) support.addItem(ticket, { body: `Answer <b>${at}</b>.` });
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>`,
  );
  await until(() => find(thread, 'h3'), 'the thread is drawn');
  return { support, ticket, thread };
}

/** Puts something in place of a member for the length of a test. */
const undos: (() => void)[] = [];
function replace<Owner extends object>(owner: Owner, name: keyof Owner, value: unknown) {
  const before = Object.getOwnPropertyDescriptor(owner, name);
  Object.defineProperty(owner, name, { value, configurable: true, writable: true });
  undos.push(() => (before ? Object.defineProperty(owner, name, before) : Reflect.deleteProperty(owner, name)));
}
afterEach(() => undos.splice(0).forEach((undo) => undo()));

describe('Sharing a ticket', () => {
  it('copies the address of the ticket, which opens exactly this one [1-14]', async () => {
    const { thread, ticket } = await open();
    let copied = '';
    replace(navigator, 'clipboard', { writeText: async (text: string) => void (copied = text) });
    await click(button(thread, 'Copy link'));
    await until(() => find(thread, '[role=status]', 'Link copied.'));
    assert.strictEqual(copied, `${location.origin}/support/${ticket.id}`);
  });

  it('shows the address where the browser does not let it be copied', async () => {
    const { thread, ticket } = await open();
    replace(navigator, 'clipboard', { writeText: () => Promise.reject(new Error('not allowed')) });
    await click(button(thread, 'Copy link'));
    const note = await until(() => find(thread, '[role=status]', /could not be copied/));
    assert.include(wordsOf(note), `${location.origin}/support/${ticket.id}`);
  });

  it('offers no link where the policy says no address', async () => {
    const { thread } = await open(new ScriptedSupport());
    assert.ok(find(thread, 'button', 'Print'));
    assert.ok(!find(thread, 'button', 'Copy link'));
  });

  it('saves every message and change as text, from the first to the last', async () => {
    const { thread, support } = await open();
    let saved: Blob | undefined;
    let name = '';
    replace(URL, 'createObjectURL', (blob: Blob) => {
      saved = blob;
      return 'blob:nothing';
    });
    replace(HTMLAnchorElement.prototype, 'click', function (this: HTMLAnchorElement) {
      name = this.download;
    });
    await click(button(thread, 'Save as text'));
    const text = await (await until(() => saved)).text();
    assert.strictEqual(name, 'HM-000001.txt');
    assert.match(text, /^HM-000001 The export is empty\n/);
    const at = ['You sent this ticket', 'Since this morning.', 'Answer <b>1</b>.', 'Answer <b>60</b>.', 'Answer <b>120</b>.'];
    const places = at.map((words) => text.indexOf(words));
    assert.ok(places.every((place) => place >= 0));
    assert.deepEqual(
      places,
      [...places].sort((one, other) => one - other),
    );
    assert.include(text, `${location.origin}/support/${support.tickets[0]!.id}`);
  });

  it('prints from a window of its own, in which raw HTML stays text', async () => {
    const { thread } = await open();
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="In place of a window"></iframe>`);
    const view = frame.contentWindow!;
    let printed = 0;
    replace(view, 'print', () => printed++);
    replace(window, 'open', () => view);
    await click(button(thread, 'Print'));
    await until(() => printed);
    const { body, title } = view.document;
    assert.strictEqual(title, 'HM-000001 The export is empty');
    assert.lengthOf(body.querySelectorAll('article'), 122);
    assert.include(body.textContent, 'Answer <b>120</b>.');
    assert.strictEqual(body.querySelector('b'), null);
  });

  it('says so where the browser blocks the window, and where messages cannot be loaded', async () => {
    const { thread, support } = await open();
    replace(window, 'open', () => null);
    await click(button(thread, 'Print'));
    await until(() => find(thread, '[role=status]', /blocked the page to print/));
    support.script('GET /v1/tickets/ticket-1/timeline', () => Promise.reject(new TypeError('offline')));
    await click(button(thread, 'Save as text'));
    await until(() => find(thread, '[role=status]', /could not be reached/));
  });
});
