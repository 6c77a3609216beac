import { assert, fixture, html } from '@open-wc/testing';
import { button, click, faultsOf, find, findAll, until, wordsOf } from '../../../../test/support/page/person.js';
import { json, ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

/** A ticket as a server tells it whose policy has gone on since this page asked for it. */
async function open() {
  const support = new ScriptedSupport();
  const ticket = support.addTicket({ subject: 'From tomorrow' }, 'Hello.');
  support.addItem(ticket, { kind: 'event', type: 'status', from: 'open', to: 'on-the-moon' });
  support.addItem(ticket, { kind: 'event', type: 'priority', to: 'p9' });
  support.addItem(ticket, { kind: 'event', type: 'teleported' });
  Object.assign(ticket, {
    ...{ status: 'on-the-moon', phase: 'elsewhere', type: 'riddle', priority: 'p9', severity: 's9' },
    fields: { shoeSize: '44' },
    targets: [{ measure: 'delight', dueAt: ticket.createdAt, state: 'glowing' }],
    links: [{ relation: 'dreamt-of', id: 'ticket-9', number: 'HM-000009' }],
  });
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>`,
  );
  await until(() => find(thread, 'h3'), 'the thread is drawn');
  return { support, ticket, thread };
}

describe('The thread of a newer server', () => {
  it('tells status, priority, type and changes that the policy does not know by their keys', async () => {
    const { thread } = await open();
    const head = wordsOf(find(thread, '.head'));
    for (const key of ['riddle', 'p9', 'HM-000009']) assert.include(head, key);
    assert.strictEqual(wordsOf(find(find(thread, 'hm-status-badge')!, '[part=base] > span')), 'on-the-moon');
    const lines = findAll(thread, '[part=event]').map(wordsOf);
    assert.match(lines[1]!, /Sam set the status to on-the-moon/);
    assert.match(lines[2]!, /Sam set the priority to p9/);
    assert.match(lines[3]!, /Sam changed this ticket/);
    assert.deepEqual(
      findAll(thread, 'p, dd, button').filter((element) => wordsOf(element) === '' && !element.matches('[role=status]')),
      [],
      'nothing is drawn empty',
    );
    assert.deepEqual(await faultsOf(thread), []);
  });

  it('says where a ticket stands after an action, even by a key', async () => {
    const { support, ticket, thread } = await open();
    support.script(`POST /v1/tickets/${ticket.id}/actions`, () =>
      json({ ...ticket, status: 'beyond', version: ticket.version + 1 }),
    );
    await click(button(thread, 'It is solved'));
    await until(() => find(thread, '[role=status]', 'Status: beyond'), 'the status is said');
  });
});
