import { assert, fixture, html } from '@open-wc/testing';
import { find, findAll, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketListElement } from '../ticket-list/ticket-list.js';
import '../ticket-list/ticket-list.define.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

async function open() {
  const support = new ScriptedSupport();
  const ticket = support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  const list = await fixture<TicketListElement>(html`<hm-ticket-list .client=${support.client}></hm-ticket-list>`);
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>`,
  );
  await until(() => find(thread, 'h3') && find(list, '[part=ticket]'), 'both are drawn');
  const change = (kinds: ('ticket' | 'timeline' | 'read' | 'access')[]) =>
    support.tell({ type: 'change', ticket: ticket.id, version: ticket.version, kinds });
  return { support, ticket, list, thread, change };
}

const badgeIn = (element: Element) => wordsOf(find(find(element, 'hm-status-badge')!, '[part=base] > span > slot'));

describe('List and thread while things change', () => {
  it('show a reply that comes while the person looks, and say whose it is', async () => {
    const { thread, support, ticket, change } = await open();
    support.addItem(ticket, { body: 'We have found it.' });
    ticket.unread = 1;
    change(['timeline']);
    await until(() => find(thread, '.body', 'We have found it.'));
    await until(() => find(thread, '[role=status]', 'New message from Sam.'));
    await until(() => ticket.unread === 0, 'what was shown was told as read');
  });

  it('show another status and priority in badge and timeline, in list and thread alike [0-21] [1-35]', async () => {
    const { thread, list, support, ticket, change } = await open();
    for (const status of ['in-progress', 'waiting', 'resolved'].filter((key) =>
      support.policy.statuses.some((one) => one.key === key),
    )) {
      support.setStatus(ticket, status);
      ticket.priority = 'high';
      support.addItem(ticket, { kind: 'event', type: 'priority', to: 'high' });
      change(['ticket', 'timeline']);
      await until(() => find(thread, `[data-status=${status}]`) && find(list, `[data-status=${status}]`), status);
      assert.strictEqual(badgeIn(thread), badgeIn(list));
      assert.match(wordsOf(findAll(thread, '[part=event]').at(-1)), /Sam set the priority to High/);
    }
  });

  it('miss nothing that happens while an older answer is still on its way', async () => {
    const { thread, support, ticket, change } = await open();
    let release = () => {};
    const released = new Promise<void>((resolve) => (release = resolve));
    const answered = new Promise<void>((resolve) => {
      support.script(`GET /v1/tickets/${ticket.id}/timeline`, async (usual) => {
        const answer = usual();
        resolve();
        await released;
        return answer;
      });
    });
    support.addItem(ticket, { body: 'One.' });
    change(['timeline']);
    await answered;
    support.addItem(ticket, { body: 'And another.' });
    change(['timeline']);
    release();
    await until(() => find(thread, '.body', 'And another.'));
  });

  it('read everything again after a gap', async () => {
    const { thread, list, support, ticket } = await open();
    support.addItem(ticket, { body: 'While you were away.' });
    support.addTicket({ subject: 'Another' });
    support.tell({ type: 'reset' });
    await until(() => find(thread, '.body', 'While you were away.') && find(list, '.subject', 'Another'));
  });

  it('read nothing again for what this page did itself or for another ticket', async () => {
    const { support, ticket, change } = await open();
    const asked = () => support.askedFor(`GET /v1/tickets/${ticket.id}`).length;
    const before = asked();
    change(['timeline']);
    support.tell({ type: 'change', ticket: 'ticket-9', version: 9, kinds: ['ticket'] });
    support.addItem(ticket, { body: 'Now.' });
    change(['timeline']);
    await until(() => asked() > before);
    assert.strictEqual(asked(), before + 1);
  });

  it('show no more of a ticket that the person may not see any longer', async () => {
    const { thread, list, support, ticket } = await open();
    support.tickets.splice(0);
    support.tell({ type: 'change', ticket: ticket.id, kinds: ['access'] });
    await until(() => /There is no such ticket/.test(wordsOf(find(thread, '[role=alert]'))));
    assert.ok(!find(thread, 'h3'));
    await until(() => find(list, '.empty'));
  });

  it('listen only while they are there and looked at', async () => {
    const { support, list, thread } = await open();
    assert.strictEqual(support.listeners, 2);
    list.active = false;
    await list.updateComplete;
    assert.strictEqual(support.listeners, 1);
    thread.remove();
    assert.strictEqual(support.listeners, 0);
    list.active = true;
    await list.updateComplete;
    assert.strictEqual(support.listeners, 1);
  });
});
