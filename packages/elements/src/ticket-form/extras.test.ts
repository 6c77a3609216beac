import type { Policy, TicketInput } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  control,
  choose,
  fill,
  find,
  findAll,
  findControl,
  next,
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
import '../ticket-actions/ticket-actions.define.js';
import type { TicketActionsElement } from '../ticket-actions/ticket-actions.js';
import type { TicketFormElement } from './ticket-form.js';
// What comes while one writes: here it is there at once.
import './questions.js';
import './ticket-form.define.js';

/** With the statuses that the scripted support knows. */
const workspacePolicy: Policy = { ...managedWorkspacePolicy, statuses: defaultPolicy.statuses };

async function open(policy: Policy, person: ScriptedOptions['person'] = {}, type = '') {
  const support = new ScriptedSupport({ policy, person });
  const form = await fixture<TicketFormElement>(
    html`<hm-ticket-form lang="en" .type=${type} .client=${support.client}></hm-ticket-form>`,
  );
  await until(() => find(form, 'form'), 'the form is drawn');
  const sent = () => support.askedFor('POST /v1/tickets').map(({ body }) => body as TicketInput);
  return { form, support, sent };
}

const typeOf = (policy: Policy, key: string) => policy.types.find((one) => one.key === key)!;
const errors = (form: Element) => findAll(form, '[role=alert] a').map(wordsOf);
/** The checklist: what is on it, and whether it is there. */
const checklist = (form: Element) =>
  Object.fromEntries(findAll(form, '[data-evidence]').map((item) => [item.dataset.evidence, item.dataset.present === 'true']));
const meter = (form: Element) => find<HTMLMeterElement>(form, 'meter')!;

async function pick(form: TicketFormElement, key: string) {
  form.type = key;
  await form.updateComplete;
}

async function send(form: TicketFormElement) {
  await click(button(form, 'Send ticket'));
  await form.updateComplete;
}

/** Answers all that has to be answered, with no where that is an answer. */
async function fillNeeded(form: TicketFormElement, { fields }: Policy) {
  for (const { key, kind, options = [], required } of fields) {
    const element = find(form, `#${key}`);
    if (!element || !required || kind === 'email') continue;
    const answer = options.find((one) => one.key === 'no') ?? options[0];
    if (answer) option(element, String(answer.label)).click();
    else fill(element, 'Something.');
    await form.updateComplete;
  }
}

/** A bug report of the preset `consumer-plans` with all that it needs. */
async function fillBug(form: TicketFormElement) {
  await pick(form, 'bug');
  fill(control(form, 'Subject'), 'No upload');
  fill(control(form, 'What did you expect?'), 'A file.');
  fill(control(form, 'What happened?'), 'None.');
  await form.updateComplete;
}

const advice: Pick<Policy, 'types'> = {
  types: [
    {
      ...{ key: 'fault', label: 'Fault', fields: [], subjectPrefix: '[Fault]' },
      evidence: [
        { key: 'log', label: 'The log', need: 'required', fields: ['log'] },
        { key: 'time', label: 'The time', need: 'recommended', fields: ['time'] },
      ],
    },
    { key: 'question', label: 'Question', fields: [] },
  ],
};
const evidencePolicy = policyOf(
  [
    { key: 'log', kind: 'multiline', label: 'Log' },
    { key: 'time', kind: 'text', label: 'Time' },
  ],
  advice,
);

