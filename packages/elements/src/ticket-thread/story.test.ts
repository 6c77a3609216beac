import type { Policy, Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { assert, fixture, html } from '@open-wc/testing';
import {
  button,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  findControl,
  option,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { json, ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

async function open(changes: Partial<Ticket> = {}, policy: Policy = defaultPolicy) {
  const support = new ScriptedSupport({ policy, person: { plan: 'premium' } });
  const ticket = support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  Object.assign(ticket, changes);
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread lang="en" .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>`,
  );
  await until(() => find(thread, 'h3'), 'the thread is drawn');
  const acted = () => support.askedFor(`POST /v1/tickets/${ticket.id}/actions`).map(({ body }) => body);
  return { support, ticket, thread, acted };
}

const may = (...actions: string[]) => actions.map((action) => ({ action, allowed: true }));

describe('What the thread shows of a ticket’s story', () => {
  it('asks what staff ask for in a form of its own, and sends the answers to the ticket [0-18] [4-60]', async () => {
    const { support, ticket, thread, acted } = await open({
      status: 'waiting',
      phase: 'waiting-requester',
      actions: may('reply', 'answer-request'),
      requests: [{ id: 'request-1', fields: ['impact'], answered: false }],
    });
    assert.strictEqual(find(thread, '.thread')!.dataset['phase'], 'waiting-requester');
    assert.match(wordsOf(find(thread, '.request h4')), /We need to know a little more/);
    fill(control(thread, 'Impact'), 'Nobody can close the month.');
    support.script(`POST /v1/tickets/${ticket.id}/actions`, () => {
      Object.assign(ticket, {
        fields: { impact: 'Nobody can close the month.' },
        requests: [{ id: 'request-1', fields: ['impact'], answered: true }],
      });
      support.addItem(ticket, { kind: 'event', type: 'answered', author: ticket.requester, fields: ['impact'] });
      return json(ticket);
    });
    await click(button(thread, 'Send the answers'));
    await until(() => findAll(thread, '[part=event]').some((line) => /gave the details/.test(wordsOf(line))));
    assert.deepEqual(acted(), [
      { action: 'answer-request', request: 'request-1', answers: { impact: 'Nobody can close the month.' } },
    ]);
    assert.ok(!find(thread, '.request'));
    assert.include(thread.shadowRoot!.querySelector('dl')!.textContent, 'Nobody can close the month.');
  });

  it('offers the survey once the solution was confirmed and the ticket is closed [4-64]', async () => {
    const { support, ticket, thread } = await open({}, consumerPlansPolicy);
    support.setStatus(ticket, 'resolved');
    thread.reload();
    await until(() => find(thread, 'button', 'Yes, it is solved'));
    assert.ok(!find(thread, '.survey'));
    support.script(`POST /v1/tickets/${ticket.id}/actions`, () => {
      support.setStatus(ticket, 'closed');
      ticket.actions = may('rate');
      return json(ticket);
    });
    await click(button(thread, 'Yes, it is solved'));
    const survey = await until(() => find(thread, '.survey'));
    assert.lengthOf(findAll(survey, 'input[type=radio]'), 5);
    assert.strictEqual(find(thread, '.thread')!.dataset['phase'], 'closed');
  });

  it('says which incident it belongs to and how that goes, and when we come back to it [0-37] [4-63]', async () => {
    const { support, ticket, thread } = await open({ followUpOn: '2026-12-01T09:00:00.000Z' });
    const told = () => findAll(thread, '.clock').map(wordsOf).join('\n');
    assert.match(told(), /Dec.* 1|1.* Dec/);
    for (const state of ['investigating', 'solved']) {
      ticket.incident = { key: 'inc-7', title: 'Exports stand still', state };
      support.addItem(ticket, { kind: 'event', type: 'incident', incident: ticket.incident });
      thread.reload();
      await until(() => told().includes(`Exports stand still`) && told().includes(state), state);
    }
  });

  it('says whose ticket a colleague’s is, and its project where the person may know it [2-47]', async () => {
    const openOf = async (audience: 'requester' | 'staff', requester: string) => {
      const policy = policyOf([{ key: 'project', kind: 'text', label: 'Project', audience }]);
      const { thread } = await open(
        {
          ...{ requester: { id: requester, role: 'requester', name: 'Mia Berg' }, organization: 'Northwind' },
          fields: { project: 'Relaunch' },
        },
        policy,
      );
      return wordsOf(find(thread, '.head')) + wordsOf(thread.shadowRoot!.querySelector('dl'));
    };
    const permitted = await openOf('requester', 'mia');
    for (const words of ['Mia Berg, Northwind', 'Project Relaunch']) assert.include(permitted, words);
    assert.notInclude(await openOf('staff', 'mia'), 'Relaunch');
    assert.notInclude(await openOf('requester', 'ada'), 'Mia Berg');
  });

  it('has below it a place for links to guides of the page’s own [1-43]', async () => {
    const { thread } = await open();
    const guide = Object.assign(document.createElement('a'), { href: '/docs', slot: 'links', textContent: 'Troubleshooting' });
    thread.append(guide);
    assert.isDefined(find(thread, 'a', 'Troubleshooting'));
    assert.strictEqual(guide.assignedSlot?.name, 'links');
    assert.deepEqual(await faultsOf(thread), []);
  });

  it('stays whole once it is closed, to be read as history and not written to [1-23]', async () => {
    const { support, ticket, thread } = await open({ fields: { impact: 'Nobody can close the month.' } });
    support.addItem(ticket, { body: 'Empty the cache once.' });
    support.setStatus(ticket, 'resolved');
    support.setStatus(ticket, 'closed');
    thread.reload();
    await until(() => find(thread, '[data-phase=closed]'));
    const told = findAll(thread, 'article, [part=event]').map(wordsOf).join('\n');
    for (const words of [/Since this morning/, /Empty the cache once/, /to Resolved/, /to Closed/]) assert.match(told, words);
    assert.include(thread.shadowRoot!.querySelector('dl')!.textContent, 'Nobody can close the month.');
    assert.deepEqual(findAll(thread, 'textarea, input'), []);
    assert.deepEqual(await faultsOf(thread), []);
  });

  it('offers to escalate where a reply asks for it, and does nothing by itself [4-88]', async () => {
    const { thread, acted } = await open(
      { actions: may('reply', 'escalate'), escalation: { stage: 0, open: ['management'] } },
      consumerPlansPolicy,
    );
    assert.ok(!findControl(thread, 'Why?'));
    fill(control(thread, 'Your message'), 'PLEASE  escalate this ticket now.'.replace('  ', ' '));
    await until(() => findControl(thread, 'Why?'));
    assert.ok(find(thread, 'summary', 'Do you want to escalate this ticket?'));
    assert.deepEqual(acted(), []);
    await click(option(control<HTMLElement>(thread, 'Why?').closest('fieldset')!, 'It needs'));
    assert.deepEqual(acted(), []);
  });

  it('says when the next news is due, and that it is late where it is [3-18]', async () => {
    const dueAt = '2026-11-20T14:30:00.000Z';
    const { support, ticket, thread } = await open({ targets: [{ measure: 'update', dueAt, state: 'running' }] });
    const clock = () => wordsOf(find(thread, '.clock'));
    assert.match(clock(), /^Next news by .*20/);
    for (const [measure, words] of [
      ['update', /^News was due by .*20.*We are late\.$/],
      ['resolve', /^A solution was aimed for by .*20.*We are late\.$/],
      ['respond', /^A reply was due by .*20.*We are late\.$/],
    ] as const) {
      ticket.targets = [{ measure, dueAt, state: 'overdue' }];
      support.addItem(ticket, { body: measure });
      thread.reload();
      await until(() => words.test(clock()), measure);
    }
    ticket.targets = [{ measure: 'update', dueAt, state: 'met' }];
    thread.reload();
    await until(() => !find(thread, '.clock'));
  });

  it('shows an action that is closed to the person, disabled and with the reason [1-32]', async () => {
    const reasons = {
      plan: 'Not part of your plan.',
      'not-allowed': 'This is not open to your account.',
      'not-yet': 'This opens once an answer is late.',
    };
    for (const [reason, words] of Object.entries(reasons)) {
      const actions = [
        { action: 'escalate', allowed: false, reason },
        { action: 'reply', allowed: false, reason: 'not-allowed' },
      ];
      const { thread, acted } = await open({ actions }, consumerPlansPolicy);
      const escalate = button(thread, 'Ask for more attention');
      assert.strictEqual(escalate.ariaDisabled, 'true');
      const why = (escalate.getRootNode() as ShadowRoot).getElementById(escalate.getAttribute('aria-describedby')!);
      assert.strictEqual(wordsOf(why), words);
      await click(escalate);
      assert.deepEqual(acted(), []);
      assert.match(wordsOf(find(thread, '[part=composer]')), /Messages cannot be added to this ticket/);
      assert.deepEqual(await faultsOf(thread), []);
    }
  });
});
