import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { assert, fixture, html } from '@open-wc/testing';
import {
  closed,
  knownTo,
  may,
  openActions,
  person,
  resolved,
  ticketOf,
  unfold,
} from '../../../../test/support/page/open-actions.js';
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
  type,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import type { TicketActionsElement } from './ticket-actions.js';

const wrongIn = (element: Element) => wordsOf(find(element, '[role=alert]'));
const inMinutes = (iso: string) =>
  new Date(iso).toLocaleString('en', { day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' });

describe('The ticket actions', () => {
  it('ask at a resolved ticket whether it is solved, with a way to say yes and a way to say no [2-24] [4-62]', async () => {
    const { element, asked } = await openActions(resolved('reply', 'confirm', 'reopen'));
    assert.strictEqual(wordsOf(find(element, 'strong')), 'Is it solved for you?');
    await click(button(element, 'Yes, it is solved'));
    await click(button(element, 'No, still broken'));
    assert.deepEqual(asked, [{ action: 'confirm' }, { action: 'reopen' }]);
  });

  it('can be pressed by keyboard, in order', async () => {
    const { element, asked } = await openActions(resolved('confirm', 'reopen'));
    button(element, 'Yes, it is solved').focus();
    await press('Tab');
    assertFocused(button(element, 'No, still broken'));
    await press('Enter');
    assert.deepEqual(asked, [{ action: 'reopen' }]);
  });

  it('send a cancelable event out of every shadow root', async () => {
    const { element } = await openActions(resolved('confirm'));
    const event = next(element, 'hm-ticket-act');
    button(element, 'Yes, it is solved').click();
    const { bubbles, composed, cancelable } = await event;
    assert.deepEqual([bubbles, composed, cancelable], [true, true, true]);
  });

  it('offer nothing that the server does not allow, and take no room then', async () => {
    const refused = ['confirm', 'reopen', 'escalate', 'dispute-severity', 'answer-request', 'rate'];
    const { element } = await openActions({
      ...resolved(),
      actions: refused.map((action) => ({ action, allowed: false, reason: 'not-in-this-status' })),
      requests: [{ id: 'r-1', fields: ['browser'], answered: false }],
      escalation: { stage: 0, open: ['management'] },
    });
    assert.lengthOf(findAll(element, 'button, details, form'), 0);
    assert.strictEqual(element.getBoundingClientRect().height, 0);
  });

  it('draw nothing without a ticket or a policy', async () => {
    const element = await fixture<TicketActionsElement>(html`<hm-ticket-actions></hm-ticket-actions>`);
    assert.lengthOf(findAll(element, '[part=base]'), 0);
    element.ticket = resolved('confirm');
    await element.updateComplete;
    assert.lengthOf(findAll(element, 'button'), 0);
    element.known = knownTo(person);
    await element.updateComplete;
    assert.ok(button(element, 'Yes, it is solved'));
  });

  it('lead from a ticket that can no longer be reopened to a new one [4-94]', async () => {
    const { element } = await openActions(closed({ reopenUntil: '2026-11-01T10:00:00.000Z' }));
    assert.deepEqual(findAll(element, 'button').map(wordsOf), ['Send a new ticket about this one']);
    assert.notInclude(wordsOf(find(element, '[part=base]')), 'You can reopen it');
    const event = next(element, 'hm-ticket-follow');
    await click(button(element, 'Send a new ticket about this one'));
    const { ticket, bubbles, composed } = await event;
    assert.deepEqual([ticket, bubbles, composed], ['ticket-1', true, true]);
  });

  it('say until when a closed ticket can be reopened, and reopen it', async () => {
    const until = '2026-11-27T14:30:00.000Z';
    const { element, asked } = await openActions(closed({ actions: may('reopen'), reopenUntil: until }));
    assert.include(wordsOf(find(element, '.row')), `You can reopen it until ${inMinutes(until)}.`.replace(/\s+/g, ' '));
    await click(find(element, '[data-action=reopen]')!);
    assert.deepEqual(asked, [{ action: 'reopen' }]);
  });

  it('name no moment where a ticket can be reopened at any time', async () => {
    const { element } = await openActions(closed({ actions: may('reopen'), reopenUntil: 'unlimited' }));
    assert.ok(find(element, '[data-action=reopen]'));
    assert.notInclude(wordsOf(find(element, '[part=base]')), 'until');
  });

  describe('the survey', () => {
    it('asks for one of five, each with its label, and takes one answer [4-109]', async () => {
      const { element, asked } = await openActions(resolved('rate'));
      const group = find(element, '.survey fieldset')!;
      assert.strictEqual(wordsOf(group.querySelector('legend')), 'How was your experience with our support?');
      const labels = [...group.querySelectorAll('label')].map(wordsOf);
      assert.deepEqual(labels, ['1: Very poor', '2: Poor', '3: Fair', '4: Good', '5: Very good']);
      await click(option(group, '2'));
      await click(option(group, '4'));
      assert.lengthOf(group.querySelectorAll('input:checked'), 1);
      await click(button(element, 'Send rating'));
      await until(() => asked[0]);
      assert.deepInclude(asked[0] as object, { action: 'rate', rating: 4 });
      // The server has it: it is shown, and can be changed for a time.
      const editableUntil = '2026-11-27T14:30:00.000Z';
      element.ticket = { ...resolved('rate'), version: 4, rating: { rating: 4, comments: {}, editableUntil } };
      await element.updateComplete;
      assert.ok(option(group, '4').checked);
      const thanks = `Thank you. You can change this until ${inMinutes(editableUntil)}.`.replace(/\s+/g, ' ');
      assert.include(wordsOf(find(element, '.survey')), thanks);
      await click(option(group, '5'));
      await click(button(element, 'Change rating'));
      await until(() => asked[1]);
      assert.deepInclude(asked[1] as object, { action: 'rate', rating: 5 });
      // The time is over.
      element.ticket = { ...resolved(), version: 5, rating: { rating: 5, comments: {}, editableUntil } };
      await element.updateComplete;
      assert.ok(!find(element, '.survey'));
    });

    it('takes two texts, neither of them needed [4-110]', async () => {
      const { element, asked } = await openActions(resolved('rate'));
      await click(option(find(element, '.survey fieldset')!, '3'));
      await click(button(element, 'Send rating'));
      await until(() => asked[0]);
      assert.strictEqual(JSON.stringify(asked[0]), JSON.stringify({ action: 'rate', rating: 3 }));
      fill(control(element, 'How did the agent help you?'), 'Quickly.');
      fill(control(element, 'What could we do better?'), 'Nothing.');
      await click(button(element, 'Send rating'));
      await until(() => asked[1]);
      assert.deepEqual(asked[1], { action: 'rate', rating: 3, comments: { agent: 'Quickly.', suggestions: 'Nothing.' } });
    });

    it('has three inputs and no more [4-111]', async () => {
      const { element } = await openActions(resolved('rate'));
      assert.lengthOf(findAll(element, '.survey fieldset, .survey textarea, .survey select, .survey input:not([type=radio])'), 3);
    });

    it('says that a rating is needed first, and shows what was given before', async () => {
      const { element, asked } = await openActions(resolved('rate'));
      await click(button(element, 'Send rating'));
      assert.strictEqual(wrongIn(element), 'Choose one of the five first.');
      assert.deepEqual(asked, []);
      const rating = { rating: 2, comments: { agent: 'Kindly.' }, editableUntil: '2026-11-27T14:30:00.000Z' };
      element.ticket = { ...resolved('rate'), version: 9, rating };
      await element.updateComplete;
      assert.strictEqual(wrongIn(element), '');
      assert.ok(option(find(element, '.survey fieldset')!, '2').checked);
      assert.strictEqual(control(element, 'How did the agent help you?').value, 'Kindly.');
    });

    it('is filled in by keyboard alone', async () => {
      const { element, asked } = await openActions(resolved('rate'));
      option(find(element, '.survey fieldset')!, '1').focus();
      await press(' ', 'ArrowDown', 'ArrowDown', 'Tab', 'Tab', 'Tab');
      assertFocused(button(element, 'Send rating'));
      await press('Enter');
      await until(() => asked[0]);
      assert.deepInclude(asked[0] as object, { rating: 3 });
    });
  });

  describe('escalation', () => {
    const escalating = (...keys: string[]) => ticketOf({ actions: may('escalate'), escalation: { stage: 0, open: keys } });
    const reasons = consumerPlansPolicy.escalation!.reasons;

    it('offers the five reasons, the one about lateness only once the answer is late [4-87]', async () => {
      const { element, asked } = await openActions(escalating('unresolved', 'management', 'compliance'));
      assert.strictEqual(findAll(element, 'summary', 'Ask for more attention').length, 1);
      await unfold(element, 'Ask for more attention');
      const offered = () => [...find(element, '.escalate fieldset')!.querySelectorAll('label')].map(wordsOf);
      assert.deepEqual(offered(), [
        'The issue remains',
        'It needs the attention of management',
        'I have concerns about compliance',
      ]);
      element.ticket = { ...escalating(...reasons.map(({ key }) => key)), version: 4 };
      await element.updateComplete;
      assert.deepEqual(offered(), [
        'Nobody responded in the promised time',
        'The solution does not satisfy me',
        'The issue remains',
        'It needs the attention of management',
        'I have concerns about compliance',
      ]);
      for (const [at, { key, label }] of reasons.entries()) {
        await click(option(find(element, '.escalate fieldset')!, label as string));
        await click(button(element, 'Escalate'));
        await until(() => asked[at]);
        assert.deepInclude(asked[at] as object, { action: 'escalate', reason: key });
      }
    });

    it('needs a reason and takes words besides', async () => {
      const { element, asked } = await openActions(escalating('management'));
      await unfold(element, 'Ask for more attention');
      await click(button(element, 'Escalate'));
      assert.strictEqual(wrongIn(element), 'Choose a reason first.');
      assert.deepEqual(asked, []);
      await click(option(find(element, '.escalate fieldset')!, 'It needs'));
      fill(control(element, 'What should whoever looks at it know?'), 'A launch.');
      await click(button(element, 'Escalate'));
      await until(() => asked[0]);
      assert.deepEqual(asked, [{ action: 'escalate', reason: 'management', text: 'A launch.' }]);
      assert.strictEqual(wrongIn(element), '');
    });

    it('is not offered where no reason is open', async () => {
      const { element } = await openActions(escalating());
      assert.ok(!find(element, 'details'));
    });

    it('stands open where a message asked for it, and does nothing by itself', async () => {
      const { element, asked } = await openActions(escalating('management'));
      assert.ok(!findControl(element, 'Why?'));
      element.offerEscalation = true;
      await element.updateComplete;
      assert.ok(find(element, 'summary', 'Do you want to escalate this ticket?'));
      assert.ok(findControl(element, 'Why?'));
      assert.deepEqual(asked, []);
    });

    it('says whom else to ask to those whose plan has someone [4-90]', async () => {
      const { element } = await openActions(escalating('management'));
      assert.notInclude(wordsOf(find(element, '[part=base]')), 'account manager');
      const premium = await openActions(escalating('management'), { ...person, plan: 'premium' });
      assert.include(wordsOf(find(premium.element, '[part=base]')), 'account manager');
    });
  });

  it('take the word that the severity is wrong, and why [0-30]', async () => {
    const { element, asked } = await openActions({ actions: may('dispute-severity') });
    await unfold(element, 'The severity is wrong');
    await click(button(element, 'Tell us'));
    assert.strictEqual(wrongIn(element), 'Write a few words first.');
    await type(control(element, 'How severe is it, and why?'), 'High');
    await click(button(element, 'Tell us'));
    await until(() => asked[0]);
    assert.deepEqual(asked, [{ action: 'dispute-severity', text: 'High' }]);
  });

  it('keep the words of two forms apart', async () => {
    const { element } = await openActions({
      actions: may('dispute-severity', 'escalate'),
      escalation: { stage: 0, open: ['management'] },
    });
    await unfold(element, 'The severity is wrong');
    await unfold(element, 'Ask for more attention');
    fill(control(element, 'How severe is it, and why?'), 'It is worse.');
    await element.updateComplete;
    assert.strictEqual(control(element, 'What should whoever looks at it know?').value, '');
  });

  it('do nothing while something is on its way, and keep what was filled in', async () => {
    const { element, asked } = await openActions({
      ...resolved('confirm', 'reopen', 'rate', 'escalate', 'dispute-severity', 'answer-request'),
      requests: [{ id: 'r-1', fields: ['browser'], answered: false }],
      escalation: { stage: 0, open: ['management'] },
    });
    await unfold(element, 'The severity is wrong');
    await unfold(element, 'Ask for more attention');
    fill(control(element, 'Browser'), 'Firefox');
    fill(control(element, 'How severe is it, and why?'), 'Worse.');
    option(find(element, '.survey fieldset')!, '3').click();
    option(find(element, '.escalate fieldset')!, 'It needs').click();
    element.busy = true;
    await element.updateComplete;
    const buttons = findAll<HTMLButtonElement>(element, 'button');
    assert.deepEqual(
      buttons.map((one) => [wordsOf(one), one.getAttribute('aria-disabled')]),
      ['Send the answers', 'Yes, it is solved', 'No, still broken', 'Send rating', 'Escalate', 'Tell us'].map((name) => [
        name,
        'true',
      ]),
    );
    for (const one of buttons) one.click();
    assert.deepEqual(asked, []);
    element.busy = false;
    await element.updateComplete;
    for (const one of buttons) one.click();
    await until(() => asked.length === 6);
  });

  it('keep what is not sent when the ticket changes meanwhile, and show nothing of it at another', async () => {
    const actions = may('rate', 'escalate', 'dispute-severity', 'answer-request');
    const ticket = {
      ...resolved(),
      actions,
      requests: [{ id: 'r-1', fields: ['browser'], answered: false }],
      escalation: { stage: 0, open: ['management'] },
    };
    const { element } = await openActions(ticket);
    await unfold(element, 'The severity is wrong');
    await unfold(element, 'Ask for more attention');
    const written = {
      Browser: 'Firefox',
      'What could we do better?': 'More',
      'What should whoever looks at it know?': 'A launch.',
      'How severe is it, and why?': 'Worse.',
    };
    for (const [label, words] of Object.entries(written)) fill(control(element, label), words);
    const now = () => Object.fromEntries(Object.keys(written).map((label) => [label, control(element, label).value]));
    element.ticket = { ...ticket, version: 8 };
    await element.updateComplete;
    assert.deepEqual(now(), written);
    element.forget({ action: 'escalate', reason: 'management' });
    element.forget({ action: 'dispute-severity', text: 'Worse.' });
    await element.updateComplete;
    const rest = { ...written, 'What should whoever looks at it know?': '', 'How severe is it, and why?': '' };
    assert.deepEqual(now(), rest);
    element.forget({ action: 'answer-request', request: 'r-1', answers: {} });
    await element.updateComplete;
    assert.deepEqual(now(), { ...rest, Browser: '' });
    element.ticket = { ...ticket, id: 'ticket-2' };
    await element.updateComplete;
    assert.deepEqual(Object.values(now()), ['', '', '', '']);
  });

  for (const name of looks) {
    it(`have no fault that axe finds: ${name}`, async () => {
      const undo = look(name);
      const { element } = await openActions({
        ...resolved('confirm', 'reopen', 'rate', 'escalate', 'dispute-severity', 'answer-request'),
        requests: [{ id: 'r-1', fields: ['browser', 'frequency', 'steps'], answered: false }],
        escalation: { stage: 0, open: ['management', 'compliance'] },
      });
      for (const details of findAll<HTMLDetailsElement>(element, 'details')) details.open = true;
      await click(button(element, 'Send the answers'));
      await click(button(element, 'Send rating'));
      assert.ok(wrongIn(element));
      assert.deepEqual(await faultsOf(element), []);
      element.ticket = closed({ actions: may('reopen'), reopenUntil: '2026-11-27T14:30:00.000Z' });
      await element.updateComplete;
      assert.deepEqual(await faultsOf(element), []);
      undo();
    });
  }
});
