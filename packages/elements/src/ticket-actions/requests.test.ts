import type { Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import { assert } from '@open-wc/testing';
import { may, openActions, person, ticketOf, unfold } from '../../../../test/support/page/open-actions.js';
import {
  assertFocused,
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  option,
  press,
  questions,
  type,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';

describe('The ticket actions, asking for details', () => {
  const asking = (...fields: string[]) => ({
    ...ticketOf({ actions: may('answer-request') }),
    requests: [{ id: 'r-1', fields, answered: false }],
  });

  it('draw a form of the fields that staff asked for, all of them needed', async () => {
    const { element, asked } = await openActions(asking('browser', 'frequency', 'familyMembers'));
    assert.strictEqual(wordsOf(find(element, 'h4')), 'We need to know a little more');
    assert.deepEqual(questions(element), ['How often does it happen?', 'Browser', 'Affected family members']);
    await click(button(element, 'Send the answers'));
    assert.deepEqual(findAll(element, '.error').map(wordsOf), [
      'Choose an answer to “How often does it happen?”.',
      'Fill in “Browser”.',
      'Fill in “Affected family members”.',
    ]);
    assert.deepEqual(asked, []);
  });

  it('draw evidence by its places as the form does, each to be filled with a file of the ticket or left with a reason [1-38]', async () => {
    const picture = { id: 'file-1', name: 'list.png', type: 'image/png', size: 9, state: 'ready', visibility: 'public' };
    const attachments = [picture] as unknown as Ticket['attachments'];
    const fields = { screens: ['route-context: route.png'] };
    const { element, asked } = await openActions(
      { ...asking('screens'), type: 'install', fields, attachments },
      person,
      siteLicencePolicy,
    );
    await until(() => findAll(element, '[data-slot]').length === 5, 'the places are drawn');
    const state = (slot: string) => find(element, `[data-slot=${slot}]`)!.dataset['state'];
    assert.strictEqual(wordsOf(find(element, '[data-slot=list-context] label')), 'The list of tickets');
    assert.deepEqual([state('list-context'), state('route-context')], ['slotEmpty', 'slotGone']);
    const place = find<HTMLInputElement>(element, '#screens-list-context')!;
    assert.deepEqual(
      [...place.list!.options].map(({ value }) => value),
      ['list.png'],
    );
    assert.deepEqual(findAll(element, '.slots button'), [], 'a picture comes with a message');
    fill(place, 'list.png');
    fill(find(element, '#screens-thread-context')!, 'There is no thread yet.');
    await element.updateComplete;
    assert.deepEqual([state('list-context'), state('thread-context')], ['slotFile', 'slotReason']);
    assert.deepEqual(await faultsOf(element), []);
    await click(button(element, 'Send the answers'));
    const screens = ['list-context: list.png', 'thread-context: There is no thread yet.', 'route-context: route.png'];
    assert.deepEqual(asked, [{ action: 'answer-request', request: 'r-1', answers: { screens } }]);
  });

  it('point at a password in an answer before it is sent, and cover it with one key [4-101]', async () => {
    const policy = {
      ...consumerPlansPolicy,
      privacy: { ...consumerPlansPolicy.privacy, detectors: { password: 'block' as const } },
    };
    const { element, asked } = await openActions(asking('browser'), person, policy);
    fill(control(element, 'Browser'), 'password: hunter2-mine');
    await click(button(element, 'Send the answers'));
    await until(() => find(element, '[data-kind=password]'), 'it is pointed at');
    assert.deepEqual(asked, []);
    assert.deepEqual(await faultsOf(element), []);
    await click(button(element, 'Cover it'));
    await until(() => control(element, 'Browser').value === 'password: [password]');
    await click(button(element, 'Send the answers'));
    await until(() => asked[0]);
    const answers = { browser: 'password: [password]' };
    assert.deepEqual(asked, [{ action: 'answer-request', request: 'r-1', answers }]);
  });

  it('point at a password in words of escalation as well', async () => {
    const policy = {
      ...consumerPlansPolicy,
      privacy: { ...consumerPlansPolicy.privacy, detectors: { password: 'block' as const } },
    };
    const ticket = ticketOf({ actions: may('escalate'), escalation: { stage: 0, open: ['management'] } });
    const { element, asked } = await openActions(ticket, person, policy);
    await unfold(element, 'Ask for more attention');
    await click(option(find(element, '.escalate fieldset')!, 'It needs'));
    fill(control(element, 'What should whoever looks at it know?'), 'password: hunter2-mine');
    await click(button(element, 'Escalate'));
    await until(() => find(element, '[data-kind=password]'), 'it is pointed at');
    assert.deepEqual(asked, []);
    await click(button(element, 'Cover it'));
    await click(button(element, 'Escalate'));
    await until(() => asked[0]);
    assert.deepEqual(asked, [{ action: 'escalate', reason: 'management', text: 'password: [password]' }]);
  });

  it('ask for the answers to be sent, trimmed and by the request that they belong to', async () => {
    const { element, asked } = await openActions(asking('browser', 'frequency', 'steps'));
    fill(control(element, 'Browser'), ' Firefox 128 ');
    option(control(element, 'How often does it happen?').closest('fieldset')!, 'Sometimes').click();
    await element.updateComplete;
    await type(find(element, '[aria-label="Step 1"]')!, 'Open');
    await press('Enter');
    await element.updateComplete;
    assertFocused(find(element, '[aria-label="Step 2"]'));
    await type(find(element, '[aria-label="Step 2"]')!, 'Save');
    await click(button(element, 'Send the answers'));
    const answers = { browser: 'Firefox 128', frequency: 'sometimes', steps: ['Open', 'Save'] };
    await until(() => asked[0]);
    assert.deepEqual(asked, [{ action: 'answer-request', request: 'r-1', answers }]);
  });

  it('put the focus on the first answer that is missing', async () => {
    const { element } = await openActions(asking('browser', 'system'));
    fill(control(element, 'Browser'), 'Firefox');
    await element.updateComplete;
    button(element, 'Send the answers').focus();
    await press('Enter');
    await element.updateComplete;
    assertFocused(control(element, 'Operating system'));
    assert.strictEqual(control(element, 'Operating system').getAttribute('aria-invalid'), 'true');
  });

  it('take an error back once it is answered, and keep what was written', async () => {
    const { element } = await openActions(asking('browser', 'system'));
    fill(control(element, 'Browser'), 'Firefox');
    await click(button(element, 'Send the answers'));
    assert.deepEqual(findAll(element, '.error').map(wordsOf), ['Fill in “Operating system”.']);
    fill(control(element, 'Operating system'), 'Debian');
    await element.updateComplete;
    assert.lengthOf(findAll(element, '.error'), 0);
    assert.strictEqual(control(element, 'Browser').value, 'Firefox');
  });

  it('leave out what is answered, and keep two requests apart', async () => {
    const { element, asked } = await openActions({
      ...asking('browser'),
      requests: [
        { id: 'r-1', fields: ['browser'], answered: true },
        { id: 'r-2', fields: ['system'], answered: false },
        { id: 'r-3', fields: ['appVersion'], answered: false },
      ],
    });
    assert.deepEqual(questions(element), ['Operating system', 'App version']);
    fill(control(element, 'App version'), '4.2');
    await element.updateComplete;
    await click(findAll(element, 'button', 'Send the answers')[1]!);
    await until(() => asked[0]);
    assert.deepEqual(asked, [{ action: 'answer-request', request: 'r-3', answers: { appVersion: '4.2' } }]);
  });
});
