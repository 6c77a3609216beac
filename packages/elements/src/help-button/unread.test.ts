import { assert, fixture, html } from '@open-wc/testing';
import { button, click, find, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import './help-button.define.js';
import type { HelpButtonElement } from './help-button.js';

async function open(unread?: string) {
  const support = new ScriptedSupport();
  const ticket = support.addTicket({ unread: 1 });
  const help = await fixture<HelpButtonElement>(
    html`<hm-help-button .client=${support.client} unread=${unread ?? ''}></hm-help-button>`,
  );
  if (unread === undefined) help.removeAttribute('unread');
  await click(button(help, /^Help/));
  await until(() => find(help, 'form'));
  return { support, ticket, help };
}

const said = (help: HelpButtonElement) => wordsOf(help.shadowRoot!.querySelector('span[role=status]'));

describe('The number on the help button', () => {
  it('is how many messages are unread, and a new one is said once and politely', async () => {
    const { support, ticket, help } = await open();
    await until(() => help.getAttribute('unread') === '1');
    assert.strictEqual(said(help), '', 'what was there before is not news');
    ticket.unread = 3;
    support.tell({ type: 'change', ticket: ticket.id, version: 9, kinds: ['timeline'] });
    await until(() => said(help) === '3 new messages');
    assert.ok(button(help, 'Help 3'));
    ticket.unread = 0;
    support.tell({ type: 'change', ticket: ticket.id, version: 9, kinds: ['read'] });
    await until(() => help.getAttribute('unread') === '0');
    assert.ok(button(help, 'Help'));
  });

  it('is left to a page that sets it', async () => {
    const { support, ticket, help } = await open('7');
    support.tell({ type: 'change', ticket: ticket.id, version: 9, kinds: ['timeline'] });
    await new Promise(requestAnimationFrame);
    assert.strictEqual(help.getAttribute('unread'), '7');
    assert.lengthOf(support.askedFor('GET /v1/unread'), 0);
  });

  it('comes by itself, and what waits is sent, where the person has sent something on this device before', async () => {
    const support = new ScriptedSupport();
    support.addTicket({ unread: 2 });
    support.script('POST /v1/tickets', () => Promise.reject(new TypeError('offline')));
    const before = support.newClient();
    const draft = await before.drafts.open('new');
    const input = { subject: 'From before', type: 'billing', fields: {} };
    await draft.send(input);
    await until(() => support.askedFor('POST /v1/tickets').length === 1, 'it was tried in vain');
    before.close();
    localStorage.setItem('hm-wake', '1');
    const help = await fixture<HelpButtonElement>(html`<hm-help-button .client=${support.newClient()}></hm-help-button>`);
    localStorage.removeItem('hm-wake');
    assert.lengthOf(support.asked, 1, 'the page goes first');
    await until(() => support.askedFor('POST /v1/tickets').length === 2, 'what waits is sent');
    await until(() => help.getAttribute('unread') === '2', 'what is unread is counted');
    assert.isFalse(help.open);
  });
});
