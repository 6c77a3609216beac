import type { Answers, Policy } from '@helpmark/schema';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import { severityHoursPolicy } from '@helpmark/schema/presets/severity-hours';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert, fixture, html } from '@open-wc/testing';
import { answer, errors, group, openForm } from '../../../../test/support/page/open-form.js';
import {
  button,
  choose,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  findControl,
  option,
  questions,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import type { TicketFormElement } from './ticket-form.js';

const said = {
  Problem: 'The update stops half-way',
  'Problem statement': 'I want to update the shop; it stops at 40 % since Monday.',
  'Product name': 'Shop Suite',
  'Site URL': 'https://shop.example.com',
  'License key or plan name': 'ABCD-1234-EFGH',
  'Expected result': 'The new version runs.',
  'Actual result': 'The old one runs, half of its files are gone.',
};

/** A form of the preset `site-licence` about an update, all of it answered. */
async function openSiteLicence(policy = siteLicencePolicy) {
  const opened = await openForm(policy, 'install');
  const { form } = opened;
  for (const [label, words] of Object.entries(said)) await answer(form, label, words);
  await click(option(group(form, 'Where did it happen?'), 'Production'));
  fill(find(form, '#stepsTried-step-0')!, 'Updated once more.');
  await form.updateComplete;
  return opened;
}

describe('The form of the preset site-licence', () => {
  it('has three reasons, each with what it is for [1-02]', async () => {
    const { form } = await openForm(siteLicencePolicy);
    const labels = findAll(group(form, 'What is it about?'), '.option').map(wordsOf);
    assert.deepEqual(
      labels,
      siteLicencePolicy.types.map(({ label, description }) => `${label as string} ${description as string}`),
    );
    assert.lengthOf(labels, 3);
  });

  const needed = [
    ['1-03', 'Product name', 'product'],
    ['1-04', 'Site URL', 'siteUrl'],
    ['1-07', 'Expected result', 'expected'],
    ['1-08', 'Actual result', 'actual'],
  ] as const;
  for (const [row, label, key] of needed) {
    it(`asks for “${label}”, needs it and sends it [${row}]`, async () => {
      const { form, sent, send } = await openSiteLicence();
      await answer(form, label, '');
      await send();
      assert.deepEqual(errors(form), [`Fill in “${label}”.`]);
      assert.deepEqual(sent(), []);
      if (key === 'siteUrl') {
        await answer(form, label, 'the shop');
        await send();
        assert.match(errors(form)[0]!, /“Site URL” must be a web address/);
      }
      await answer(form, label, said[label]);
      await send();
      await until(() => sent()[0]);
      assert.strictEqual(sent()[0]!.fields[key], said[label]);
    });
  }

  it('asks for the steps that were tried, line by line, needs one and sends them [1-09]', async () => {
    const { form, sent, send } = await openSiteLicence();
    fill(find(form, '#stepsTried-step-0')!, '');
    await send();
    assert.deepEqual(errors(form), ['Fill in “Steps already tried”.']);
    fill(find(form, '#stepsTried-step-0')!, 'Cleared the cache.');
    await send();
    await until(() => sent()[0]);
    assert.deepEqual(sent()[0]!.fields['stepsTried'], ['Cleared the cache.']);
  });

  it('guides to a clear statement, and says how long it has to be at least [1-13]', async () => {
    const { form, sent, send } = await openSiteLicence();
    const statement = control(form, 'Problem statement');
    const hint = find(form, `#${statement.getAttribute('aria-describedby')!.split(' ')[0]}`);
    assert.match(wordsOf(hint), /What you want to do, what stops you/);
    await answer(form, 'Problem statement', 'It stops.');
    await send();
    assert.deepEqual(errors(form), ['“Problem statement” needs at least 30 characters.']);
    assert.deepEqual(sent(), []);
  });

  it('asks whether it happened on staging or in production, and advises to try on staging first [1-40]', async () => {
    const { form, sent, send } = await openSiteLicence();
    const where = group(form, 'Where did it happen?');
    assert.deepEqual(findAll(where, '.option').map(wordsOf), ['Staging', 'Production']);
    assert.match(wordsOf(where), /Try changes with more than a small effect on staging first/);
    await click(option(where, 'Staging'));
    await send();
    await until(() => sent()[0]);
    assert.strictEqual(sent()[0]!.fields['environment'], 'staging');
  });

  it('masks the licence as soon as the person goes on', async () => {
    const { form } = await openSiteLicence();
    const licence = control(form, 'License key or plan name');
    const masking = () => getComputedStyle(licence).getPropertyValue('-webkit-text-security');
    licence.focus();
    assert.strictEqual(masking(), 'none');
    licence.blur();
    assert.strictEqual(masking(), 'disc');
  });
});

describe('What comes before the questions', () => {
  const introOf = (form: Element) => form.shadowRoot!.querySelector<HTMLSlotElement>('slot[name=intro]')!;

  it('says what a ticket is for, each type under the reason that leads to it [0-02]', async () => {
    for (const policy of [managedWorkspacePolicy, siteLicencePolicy]) {
      const { form } = await openForm(policy);
      assert.match(wordsOf(introOf(form)), /^Send a ticket when:/);
      const labelOf = (key: string) => policy.types.find((type) => type.key === key)!.label as string;
      assert.deepEqual(
        findAll(introOf(form), 'li').map(wordsOf),
        policy.reasons!.map(({ label, types }) => `${label as string} ${types.map(labelOf).join(', ')}`),
      );
      const shown = policy.reasons!.flatMap(({ types }) => types);
      assert.deepEqual(shown.toSorted(), policy.types.flatMap(({ key, redirect }) => (redirect ? [] : [key])).toSorted());
      assert.deepEqual(await faultsOf(form), []);
    }
  });

  it('is nothing where the policy has no reasons, and the page’s own words where it brings some', async () => {
    const { form } = await openForm(severityHoursPolicy);
    assert.strictEqual(wordsOf(introOf(form)), '');
    const words = document.createElement('p');
    words.slot = 'intro';
    words.textContent = 'Read this first.';
    form.append(words);
    const [own] = introOf(form).assignedElements();
    assert.strictEqual(wordsOf(own), 'Read this first.');
    assert.ok(find(form, 'p', 'Read this first.'), 'it is seen');
  });
});

/** A form whose draft has a file already, as after a reload. */
async function openWithFile(policy: Policy, type: string, answers: Answers = {}) {
  const support = new ScriptedSupport({ policy });
  const draft = await support.client.drafts.open('new');
  draft.save({ answers, type });
  await draft.addFile({ name: 'screen.png', type: 'image/png', sha256: 'a'.repeat(64), bytes: new ArrayBuffer(8) });
  await draft.flush();
  draft.close();
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form lang="en" .client=${support.newClient()}></hm-ticket-form>`);
  await until(() => find(form, 'form'), 'the form is drawn');
  return form;
}

describe('Files that go with a ticket', () => {
  const present = (form: Element) => find(form, '[data-evidence=files]')!.dataset['present'];

  it('are an item of the checklist, there as soon as there is one [1-19]', async () => {
    const { form } = await openForm(siteLicencePolicy, 'install');
    assert.strictEqual(present(form), 'false');
    assert.strictEqual(present(await openWithFile(siteLicencePolicy, 'install')), 'true');
  });

  it('can be named as evidence of any of the eight kinds, as can words [0-15]', async () => {
    const form = await openWithFile(managedWorkspacePolicy, 'bug');
    const { options = [] } = managedWorkspacePolicy.fields.find(({ key }) => key === 'evidence')!;
    assert.lengthOf(options, 8);
    for (const [at, { key }] of options.entries()) {
      if (at > 0) await click(button(find(form, '#evidence')!, 'Add more'));
      await form.updateComplete;
      choose(find(form, `#evidence-kind-${at}`)!, key);
      const value = find<HTMLInputElement>(form, `#evidence-value-${at}`)!;
      assert.deepEqual(
        [...value.list!.options].map((file) => file.value),
        ['screen.png'],
      );
      fill(value, at === 0 ? 'screen.png' : `Piece ${at}`);
      await form.updateComplete;
    }
    assert.deepEqual(
      options.map((_, at) => find<HTMLInputElement>(form, `#evidence-value-${at}`)!.value),
      options.map((_, at) => (at === 0 ? 'screen.png' : `Piece ${at}`)),
    );
    assert.deepEqual(await faultsOf(form), []);
  });
});

