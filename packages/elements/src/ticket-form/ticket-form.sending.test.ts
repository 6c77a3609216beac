import { assert, fixture, html } from '@open-wc/testing';
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
  next,
  option,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { Script, ScriptedOptions } from '../../../../test/support/page/scripted-support.js';
import { json, ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from './ticket-form.js';
// What comes while one writes: here it is there at once.
import './questions.js';
import './ticket-form.define.js';

const create = 'POST /v1/tickets';
const policy = policyOf([{ key: 'impact', kind: 'multiline', label: 'Impact', required: true }]);
const words = { Summary: 'The export is empty', Impact: 'The whole team.\nSince Monday.' };

async function open(options: ScriptedOptions = {}) {
  const support = new ScriptedSupport({ policy, ...options });
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.client}></hm-ticket-form>`);
  await until(() => find(form, 'form'), 'the form is drawn');
  return { form, support };
}

/** A form with every answer given. */
async function openFilled(options: ScriptedOptions = {}) {
  const opened = await open(options);
  await fillIn(opened.form);
  return opened;
}

async function fillIn(form: TicketFormElement) {
  option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
  for (const [label, text] of Object.entries(words)) fill(control(form, label), text);
  await form.updateComplete;
}

function assertKept(form: TicketFormElement) {
  for (const [label, text] of Object.entries(words)) assert.strictEqual(control(form, label).value, text);
  assert.ok(option(control(form, 'What is it about?').closest('fieldset')!, 'Question').checked);
}

const failed = (form: TicketFormElement) => next(form, 'hm-ticket-failed');
const failureIn = (form: TicketFormElement) => wordsOf(find(form, '[role=alert]'));
const sendButton = (form: TicketFormElement) => button(form, /^Send ticket$|^Sending…$/);

const refused =
  (status: number, code: string): Script =>
  () =>
    json({ title: code, status, code }, status, 'application/problem+json');

const atOnce: Script = () => {
  throw new TypeError('offline');
};
const never: Script = (_usual, signal) =>
  new Promise((_, reject) => signal.addEventListener('abort', () => reject(new DOMException('', 'AbortError'))));

/** What leaves the ticket waiting, and what the person reads then. */
const waits: [what: string, script: Script, words: RegExp][] = [
  ['the network fails', atOnce, /cannot be reached right now. It is sent by itself/],
  ['nobody is signed in any more (401)', refused(401, 'token-expired'), /sign-in has run out. Sign in again, and it is sent/],
  ['the same ticket is still under way (409)', refused(409, 'in-progress'), /wrong on our side. It is sent again by itself/],
  ['there were too many (429)', refused(429, 'too-many-requests'), /It is sent again by itself/],
  ['the server fails (500)', refused(500, 'internal'), /It is sent again by itself/],
  ['the server is away (503)', refused(503, 'unavailable'), /It is sent again by itself/],
  ['a proxy answers with a page of its own', () => new Response('<h1>502</h1>', { status: 502 }), /sent again by itself/],
  ['the answer is no JSON', () => new Response('{"id":', { status: 201 }), /It is sent again by itself/],
  ['the answer is no ticket', () => json({ id: 7 }, 201), /It is sent again by itself/],
];

/** What needs the person, and what they read then. */
const refusals: [what: string, script: Script, words: RegExp][] = [
  ['the account may not (403)', refused(403, 'not-allowed'), /not open to your account/],
  ['it is too large (413)', refused(413, 'too-large'), /too long to send/],
  ['an earlier version has arrived (422)', refused(422, 'key-reused'), /earlier version has arrived already: look among/],
  ['the server refuses and does not say what (422)', refused(422, 'invalid'), /Something in it was not accepted/],
];

const card = (form: Element) => find(form, '#sent')!;

describe('Sending the ticket form', () => {
  for (const [what, script, says] of waits) {
    it(`keeps the ticket on the device and says so when ${what}, and then sends it, once`, async () => {
      const { form, support } = await openFilled();
      support.script(create, script);
      // A refused token is tried once more by the client itself.
      support.script(create, (usual, signal) => (/401/.test(what) ? script(usual, signal) : usual()));
      const queued = next(form, 'hm-ticket-queued');
      await click(sendButton(form));
      assert.strictEqual((await queued).entry.state, 'queued');
      await until(() => find(form, '[data-state=queued]'));
      assertFocused(card(form));
      assert.match(wordsOf(card(form)), /^The export is empty Saved on this device\./);
      assert.match(wordsOf(card(form)), says);
      const submitted = next(form, 'hm-ticket-submitted');
      await click(button(form, 'Try now'));
      await submitted;
      await until(() => /Your number is HM-000001/.test(wordsOf(card(form))), 'the confirmation');
      assert.lengthOf(support.tickets, 1);
      assert.lengthOf(new Set(support.askedFor(create).map(({ key }) => key)), 1);
    });
  }

  for (const [what, script, says] of refusals) {
    it(`has every word again and says why when ${what}, and sends it then under a new key`, async () => {
      const { form, support } = await openFilled();
      support.script(create, script);
      // A refused capability is tried once more by the client itself.
      support.script(create, (usual, signal) => (/403/.test(what) ? script(usual, signal) : usual()));
      const failure = failed(form);
      await click(sendButton(form));
      await failure;
      await until(() => says.test(failureIn(form)), `${String(says)} in: ${failureIn(form)}`);
      assertKept(form);
      await click(sendButton(form));
      await until(() => card(form), 'the confirmation');
      assert.lengthOf(support.tickets, 1);
      assert.lengthOf(new Set(support.askedFor(create).map(({ key }) => key)), 2);
    });
  }

  it('keeps the ticket when no answer comes in time', async () => {
    const { form, support } = await openFilled({ timeout: 60 });
    support.script(create, never);
    const queued = next(form, 'hm-ticket-queued');
    await click(sendButton(form));
    await queued;
    await until(() => /cannot be reached/.test(wordsOf(card(form))));
  });

  it('keeps the ticket when the host has no token', async () => {
    const { form, support } = await openFilled();
    support.token = () => '';
    support.refuse(create, 401, 'token-expired');
    const queued = next(form, 'hm-ticket-queued');
    await click(sendButton(form));
    await queued;
    await until(() => /sign-in has run out/.test(wordsOf(card(form))));
  });

  it('gives a ticket that waits back to be changed, and lets another be written meanwhile', async () => {
    const { form, support } = await openFilled();
    support.script(create, atOnce);
    await click(sendButton(form));
    await until(() => find(form, '[data-state=queued]'));
    await click(button(form, 'Send another'));
    await form.updateComplete;
    assert.strictEqual(control(form, 'Summary').value, '');
    assert.match(wordsOf(find(form, '[data-entry]')!.parentElement), /The export is empty Saved on this device/);
    await click(button(form, 'Edit'));
    await until(() => find<HTMLInputElement>(form, '#summary')?.value === words.Summary);
    assertKept(form);
    assert.ok(!find(form, '[data-entry]'));
    assert.deepEqual(await faultsOf(form), []);
    await click(sendButton(form));
    await until(() => support.tickets[0]);
    assert.lengthOf(support.tickets, 1);
  });

  it('shows what the server finds wrong at the questions, as if the form had found it', async () => {
    const { form, support } = await openFilled();
    const issues = [
      { path: ['subject'], code: 'too-long', message: '' },
      { path: ['fields', 'impact'], code: 'too-short', message: '' },
      { path: ['type'], code: 'unheard-of', message: '' },
    ];
    support.refuse(create, 422, 'invalid', { issues });
    await click(sendButton(form));
    const summary = await until(() => find(form, '#problems'));
    assertFocused(summary);
    assert.deepEqual([...summary.querySelectorAll('a')].map(wordsOf), [
      '“Summary” takes at most 200 characters.',
      '“Impact” needs at least characters.',
      '“What is it about?” was not accepted. Write it another way.',
    ]);
    assert.include(wordsOf(control(form, 'Impact').closest('.field')), '“Impact” needs at least');
    assertKept(form);
  });

  it('asks what a newer policy asks when the server refuses by it, and keeps what was typed', async () => {
    const { form, support } = await openFilled();
    const { fields, baseFields } = support.policy;
    fields.push({ key: 'site', kind: 'text', label: 'Site', required: true });
    baseFields.push('site');
    try {
      await click(sendButton(form));
      const summary = await until(() => find(form, '#problems'));
      assert.deepEqual([...summary.querySelectorAll('a')].map(wordsOf), ['Fill in “Site”.']);
      assertKept(form);
      fill(control(form, 'Site'), 'North');
      await form.updateComplete;
      await click(sendButton(form));
      await until(() => find(form, '#sent'));
      assert.deepEqual(support.tickets[0]!.fields, { impact: words.Impact, site: 'North' });
    } finally {
      fields.pop();
      baseFields.pop();
    }
  });

  it('sends once, however often it is pressed', async () => {
    const { form, support } = await openFilled();
    const release = support.hold(create);
    sendButton(form).click();
    sendButton(form).click();
    await form.updateComplete;
    assert.strictEqual(wordsOf(sendButton(form)), 'Sending…');
    assert.strictEqual(sendButton(form).ariaDisabled, 'true');
    await click(sendButton(form));
    control(form, 'Summary').focus();
    await press('Enter');
    await until(() => support.asked.some(({ call }) => call === create));
    release();
    await until(() => find(form, '#sent'));
    assert.lengthOf(support.askedFor(create), 1);
    assert.lengthOf(support.tickets, 1);
  });

  it('sends once where the first try arrived and its answer did not', async () => {
    const { form, support } = await openFilled();
    support.script(create, (usual) => {
      usual();
      throw new TypeError('cut off on the way back');
    });
    await click(sendButton(form));
    await until(() => find(form, '[data-state=queued]'));
    await click(button(form, 'Try now'));
    await until(() => /HM-000001/.test(wordsOf(card(form))));
    assert.lengthOf(support.askedFor(create), 2);
    assert.lengthOf(support.tickets, 1);
  });

  it('shows number, type, priority, next step and a way to the ticket after sending [0-28]', async () => {
    const { form, support } = await openFilled();
    const submitted = next(form, 'hm-ticket-submitted');
    await click(sendButton(form));
    const { ticket } = await submitted;
    assert.strictEqual(ticket.id, support.tickets[0]!.id);
    const confirmation = await until(() => find(form, '#sent'));
    assertFocused(confirmation);
    assert.strictEqual(confirmation.getAttribute('role'), 'status');
    assert.strictEqual(wordsOf(confirmation.querySelector('strong')), 'Sent. Your number is HM-000001.');
    assert.deepEqual([...confirmation.querySelectorAll('dt')].map(wordsOf), ['About', 'Priority', 'What happens next']);
    assert.deepEqual([...confirmation.querySelectorAll('dd')].map(wordsOf), [
      'Question',
      'Normal',
      'A person on our team reads it and answers here.',
    ]);
    const opened = next(form, 'hm-ticket-open');
    await click(button(form, 'Open the ticket'));
    assert.strictEqual((await opened).ticket, ticket.id);
  });

  for (const name of looks) {
    it(`has a confirmation, a wait and a failure without a fault that axe finds: ${name}`, async () => {
      const undo = look(name);
      const { form, support } = await openFilled();
      support.refuse(create, 413, 'too-large');
      await click(sendButton(form));
      await until(() => failureIn(form));
      assert.deepEqual(await faultsOf(form), []);
      support.refuse(create, 500, 'internal');
      await click(sendButton(form));
      await until(() => find(form, '[data-state=queued]'));
      assert.deepEqual(await faultsOf(form), []);
      await click(button(form, 'Try now'));
      await until(() => /HM-000001/.test(wordsOf(card(form))));
      assert.deepEqual(await faultsOf(form), []);
      undo();
    });
  }

  it('begins an empty form when the person sends another', async () => {
    const { form, support } = await openFilled();
    await click(sendButton(form));
    await until(() => find(form, '#sent'));
    await click(button(form, 'Send another'));
    await form.updateComplete;
    assert.strictEqual(control(form, 'Summary').value, '');
    assert.strictEqual(control(form, 'Impact').value, '');
    assertFocused(find(form, '#type'));
    await fillIn(form);
    await click(sendButton(form));
    await until(() => support.tickets[1]);
    const [first, second] = support.askedFor(create).map(({ key }) => key);
    assert.notStrictEqual(second, first);
  });

  it('leaves the sending to a page that cancels hm-ticket-submit', async () => {
    const { form, support } = await openFilled();
    let input: unknown;
    form.addEventListener('hm-ticket-submit', (event) => {
      event.preventDefault();
      input = event.input;
    });
    await click(sendButton(form));
    await until(() => input);
    assert.deepEqual(input, { subject: words.Summary, type: 'question', fields: { impact: words.Impact } });
    assert.deepEqual(support.askedFor(create), []);
    assertKept(form);
    form.clear();
    await form.updateComplete;
    assert.strictEqual(control(form, 'Summary').value, '');
  });

  it('says while it sends by a state that the page can style', async () => {
    const { form, support } = await openFilled();
    const release = support.hold(create);
    await click(sendButton(form));
    await until(() => form.matches(':state(sending)'));
    release();
    await until(() => find(form, '#sent'));
    assert.ok(!form.matches(':state(sending)'));
  });
});

describe('The ticket form and its client', () => {
  it('says what to write when it has no client', async () => {
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form></hm-ticket-form>`);
    assert.strictEqual(find(form, '[role=status]')!.ariaLabel, 'Loading…');
    await form.submit();
    assert.ok(!find(form, 'form'));
  });

  it('takes a client that comes late', async () => {
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form></hm-ticket-form>`);
    form.client = new ScriptedSupport({ policy }).client;
    await until(() => find(form, 'form'));
  });

  it('says that it could not be loaded, and loads when asked again', async () => {
    const support = new ScriptedSupport({ policy });
    support.script('GET /v1/policy', atOnce);
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.client}></hm-ticket-form>`);
    const failure = await until(() => find(form, '[role=alert]'));
    assert.match(wordsOf(failure), /could not be loaded/);
    assert.deepEqual(await faultsOf(form), []);
    await click(button(form, 'Try again'));
    await until(() => find(form, 'form'));
  });

  it('says so where new tickets are not open to the person', async () => {
    const support = new ScriptedSupport({ policy: { ...policy, capabilities: { submit: false } } });
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.client}></hm-ticket-form>`);
    await until(() => /cannot be sent from this account/.test(wordsOf(find(form, '.notice'))));
    assert.ok(!find(form, 'form'));
  });

  it('keeps every word when it is taken away and comes back', async () => {
    const { form, support } = await openFilled();
    const { parentNode } = form;
    form.remove();
    parentNode!.append(form);
    await form.updateComplete;
    assertKept(form);
    await click(sendButton(form));
    await until(() => support.tickets[0]);
  });

  it('loads where it was taken away before it had loaded', async () => {
    const support = new ScriptedSupport({ policy });
    const release = support.hold('GET /v1/policy');
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.client}></hm-ticket-form>`);
    const { parentNode } = form;
    form.remove();
    release();
    parentNode!.append(form);
    await until(() => find(form, 'form'));
  });

  it('shows another person nothing of what was typed or sent, and the first one their own words', async () => {
    const { form, support } = await openFilled();
    const other = new ScriptedSupport({ policy, person: { id: 'bea', name: 'Bea' } });
    const release = other.hold('GET /v1/policy');
    form.client = other.client;
    await form.updateComplete;
    assert.ok(!find(form, 'form'));
    release();
    await until(() => find(form, 'form'));
    assert.strictEqual(control(form, 'Summary').value, '');
    await fillIn(form);
    await click(sendButton(form));
    await until(() => find(form, '#sent'));
    assert.lengthOf(support.tickets, 0);
    form.client = support.client;
    await until(() => find(form, 'form'));
    assertKept(form);
  });
});
