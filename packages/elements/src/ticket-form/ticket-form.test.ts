import type { TicketInput } from '@helpmark/schema';
import { textFor } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  choose,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  findControl,
  focused,
  look,
  looks,
  option,
  press,
  questions,
  type,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { ScriptedOptions } from '../../../../test/support/page/scripted-support.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from './ticket-form.js';
// What comes while one writes: here it is there at once.
import './questions.js';
import './ticket-form.define.js';

async function open(options: ScriptedOptions = {}) {
  const support = new ScriptedSupport(options);
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.client}></hm-ticket-form>`);
  await until(() => find(form, 'form'), 'the form is drawn');
  const sent = () => support.askedFor('POST /v1/tickets').map(({ body }) => body as TicketInput);
  return { form, support, sent };
}

/** The words at one question that say what is wrong. */
const errorAt = (form: Element, label: string) => wordsOf(control(form, label).closest('.field')?.querySelector('.error'));
const summaryOfErrors = (form: Element) => findAll(form, '[role=alert] a').map(wordsOf);

/** Answers everything that every type asks. */
async function fillBase(form: TicketFormElement) {
  fill(control(form, 'Summary'), 'The export is empty');
  fill(control(form, 'Details'), 'Since this morning.');
  fill(control(form, 'Impact'), 'The whole team.');
  option(control(form, 'Is work held up?').closest('fieldset')!, 'No').click();
  fill(control(form, 'Urgency'), 'Before Friday.');
  await form.updateComplete;
}

async function send(form: TicketFormElement) {
  await click(button(form, 'Send ticket'));
  await until(() => focused()?.id === 'problems' || find(form, '#sent, [type=submit][aria-disabled]'), 'it is sent or refused');
}

describe('The ticket form', () => {
  it('asks what the policy asks, in its order', async () => {
    const { form } = await open();
    assert.deepEqual(questions(form), [
      'What is it about?',
      'Summary',
      'Details',
      'Impact',
      'Is work held up?',
      'Urgency',
      'Needed by',
      'Is it about one workspace or account?',
      'Is one person affected?',
      'Your e-mail',
    ]);
  });

  for (const name of looks) {
    it(`has no fault that axe finds, empty and with errors: ${name}`, async () => {
      const undo = look(name);
      const { form } = await open();
      assert.deepEqual(await faultsOf(form), []);
      await form.submit();
      await form.updateComplete;
      assert.lengthOf(summaryOfErrors(form), 6);
      assert.deepEqual(await faultsOf(form), []);
      undo();
    });
  }

  it('offers all twelve types of the default preset in their order [0-05]', async () => {
    const { form, sent } = await open();
    const list = control<HTMLSelectElement>(form, 'What is it about?');
    const names = [...list.options].map((one) => wordsOf(one).replace(/: .*/, ''));
    assert.deepEqual(names, [
      'Choose…',
      'Workshop Help',
      'Bug / Product Issue',
      'Account Access',
      'Credits / Usage',
      'Billing',
      'Integrations',
      'API / Developer',
      'Files / Exports',
      'Security / Compliance',
      'Legal',
      'Incident / Outage',
      'Roadmap / Feature Request',
    ]);
    await fillBase(form);
    await send(form);
    assert.strictEqual(errorAt(form, 'What is it about?'), 'Choose an answer to “What is it about?”.');
    form.type = 'something-else';
    await form.updateComplete;
    await send(form);
    assert.strictEqual(errorAt(form, 'What is it about?'), 'Choose one of the answers offered for “What is it about?”.');
    assert.deepEqual(sent(), []);
  });

  it('has a description on every type in the list, and on the chosen one below it [1-12]', async () => {
    const { form } = await open();
    const list = control<HTMLSelectElement>(form, 'What is it about?');
    for (const { key, label, description } of defaultPolicy.types) {
      const offered = [...list.options].find(({ value }) => value === key);
      assert.strictEqual(wordsOf(offered), `${textFor(label, 'en', 'en')}: ${textFor(description, 'en', 'en')}`);
    }
    choose(list, 'billing');
    await form.updateComplete;
    assert.strictEqual(wordsOf(list.selectedOptions[0]), 'Billing');
    const described = list.getAttribute('aria-describedby')!.split(' ');
    assert.include(
      described.map((id) => wordsOf(form.renderRoot.querySelector(`#${id}`))).join(' '),
      'Invoices, payments and plans.',
    );
  });

  it('needs a summary on one line, whose length the policy sets and a counter shows [0-04]', async () => {
    const { form, support, sent } = await open({
      policy: policyOf([], {
        fields: [{ key: 'summary', kind: 'text', label: 'Summary', required: true, maxLength: 24 }],
      }),
    });
    const summary = control(form, 'Summary');
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').click();
    await form.updateComplete;
    await send(form);
    assert.strictEqual(errorAt(form, 'Summary'), 'Fill in “Summary”.');
    await type(summary, 'The printer burns again ay');
    await form.updateComplete;
    assert.strictEqual(wordsOf(find(form, '#summary-count')), '2 characters too many');
    await send(form);
    assert.strictEqual(errorAt(form, 'Summary'), '“Summary” takes at most 24 characters.');
    fill(summary, '😀 is one');
    await form.updateComplete;
    assert.strictEqual(wordsOf(find(form, '#summary-count')), '8 of 24 characters');
    assert.deepEqual(sent(), []);
    fill(summary, 'The printer\nburns ');
    await send(form);
    await until(() => support.tickets[0]);
    assert.match(sent()[0]!.subject, /^The printer ?burns$/);
  });

  it('needs a subject and counts its length [4-11]', async () => {
    const { form } = await open();
    const summary = control(form, 'Summary');
    assert.strictEqual(summary.getAttribute('aria-required'), 'true');
    await form.submit();
    await form.updateComplete;
    assert.strictEqual(errorAt(form, 'Summary'), 'Fill in “Summary”.');
    await type(summary, 'No sound');
    await form.updateComplete;
    assert.strictEqual(wordsOf(find(form, '#summary-count')), '8 of 120 characters');
    assert.include(summary.getAttribute('aria-describedby'), 'summary-count');
  });

  it('needs the impact, in words [0-06]', async () => {
    const { form, support, sent } = await open();
    form.type = 'billing';
    await fillBase(form);
    fill(control(form, 'Impact'), ' ');
    await send(form);
    assert.deepEqual(summaryOfErrors(form), ['Fill in “Impact”.']);
    fill(control(form, 'Impact'), 'Nobody can pay.');
    await send(form);
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.fields.impact, 'Nobody can pay.');
  });

  it('needs the urgency, in words, and takes a date besides [0-07]', async () => {
    const { form, support, sent } = await open();
    form.type = 'billing';
    await fillBase(form);
    fill(control(form, 'Urgency'), '');
    await send(form);
    assert.deepEqual(summaryOfErrors(form), ['Fill in “Urgency”.']);
    fill(control(form, 'Urgency'), 'The invoice run.');
    fill(control(form, 'Needed by'), '2026-12-01');
    await send(form);
    await until(() => support.tickets[0]);
    assert.include(sent()[0]!.fields, { urgency: 'The invoice run.', neededBy: '2026-12-01' });
  });

  for (const [id, question, follow, key] of [
    ['0-09', 'Is it about one workspace or account?', 'Which workspace or account?', 'account'],
    ['0-10', 'Is one person affected?', 'Who is affected?', 'affectedUser'],
  ] as const) {
    it(`asks “${follow}” only where it matters, and drops an answer that no longer does [${id}]`, async () => {
      const { form, support, sent } = await open();
      form.type = 'billing';
      await fillBase(form);
      const group = control(form, question).closest('fieldset')!;
      assert.ok(!findControl(form, follow));
      option(group, 'Yes').click();
      await form.updateComplete;
      await send(form);
      assert.deepEqual(summaryOfErrors(form), [`Fill in “${follow}”.`]);
      fill(control(form, follow), 'north');
      option(group, 'No').click();
      await form.updateComplete;
      assert.ok(!findControl(form, follow));
      option(group, 'Yes').click();
      await form.updateComplete;
      assert.strictEqual(control(form, follow).value, 'north');
      option(group, 'No').click();
      await form.updateComplete;
      await send(form);
      await until(() => support.tickets[0]);
      assert.notProperty(sent()[0]!.fields, key);
    });
  }

  it('takes an error back where its question is no longer asked', async () => {
    const { form } = await open();
    form.type = 'billing';
    await fillBase(form);
    const group = control(form, 'Is one person affected?').closest('fieldset')!;
    option(group, 'Yes').click();
    fill(control(form, 'Impact'), '');
    await form.updateComplete;
    await send(form);
    assert.deepEqual(summaryOfErrors(form), ['Fill in “Impact”.', 'Fill in “Who is affected?”.']);
    option(group, 'No').click();
    await form.updateComplete;
    assert.deepEqual(summaryOfErrors(form), ['Fill in “Impact”.']);
  });

  for (const [id, label] of [
    ['0-12', 'What did you expect?'],
    ['0-13', 'What happened instead?'],
  ] as const) {
    it(`needs an answer to “${label}” for the six types about misbehaviour alone [${id}]`, async () => {
      const { form } = await open();
      const asking: string[] = [];
      for (const { key } of defaultPolicy.types) {
        choose(control(form, 'What is it about?'), key);
        await form.updateComplete;
        await form.submit();
        await form.updateComplete;
        if (findControl(form, label)) asking.push(key);
        assert.strictEqual(summaryOfErrors(form).includes(`Fill in “${label}”.`), asking.includes(key), key);
      }
      assert.deepEqual(asking, ['workshop-help', 'bug', 'integrations', 'api', 'files', 'incident']);
    });
  }

  it('keeps the base fields and what was typed in them whatever the type [0-40]', async () => {
    const { form } = await open();
    await fillBase(form);
    for (const { key } of defaultPolicy.types) {
      choose(control(form, 'What is it about?'), key);
      await form.updateComplete;
      assert.strictEqual(control(form, 'Summary').value, 'The export is empty', key);
      assert.strictEqual(control(form, 'Impact').value, 'The whole team.', key);
      assert.strictEqual(control(form, 'Urgency').value, 'Before Friday.', key);
      assert.strictEqual(control<HTMLSelectElement>(form, 'What is it about?').value, key);
    }
  });

  it('leaves the focus where it is when fields come and go before it', async () => {
    const { form } = await open();
    const impact = control(form, 'Impact');
    await type(impact, 'All');
    form.type = 'bug';
    await form.updateComplete;
    assert.ok(findControl(form, 'What did you expect?'));
    assertFocused(impact);
    assert.ok(control(form, 'Impact') === impact);
  });

  it('has no control for the priority where support decides it, and sends none [0-20]', async () => {
    const { form, support, sent } = await open();
    assert.deepEqual(findAll(form, 'label, legend, option', /priority|severe|urgent/i), []);
    form.type = 'billing';
    await fillBase(form);
    await send(form);
    await until(() => support.tickets[0]);
    assert.doesNotHaveAnyKeys(sent()[0]!, ['severity', 'priority']);
    assert.doesNotHaveAnyKeys(sent()[0]!.fields, ['severity', 'priority']);
    assert.strictEqual(support.tickets[0]!.priority, 'normal');
  });

  it('shows the e-mail that the token has, and does not ask for it [4-17]', async () => {
    const { form, support, sent } = await open();
    const email = control(form, 'Your e-mail');
    assert.strictEqual(email.value, 'ada@acme.example');
    assert.strictEqual(email.readOnly, true);
    await type(email, 'someone@else.example');
    assert.strictEqual(email.value, 'ada@acme.example');
    form.type = 'billing';
    await fillBase(form);
    await send(form);
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.fields.email, 'ada@acme.example');
  });

  it('asks for the e-mail where the token has none', async () => {
    const { form } = await open({ person: { email: undefined } });
    const email = control(form, 'Your e-mail');
    assert.strictEqual(email.readOnly, false);
    fill(email, 'not an address');
    await form.submit();
    await form.updateComplete;
    assert.strictEqual(errorAt(form, 'Your e-mail'), '“Your e-mail” must be an e-mail address, such as name@example.com.');
  });

  it('puts the focus on a summary of the errors, whose links lead to the questions', async () => {
    const { form } = await open();
    const hash = location.hash;
    form.type = 'bug';
    await form.updateComplete;
    await send(form);
    const summary = find(form, '[role=alert]')!;
    assertFocused(summary);
    assert.strictEqual(wordsOf(summary.querySelector('strong')), '6 answers need another look');
    for (const link of findAll<HTMLAnchorElement>(form, '[role=alert] a')) {
      link.focus();
      await press('Enter');
      const field = focused()!.closest('.field')!;
      assert.strictEqual(wordsOf(field.querySelector('.error')), wordsOf(link));
      assert.ok((field.querySelector('[aria-invalid]') ?? field).matches('[aria-invalid=true]'));
    }
    assert.strictEqual(location.hash, hash);
  });

  it('ties what is wrong to the control it is about', async () => {
    const { form } = await open();
    await form.submit();
    await form.updateComplete;
    for (const label of ['Summary', 'Impact']) {
      const ids = control(form, label).getAttribute('aria-describedby')!.split(' ');
      assert.include(
        ids.map((id) => wordsOf(form.renderRoot.querySelector(`#${id}`))),
        errorAt(form, label),
      );
    }
  });

  it('begins with the type that the page sets, also later, and with that of the markup each time', async () => {
    const { form } = await open();
    const list = control<HTMLSelectElement>(form, 'What is it about?');
    choose(list, 'legal');
    await form.updateComplete;
    form.type = 'api';
    await form.updateComplete;
    assert.strictEqual(list.value, 'api');
    form.clear();
    await form.updateComplete;
    assert.strictEqual(list.value, '');
    form.setAttribute('type', 'billing');
    await form.updateComplete;
    choose(list, 'legal');
    await form.updateComplete;
    form.clear();
    await form.updateComplete;
    assert.strictEqual(list.value, 'billing');
  });

  it('can be filled in and sent by keyboard alone', async () => {
    const { form, support } = await open({ policy: policyOf([{ key: 'details', kind: 'multiline', label: 'Details' }]) });
    option(control(form, 'What is it about?').closest('fieldset')!, 'Question').focus();
    await press(' ', 'Tab');
    assertFocused(control(form, 'Summary'));
    await type(control(form, 'Summary'), 'By keys');
    await press('Tab');
    assertFocused(control(form, 'Details'));
    await until(() => find(form, '.add'), 'files can be added');
    await press('Tab');
    assertFocused(button(form, 'Add files'));
    await press('Tab');
    // Not every browser can take one.
    const screenshot = find(form, 'button', 'Take a screenshot');
    if (screenshot) {
      assertFocused(screenshot);
      await press('Tab');
    }
    assertFocused(button(form, 'Send ticket'));
    await press('Enter');
    await until(() => support.tickets[0]);
    assert.include(support.tickets[0], { subject: 'By keys', type: 'question' });
  });

  it('stands in a settings page of its host, without the button [4-08]', async () => {
    const support = new ScriptedSupport({ policy: policyOf([]) });
    const page = await fixture(html`
      <main>
        <h2>Settings</h2>
        <hm-ticket-form type="question" .client=${support.client}></hm-ticket-form>
        <p>Notifications</p>
      </main>
    `);
    const form = page.querySelector('hm-ticket-form')!;
    await until(() => find(form, 'form'), 'the form is drawn');
    const [above, own, below] = [...page.children].map((element) => element.getBoundingClientRect());
    assert.isAtMost(above!.bottom, own!.top);
    assert.isAtMost(own!.bottom, below!.top);
    assert.isNull(document.querySelector('hm-help-button, hm-help-panel'));
    fill(control(form, 'Summary'), 'From the settings');
    await send(form);
    await until(() => support.tickets[0]);
    assert.include(support.tickets[0], { subject: 'From the settings', type: 'question' });
  });
});
