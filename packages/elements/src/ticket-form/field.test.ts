import type { Answer, Field, TicketInput } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { assert, fixture, html } from '@open-wc/testing';
import { sendKeys } from '@web/test-runner-commands';
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

const letters = 'abcdefg'.split('').map((key) => ({ key, label: key.toUpperCase(), hint: `The letter ${key}.` }));

const everyKind: Field[] = [
  { key: 'line', kind: 'text', label: 'One line', hint: 'A few words.' },
  { key: 'lines', kind: 'multiline', label: 'Several lines', maxLength: 40 },
  { key: 'few', kind: 'choice', label: 'One of few', options: letters.slice(0, 3) },
  { key: 'many', kind: 'choice', label: 'One of many', options: letters },
  { key: 'several', kind: 'choices', label: 'Some of them', options: letters.slice(0, 3) },
  { key: 'day', kind: 'date', label: 'A day' },
  { key: 'moment', kind: 'datetime', label: 'A moment' },
  { key: 'page', kind: 'url', label: 'A page' },
  { key: 'mail', kind: 'email', label: 'A mail address' },
  { key: 'count', kind: 'number', label: 'A number', min: 1, max: 10 },
  { key: 'steps', kind: 'steps', label: 'In this order' },
];

async function open(
  fields: Field[],
  options: Omit<ScriptedOptions, 'policy'> & { policy?: Parameters<typeof policyOf>[1] } = {},
) {
  const support = new ScriptedSupport({ ...options, policy: policyOf(fields, options.policy) });
  const form = await fixture<TicketFormElement>(
    html`<hm-ticket-form .client=${support.client} type="question"></hm-ticket-form>`,
  );
  await until(() => find(form, 'form'), 'the form is drawn');
  fill(control(form, 'Summary'), 'About a field');
  /** Sends, and gives what arrived. */
  const send = async () => {
    await form.submit();
    await until(() => support.tickets[0] ?? find(form, '#problems'));
    return support.askedFor('POST /v1/tickets').at(-1)?.body as TicketInput | undefined;
  };
  return { form, support, send };
}

const group = (form: Element, label: string) => control(form, label).closest('fieldset')!;
const errorAt = (form: Element, label: string) => wordsOf(control(form, label).closest('.field')!.querySelector('.error'));

