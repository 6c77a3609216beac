import type { Policy, TicketInput } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { severityHoursPolicy } from '@helpmark/schema/presets/severity-hours';
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
  findControl,
  look,
  looks,
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
import type { TicketFormElement } from './ticket-form.js';
// What comes while one writes: here it is there at once.
import './questions.js';
import './ticket-form.define.js';

async function open(policy: Policy, person: ScriptedOptions['person'] = {}) {
  const support = new ScriptedSupport({ policy, person });
  const form = await fixture<TicketFormElement>(html`<hm-ticket-form lang="en" .client=${support.client}></hm-ticket-form>`);
  await until(() => find(form, 'form'), 'the form is drawn');
  const sent = () => support.askedFor('POST /v1/tickets').map(({ body }) => body as TicketInput);
  return { form, support, sent };
}

const severities = (form: Element) => control(form, 'How severe is it?').closest('fieldset')!;
const items = (list: Element | null | undefined) => [...(list?.querySelectorAll('li') ?? [])].map(wordsOf);
const levelOf = (policy: Policy, key: string) => policy.levels.find((level) => level.key === key)!;

/** The elements that describe another, by their ids. */
const describing = (form: TicketFormElement, element: Element) =>
  element
    .getAttribute('aria-describedby')!
    .split(' ')
    .map((id) => form.renderRoot.querySelector(`#${id}`)!);

/** The examples of an option: what unfolds below it. */
const examplesBelow = (input: Element) => input.closest('label')!.nextElementSibling as HTMLDetailsElement;

async function unfold(details: Element) {
  details.querySelector('summary')!.focus();
  await press('Enter');
}

/** A form of the preset `consumer-plans`, filled in as far as it must be. */
async function fillGeneral(form: TicketFormElement, subject = 'A question') {
  form.type = 'general';
  await form.updateComplete;
  fill(control(form, 'Subject'), subject);
  fill(control(form, 'What happened?'), 'Nothing.');
  await form.updateComplete;
}

const table = (form: Element) =>
  [...find(form, '[part=targets] table')!.querySelectorAll('tr')].map((row) => [...row.children].map(wordsOf));

