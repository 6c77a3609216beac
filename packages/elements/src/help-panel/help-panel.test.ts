import { assert, fixture, html } from '@open-wc/testing';
import {
  button,
  click,
  control,
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

  it('is a modal sheet over all of a narrow window', async () => {
    // WebKit's window here is never as narrow as a phone; a frame is.
    const frame = await fixture<HTMLIFrameElement>(html`<iframe title="phone" width="375" height="700"></iframe>`);
    const page = frame.contentDocument!;
    const { panel } = await open();
    panel.hide();
    const matches = window.matchMedia;
    window.matchMedia = (query) => frame.contentWindow!.matchMedia(query);
    await panel.show();
    window.matchMedia = matches;
    assert.isOk(page);
    assert.isTrue(find<HTMLDialogElement>(panel, 'dialog')!.matches(':modal'));
    await press('Escape');
    await until(() => !panel.open);
    assert.isFalse(panel.shadowRoot!.querySelector('dialog')!.open);
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
    await click(await until(() => findAll<HTMLButtonElement>(panel, 'button', 'New ticket')[0]));
    await until(() => find(panel, '#sent') ?? find(panel, 'form'));
    const again = findAll<HTMLButtonElement>(panel, 'button', 'Send another')[0];
    if (again) await click(again);
    assert.strictEqual((await until(() => find(panel, 'form') && control(panel, 'Summary'))).value, '');
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

  it('hides when it is taken off the screen by the browser itself', async () => {
    const { panel } = await open();
    panel.hide();
    const told = new Promise((resolve) => panel.addEventListener('hm-panel-closed', resolve, { once: true }));
    await panel.show();
    panel.hide();
    await told;
    assert.isFalse(panel.open);
  });
});
