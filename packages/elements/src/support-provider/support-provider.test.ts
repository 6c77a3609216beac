import type { Client } from '@helpmark/client';
import { assert, fixture, html } from '@open-wc/testing';
import { LitElement } from 'lit';
import { find, until } from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import { ClientController } from '../controllers/client-controller.js';
import '../ticket-form/ticket-form.define.js';
import type { SupportProviderElement } from './support-provider.js';

/** Shows nothing and knows its client, as every element does. */
class ReaderElement extends LitElement {
  client: Client | undefined;
  readonly found = new ClientController(this);
}
customElements.define('test-reader', ReaderElement);

const readerIn = (root: Element) => root.querySelector<ReaderElement>('test-reader')!;
const support = new ScriptedSupport({ policy: policyOf([]) });
const person = { workspace: 'acme', id: 'ada' };

describe('The support provider', () => {
  it('serves elements that were there before it was defined', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider .client=${support.client}><hm-ticket-form></hm-ticket-form></hm-support-provider>
    `);
    const form = around.querySelector('hm-ticket-form')!;
    assert.ok(find(form, '[role=status]'));
    await import('./support-provider.define.js');
    await until(() => find(form, 'form'));
  });

  it('gives its client to the elements inside, also to those that come later', async () => {
    await import('./support-provider.define.js');
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider .client=${support.client}><test-reader></test-reader></hm-support-provider>
    `);
    assert.ok(readerIn(around).found.value === support.client);
    const later = document.createElement('test-reader') as ReaderElement;
    around.append(later);
    assert.ok(later.found.value === support.client);
  });

  it('gives a client that comes late, and another that comes after it', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider><test-reader></test-reader></hm-support-provider>
    `);
    const { found } = readerIn(around);
    assert.strictEqual(found.value, undefined);
    around.client = support.client;
    await around.updateComplete;
    assert.ok(found.value === support.client);
    const other = new ScriptedSupport().client;
    around.client = other;
    await around.updateComplete;
    assert.ok(found.value === other);
  });

  it('leaves an element its own client', async () => {
    const own = new ScriptedSupport().client;
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider .client=${support.client}><test-reader .client=${own}></test-reader></hm-support-provider>
    `);
    assert.ok(readerIn(around).found.value === own);
  });

  it('is outdone by a provider inside it', async () => {
    const nearer = new ScriptedSupport().client;
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider .client=${support.client}>
        <hm-support-provider .client=${nearer}><test-reader></test-reader></hm-support-provider>
      </hm-support-provider>
    `);
    assert.ok(readerIn(around).found.value === nearer);
  });

  it('makes a client of an address, a person and a token, and keeps it while the person is the same', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider base-url="/support" .person=${person} .getToken=${() => 'first'}>
        <test-reader></test-reader>
      </hm-support-provider>
    `);
    const { found } = readerIn(around);
    const first = found.required;
    assert.deepEqual(first.person, person);
    around.person = { ...person };
    around.getToken = () => 'second';
    await around.updateComplete;
    assert.ok(found.value === first);
    around.person = { ...person, id: 'bea' };
    await around.updateComplete;
    assert.strictEqual(found.required.person.id, 'bea');
    around.person = undefined;
    await around.updateComplete;
    assert.strictEqual(found.value, undefined);
  });

  it('asks the getToken that it has at the time', async () => {
    const asked: string[] = [];
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider base-url="/support" .person=${person} .getToken=${() => (asked.push('first'), '')}>
        <test-reader></test-reader>
      </hm-support-provider>
    `);
    around.getToken = () => (asked.push('second'), '');
    const error = await readerIn(around)
      .found.required.policy.get()
      .catch((reason: { code: string }) => reason);
    assert.strictEqual((error as { code: string }).code, 'token-unavailable');
    assert.deepEqual(asked, ['second']);
  });

  it('says what to write where getToken is missing', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider base-url="/support" .person=${person}><test-reader></test-reader></hm-support-provider>
    `);
    const error: unknown = await readerIn(around)
      .found.required.policy.get()
      .catch((reason: unknown) => reason);
    assert.strictEqual(((error as Error).cause as Error).message, '<hm-support-provider> needs the property "getToken".');
  });

  it('serves on when it is taken away and comes back', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider .client=${support.client}><test-reader></test-reader></hm-support-provider>
    `);
    const { parentNode } = around;
    around.remove();
    parentNode!.append(around);
    const other = new ScriptedSupport().client;
    around.client = other;
    await around.updateComplete;
    assert.ok(readerIn(around).found.value === other);
  });

  it('ends the client that it made when it is taken away, and has another when it is back', async () => {
    const around = await fixture<SupportProviderElement>(html`
      <hm-support-provider base-url="/support" .person=${person} .getToken=${() => ''}
        ><test-reader></test-reader
      ></hm-support-provider>
    `);
    const { found } = readerIn(around);
    const first = found.required;
    const closed: Client[] = [];
    const { close } = first;
    first.close = () => (closed.push(first), close.call(first));
    const { parentNode } = around;
    parentNode!.append(around);
    await around.updateComplete;
    assert.ok(found.value === first, 'one that is moved keeps it');
    around.remove();
    await until(() => closed.length === 1);
    parentNode!.append(around);
    await around.updateComplete;
    assert.ok(found.value && found.value !== first);
  });

  it('takes no room of its own', async () => {
    const around = await fixture<SupportProviderElement>(html`<hm-support-provider><p>text</p></hm-support-provider>`);
    assert.strictEqual(getComputedStyle(around).display, 'contents');
  });
});

describe('An element without a client', () => {
  it('says in the console what to write, once a client would have come', async () => {
    // The test runner's own handler fails a test for what is told here.
    const { onerror } = window;
    const told = new Promise<string>((resolve) => {
      window.onerror = (...[, , , , error]) => {
        resolve(error!.message);
        return true;
      };
    }).finally(() => (window.onerror = onerror));
    const element = await fixture<ReaderElement>(html`<test-reader></test-reader>`);
    assert.throws(() => element.found.required, '<test-reader> has no client');
    assert.strictEqual(
      await told,
      '<test-reader> has no client: set its "client" property or put it inside <hm-support-provider>.',
    );
  });

  it('leaves no listener behind when it goes', async () => {
    const element = await fixture<ReaderElement>(html`<test-reader></test-reader>`);
    element.remove();
    let asked = 0;
    element.addEventListener('context-request', () => asked++);
    document.dispatchEvent(new Event('context-provider'));
    assert.strictEqual(asked, 0);
  });
});