describe('A field of the form', () => {
  for (const name of looks) {
    it(`has no fault that axe finds, of whatever kind, answered or wrong: ${name}`, async () => {
      const undo = look(name);
      const { form, send } = await open(everyKind.map((field) => ({ ...field, required: true })));
      await send();
      await form.updateComplete;
      assert.lengthOf(findAll(form, '#problems a'), everyKind.length);
      assert.deepEqual(await faultsOf(form), []);
      undo();
    });
  }

  it('says that an answer is optional where it is, and tells it to a screen reader where it is not', async () => {
    const { form } = await open([everyKind[0]!, { ...everyKind[1]!, required: true }]);
    assert.include(wordsOf(find(form, 'label[for=line]')), '(optional)');
    assert.notInclude(wordsOf(find(form, 'label[for=lines]')), '(optional)');
    assert.strictEqual(control(form, 'Several lines').getAttribute('aria-required'), 'true');
    assert.strictEqual(
      wordsOf(find(form, `#${control(form, 'One line').getAttribute('aria-describedby')!.split(' ')[0]}`)),
      'A few words.',
    );
  });

  const answered: [label: string, answer: (form: TicketFormElement) => void, sent: Record<string, Answer>][] = [
    ['One line', (form) => fill(control(form, 'One line'), ' words '), { line: 'words' }],
    ['Several lines', (form) => fill(control(form, 'Several lines'), 'a\nb'), { lines: 'a\nb' }],
    ['One of few', (form) => option(group(form, 'One of few'), 'B').click(), { few: 'b' }],
    ['One of many', (form) => choose(control(form, 'One of many'), 'f'), { many: 'f' }],
    ['A day', (form) => fill(control(form, 'A day'), '2026-02-28'), { day: '2026-02-28' }],
    ['A page', (form) => fill(control(form, 'A page'), 'https://acme.example/x?y'), { page: 'https://acme.example/x?y' }],
    ['A mail address', (form) => fill(control(form, 'A mail address'), 'a@b.example'), { mail: 'a@b.example' }],
    ['A number', (form) => fill(control(form, 'A number'), '2,5'), { count: 2.5 }],
  ];
  for (const [label, answer, sent] of answered) {
    it(`sends the answer to “${label}” as the policy keeps it`, async () => {
      const { form, send } = await open(everyKind);
      answer(form);
      await form.updateComplete;
      assert.deepEqual((await send())!.fields, sent);
    });
  }

  it('takes several choices and gives them in the order of the policy', async () => {
    const { form, send } = await open(everyKind);
    for (const name of ['C', 'A', 'B', 'B']) {
      option(group(form, 'Some of them'), name).click();
      await form.updateComplete;
    }
    assert.deepEqual((await send())!.fields, { several: ['a', 'c'] });
  });

  it('takes a moment in local time and sends it in UTC', async () => {
    const { form, send } = await open(everyKind);
    const moment = control(form, 'A moment');
    fill(moment, '2026-11-21T14:30');
    await form.updateComplete;
    assert.strictEqual(moment.value, '2026-11-21T14:30');
    assert.deepEqual((await send())!.fields, { moment: new Date('2026-11-21T14:30').toISOString() });
  });

  it('shows a moment that the policy begins with in local time', async () => {
    const { form } = await open([{ ...everyKind[6]!, default: '2026-11-21T14:30:00Z' }]);
    const { value } = control(form, 'A moment');
    assert.strictEqual(new Date(value).toISOString(), '2026-11-21T14:30:00.000Z');
  });

  it('does not send a date that is filled in by half, and leaves what was filled in', async () => {
    const { form, support, send } = await open(everyKind);
    const day = control(form, 'A day');
    day.focus();
    await sendKeys({ press: '3' });
    if (!day.validity.badInput) return; // an engine whose control has no parts takes whole dates alone
    await send();
    await until(() => find(form, '#problems'));
    assert.strictEqual(errorAt(form, 'A day'), '“A day” must be a date.');
    assert.ok(day.validity.badInput);
    assert.lengthOf(support.tickets, 0);
  });

  const wrong: [label: string, text: string, words: string][] = [
    ['A page', 'acme.example', '“A page” must be a web address that begins with https:// or http://.'],
    ['A page', 'javascript:alert(1)', '“A page” must be a web address that begins with https:// or http://.'],
    ['A mail address', 'ada', '“A mail address” must be an e-mail address, such as name@example.com.'],
    ['A number', 'ten', '“A number” must be a number.'],
    ['A number', '0', '“A number” must be 1 or more.'],
    ['A number', '11', '“A number” must be 10 or less.'],
    ['Several lines', 'x'.repeat(41), '“Several lines” takes at most 40 characters.'],
  ];
  for (const [label, text, words] of wrong) {
    it(`says what is wrong with “${text.slice(0, 20)}” for “${label}”, and takes it back when it changes`, async () => {
      const { form, send } = await open(everyKind);
      fill(control(form, label), text);
      await form.updateComplete;
      assert.strictEqual(await send(), undefined);
      assert.strictEqual(errorAt(form, label), words);
      assert.strictEqual(control(form, label).value, text);
      assert.strictEqual(control(form, label).getAttribute('aria-invalid'), 'true');
      fill(control(form, label), '');
      await form.updateComplete;
      assert.ok(!find(form, '.error'));
      assert.ok(!find(form, '[aria-invalid]'));
    });
  }

  it('counts a long text only when its end comes near, and says aloud when it is too long', async () => {
    const { form } = await open(everyKind);
    fill(control(form, 'Several lines'), 'x'.repeat(31));
    await form.updateComplete;
    assert.ok(!find(form, '#lines-count'));
    fill(control(form, 'Several lines'), 'x'.repeat(32));
    await form.updateComplete;
    assert.strictEqual(wordsOf(find(form, '#lines-count')), '32 of 40 characters');
    fill(control(form, 'Several lines'), 'x'.repeat(42));
    await form.updateComplete;
    assert.include(findAll(form, '[role=status]').map(wordsOf), '2 characters too many');
  });

  it('counts a short text from the first, so that nothing below it moves as it is filled in', async () => {
    const { form } = await open([
      { key: 'code', kind: 'text', label: 'A code', maxLength: 20 },
      { key: 'line', kind: 'text', label: 'One line' },
    ]);
    const top = () => control(form, 'One line').getBoundingClientRect().top;
    assert.strictEqual(wordsOf(find(form, '#code-count')), '0 of 20 characters');
    const before = top();
    fill(control(form, 'A code'), 'x');
    await form.updateComplete;
    assert.strictEqual(wordsOf(find(form, '#code-count')), '1 of 20 characters');
    assert.strictEqual(top(), before);
  });

  it('ties what an option means to it, apart from its name', async () => {
    const { form } = await open(everyKind);
    const choice = option(group(form, 'One of few'), 'B');
    const words = (attribute: string) => wordsOf(form.renderRoot.querySelector(`#${choice.getAttribute(attribute)}`));
    assert.strictEqual(words('aria-labelledby'), 'B');
    assert.strictEqual(words('aria-describedby'), 'The letter b.');
  });

  it('has radio buttons that arrow keys choose', async () => {
    const { form, send } = await open(everyKind);
    option(group(form, 'One of few'), 'A').focus();
    await press(' ', 'ArrowDown');
    await until(() => option(group(form, 'One of few'), 'B').checked);
    assert.deepEqual((await send())!.fields, { few: 'b' });
  });
});