describe('The evidence package of the preset site-licence', () => {
  const states = (form: Element) =>
    Object.fromEntries(
      findAll(form, '[data-evidence]').map((item) => [item.dataset['evidence'], item.dataset['present'] === 'true']),
    );
  const slots = ['list-context', 'thread-context', 'visible-clock', 'route-context', 'final-result'];

  it('names account and role, route and action, ids, times, expected and actual result, and says what of it is missing [1-37]', async () => {
    const { form, sent, send } = await openSiteLicence();
    await click(option(group(form, 'Did it fail again when you tried once more?'), 'Yes'));
    await form.updateComplete;
    const items = ['who', 'where', 'what', 'when', 'difference', ...slots.map((slot) => `shot-${slot}`)];
    const { steps: _steps, identifiers: _ids, files: _files, ...before } = states(form);
    assert.deepEqual(Object.keys(before), items);
    assert.deepEqual(
      items.filter((item) => before[item]),
      ['what', 'difference'],
    );
    await answer(form, 'Your role in the account', 'Owner');
    await answer(form, 'Route', '/dashboard/products');
    await answer(form, 'Exact action', 'Clicked “Update”');
    await answer(form, 'Time of the first failure', '2026-11-20T08:10');
    await answer(form, 'Time of the latest retry', '2026-11-20T09:00');
    for (const slot of slots) fill(find(form, `#screens-${slot}`)!, 'It was on another machine.');
    await form.updateComplete;
    assert.deepEqual(
      Object.entries(states(form)).filter(([item, present]) => items.includes(item) && !present),
      [],
      'the e-mail comes with the token',
    );
    await send();
    const { fields } = await until(() => sent()[0]);
    assert.deepEqual(
      fields['screens'],
      slots.map((slot) => `${slot}: It was on another machine.`),
    );
  });

  it('has five named places for screenshots, each filled with a file of the ticket or left with a reason [1-38]', async () => {
    const form = await openWithFile(siteLicencePolicy, 'install', { retried: 'yes' });
    const place = (slot: string) => find(form, `[data-slot=${slot}]`)!;
    const state = (slot: string) => place(slot).dataset['state'];
    assert.deepEqual(
      findAll(form, '[data-slot]').map((one) => wordsOf(one.querySelector('label'))),
      [
        'The list of tickets',
        'The ticket’s thread',
        'With a clock in the picture',
        'With the route or breadcrumb',
        'What it came to in the end',
      ],
    );
    assert.deepEqual(
      slots.map(state),
      slots.map(() => 'slotEmpty'),
    );
    const write = async (slot: string, words: string) => {
      fill(find(form, `#screens-${slot}`)!, words);
      await form.updateComplete;
    };
    await write('list-context', 'screen.png');
    await write('thread-context', 'There is no thread yet.');
    await write('visible-clock', 'sample.png');
    assert.deepEqual(slots.map(state), ['slotFile', 'slotReason', 'slotGone', 'slotEmpty', 'slotEmpty']);
    assert.include(wordsOf(place('visible-clock')), 'This file is no longer here', 'only what goes along fills a place');
    assert.deepEqual(await faultsOf(form), []);
  });
});

