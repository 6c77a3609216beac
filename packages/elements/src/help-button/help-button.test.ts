import { createClient } from '@helpmark/client';
import { assert, fixture, html } from '@open-wc/testing';
import { sendMouse } from '@web/test-runner-commands';
import {
  assertFocused,
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  look,
  looks,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { HelpPanelElement } from '../help-panel/help-panel.js';
import './help-button.define.js';
import type { HelpButtonElement } from './help-button.js';

const fields = [{ key: 'color', kind: 'text' as const, label: 'Colour' }];

async function open(support = new ScriptedSupport({ policy: policyOf(fields) })) {
  const help = await fixture<HelpButtonElement>(html`<hm-help-button .client=${support.client}></hm-help-button>`);
  const panelOf = () => help.shadowRoot!.querySelector<HelpPanelElement>('hm-help-panel');
  const isOpen = () => !!panelOf()?.open;
  return { help, support, panelOf, isOpen, question: button(help, /^Help/) };
}

describe('The help button', () => {
  // A mouse left where the button was points at the next one as soon as it is there.
  beforeEach(() => sendMouse({ type: 'move', position: [0, 0] }));

  for (const name of looks) {
    it(`has no fault that axe finds, closed and open: ${name}`, async () => {
      const undo = look(name);
      const { help, isOpen, panelOf, question } = await open();
      assert.deepEqual(await faultsOf(help), []);
      question.click();
      await until(() => isOpen() && find(help, 'form'));
      const dialog = panelOf()!.shadowRoot!.querySelector('dialog')!;
      // Half faded in, nothing has its contrast.
      await Promise.all(dialog.getAnimations().map(({ finished }) => finished));
      assert.deepEqual(await faultsOf(help), []);
      await help.hide();
      undo();
    });
  }

  it('asks for nothing and keeps nothing before the person reaches for it', async () => {
    const before = [document.cookie, localStorage.length, sessionStorage.length];
    const { support, panelOf } = await open();
    await new Promise(requestAnimationFrame);
    assert.deepEqual(support.asked, []);
    assert.ok(!panelOf());
    assert.deepEqual([document.cookie, localStorage.length, sessionStorage.length], before);
  });

  it('opens by keyboard, closes by Escape, keeps what was typed and takes the focus back', async () => {
    const { help, isOpen, question } = await open();
    question.focus();
    await press('Enter');
    await until(() => isOpen() && find(help, 'form'));
    assert.strictEqual(question.ariaExpanded, 'true');
    await until(() => help.shadowRoot!.activeElement?.localName === 'hm-help-panel');
    fill(control(help, 'Colour'), 'violet');
    control(help, 'Colour').focus();
    await press('Escape');
    await until(() => !isOpen());
    assertFocused(question);
    assert.strictEqual(question.ariaExpanded, 'false');
    await press('Enter');
    await until(isOpen);
    assert.strictEqual(control(help, 'Colour').value, 'violet');
    await help.hide();
  });

  it('leaves title, address and place of the page alone', async () => {
    const { help, isOpen, question } = await open();
    const before = [document.title, location.href, scrollY];
    await click(question);
    await until(() => isOpen() && find(help, 'form'));
    await help.hide();
    assert.deepEqual([document.title, location.href, scrollY], before);
  });

  it('tells the page when it opens and closes', async () => {
    const { help, isOpen } = await open();
    const told: string[] = [];
    for (const name of ['hm-panel-opened', 'hm-panel-closed'])
      document.addEventListener(name, (event) => told.push(event.type), { once: true });
    await help.show();
    await until(isOpen);
    assert.isTrue(help.open);
    await help.toggle();
    await until(() => !isOpen());
    assert.deepEqual(told, ['hm-panel-opened', 'hm-panel-closed']);
  });

  it('says that it could not be opened, and tries again with the next press', async () => {
    const support = new ScriptedSupport({ policy: policyOf(fields) });
    const help = await fixture<HelpButtonElement>(html`<hm-help-button base-url="/support"></hm-help-button>`);
    const { reportError } = window;
    const reported: unknown[] = [];
    window.reportError = (error) => void reported.push(error);
    await help.show();
    window.reportError = reportError;
    assert.match(String(reported[0]), /<hm-help-button> needs the properties "person" and "getToken"/);
    assert.match(wordsOf(find(help, '[role=alert]')), /^Help could not be loaded\. Check the connection and reload the page\.$/);
    help.client = support.client;
    await help.show();
    await until(() => help.open);
    assert.strictEqual(find(help, 'p')?.textContent ?? '', '');
    await help.hide();
  });

  it('keeps what was set on it before its script came', () => {
    const early = document.createElement('hm-later-button') as HelpButtonElement;
    early.person = { workspace: 'acme', id: 'ada' };
    document.body.append(early);
    customElements.define('hm-later-button', class extends (customElements.get('hm-help-button') as typeof HelpButtonElement) {});
    assert.deepEqual(early.person, { workspace: 'acme', id: 'ada' });
    assert.ok(button(early, 'Help'));
    early.remove();
  });

  it('takes over what a declarative shadow root has drawn before its script came', () => {
    const root = '<template shadowrootmode="open" shadowrootdelegatesfocus><button>drawn ahead</button></template>';
    const early = Document.parseHTMLUnsafe(`<hm-help-button label="Ask us">${root}</hm-help-button>`).body.firstElementChild!;
    assert.strictEqual(early.shadowRoot?.querySelector('button')?.textContent, 'drawn ahead');
    document.body.append(early);
    assert.deepEqual(
      [...early.shadowRoot!.querySelectorAll('button')].map(({ ariaLabel }) => ariaLabel),
      ['Ask us'],
    );
    early.remove();
  });

  it('has its properties by name, so that frameworks set them as such', () => {
    const element = document.createElement('hm-help-button');
    for (const name of ['person', 'getToken', 'client']) assert.ok(name in element, name);
  });

  it('says its name and how much is unread', async () => {
    const { help } = await open();
    help.setAttribute('unread', '3');
    assert.ok(button(help, 'Help 3'));
    help.setAttribute('unread', '0');
    help.setAttribute('label', 'Support');
    assert.ok(button(help, 'Support'));
  });

  it('shows the page’s own way to sign in where nobody is signed in, and asks the server for nothing [1-01]', async () => {
    const asked: string[] = [];
    const client = createClient({
      baseUrl: '/support',
      person: { workspace: 'acme', id: 'ada' },
      getToken: () => '',
      fetch: async (request) => (asked.push(String(request)), new Response()),
    });
    const help = await fixture<HelpButtonElement>(
      html`<hm-help-button .client=${client}><a slot="sign-in" href="/sign-in">Sign in first</a></hm-help-button>`,
    );
    await help.show();
    const link = await until(() => find(help, 'a'));
    assert.isAbove(link.getBoundingClientRect().width, 0);
    assert.ok(!find(help, '[role=alert] p'), 'the usual words stand back');
    assert.deepEqual(asked, []);
    await help.hide();
  });

  it('is one of two on a page, each with its own person and words', async () => {
    const first = await open();
    const second = await open(new ScriptedSupport({ policy: policyOf([{ key: 'size', kind: 'text', label: 'Size' }]) }));
    await first.help.show();
    await until(() => first.isOpen() && find(first.help, 'form'));
    assert.isFalse(second.isOpen());
    await first.help.hide();
    await second.help.show();
    await until(() => second.isOpen() && find(second.help, 'form'));
    assert.ok(control(second.help, 'Size'));
    await second.help.hide();
  });

  it('keeps its panel when it is taken away and put back', async () => {
    const { help, isOpen } = await open();
    await help.show();
    await until(() => isOpen() && find(help, 'form'));
    fill(control(help, 'Colour'), 'green');
    await help.hide();
    const place = help.parentElement!;
    help.remove();
    place.append(help);
    await help.show();
    await until(isOpen);
    assert.strictEqual(control(help, 'Colour').value, 'green');
    await help.hide();
  });

  it('closes by Escape while the focus is on the button itself', async () => {
    const { help, isOpen, question } = await open();
    await help.show();
    await until(isOpen);
    question.focus();
    await press('Escape');
    await until(() => !isOpen());
    assertFocused(question);
  });

  it('brings the panel at the first intent, once, and opens it only when pressed', async () => {
    const { help, panelOf, isOpen, question, support } = await open();
    question.dispatchEvent(new PointerEvent('pointerenter'));
    question.dispatchEvent(new PointerEvent('pointerenter'));
    question.focus();
    await until(panelOf);
    assert.lengthOf(help.shadowRoot!.querySelectorAll('hm-help-panel'), 1);
    assert.isFalse(isOpen());
    await until(() => support.asked.length);
    await click(question);
    await until(isOpen);
    await help.hide();
  });

  it('brings nothing at the first intent while the browser is offline', async () => {
    const { panelOf, question } = await open();
    const onLine = (online: boolean) => Object.defineProperty(navigator, 'onLine', { value: online, configurable: true });
    onLine(false);
    question.dispatchEvent(new PointerEvent('pointerenter'));
    question.focus();
    await new Promise((resolve) => setTimeout(resolve));
    await new Promise(requestAnimationFrame);
    assert.ok(!panelOf());
    onLine(true);
    question.dispatchEvent(new PointerEvent('pointerenter'));
    await until(panelOf);
    Reflect.deleteProperty(navigator, 'onLine');
  });

  it('takes a client that comes after the first intent', async () => {
    const support = new ScriptedSupport({ policy: policyOf(fields) });
    const help = await fixture<HelpButtonElement>(html`<hm-help-button></hm-help-button>`);
    button(help, 'Help').dispatchEvent(new PointerEvent('pointerenter'));
    await until(() => help.shadowRoot!.querySelector('hm-help-panel'));
    help.client = support.client;
    await help.show();
    await until(() => find(help, 'form'));
    await help.hide();
  });

  it('finds its client in a provider around it', async () => {
    await import('../support-provider/support-provider.define.js');
    const support = new ScriptedSupport({ policy: policyOf(fields) });
    const around = await fixture(html`
      <hm-support-provider .client=${support.client}><hm-help-button></hm-help-button></hm-support-provider>
    `);
    const help = around.querySelector<HelpButtonElement>('hm-help-button')!;
    await help.show();
    await until(() => find(help, 'form'));
    await help.hide();
  });

  it('makes a client of its own from an address, a person and a token', async () => {
    const asked: string[] = [];
    const help = document.createElement('hm-help-button');
    Object.assign(help, { person: { workspace: 'acme', id: 'ada' }, getToken: () => (asked.push('token'), '') });
    help.setAttribute('base-url', '/support');
    (await fixture(html`<div></div>`)).append(help);
    assert.deepEqual(asked, []);
    await help.show();
    await until(() => /sign-in has run out/.test(wordsOf(find(help, '.failed'))));
    assert.include(asked, 'token');
    await help.hide();
  });

  it('is closed when it is taken away while open, and opens again when it is back', async () => {
    const { help, isOpen, question } = await open();
    await help.show();
    await until(() => isOpen() && find(help, 'form'));
    fill(control(help, 'Colour'), 'green');
    const place = help.parentElement!;
    help.remove();
    assert.isFalse(help.open);
    place.append(help);
    assert.strictEqual(question.ariaExpanded, 'false');
    await click(question);
    await until(() => isOpen() && find(help, 'form'));
    assert.strictEqual(control(help, 'Colour').value, 'green');
    await help.hide();
  });

  it('lets words in its panel be marked with the mouse, and the focus stay in the panel', async () => {
    const { help, isOpen } = await open();
    await help.show();
    await until(() => isOpen() && find(help, 'form'));
    const heading = find(help, 'h2')!;
    control(help, 'Colour').focus();
    await click(find(help, '.field label')!);
    assert.strictEqual(help.shadowRoot!.activeElement?.localName, 'hm-help-panel');
    await click(heading);
    assert.strictEqual(help.shadowRoot!.activeElement?.localName, 'hm-help-panel');
    await help.hide();
  });
});