describe('The late part of the ticket form', () => {
  it('shows where a type is answered that is no ticket, and creates nothing [0-03]', async () => {
    const { form, support } = await open(workspacePolicy);
    const { key, redirect } = workspacePolicy.types.find((one) => one.redirect)!;
    choose(control(form, 'What is it about?'), key);
    await form.updateComplete;
    const notice = find(form, '[part=redirect]')!;
    assert.include(wordsOf(notice), redirect!.text as string);
    const link = notice.querySelector('a')!;
    assert.deepEqual([wordsOf(link), link.getAttribute('href')], [redirect!.label, redirect!.url]);
    assert.lengthOf(findAll(form, 'form button'), 0);
    assert.deepEqual(questions(form), ['What is it about?']);
    await form.submit();
    control(form, 'What is it about?').closest('form')!.requestSubmit();
    await form.updateComplete;
    assert.lengthOf(support.askedFor('POST /v1/tickets'), 0);
    // What is sent past the form is refused as well.
    const refused = await support.client.tickets
      .create({ subject: 'Train us', type: key, fields: {} }, { key: support.client.newKey() })
      .catch((error: unknown) => error);
    assert.include(refused as object, { code: 'invalid' });
    assert.lengthOf(support.tickets, 0);
  });

  it('keeps what was typed while a type is looked at that is no ticket', async () => {
    const { form } = await open(workspacePolicy, {}, 'bug');
    fill(control(form, 'Short summary'), 'Broken');
    await pick(form, workspacePolicy.types.find((one) => one.redirect)!.key);
    assert.ok(!findControl(form, 'Short summary'));
    await pick(form, 'bug');
    assert.strictEqual(control(form, 'Short summary').value, 'Broken');
  });

  describe('templates', () => {
    for (const [id, key, labels, prefix] of [
      [
        '4-97',
        'bug',
        [
          ...['What did you expect?', 'What happened?', 'Steps to reproduce', 'Browser', 'Operating system', 'App version'],
          ...['Error message', 'How often does it happen?'],
        ],
        '[Bug]',
      ],
      [
        '4-98',
        'feature',
        ['Problem to solve', 'Proposed solution', 'Alternative solutions', 'Use case', 'Priority to you'],
        '[Feature Request]',
      ],
      [
        '4-99',
        'account',
        [...['Account e-mail', 'Issue type', 'What happened?', 'When did it start?', 'Impact'], 'What have you tried already?'],
        undefined,
      ],
    ] as const) {
      it(`fill the empty fields of “${key}” alone, can be taken out, and the prefix comes once [${id}]`, async () => {
        const { form, support, sent } = await open(consumerPlansPolicy, {}, key);
        assert.includeMembers(questions(form), [...labels]);
        if (key === 'bug') assert.property(checklist(form), 'screenshots');
        if (key === 'feature') {
          const names = [...control(form, 'Priority to you').closest('fieldset')!.querySelectorAll('.option')].map(wordsOf);
          assert.deepEqual(names, ['Nice to have', 'Important', 'Critical']);
        }
        if (key === 'account') {
          const names = [...control(form, 'Issue type').closest('fieldset')!.querySelectorAll('.option')].map(wordsOf);
          assert.deepEqual(names, ['Login', 'Billing', 'Access', 'Settings']);
        }
        const template = Object.entries(typeOf(consumerPlansPolicy, key).template!) as [string, string][];
        const valueOf = (field: string) => find<HTMLInputElement>(form, `#${field}`)!.value;
        const [[mine], ...others] = template as [[string, string], ...[string, string][]];
        fill(find(form, `#${mine}`)!, 'My own words.');
        await form.updateComplete;
        await click(button(form, 'Fill in the template'));
        await form.updateComplete;
        assert.strictEqual(valueOf(mine), 'My own words.');
        assert.isNotEmpty(others);
        for (const [field, text] of others) assert.strictEqual(valueOf(field), text, field);
        await click(button(form, 'Take the template out again'));
        await form.updateComplete;
        assert.strictEqual(valueOf(mine), 'My own words.');
        for (const [field] of others) assert.strictEqual(valueOf(field), '', field);

        await fillNeeded(form, consumerPlansPolicy);
        fill(control(form, 'Subject'), 'Look at this');
        await form.updateComplete;
        await send(form);
        if (key === 'bug') await send(form);
        await until(() => support.tickets[0]);
        assert.strictEqual(sent()[0]!.subject, prefix ? `${prefix} Look at this` : 'Look at this');
        if (!prefix) return;
        await until(() => find(form, '#sent'));
        form.clear();
        await pick(form, key);
        await fillNeeded(form, consumerPlansPolicy);
        fill(control(form, 'Subject'), `${prefix.toLowerCase()} Look again`);
        await form.updateComplete;
        await send(form);
        if (key === 'bug') await send(form);
        await until(() => support.tickets[1]);
        assert.strictEqual(sent().at(-1)!.subject, `${prefix.toLowerCase()} Look again`);
      });
    }

    it('leave what was written since when they are taken out', async () => {
      const { form } = await open(consumerPlansPolicy, {}, 'feature');
      await click(button(form, 'Fill in the template'));
      fill(control(form, 'Subject'), 'Dark mode');
      fill(control(form, 'Use case'), 'At night.');
      await form.updateComplete;
      await click(button(form, 'Take the template out again'));
      await form.updateComplete;
      assert.strictEqual(control(form, 'Subject').value, 'Dark mode');
      assert.strictEqual(control(form, 'Use case').value, 'At night.');
      assert.strictEqual(control(form, 'Problem to solve').value, '');
    });

    it('keep the focus on their button, by keyboard', async () => {
      const { form } = await open(consumerPlansPolicy, {}, 'feature');
      button(form, 'Fill in the template').focus();
      await press('Enter');
      await form.updateComplete;
      assertFocused(button(form, 'Take the template out again'));
      await press('Enter');
      await form.updateComplete;
      assertFocused(button(form, 'Fill in the template'));
    });

    it('are not offered where there is none, or nothing is empty', async () => {
      const { form } = await open(consumerPlansPolicy, {}, 'billing');
      assert.ok(!find(form, 'button', /template/));
      await pick(form, 'feature');
      for (const label of ['Problem to solve', 'Proposed solution', 'Alternative solutions', 'Use case']) {
        fill(control(form, label), 'Mine.');
      }
      await form.updateComplete;
      assert.ok(!find(form, 'button', /template/));
    });

    it('give way where the prefix would make the subject too long', async () => {
      const { form, support, sent } = await open(consumerPlansPolicy);
      await fillBug(form);
      const longest = 'n'.repeat(120);
      fill(control(form, 'Subject'), longest);
      await send(form);
      await send(form);
      await until(() => support.tickets[0], 'the server takes it');
      assert.strictEqual(sent()[0]!.subject, longest);
    });
  });

  describe('the checklist', () => {
    it('asks once for what is recommended, insists on what is required, and staff can ask for it later [0-14]', async () => {
      const { form, support } = await open(evidencePolicy, {}, 'fault');
      fill(control(form, 'Summary'), 'It broke');
      await send(form);
      await send(form);
      assert.lengthOf(support.askedFor('POST /v1/tickets'), 0);
      assert.include(wordsOf(find(form, '#checklist [role=alert]')), 'Something that we need is missing.');
      await pick(form, 'question');
      await pick(form, 'fault');
      fill(control(form, 'Log'), 'E42');
      await send(form);
      assert.lengthOf(support.askedFor('POST /v1/tickets'), 0);
      assert.include(wordsOf(find(form, '#checklist [role=alert]')), 'or send the ticket as it is');
      await send(form);
      const ticket = await until(() => support.tickets[0]);
      await until(() => find(form, '#sent'), 'the form has come to rest');

      const thread = await fixture<TicketActionsElement>(
        html`<hm-ticket-actions
          .known=${await support.client.policy.get()}
          .ticket=${{
            ...ticket,
            actions: [{ action: 'answer-request', allowed: true }],
            requests: [{ id: 'r-1', fields: ['time'], answered: false }],
          }}
        ></hm-ticket-actions>`,
      );
      await click(button(thread, 'Send the answers'));
      await thread.updateComplete;
      assert.deepEqual(findAll(thread, '.error').map(wordsOf), ['Fill in “Time”.']);
      fill(control(thread, 'Time'), '09:30');
      await thread.updateComplete;
      const asked = next(thread, 'hm-ticket-act');
      await click(button(thread, 'Send the answers'));
      assert.deepEqual((await asked).input, { action: 'answer-request', request: 'r-1', answers: { time: '09:30' } });
    });

    it('takes the focus when it asks, also beside a field of the name “evidence”', async () => {
      const { form } = await open(workspacePolicy, {}, 'bug');
      await fillNeeded(form, workspacePolicy);
      await send(form);
      assert.deepEqual(errors(form), []);
      assertFocused(find(form, '[part=evidence]'));
      assert.lengthOf(new Set(findAll(form, '[id]').map(({ id }) => id)), findAll(form, '[id]').length);
    });

    for (const [id, item, label] of [
      ['1-17', 'steps', 'Steps that reproduce it'],
      ['1-18', 'identifiers', 'Site, product and time'],
    ] as const) {
      it(`counts “${label}” in its meter once they are there [${id}]`, async () => {
        const { form } = await open(siteLicencePolicy, {}, 'self-service');
        assert.include(wordsOf(find(form, `[data-evidence=${item}]`)), `${label} (would help)`);
        assert.strictEqual(checklist(form)[item], false);
        const before = meter(form).value;
        if (item === 'steps')
          fill(control(form, 'Steps to reproduce').querySelector('input') ?? find(form, '#steps input')!, 'Open it');
        else {
          // The time is there from the start.
          fill(control(form, 'Product name'), 'Forms');
          await form.updateComplete;
          assert.strictEqual(checklist(form)[item], false);
          fill(control(form, 'Site URL'), 'https://example.com');
        }
        await form.updateComplete;
        assert.strictEqual(checklist(form)[item], true);
        assert.include(wordsOf(find(form, `[data-evidence=${item}]`)), `${label} (there)`);
        assert.strictEqual(meter(form).value, before + 1);
        assert.include(
          wordsOf(meter(form).closest('label')),
          `${before + 1} of ${Object.keys(checklist(form)).length} are there`,
        );
      });
    }

    it('is that of the type, says how complete it is, and stops nobody [0-16]', async () => {
      const { form, support } = await open(workspacePolicy, {}, 'bug');
      const of = () => Object.keys(checklist(form));
      assert.deepEqual(of(), ['link', 'time', 'screenshot', 'error']);
      await pick(form, 'api');
      assert.deepEqual(of(), ['request-id', 'error', 'time']);
      await pick(form, 'legal');
      assert.ok(!find(form, '[part=evidence]'));
      await pick(form, 'bug');
      for (const [at, kind] of ['item-link', 'timestamp', 'screenshot', 'error-text'].entries()) {
        assert.strictEqual(meter(form).value, at);
        if (at > 0) await click(button(form, 'Add more'));
        await form.updateComplete;
        choose(find(form, `#evidence-kind-${at}`)!, kind);
        await form.updateComplete;
        fill(find(form, `#evidence-value-${at}`)!, 'x');
        await form.updateComplete;
      }
      assert.deepEqual(checklist(form), { link: true, time: true, screenshot: true, error: true });
      await click(button(form, 'Remove evidence 4'));
      await form.updateComplete;
      assert.strictEqual(meter(form).value, 3);
      await fillNeeded(form, workspacePolicy);
      await send(form);
      await send(form);
      await until(() => support.tickets[0]);
    });
  });

  describe('evidence', () => {
    it('is a list of lines, each of a kind and what was found', async () => {
      const { form, support, sent } = await open({ ...workspacePolicy, baseFields: ['summary', 'evidence'] }, {}, 'legal');
      const kinds = [...find<HTMLSelectElement>(form, '#evidence-kind-0')!.options].map(wordsOf);
      assert.deepEqual(kinds, [
        ...['Screenshot', 'Error message', 'API request ID', 'Link to a workflow or a run', 'Link to a chat or an item'],
        ...['Details of a generated file', 'Timestamp', 'Diagnostic packet'],
      ]);
      fill(control(form, 'Short summary'), 'Look');
      choose(find(form, '#evidence-kind-0')!, 'request-id');
      await form.updateComplete;
      await type(find(form, '#evidence-value-0')!, '4f2a');
      button(form, 'Add more').focus();
      await press('Enter');
      await form.updateComplete;
      assertFocused(find(form, '#evidence-value-1'));
      choose(find(form, '#evidence-kind-1')!, 'error-text');
      await form.updateComplete;
      await type(find(form, '#evidence-value-1')!, 'E: 42');
      await click(button(form, 'Add more'));
      await send(form);
      await until(() => support.tickets[0]);
      assert.deepEqual(sent()[0]!.fields.evidence, ['request-id: 4f2a', 'error-text: E: 42']);
    });

    it('takes spaces as they are typed, also one that the last key leaves at the end', async () => {
      const { form } = await open({ ...workspacePolicy, baseFields: ['summary', 'evidence'] }, {}, 'legal');
      const line = find<HTMLInputElement>(form, '#evidence-value-0')!;
      for (const typed of ['no', 'no ', 'no w', 'no ', 'no f', 'no file']) {
        fill(line, typed);
        await form.updateComplete;
        assert.strictEqual(line.value, typed);
      }
    });
  });
});