describe('A date that begins with now', () => {
  it('of the preset site-licence holds this minute [1-06]', async () => {
    const begun = Math.floor(Date.now() / 60_000) * 60_000;
    const { form } = await openSiteLicence();
    const shown = new Date(control(form, 'Approximate time of the issue').value).getTime();
    assert.isAtLeast(shown, begun);
    assert.isAtMost(shown, Date.now());
  });

  it('holds this minute or this day, and says whose time it is [1-06]', async () => {
    const begun = Date.now() - 60_000;
    const { form } = await openForm(
      policyOf([
        { key: 'occurredAt', kind: 'datetime', label: 'Since when?', default: 'now' },
        { key: 'day', kind: 'date', label: 'Which day?', default: 'now' },
      ]),
    );
    const moment = control(form, 'Since when?');
    const shown = new Date(moment.value).getTime();
    assert.isAtLeast(shown, begun);
    assert.isAtMost(shown, Date.now());
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
    assert.include(wordsOf(moment.closest('.field')), `Your time zone: ${zone}`);
    assert.include(moment.getAttribute('aria-describedby')!, 'occurredAt-zone');
    const day = new Date();
    day.setMinutes(day.getMinutes() - day.getTimezoneOffset());
    assert.strictEqual(control(form, 'Which day?').value, day.toISOString().slice(0, 10));
  });
});

