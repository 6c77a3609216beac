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
  look,
  looks,
  next,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from '../ticket-form/ticket-form.js';
import './help-panel.define.js';
import type { HelpPanelElement } from './help-panel.js';

const fields = [{ key: 'color', kind: 'text' as const, label: 'Colour' }];

async function open() {
  const support = new ScriptedSupport({ policy: policyOf(fields) });
  const panel = await fixture<HelpPanelElement>(html`<hm-help-panel .client=${support.client}></hm-help-panel>`);
  await panel.show();
  await until(() => find(panel, 'form'));
  return { support, panel, dialog: panel.shadowRoot!.querySelector('dialog')! };
}

const headingOf = (panel: Element) => wordsOf(find(panel, 'h2'));

describe('The help panel', () => {
  it('lies in the top layer with a name, beside a page that stays usable', async () => {
    const { panel, dialog } = await open();
    assert.isTrue(dialog.matches(':popover-open'));
    assert.isFalse(dialog.matches(':modal'));
    assert.strictEqual(dialog.getAttribute('aria-labelledby'), 'heading');
    assert.strictEqual(headingOf(panel), 'How can we help?');
    await until(() => focused() === find(panel, 'h2'));
    panel.hide();
    assert.isFalse(panel.open);
  });

  it('is a modal sheet over all of a narrow window, and holds the focus', async () => {
    // WebKit's window here is never as narrow as a phone; a frame is.
    const frame = await fixture<HTMLIFrameElement>(
      html`<iframe
        title="phone"
        width="375"
        height="640"
        style="border: 0"
        srcdoc="&lt;!doctype html&gt;&lt;button&gt;Host&lt;/button&gt;"
      ></iframe>`,
    );
    const page = await until(() => frame.contentDocument?.querySelector('button') && frame.contentDocument);
    const script = Object.assign(page.createElement('script'), {
      type: 'module',
      // Of this page's own address, from which the test may be far.
      src: '/packages/elements/src/help-panel/help-panel.define.ts',
    });
    const loaded = new Promise((resolve) => script.addEventListener('load', resolve));
    page.head.append(script);
    await loaded;
    const panel = page.createElement('hm-help-panel');
    panel.client = new ScriptedSupport({ policy: policyOf(fields) }).client;
    page.body.append(panel);
    await panel.show();
    await until(() => find(panel, 'form'));
    const dialog = find<HTMLDialogElement>(panel, 'dialog')!;
    assert.isTrue(dialog.matches(':modal'));
    const { x, y, width, height } = dialog.getBoundingClientRect();
    assert.deepEqual([x, y, width, height], [0, 0, 375, 640]);
    const view = find(panel, '[part=view]')!;
    assert.isAtMost(view.scrollWidth, view.clientWidth);
    await until(() => focused(page) === find(panel, 'h2'));
    page.querySelector('button')!.focus();
    assert.ok(focused(page) === find(panel, 'h2'), 'the host is out of reach');
    button(panel, 'Close').click();
    assert.isFalse(panel.open);
    assert.isFalse(dialog.open);
    page.querySelector('button')!.focus();
    assert.ok(focused(page) === page.querySelector('button'));
  });

  it('closes by what closes a sheet: Escape, and the way back that a phone has', async () => {
    const { panel, dialog } = await open();
    panel.hide();
    const { matchMedia } = window;
    window.matchMedia = () => matchMedia('all');
    await panel.show();
    window.matchMedia = matchMedia;
    assert.isTrue(dialog.matches(':modal'));
    await press('Escape');
    await until(() => !panel.open);
    assert.isFalse(dialog.open);
    window.matchMedia = () => matchMedia('all');
    await panel.show();
    window.matchMedia = matchMedia;
    const told = next(panel, 'hm-panel-closed');
    dialog.close(); // as the browser does for it
    await told;
    assert.isFalse(panel.open);
  });

  it('goes to the tickets, a thread and back, with the focus on each heading and the words of the form kept', async () => {
    const { panel, support } = await open();
    fill(control(panel, 'Summary'), 'Half a sentence');
    await support.client.tickets.create({ subject: 'An older one', type: 'question', fields: {} });
    await click(button(panel, 'Your tickets'));
    await until(() => find(panel, 'li button'));
    assert.strictEqual(headingOf(panel), 'Your tickets');
    assert.strictEqual(focused(), find(panel, 'h2'));
    await click(find(panel, 'li button')!);
    await until(() => find(panel, 'h3', 'An older one'));
    await click(button(panel, 'Back'));
    await until(() => find(panel, 'li button'));
    await until(() => find(panel, 'button', 'New ticket'));
    await click(button(panel, 'New ticket'));
    await until(() => find(panel, 'form'));
    assert.strictEqual(control(panel, 'Summary').value, 'Half a sentence');
    panel.hide();
  });

  it('opens the thread of a ticket that was sent, with what to expect, and the next form is empty', async () => {
    const { panel, support } = await open();
    fill(control(panel, 'Summary'), 'It hums');
    const form = find<TicketFormElement>(panel, 'hm-ticket-form')!;
    form.type = 'question';
    await form.submit();
    await until(() => find(panel, 'h3', 'It hums'));
    assert.include(wordsOf(find(panel, '.notice.done')), `Your number is ${support.tickets[0]!.number}`);
    await until(() => focused() === find(panel, 'h3', 'It hums'));
    await click(button(panel, 'Back'));
    await click(await until(() => find(panel, 'button', 'New ticket')));
    assert.strictEqual((await until(() => find(panel, 'form') && control(panel, 'Summary'))).value, '');
    assert.ok(!find(panel, '#sent'));
    panel.hide();
  });

  it('writes dates also where the page names a language that is none', async () => {
    const { panel, support } = await open();
    await support.client.tickets.create({ subject: 'In no language', type: 'question', fields: {} });
    document.documentElement.lang = 'C';
    panel.view = 'list';
    assert.match(wordsOf(await until(() => find(panel, 'li time'))), /^Changed .*\d/);
    document.documentElement.lang = '';
    panel.hide();
  });

  it('shows on reopening what has come meanwhile, and counts nothing as read while it is closed', async () => {
    const { panel, support } = await open();
    const ticket = support.addTicket({ subject: 'It hums' });
    panel.openTicket(ticket.id);
    await until(() => find(panel, 'h3', 'It hums'));
    panel.hide();
    await panel.updateComplete;
    support.addItem(ticket, { body: 'It hums no more.' });
    ticket.unread = 1;
    await panel.show();
    await until(() => findAll(panel, 'article').some((article) => wordsOf(article).includes('It hums no more.')));
    await until(() => ticket.unread === 0);
    panel.hide();
  });

  it('leaves the person where they are when a ticket arrives after they went on', async () => {
    const { panel, support } = await open();
    const release = support.hold('POST /v1/tickets');
    const form = find<TicketFormElement>(panel, 'hm-ticket-form')!;
    form.type = 'question';
    fill(control(panel, 'Summary'), 'It hums');
    await form.updateComplete;
    const sent = next(panel, 'hm-ticket-submitted');
    await click(button(panel, 'Send ticket'));
    await click(button(panel, 'Your tickets'));
    await until(() => headingOf(panel) === 'Your tickets');
    release();
    await sent;
    await panel.updateComplete;
    assert.strictEqual(headingOf(panel), 'Your tickets');
    await until(() => focused() === find(panel, 'h2'));
    // The list has come to rest once the ticket stands in it, and no longer above it as one that waits.
    await until(() => find(panel, '[part=ticket]') && !find(panel, '.waiting'));
    await click(button(panel, 'New ticket'));
    assert.include(wordsOf(await until(() => find(panel, '#sent'))), support.tickets[0]!.number);
    panel.hide();
  });

  it('does not close by the Escape that ends a composition', async () => {
    const { panel } = await open();
    const summary = control(panel, 'Summary');
    summary.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', isComposing: true, bubbles: true, composed: true }));
    assert.isTrue(panel.open);
    summary.dispatchEvent(new KeyboardEvent('keydown', { key: 'Escape', bubbles: true, composed: true }));
    assert.isFalse(panel.open);
  });

  for (const name of looks) {
    it(`has no fault that axe finds, with the list and with a thread: ${name}`, async () => {
      const undo = look(name);
      const { panel, support, dialog } = await open();
      await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
      const ticket = support.addTicket({ subject: 'It hums', unread: 1 });
      panel.view = 'list';
      await until(() => find(panel, 'li button'));
      assert.deepEqual(await faultsOf(panel), []);
      panel.openTicket(ticket.id);
      await until(() => find(panel, 'h3', 'It hums'));
      assert.deepEqual(await faultsOf(panel), []);
      panel.hide();
      undo();
    });
  }
});