describe('The severity of a ticket form', () => {
  for (const [ids, label, definition, examples] of [
    [
      ['3-03', '3-07'],
      'S0 (Blocker)',
      'Critical functionality has stopped working, with serious business impact.',
      ['Replies of the bot come 20 seconds late', 'Chats are not assigned to agents'],
    ],
    [
      ['3-04', '3-08'],
      'S1 (High)',
      'Major functionality has stopped working, with moderate business impact.',
      ['The analytics report cannot be downloaded', 'Handing over to another bot does not work as expected'],
    ],
    [
      ['3-05', '3-09'],
      'S2 (Medium)',
      'Minor functionality has stopped working, with limited business impact.',
      ['The tool’s interface shows something wrong', 'Business changes do not show in the bot on staging'],
    ],
    [
      ['3-06', '3-10'],
      'S3 (Low)',
      'An issue with the set-up, without business impact.',
      ['The bot does not capture entities', 'The test bot gives no logs'],
    ],
  ] as const) {
    it(`shows ${label} with what it means [${ids[0]}]`, async () => {
      const { form } = await open(severityHoursPolicy);
      const input = option(severities(form), label);
      assert.strictEqual(wordsOf(input.closest('label')), `${label} ${definition}`);
      assert.strictEqual(wordsOf(describing(form, input)[0]), definition);
    });

    it(`has two examples of ${label} to unfold, which describe the option [${ids[1]}]`, async () => {
      const { form } = await open(severityHoursPolicy);
      const input = option(severities(form), label);
      const details = examplesBelow(input);
      assert.strictEqual(wordsOf(details.querySelector('summary')), 'Examples');
      assert.deepEqual(items(details), [...examples]);
      const description = describing(form, input)[1]!;
      assert.strictEqual(wordsOf(description), `Examples: ${examples.join('; ')}`);
      // A browser takes no description from what is folded away.
      assert.ok(!description.closest('details'));
      const chosen = input.checked;
      const folded = details.getBoundingClientRect().height;
      await unfold(details);
      assert.isAbove(details.getBoundingClientRect().height, folded);
      await press('Enter');
      assert.strictEqual(details.getBoundingClientRect().height, folded);
      assert.strictEqual(input.checked, chosen, 'unfolding chooses nothing');
    });
  }

  it('is asked where the requester says it, and sent apart from the priority [3-02]', async () => {
    const { form, support, sent } = await open(severityHoursPolicy);
    option(control(form, 'What is it about?').closest('fieldset')!, 'Break-fix').click();
    await form.updateComplete;
    assert.includeMembers(questions(form), ['Summary', 'Details', 'Where does it happen?', 'Steps to reproduce']);
    fill(control(form, 'Summary'), 'Down');
    fill(control(form, 'Details'), 'All of it.');
    option(control(form, 'Where does it happen?').closest('fieldset')!, 'Production').click();
    await form.updateComplete;
    await click(option(severities(form), 'S0'));
    await until(() => option(severities(form), 'S0').checked);
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.severity, 's0');
    assert.notProperty(sent()[0]!, 'priority');
  });

  for (const [id, key, label] of [
    ['4-41', 'high', 'High'],
    ['4-45', 'medium', 'Medium'],
    ['4-48', 'low', 'Low'],
  ] as const) {
    it(`says what is ${key}, with its examples [${id}]`, async () => {
      const { form } = await open(consumerPlansPolicy);
      const { guidance, examples } = levelOf(consumerPlansPolicy, key);
      const input = option(severities(form), label);
      assert.include(wordsOf(input.closest('label')), guidance as string);
      assert.isAtLeast(examples!.length, 4);
      assert.deepEqual(items(examplesBelow(input)), examples as string[]);
      await unfold(examplesBelow(input));
      assert.ok(find(examplesBelow(input), 'li'));
    });
  }

  it('begins with medium, and sends it where nothing else is chosen [4-44]', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy);
    const checked = [...severities(form).querySelectorAll('input')].map((input) => input.checked);
    assert.deepEqual(checked, [false, false, true, false]);
    assert.strictEqual(option(severities(form), 'Medium').checked, true);
    await fillGeneral(form);
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.severity, 'medium');
  });

  it('closes a level to plans that do not have it, and says why [4-38]', async () => {
    for (const plan of [undefined, 'free', 'plus', 'premium', 'enterprise']) {
      const { form } = await open(consumerPlansPolicy, { plan });
      const critical = option(severities(form), 'Critical');
      const closed = plan !== 'premium' && plan !== 'enterprise';
      assert.strictEqual(critical.disabled, closed, plan);
      assert.strictEqual(describing(form, critical).map(wordsOf).join(' ').includes('Not part of your plan.'), closed, plan);
      assert.deepEqual(items(examplesBelow(critical)), levelOf(consumerPlansPolicy, 'critical').examples as string[]);
      await click(critical);
      assert.strictEqual(critical.checked, !closed, plan);
    }
  });

  it('is chosen by keyboard, past a level that is closed', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy, { plan: 'free' });
    await fillGeneral(form);
    option(severities(form), 'Medium').focus();
    await press('ArrowUp');
    assert.ok(option(severities(form), 'High').checked);
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.severity, 'high');
  });
});