describe('The form of the preset severity-hours', () => {
  it('goes from advice to what is broken [3-21]', async () => {
    const { form } = await openForm(severityHoursPolicy);
    const labels = findAll(group(form, 'What is it about?'), '.option').map(wordsOf);
    assert.deepEqual(
      labels,
      severityHoursPolicy.types.map(({ label, description }) => `${label as string} ${description as string}`),
    );
    assert.match(labels.join(), /practice/i);
  });
});

describe('The form of the preset managed-workspace', () => {
  it('asks which account, once an incident did harm to one [0-39]', async () => {
    const { form, sent } = await openForm(managedWorkspacePolicy, 'incident');
    const asked = 'Should we look at what it did to your own account?';
    assert.ok(!findControl(form, 'Workspace, tenant, or account'), questions(form).join());
    await click(option(group(form, asked), 'Yes'));
    await form.updateComplete;
    assert.ok(findControl(form, 'Workspace, tenant, or account'), questions(form).join());
    await click(button(form, 'Send ticket'));
    await until(() => errors(form).length > 0);
    assert.include(errors(form), 'Fill in “Workspace, tenant, or account”.');
    assert.deepEqual(sent(), []);
  });

  it('asks of a tenant that a provider runs who runs it, and whom it affects by e-mail or else by role [0-11]', async () => {
    const { form } = await openForm(managedWorkspacePolicy, 'account');
    const choose = async (question: string, words: string) => {
      await click(option(group(form, question), words));
      await form.updateComplete;
    };
    const wrong = async () => {
      await form.submit();
      await form.updateComplete;
      return errors(form).filter((words) => /MSP|[Aa]ffected/.test(words));
    };
    await choose('Is it about one workspace, tenant or account?', 'Yes');
    assert.ok(!findControl(form, 'MSP or tenant admin'));
    await choose('What is it?', 'A tenant that an MSP manages');
    const [context, email, role] = ['mspContext', 'affectedEmail', 'affectedRole'].map(
      (name) => managedWorkspacePolicy.fields.find(({ key }) => key === name)!.label as string,
    ) as [string, string, string];
    assert.deepEqual(
      await wrong(),
      [context, email, role].map((label) => `Fill in “${label}”.`),
    );
    await answer(form, context, 'Contoso runs it.');
    await answer(form, role, 'Editor');
    assert.deepEqual(await wrong(), []);
    await answer(form, role, '');
    await answer(form, email, 'kay@contoso.example');
    assert.deepEqual(await wrong(), []);
  });

  it('takes evidence of eight kinds, as many pieces as there are', async () => {
    const { form } = await openForm(managedWorkspacePolicy, 'bug');
    const kinds = find<HTMLSelectElement>(form, '#evidence-kind-0')!;
    const { options = [] } = managedWorkspacePolicy.fields.find(({ key }) => key === 'evidence')!;
    assert.lengthOf(kinds.options, 8);
    assert.deepEqual(
      [...kinds.options].map((one) => wordsOf(one)),
      options.map(({ label }) => label as string),
    );
    for (const at of [1, 2]) {
      await click(button(find(form, '#evidence')!, 'Add more'));
      await form.updateComplete;
      assert.ok(find(form, `#evidence-value-${at}`));
    }
  });
});