describe('Ordered steps', () => {
  const lines = (form: Element) => findAll<HTMLInputElement>(form, '.steps input').map(({ value }) => value);
  const line = (form: Element, at: number) => find<HTMLInputElement>(form, `#steps-step-${at}`)!;

  it('are written, added, moved and removed by keyboard alone, and the focus goes along [4-27]', async () => {
    const { form, send } = await open(everyKind);
    await type(line(form, 0), 'one');
    await press('Enter');
    assertFocused(line(form, 1));
    await type(line(form, 1), 'two');
    button(form, 'Add a step').focus();
    await press('Enter');
    assertFocused(line(form, 2));
    await type(line(form, 2), 'three');
    assert.deepEqual(lines(form), ['one', 'two', 'three']);

    button(form, 'Move step 3 up').focus();
    await press('Enter');
    assert.deepEqual(lines(form), ['one', 'three', 'two']);
    assertFocused(button(form, 'Move step 2 up'));
    await press('Enter');
    assert.deepEqual(lines(form), ['three', 'one', 'two']);
    assertFocused(button(form, 'Move step 1 up'));
    await press('Enter');
    assert.deepEqual(lines(form), ['three', 'one', 'two']);

    button(form, 'Move step 1 down').focus();
    await press('Enter');
    assert.deepEqual(lines(form), ['one', 'three', 'two']);
    button(form, 'Remove step 3').focus();
    await press('Enter');
    assert.deepEqual(lines(form), ['one', 'three']);
    assertFocused(line(form, 1));
    assert.deepEqual((await send())!.fields, { steps: ['one', 'three'] });
  });

  it('take a line between two others', async () => {
    const { form } = await open([{ ...everyKind[10]!, default: ['one', 'three'] }]);
    line(form, 0).focus();
    await press('Enter');
    await type(line(form, 1), 'two');
    assert.deepEqual(lines(form), ['one', 'two', 'three']);
  });

  it('leave blank lines out, and are missing where all are blank', async () => {
    const { form, support, send } = await open([{ ...everyKind[10]!, required: true }]);
    await click(button(form, 'Add a step'));
    assert.strictEqual(await send(), undefined);
    assert.deepEqual(findAll(form, '#problems a').map(wordsOf), ['Fill in “In this order”.']);
    await click(find(form, '#problems a')!);
    assertFocused(line(form, 0));
    fill(line(form, 1), 'only');
    await form.submit();
    await until(() => support.tickets[0]);
    assert.deepEqual(support.tickets[0]!.fields, { steps: ['only'] });
  });
});

describe('The severity, where the policy lets the requester say it', () => {
  const policy = {
    priorityMode: 'requester' as const,
    levels: [
      { ...defaultPolicy.levels[0]!, plans: ['premium'], isDefault: true },
      ...defaultPolicy.levels.slice(1).map((level) => ({ ...level, isDefault: false })),
    ],
  };
  const question = 'How severe is it?';

  it('is asked, each level with its guidance tied to it', async () => {
    const { form, support, send } = await open([], { policy, person: { plan: 'premium' } });
    const urgent = option(group(form, question), 'Urgent');
    assert.ok(urgent.checked);
    assert.strictEqual(
      wordsOf(form.renderRoot.querySelector(`#${urgent.getAttribute('aria-describedby')}`)),
      'An outage, or an emergency that stops many people.',
    );
    option(group(form, question), 'High').click();
    await form.updateComplete;
    assert.strictEqual((await send())!.severity, 'high');
    assert.strictEqual(support.tickets[0]!.priority, 'high');
  });

  it('says why a level is closed to a plan, and does not begin with it', async () => {
    const { form } = await open([], { policy });
    const urgent = option(group(form, question), 'Urgent');
    assert.ok(urgent.disabled);
    assert.ok(!urgent.checked);
    assert.ok(option(group(form, question), 'Normal').checked);
    assert.match(
      wordsOf(form.renderRoot.querySelector(`#${urgent.getAttribute('aria-describedby')}`)),
      /Not part of your plan\.$/,
    );
    assert.deepEqual(await faultsOf(form), []);
  });

  it('shows what the server has against it', async () => {
    const { form, support, send } = await open([], { policy });
    support.refuse('POST /v1/tickets', 422, 'invalid', { issues: [{ path: ['severity'], code: 'closed', message: '' }] });
    await send();
    await until(() => find(form, '#problems'));
    assert.deepEqual(findAll(form, '#problems a').map(wordsOf), [`“${question}” was not accepted. Write it another way.`]);
    assert.ok(findControl(form, question));
    assertFocused(find(form, '#problems'));
    assert.ok(focused());
  });
});
