import { createClient } from '@helpmark/client';
import type { TicketInput } from '@helpmark/schema';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  control,
  fill,
  find,
  findControl,
  option,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { HelpQueue } from '../queue.define.js';
import './help-button.define.js';
import type { HelpButtonElement } from './help-button.js';

const colours = ['red', 'green', 'blue'].map((key) => ({ key, label: key.toUpperCase() }));
const policy = policyOf(
  [
    { key: 'product', kind: 'text', label: 'Product' },
    { key: 'plan', kind: 'text', label: 'Plan', default: 'free' },
    { key: 'tags', kind: 'choices', label: 'Tags', options: colours },
    { key: 'place', kind: 'choice', label: 'Place', options: colours },
  ],
  {
    types: [
      { key: 'question', label: 'Question', fields: [] },
      { key: 'bill', label: 'Bill', fields: [] },
    ],
  },
);

async function open(changes: Partial<HelpButtonElement> = {}) {
  const support = new ScriptedSupport({ policy });
  const help = await fixture<HelpButtonElement>(html`<hm-help-button .client=${support.client}></hm-help-button>`);
  Object.assign(help, changes);
  const sent = () => support.askedFor('POST /v1/tickets').map(({ body }) => body as TicketInput);
  return { support, help, sent };
}

const chosen = (help: HelpButtonElement) => wordsOf(find<HTMLInputElement>(help, 'input[name=type]:checked')?.closest('label'));
const pick = (help: HelpButtonElement, group: string, name: string) => option(find(help, `fieldset#${group}`)!, name).click();

