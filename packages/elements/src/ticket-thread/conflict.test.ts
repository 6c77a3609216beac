import { assert, fixture, html } from '@open-wc/testing';
import { assertFocused, button, click, find, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

const act = 'POST /v1/tickets/ticket-1/actions';

async function open(status = 'open') {
  const support = new ScriptedSupport();
  const ticket = support.addTicket({ subject: 'The export is empty', type: 'bug' }, 'Since this morning.');
  if (status !== 'open') support.setStatus(ticket, status);
  const thread = await fixture<TicketThreadElement>(
    html`<hm-ticket-thread .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>`,
  );
  await until(() => find(thread, 'h3'), 'the thread is drawn');
  return { thread, support, ticket };
}

const failureIn = (thread: Element) => wordsOf(find(thread, '[role=alert]'));

describe('An action from a stale view', () => {
  it('asks again where the ticket had changed, shows what has, and does it when the person still wants it', async () => {
    const { thread, support, ticket } = await open();
    support.setStatus(ticket, 'in-progress');
    support.addItem(ticket, { body: 'We have found it.' });
    await click(button(thread, 'It is solved'));
    const question = await until(() => find(thread, '[role=alert]', /Do you still want this: It is solved\?/));
    assert.include(wordsOf(question), 'Sam set the status to In progress');
    assert.include(wordsOf(question), 'Sam: “We have found it.”');
    assert.strictEqual(ticket.status, 'in-progress', 'nothing was done yet');
    assert.ok(find(thread, '[data-status=in-progress]'));
    await click(button(thread, 'Yes, go on'));
    await until(() => find(thread, '[data-status=resolved]'));
    assert.strictEqual(failureIn(thread), '');
  });

  it('never reopens from a stale view what the person then leaves as it is', async () => {
    const { thread, support, ticket } = await open('resolved');
    await until(() => find(thread, 'button', 'No, still broken'));
    support.addItem(ticket, { body: 'One more thing.' });
    await click(button(thread, 'No, still broken'));
    await click(await until(() => find(thread, 'button', 'No, leave it as it is')));
    await thread.updateComplete;
    assert.ok(!find(thread, '[role=alert]'));
    assert.strictEqual(ticket.status, 'resolved');
    assert.lengthOf(support.askedFor(act), 1);
    assertFocused(find(thread, '#subject'));
  });

  it('says that the ticket has changed since where what was asked for cannot be done any more', async () => {
    const { thread, support, ticket } = await open();
    support.setStatus(ticket, 'closed');
    await click(button(thread, 'It is solved'));
    await until(() => /has changed in the meantime/.test(failureIn(thread)));
    await until(() => find(thread, '[data-status=closed]'));
    assert.ok(!find(thread, 'button', 'Yes, go on'));
  });

  it('says that it is not confirmed where the server took it and nothing changed, and shows how the ticket stands [1-33]', async () => {
    const { thread, support, ticket } = await open();
    const asked = support.askedFor('GET /v1/tickets/ticket-1').length;
    support.script(act, () => Response.json(ticket));
    await click(button(thread, 'It is solved'));
    await until(() => /not confirmed that this was done/.test(failureIn(thread)));
    assert.isAbove(support.askedFor('GET /v1/tickets/ticket-1').length, asked, 'the ticket is asked for anew');
    assert.ok(find(thread, '[data-status=open]'));
    await until(() => find(thread, 'button:not([aria-disabled=true])', 'It is solved'), 'it can be asked for again');
    await click(button(thread, 'It is solved'));
    await until(() => find(thread, '[data-status=resolved]'));
    assert.strictEqual(failureIn(thread), '');
    await until(() => find(thread, '[part=event]', /set the status to Resolved/), 'the history tells of it');
  });
});