describe('The table of response times', () => {
  it('shows every severity and its time from the same policy that the clock goes by [3-15]', async () => {
    const { form } = await open(severityHoursPolicy);
    await unfold(find(form, '[part=targets]')!);
    assert.deepEqual(table(form), [
      ['Severity', 'First answer'],
      ['S0 (Blocker)', '1 hour'],
      ['S1 (High)', '1 hour, Business hours'],
      ['S2 (Medium)', '4 hours, Business hours'],
      ['S3 (Low)', '4 hours, Business hours'],
    ]);
    const { targets = [], ...rest } = severityHoursPolicy;
    const changed = targets.map((target) => (target.level === 's2' ? { ...target, max: 2 } : target));
    const other = await open({ ...rest, targets: changed });
    await unfold(find(other.form, '[part=targets]')!);
    assert.deepEqual(table(other.form)[3], ['S2 (Medium)', '2 hours, Business hours']);
  });

  it('shows the times of the person’s own plan, and ranges', async () => {
    for (const [plan, high] of [
      ['free', '4 hours'],
      ['premium', '2 hours'],
    ] as const) {
      const { form } = await open(consumerPlansPolicy, { plan });
      await unfold(find(form, '[part=targets]')!);
      assert.deepEqual(table(form), [
        ['Severity', 'First answer', 'Solution'],
        ['Critical', '1 hour', '4 hours'],
        ['High', high, '24 hours'],
        ['Medium', '24 hours', '3–5 days, Business days'],
        ['Low', '48 hours', '1–2 weeks'],
      ]);
    }
  });
});

describe('Advice beside the ticket form', () => {
  it('lists seven tips, to unfold and to put away again [4-92]', async () => {
    const { form } = await open(consumerPlansPolicy);
    const details = find<HTMLDetailsElement>(form, '[part=advice]')!;
    assert.lengthOf(findAll(details, 'li'), 0);
    await unfold(details);
    const [tips] = details.querySelectorAll('ul');
    assert.deepEqual(items(tips), consumerPlansPolicy.tips as string[]);
    assert.lengthOf(items(tips), 7);
    assert.strictEqual(wordsOf(tips!.previousElementSibling), 'This helps:');
    await press('Enter');
    assert.lengthOf(findAll(details, 'li'), 0);
  });

  it('lists five things that belong in a ticket, and those that never do [4-100]', async () => {
    const { form } = await open(consumerPlansPolicy);
    const details = find<HTMLDetailsElement>(form, '[part=advice]')!;
    await unfold(details);
    const [, safe, never] = details.querySelectorAll('ul');
    assert.strictEqual(wordsOf(safe!.previousElementSibling), 'This belongs in a ticket:');
    assert.deepEqual(items(safe), [
      'The e-mail of your account',
      'What happened, in general words',
      'Error messages',
      'Screenshots with nothing sensitive on them',
      'Numbers of tickets',
    ]);
    assert.strictEqual(wordsOf(never!.previousElementSibling), 'Never send this:');
    assert.deepEqual(items(never), consumerPlansPolicy.privacy!.never as string[]);
    assert.include(wordsOf(details), consumerPlansPolicy.privacy!.secureChannel as string);
  });
});

