import { createMemoryStorage } from '@helpmark/client';
import type { Answers, ContextItem, Policy, TicketInput } from '@helpmark/schema';
import { captureContext } from '@helpmark/client/context';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { Prefill } from '../ticket-form/form-answers.js';
import '../ticket-form/ticket-form.define.js';

const create = 'POST /v1/tickets';
const collected: ContextItem[] = [
  { kind: 'browser', value: 'Firefox 128.0' },
  { kind: 'system', value: 'Linux' },
  { kind: 'console', value: '09:00:00 first\n09:00:01 second' },
];
const policy = policyOf([], {
  types: [
    {
      key: 'question',
      label: 'Question',
      fields: [],
      evidence: [
        { key: 'machine', label: 'Your browser', need: 'recommended', context: ['browser'] },
        { key: 'log', label: 'What the page says', need: 'recommended', context: ['console'] },
      ],
    },
  ],
});

/** A form whose client collects by this; it counts how often it is asked to. */
async function open(
  snapshot: () => Promise<ContextItem[]> = async () => collected,
  storage = createMemoryStorage(),
  asks: Policy = policy,
  answers?: Answers,
  prefill?: Prefill,
) {
  const support = new ScriptedSupport({ policy: asks, storage });
  const type = asks.types.at(-1)!.key;
  if (answers) {
    const draft = await support.client.drafts.open('new');
    draft.save({ answers, type });
    await draft.flush();
    draft.close();
  }
  let asked = 0;
  const capture = {
    snapshot: () => {
      asked += 1;
      return snapshot();
    },
  };
  const form = await fixture(
    html`<hm-ticket-form
      type=${type}
      lang="en"
      .prefill=${prefill}
      .client=${{ ...(answers ? support.newClient() : support.client), capture }}
    ></hm-ticket-form>`,
  );
  await until(() => find(form, 'form'), 'the form is drawn');
  const sent = () => support.askedFor(create).map(({ body }) => body as TicketInput);
  const consent = () => click(find(form, '#context')!);
  return { support, form, sent, consent, asked: () => asked };
}

const shown = (form: Element) => findAll(form, '[data-context]').map((one) => one.getAttribute('data-context'));