describe('A page that has a help button', () => {
  it('opens it on a type, also while it is open, and leaves what was written there', async () => {
    const { help } = await open();
    await help.show({ type: 'bill' });
    await until(() => chosen(help) === 'Bill', 'the type is chosen once the form is drawn');
    fill(control(help, 'Summary'), 'Paid twice');
    await help.hide();
    await help.show({ type: 'question' });
    await until(() => chosen(help) === 'Question');
    assert.strictEqual(control(help, 'Summary').value, 'Paid twice');
    await help.show({ type: 'bill' });
    await until(() => chosen(help) === 'Bill');
    await help.hide();
  });

  it('opens it on a type in place of the word that a ticket was sent', async () => {
    const { help, support } = await open();
    await help.show({ type: 'question' });
    await until(() => find(help, 'form'));
    fill(control(help, 'Summary'), 'One');
    await click(button(help, 'Send ticket'));
    await until(() => support.tickets.length === 1 && find(help, '#reply'));
    await help.show({ type: 'bill' });
    await until(() => chosen(help) === 'Bill');
    assert.strictEqual(control(help, 'Summary').value, '');
    await help.hide();
  });

  it('opens it on one ticket, or on all of them', async () => {
    const { help, support } = await open();
    const ticket = support.addTicket({ subject: 'The roaster is cold' });
    await help.show({ ticket: ticket.id });
    await until(() => wordsOf(find(help, '#subject')) === 'The roaster is cold');
    await help.show({ view: 'list' });
    await until(() => find(help, 'button', /The roaster is cold/));
    await help.hide();
  });

  it('opens it on a guide, which is the answer or leads to the form', async () => {
    const { help } = await open();
    await help.show();
    await until(() => find(help, 'form'));
    fill(control(help, 'Summary'), 'The beans burn');
    await help.hide();
    const guide = { title: 'Roast lighter', text: 'Turn the **dial** down.', url: 'javascript:alert(1)' };
    await help.show({ article: guide });
    assert.isTrue(help.open);
    await until(() => wordsOf(find(help, 'article strong')) === 'dial');
    assert.ok(!find(help, 'article a'), 'an address that is none of a page is left out');
    assert.ok(!find(help, 'form'));
    await click(button(help, 'I still need help'));
    await until(() => find(help, 'form'));
    assert.strictEqual(control(help, 'Summary').value, 'The beans burn');
    assert.ok(!find(help, 'article'));
    await help.show({ article: guide });
    await until(() => find(help, 'article'));
    await click(button(help, 'This solved it'));
    await until(() => find(help, '.done'));
    await help.hide();
    await help.show();
    assert.ok(find(help, 'form'), 'what was answered is over');
    await help.hide();
  });

  it('is told that a guide without a title cannot be opened', async () => {
    const { help } = await open();
    const panel = await help.load();
    const error = await panel.show({ article: { title: ' ' } }).catch((error: unknown) => error);
    assert.strictEqual(String(error), 'TypeError: A guide to open needs a "title".');
    assert.isFalse(help.open);
  });

  it('is asked before it opens, and may open something else', async () => {
    const { help } = await open();
    const asked: unknown[] = [];
    const refuse = (event: GlobalEventHandlersEventMap['hm-panel-open']) => (asked.push(event.at), event.preventDefault());
    document.addEventListener('hm-panel-open', refuse);
    await help.show({ type: 'bill' });
    await click(button(help, 'Help'));
    await until(() => asked.length === 2);
    document.removeEventListener('hm-panel-open', refuse);
    assert.deepEqual(asked, [{ type: 'bill' }, {}]);
    assert.isFalse(help.open);
  });

  it('says what it knows: the person changes some of it, sees some of it, and sends what is hidden', async () => {
    const { help, sent } = await open({
      prefill: {
        answers: { summary: 'About roast 7', plan: 'paid' },
        readOnly: { product: 'Roaster', place: 'green' },
        hidden: { tags: ['red', 'blue'] },
      },
    });
    await help.show();
    await until(() => find(help, 'form'));
    assert.strictEqual(control(help, 'Summary').value, 'About roast 7');
    assert.strictEqual(control(help, 'Plan').value, 'paid', 'the page knows better than the policy’s default');
    assert.isTrue(control(help, 'Product').readOnly);
    assert.strictEqual(control(help, 'Place').value, 'GREEN');
    assert.isUndefined(findControl(help, 'Tags'));
    fill(control(help, 'Summary'), 'About roast 8');
    pick(help, 'type', 'Question');
    await click(button(help, 'Send ticket'));
    await until(() => sent().length === 1);
    assert.deepEqual(sent()[0], {
      subject: 'About roast 8',
      type: 'question',
      fields: { product: 'Roaster', plan: 'paid', tags: ['red', 'blue'], place: 'green' },
    });
    await help.hide();
  });

  it('says something else later: it comes into the open form and leaves what the person has typed', async () => {
    const { help } = await open();
    await help.show();
    await until(() => find(help, 'form'));
    fill(control(help, 'Summary'), 'My own words');
    help.prefill = { answers: { summary: 'Other words', product: 'Grinder' } };
    await until(() => findControl(help, 'Product')?.value === 'Grinder');
    assert.strictEqual(control(help, 'Summary').value, 'My own words');
    await help.hide();
  });

  it('says something that the policy does not take: the person is asked, and can send', async () => {
    const { help, sent } = await open({ prefill: { hidden: { place: 'violet' }, readOnly: { summary: 'x'.repeat(2000) } } });
    await help.show({ type: 'bill' });
    await until(() => chosen(help) === 'Bill');
    assert.isUndefined(findControl(help, 'Place'));
    await click(button(help, 'Send ticket'));
    await until(() => findControl(help, 'Place'), 'what is wrong is shown');
    assert.isFalse(control(help, 'Summary').readOnly);
    fill(control(help, 'Summary'), 'Short');
    pick(help, 'place', 'RED');
    await click(button(help, 'Send ticket'));
    await until(() => sent().length === 1);
    assert.deepEqual(sent()[0]!.fields, { plan: 'free', place: 'red' });
    await help.hide();
  });

  it('has another person now: nothing of the first is left, and each speaks by their own token', async () => {
    const asked: string[] = [];
    const help = document.createElement('hm-help-button');
    help.setAttribute('base-url', '/support');
    const become = (id: string) => {
      help.person = { workspace: 'acme', id };
      help.getToken = () => (asked.push(id), '');
    };
    become('ada');
    (await fixture(html`<div></div>`)).append(help);
    const first = (await help.load()).client!;
    await help.show();
    await until(() => asked.includes('ada'));
    become('tom');
    await until(() => asked.includes('tom'));
    const panel = await help.load();
    assert.strictEqual(panel.client!.person.id, 'tom');
    assert.notStrictEqual(panel.client, first);
    const own = panel.client;
    help.person = { workspace: 'acme', id: 'tom' };
    assert.strictEqual(panel.client, own, 'the same person keeps their client');
    help.person = undefined;
    asked.length = 0;
    await until(() => /sign-in has run out/.test(wordsOf(find(help, '.failed'))));
    assert.notStrictEqual(panel.client, own);
    assert.deepEqual(asked, []);
    await help.hide();
  });

  it('hears how much is unread', async () => {
    const { help, support } = await open();
    const ticket = support.addTicket({ unread: 2 });
    const heard: number[] = [];
    help.addEventListener('hm-unread-changed', ({ count }) => heard.push(count));
    await help.show();
    await until(() => heard.length === 1);
    ticket.unread = 0;
    support.tell({ type: 'change', ticket: ticket.id, version: 9, kinds: ['read'] });
    await until(() => heard.length === 2);
    assert.deepEqual(heard, [2, 0]);
    await help.hide();
  });

  it('forgets a person: nothing of theirs is on the device', async () => {
    const { help, support } = await open();
    await help.show();
    await until(() => find(help, 'form'));
    fill(control(help, 'Summary'), 'Not for others');
    await help.hide();
    await (await help.load()).client!.drafts.list();
    await (await help.load()).client!.forget();
    const again = createClient({
      baseUrl: '/support',
      person: support.client.person,
      getToken: () => '',
      device: { storage: support.storage },
    });
    assert.deepEqual(await again.drafts.list(), []);
    again.close();
  });

  it('changes the language and the look of one of two buttons while both are open', async () => {
    const first = await open();
    const second = await open();
    second.help.style.setProperty('--hm-color-accent', 'rgb(1, 2, 3)');
    second.help.style.colorScheme = 'dark';
    await first.help.show();
    await second.help.show();
    await until(() => find(first.help, 'form') && find(second.help, 'form'));
    second.help.lang = 'de';
    await until(() => find(second.help, '#send') && /senden/i.test(wordsOf(find(second.help, '#send'))));
    assert.strictEqual(wordsOf(find(first.help, '#send')), 'Send ticket');
    const fillOf = ({ help }: typeof first) => getComputedStyle(find(help, '#send')!).backgroundColor;
    assert.strictEqual(fillOf(second), 'rgb(1, 2, 3)');
    assert.notStrictEqual(fillOf(first), 'rgb(1, 2, 3)');
    await first.help.hide();
    await second.help.hide();
  });

  it('opens it from a link of its own, without the round button, and has the focus back on the link', async () => {
    const { help } = await open();
    const sheet = new CSSStyleSheet();
    sheet.replaceSync('hm-help-button::part(button) { display: none }');
    document.adoptedStyleSheets.push(sheet);
    const link = await fixture<HTMLButtonElement>(html`<button>Contact us</button>`);
    link.onclick = () => void help.show();
    link.focus();
    await press('Enter');
    await until(() => help.open && find(help, 'form'));
    await press('Escape');
    await until(() => !help.open);
    assertFocused(link);
    document.adoptedStyleSheets.pop();
  });

  it('makes calls before the script is there: each runs once, in order, and none holds up the next', async () => {
    const page = window as { helpmark?: HelpQueue };
    const ran: string[] = [];
    const reported: unknown[] = [];
    const { onerror } = window;
    window.onerror = (message) => void reported.push(message);
    page.helpmark = [];
    page.helpmark.push((help) => ran.push(help.localName));
    page.helpmark.push(() => {
      throw new Error('a call that fails');
    });
    page.helpmark.push(() => ran.push('second'));
    const { help } = await open();
    assert.deepEqual(ran, []);
    await import('../queue.define.js');
    await until(() => ran.length === 2);
    page.helpmark.push((found) => (ran.push('later'), void found.show()));
    await until(() => ran.length === 3 && help.open);
    window.onerror = onerror;
    assert.deepEqual(ran, ['hm-help-button', 'second', 'later']);
    assert.match(String(reported), /a call that fails/);
    await help.hide();
    delete page.helpmark;
  });
});