describe('One ticket and another', () => {
  it('sends one and starts another that keeps what both share [4-96]', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy, { plan: undefined });
    form.type = 'technical';
    await form.updateComplete;
    fill(control(form, 'Subject'), 'One');
    fill(control(form, 'What happened?'), 'This.');
    fill(control(form, 'Browser'), 'Firefox 128');
    fill(control(form, 'Operating system'), 'Debian 13');
    option(control(form, 'Account type').closest('fieldset')!, 'Plus').click();
    await form.updateComplete;
    const submitted = next(form, 'hm-ticket-submitted');
    await click(button(form, 'Send and start another'));
    const { another, ticket } = await submitted;
    assert.strictEqual(another, true);
    await form.updateComplete;
    assertFocused(find(form, '#sent'));
    assert.include(wordsOf(find(form, '#sent')), ticket.number);
    assert.strictEqual(control(form, 'Subject').value, '');
    form.type = 'technical';
    await form.updateComplete;
    assert.strictEqual(control(form, 'What happened?').value, '');
    assert.strictEqual(control(form, 'Browser').value, 'Firefox 128');
    assert.strictEqual(control(form, 'Operating system').value, 'Debian 13');
    assert.ok(option(control(form, 'Account type').closest('fieldset')!, 'Plus').checked);
    fill(control(form, 'Subject'), 'Two');
    fill(control(form, 'What happened?'), 'That.');
    await form.updateComplete;
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[1]);
    assert.deepEqual(
      sent().map(({ subject, fields }) => [subject, fields.browser]),
      [
        ['One', 'Firefox 128'],
        ['Two', 'Firefox 128'],
      ],
    );
    assert.lengthOf(new Set(support.askedFor('POST /v1/tickets').map(({ key }) => key)), 2);
  });

  it('keeps every word of both when the first is not sent', async () => {
    const { form, support } = await open(consumerPlansPolicy);
    await fillGeneral(form);
    support.refuse('POST /v1/tickets', 500, 'internal');
    const queued = next(form, 'hm-ticket-queued');
    await click(button(form, 'Send and start another'));
    await queued;
    await until(() => find(form, '[data-state=queued]'));
    assert.strictEqual(control(form, 'Subject').value, '');
    await fillGeneral(form, 'Another question');
    await click(button(form, 'Try now'));
    await until(() => support.tickets[0]);
    assert.strictEqual(support.tickets[0]!.subject, 'A question');
    assert.strictEqual(control(form, 'Subject').value, 'Another question');
    assert.lengthOf(new Set(support.askedFor('POST /v1/tickets').map(({ key }) => key)), 1);
  });

  it('offers no second button where nothing is shared', async () => {
    const { form } = await open(policyOf([]));
    assert.ok(!find(form, 'button', 'Send and start another'));
  });

  it('lists all that is related in one ticket [4-95]', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy);
    await fillGeneral(form);
    const first = find<HTMLInputElement>(control(form, 'Related issues'), 'input')!;
    await type(first, 'Slow');
    await press('Enter');
    const second = await until(() => focused(form) !== first && focused(form));
    await type(second, 'Crash');
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.deepEqual(sent()[0]!.fields.relatedIssues, ['Slow', 'Crash']);
    assert.lengthOf(sent(), 1);
  });

  it('names the ticket that it goes on from, and the next one does not', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy);
    form.relatedTo = 'ticket-7';
    await fillGeneral(form);
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    await until(() => find(form, '#sent'));
    await click(button(form, 'Send another'));
    await fillGeneral(form, 'Another');
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[1]);
    assert.deepEqual(
      sent().map(({ relatedTo }) => relatedTo),
      ['ticket-7', undefined],
    );
  });

  it('shows the account type that the token has, and does not ask for it [4-18]', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy, { plan: 'plus' });
    const account = control(form, 'Account type');
    assert.deepEqual([account.value, account.readOnly], ['Plus', true]);
    await fillGeneral(form);
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.strictEqual(sent()[0]!.fields.accountType, 'plus');
    const unknown = await open(consumerPlansPolicy);
    const group = control(unknown.form, 'Account type').closest('fieldset')!;
    assert.deepEqual([...group.querySelectorAll('label')].map(wordsOf), ['Free', 'Plus', 'Premium', 'Enterprise']);
  });

  it('asks for the affected family members where there are some, one a line [4-19]', async () => {
    const { form, support, sent } = await open(consumerPlansPolicy);
    await fillGeneral(form);
    assert.ok(!findControl(form, 'Affected family members'));
    option(control(form, 'Are family members affected?').closest('fieldset')!, 'Yes').click();
    await form.updateComplete;
    const first = find<HTMLInputElement>(control(form, 'Affected family members'), 'input')!;
    await type(first, 'A son');
    await press('Enter');
    const second = await until(() => focused(form) !== first && focused(form));
    await type(second, 'Mother');
    await click(button(form, 'Send ticket'));
    await until(() => support.tickets[0]);
    assert.deepEqual(sent()[0]!.fields.familyMembers, ['A son', 'Mother']);
  });

  for (const name of looks) {
    it(`has no fault that axe finds, with all of it unfolded: ${name}`, async () => {
      const undo = look(name);
      const { form } = await open(consumerPlansPolicy, { plan: 'free' });
      form.type = 'bug';
      await form.updateComplete;
      for (const details of findAll<HTMLDetailsElement>(form, 'details')) details.open = true;
      assert.deepEqual(await faultsOf(form), []);
      undo();
    });
  }
});

/** What has the focus in the form. */
function focused(form: TicketFormElement): HTMLElement {
  return (form.renderRoot as ShadowRoot).activeElement as HTMLElement;
}