describe('What was collected of the page', () => {
  it('[0-19] is not even asked for, and nothing of it goes, until the person says so', async () => {
    const { form, sent, asked } = await open();
    fill(control(form, 'Summary'), 'It is cold');
    assert.isFalse(find<HTMLInputElement>(form, '#context')!.checked);
    assert.deepEqual(await faultsOf(form), []);
    await click(button(form, 'Send ticket'));
    await until(() => find(form, '.evidence[class~=notice]'), 'it asks once for what would help');
    await click(button(form, 'Send ticket'));
    await until(() => sent()[0]);
    assert.equal(asked(), 0);
    assert.notProperty(sent()[0], 'context');
  });

  it('[4-23] [4-24] [4-29] is shown whole, changed, taken out and put back, and goes as it was left', async () => {
    const { form, sent, consent } = await open();
    fill(control(form, 'Summary'), 'It is cold');
    await consent();
    await until(() => shown(form).length === 3);
    assert.deepEqual(
      findAll<HTMLTextAreaElement>(form, '[data-context] textarea').map(({ value }) => value),
      collected.map(({ value }) => value),
    );
    assert.deepEqual(await faultsOf(form), []);
    fill(control(form, 'Browser'), 'Firefox 128.1');
    await click(button(form, 'Take out: System'));
    await until(() => shown(form).length === 2);
    assertFocused(button(form, 'Put back: System'));
    await click(button(form, 'Take out: Errors of the page'));
    assert.include(wordsOf(find(form, '.collected')), '1 of 3 are sent');
    assert.include(wordsOf(find(form, '[data-evidence=log]')), '(would help)');
    await click(button(form, 'Put back: Errors of the page'));
    await until(() => wordsOf(find(form, '[data-evidence=log]')).includes('(there)'), 'the list of what helps counts it');
    await click(button(form, 'Send ticket'));
    await until(() => sent()[0]);
    assert.deepEqual(sent()[0]!.context, [{ kind: 'browser', value: 'Firefox 128.1' }, collected[2]]);
  });

  it('[0-17] [1-37] fills in what of the evidence package it knows, which is counted, looked at, changed, emptied and sent', async () => {
    const known: ContextItem[] = [
      { kind: 'route', value: '/products/7' },
      { kind: 'account-role', value: 'Owner' },
      { kind: 'steps', value: '08:09:59.000 click button “Update”' },
      { kind: 'first-failure', value: '2026-11-20T08:10:00.000Z POST /api/update 503 after 20 ms, X-Request-ID req-1' },
      { kind: 'latest-retry', value: '2026-11-20T08:12:00.000Z POST /api/update 503 after 20 ms, X-Request-ID req-2' },
    ];
    const draft = {
      ...{ summary: 'The update stops', description: 'I want to update the shop; it stops at 40 %.', product: 'Shop Suite' },
      ...{ siteUrl: 'https://shop.example.com', occurredAt: '2026-11-20T08:10:00.000Z', environment: 'production' },
      ...{ expected: 'The new version runs.', actual: 'The old one runs.', stepsTried: ['Updated once more.'] },
      ...{ retried: 'yes', actionTaken: 'I clicked it twice' },
    };
    const { form, sent, consent } = await open(async () => known, createMemoryStorage(), siteLicencePolicy, draft);
    const present = (item: string) => find(form, `[data-evidence=${item}]`)!.dataset['present'] === 'true';
    const filled = () => findAll(form, '[data-filled]').map((one) => wordsOf(one));
    assert.deepEqual(['who', 'where', 'when'].map(present), [false, false, false]);
    await consent();
    await until(() => shown(form).length === known.length);
    assert.deepEqual(['who', 'where', 'when'].map(present), [true, true, true], 'the e-mail comes with the token');
    assert.deepEqual(filled(), [
      ...['Your role in the account', 'Route', 'Time of the first failure', 'Time of the latest retry'],
    ]);
    assert.deepEqual(await faultsOf(form), []);
    await click(button(form, 'Route'));
    assertFocused(control(form, 'Route'));
    assert.equal(control(form, 'Route').value, '/products/7');
    assert.equal(control(form, 'Exact action').value, 'I clicked it twice', 'what was written stays');
    fill(control(form, 'Your role in the account'), '');
    fill(control(form, 'Route'), '/products/8');
    await until(() => !present('who'));
    await click(button(form, 'Take out: First failure'));
    await until(() => !present('when'), 'what was filled goes with it');
    await click(button(form, 'Put back: First failure'));
    await until(() => present('when'));
    assert.deepEqual(filled(), ['Time of the first failure', 'Time of the latest retry']);
    fill(control(form, 'License key or plan name'), 'Plan L');
    await click(button(form, 'Send ticket'));
    await until(() => sent()[0] ?? find(form, '.evidence[class~=notice]'));
    await click(button(form, 'Send ticket'));
    const { fields } = await until(() => sent()[0]);
    assert.deepInclude(fields, { routePath: '/products/8', firstFailureAt: '2026-11-20T08:10:00.000Z' });
    assert.notProperty(fields, 'accountRole');
  });

  it('takes out again what it filled in, once the person does not want it sent', async () => {
    const answers = { retried: 'yes' };
    const { form, consent } = await open(async () => [{ kind: 'route', value: '/a' }], undefined, siteLicencePolicy, answers);
    await consent();
    await until(() => control(form, 'Route').value === '/a');
    await consent();
    await until(() => control(form, 'Route').value === '');
  });

  it('counts as there what page and token answer in the person’s place, and nothing that is not asked', async () => {
    const prefill = { hidden: { product: 'Shop' }, readOnly: { siteUrl: 'https://example.com' } };
    const answers = { retried: 'no', routePath: '/a', actionTaken: 'b' };
    const { form } = await open(undefined, undefined, siteLicencePolicy, answers, prefill);
    assert.equal(find(form, '[data-evidence=identifiers]')!.dataset['present'], 'true');
    assert.equal(find(form, '[data-evidence=where]')!.dataset['present'], 'false');
  });

  it('rests with the draft, and goes as soon as the person changes their mind', async () => {
    const storage = createMemoryStorage();
    const first = await open(undefined, storage);
    fill(control(first.form, 'Summary'), 'It is cold');
    await first.consent();
    await until(() => shown(first.form).length === 3);
    while (!JSON.stringify(await storage.read([])).includes('Firefox')) await new Promise(requestAnimationFrame);
    first.form.remove();
    first.support.client.close();
    const second = await open(undefined, storage);
    await until(() => shown(second.form).length === 3, 'it is there again');
    assert.equal(second.asked(), 0);
    await second.consent();
    await until(() => shown(second.form).length === 0);
    while (JSON.stringify(await storage.read([])).includes('Firefox')) await new Promise(requestAnimationFrame);
    second.form.remove();
    second.support.client.close();
    const third = await open(undefined, storage);
    await until(() => control(third.form, 'Summary').value === 'It is cold');
    assert.deepEqual(shown(third.form), []);
  });

  it('says so where it cannot be collected, and the ticket goes without', async () => {
    const { form, sent, consent } = await open(() => Promise.reject(new Error('no')));
    fill(control(form, 'Summary'), 'It is cold');
    await consent();
    await until(() => wordsOf(find(form, '.collected .error')).includes('could not be collected'));
    assert.isFalse(find<HTMLInputElement>(form, '#context')!.checked);
    await click(button(form, 'Send ticket'));
    await click(button(form, 'Send ticket'));
    await until(() => sent()[0]);
    assert.notProperty(sent()[0], 'context');
  });

  it('carries no secret of the page: not in requests, not on the device, not in events', async () => {
    const secret = (name: string) => `CANARY-${name}-9f3Kq7Zr`;
    const storage = createMemoryStorage();
    const field = Object.assign(document.createElement('input'), { type: 'password', value: secret('field') });
    field.setAttribute('aria-label', 'Code');
    document.body.append(field);
    const address = location.href;
    const error = console.error;
    console.error = () => {};
    const capture = captureContext({ kinds: ['route', 'referrer', 'steps', 'console', 'requests'] });
    try {
      history.replaceState(null, '', `?token=${secret('url')}#${secret('fragment')}`);
      field.click();
      console.error(`login failed: password=${secret('console')}`, { key: secret('object') });
      const headers = { authorization: `Bearer ${secret('header')}` };
      await fetch(`/nothing-there?key=${secret('query')}`, { method: 'POST', headers, body: secret('body') });
      const told: string[] = [];
      const { form, sent, consent, support } = await open(() => capture.snapshot(), storage);
      for (const name of ['hm-ticket-submit', 'hm-ticket-submitted'] as const)
        form.addEventListener(name, (event) => told.push(JSON.stringify(event)));
      fill(control(form, 'Summary'), 'It is cold');
      const before = JSON.stringify(support.asked);
      await consent();
      await until(() => shown(form).includes('requests'));
      assert.equal(JSON.stringify(support.asked), before, 'consent alone sends nothing');
      const onScreen = findAll<HTMLTextAreaElement>(form, '[data-context] textarea').map(({ value }) => value);
      await until(() => find(form, '#kept'));
      const rests = JSON.stringify(await storage.read([]));
      await click(button(form, 'Send ticket'));
      await until(() => sent()[0] || find(form, '.evidence[class~=notice]'));
      if (!sent()[0]) await click(button(form, 'Send ticket'));
      await until(() => sent()[0]?.context);
      const all = [JSON.stringify(support.asked), rests, ...told, ...onScreen].join('\n');
      assert.include(all, '/nothing-there?key=…');
      assert.notInclude(all, 'CANARY');
      assert.notInclude(JSON.stringify(localStorage) + JSON.stringify(sessionStorage), 'CANARY');
    } finally {
      capture.stop();
      console.error = error;
      history.replaceState(null, '', address);
      field.remove();
    }
  });
});
