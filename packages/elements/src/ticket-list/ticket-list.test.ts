import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  faultsOf,
  find,
  findAll,
  look,
  looks,
  next,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketListElement } from './ticket-list.js';
import './ticket-list.define.js';

const ask = 'GET /v1/tickets';
const offline = () => {
  throw new TypeError('offline');
};

async function open(support = new ScriptedSupport()) {
  const list = await fixture<TicketListElement>(html`<hm-ticket-list .client=${support.client}></hm-ticket-list>`);
  return { list, support };
}

/** A list with the tickets of these subjects in it. */
async function openWith(...subjects: string[]) {
  const support = new ScriptedSupport();
  for (const subject of subjects) support.addTicket({ subject });
  const { list } = await open(support);
  await until(() => find(list, '[part=ticket]'));
  return { list, support };
}

const tickets = (list: Element) => findAll<HTMLButtonElement>(list, '[part=ticket]');

describe('The ticket list', () => {
  it('shows all tickets of the person, whatever their phase, as the server orders them [4-70]', async () => {
    const support = new ScriptedSupport();
    const statuses = support.policy.statuses.map(({ key }) => key);
    for (const key of statuses) support.setStatus(support.addTicket({ subject: key }), key);
    const { list } = await open(support);
    await until(() => tickets(list).length);
    assert.deepEqual(
      tickets(list).map((one) => wordsOf(one.querySelector('.subject'))),
      [...statuses].reverse(),
    );
    assert.deepEqual([...support.askedFor(ask)[0]!.query.keys()].sort(), ['limit']);
  });

  it('shows of each ticket its number, its status and when it last changed [4-71]', async () => {
    const { list, support } = await openWith('The export is empty');
    const [ticket] = support.tickets;
    support.setStatus(ticket!, 'in-progress');
    list.reload();
    await until(() => /In progress/.test(wordsOf(tickets(list)[0]).concat(badgeWords(list))));
    const [shown] = tickets(list);
    assert.include(wordsOf(shown), 'HM-000001');
    assert.match(badgeWords(list), /^In progress: Someone is working on it\.$/);
    const time = shown!.querySelector('time')!;
    assert.strictEqual(time.dateTime, ticket!.updatedAt);
    assert.match(wordsOf(time), /^Changed \S/);
    assert.match(time.title, /20/);
  });

  const badgeWords = (list: Element) => wordsOf(find(find(list, 'hm-status-badge')!, '[part=base] > span'));

  it('says in words how much is new', async () => {
    const support = new ScriptedSupport();
    support.addTicket({ unread: 2 });
    support.addTicket({ unread: 1 });
    support.addTicket();
    const { list } = await open(support);
    await until(() => tickets(list).length);
    const news = tickets(list).map((one) => wordsOf(one).match(/\d+ new messages?/)?.[0]);
    assert.deepEqual(news, [undefined, '1 new message', '2 new messages']);
  });

  it('opens a ticket by mouse and by keyboard', async () => {
    const { list, support } = await openWith('One', 'Two');
    const byMouse = next(list, 'hm-ticket-open');
    await click(tickets(list)[1]!);
    assert.strictEqual((await byMouse).ticket, support.tickets[1]!.id);
    const byKey = next(list, 'hm-ticket-open');
    tickets(list)[1]!.focus();
    await press('Shift+Tab', 'Enter');
    assert.strictEqual((await byKey).ticket, support.tickets[0]!.id);
  });

  it('says that there are none yet, and offers to send one', async () => {
    const { list } = await open();
    await until(() => /No tickets yet\./.test(wordsOf(find(list, 'h3'))));
    const wanted = next(list, 'hm-ticket-new');
    await click(button(list, 'New ticket'));
    await wanted;
  });

  it('leads to a new ticket, and where the person may send none says that in its place [1-11]', async () => {
    const { list } = await openWith('The export is empty');
    const wanted = next(list, 'hm-ticket-new');
    await click(button(list, 'New ticket'));
    await wanted;
    const none = new ScriptedSupport({ policy: policyOf([], { capabilities: { submit: false } }) });
    none.addTicket({ subject: 'One' });
    const closed = await open(none);
    await until(() => tickets(closed.list).length);
    assert.deepEqual(findAll(closed.list, 'button', 'New ticket'), []);
    assert.match(wordsOf(find(closed.list, '.new-ticket')), /cannot be sent from this account/);
  });

  it('offers no new ticket where the person may send none and has none', async () => {
    const { list } = await open(new ScriptedSupport({ policy: policyOf([], { capabilities: { submit: false } }) }));
    await until(() => find(list, 'h3'));
    assert.deepEqual(findAll(list, 'button'), []);
    assert.match(wordsOf(find(list, '.empty')), /cannot be sent from this account/);
  });

  it('says that it loads, and leaves what it has on screen while it loads anew', async () => {
    const support = new ScriptedSupport();
    support.addTicket({ subject: 'One' });
    const release = support.hold(ask);
    const { list } = await open(support);
    assert.strictEqual(find(list, '[role=status]')!.ariaLabel, 'Loading…');
    assert.strictEqual(find(list, '[part=base]')!.ariaBusy, 'true');
    release();
    await until(() => tickets(list).length);
    assert.strictEqual(find(list, '[part=base]')!.ariaBusy, 'false');
    const again = support.hold(ask);
    list.reload();
    await list.updateComplete;
    assert.lengthOf(tickets(list), 1);
    again();
  });

  it('says that it could not be loaded, and loads when asked again', async () => {
    const support = new ScriptedSupport();
    support.addTicket();
    support.script(ask, offline);
    const { list } = await open(support);
    await until(() => /could not be loaded/.test(wordsOf(find(list, '[role=alert]'))));
    await click(button(list, 'Try again'));
    await until(() => tickets(list).length);
    assert.ok(!find(list, '[role=alert]'));
    support.refuse(ask, 429, 'too-many-requests');
    list.reload();
    await until(() => find(list, '[role=alert]'));
    assert.lengthOf(tickets(list), 1);
    support.script(ask, offline);
    list.reload();
    await until(() => find(list, '.kept-at', /We cannot be reached right now. This is how it stood on/));
    assert.lengthOf(tickets(list), 1);
  });

  it('shows more pages when asked, and leaves the focus on the first ticket that came', async () => {
    const support = new ScriptedSupport();
    for (const number of [1, 2, 3, 4, 5]) support.addTicket({ subject: `Matter ${number}` });
    support.pageSize = 2;
    const { list } = await open(support);
    await until(() => tickets(list).length === 2);
    button(list, 'Show more').focus();
    await press('Enter');
    await until(() => tickets(list).length === 4);
    assertFocused(tickets(list)[2]);
    button(list, 'Show more').focus();
    await press('Enter');
    await until(() => tickets(list).length === 5);
    assertFocused(tickets(list)[4]);
    assert.ok(!find(list, 'button', 'Show more'));
    assert.deepEqual(
      tickets(list).map((one) => wordsOf(one.querySelector('.subject'))),
      [5, 4, 3, 2, 1].map((number) => `Matter ${number}`),
    );
  });

  it('shows what waits on the device: a ticket with its state, a ticket with its messages, and how to go on', async () => {
    const support = new ScriptedSupport({ policy: policyOf([]) });
    const ticket = support.addTicket({ subject: 'On file' });
    const offlineNow = new ScriptedSupport({ policy: policyOf([]), storage: support.storage });
    for (const call of ['POST /v1/tickets', `POST /v1/tickets/${ticket.id}/messages`])
      offlineNow.refuse(call, 503, 'unavailable');
    const drafts = offlineNow.client.drafts;
    await (await drafts.open('new')).send({ subject: 'Waiting', type: 'question', fields: {} });
    await (await drafts.open(ticket.id)).send({ body: 'Waiting, too.' });
    await until(() => offlineNow.client.outbox.list().length === 2 && offlineNow.client.outbox.list().every(({ code }) => code));
    offlineNow.tickets.push(ticket);
    offlineNow.timelines.set(ticket.id, []);
    const { list } = await open(offlineNow);
    const waiting = await until(() => find(list, '.waiting'));
    assert.match(wordsOf(waiting), /^Waiting Saved on this device\. Something went wrong on our side/);
    await until(() => tickets(list).length);
    assert.match(wordsOf(tickets(list)[0]), /A message waits on this device/);
    assert.deepEqual(await faultsOf(list), []);
    const wanted = next(list, 'hm-ticket-new');
    await click(button(list, 'Edit'));
    assert.strictEqual((await wanted).entry, waiting.querySelector<HTMLElement>('[data-entry]')!.dataset['entry']);
    await click(button(list, 'Try now'));
    await until(() => !find(list, '.waiting'));
    assert.ok(offlineNow.tickets.some(({ subject }) => subject === 'Waiting'));
  });

  it('asks for a page once, however often "Show more" is pressed', async () => {
    const support = new ScriptedSupport();
    support.pageSize = 1;
    for (const subject of ['One', 'Two', 'Three']) support.addTicket({ subject });
    const { list } = await open(support);
    const more = await until(() => find(list, '.more'));
    const before = support.askedFor(ask).length;
    const release = support.hold(ask);
    more.click();
    more.click();
    await list.updateComplete;
    more.click();
    release();
    await until(() => tickets(list).length === 2);
    assert.lengthOf(support.askedFor(ask), before + 1);
  });

  it('shows tickets whose status, phase and type the policy does not know yet, by their keys', async () => {
    const support = new ScriptedSupport();
    support.addTicket({ subject: 'From tomorrow' });
    Object.assign(support.tickets[0]!, { status: 'on-the-moon', phase: 'elsewhere', type: 'riddle', priority: 'p9' });
    const { list } = await open(support);
    await until(() => tickets(list).length);
    assert.strictEqual(badgeWords(list), 'on-the-moon');
    assert.deepEqual(await faultsOf(list), []);
  });

  it('loads anew each time it comes to be looked at', async () => {
    const { list, support } = await openWith('One');
    list.active = false;
    await list.updateComplete;
    support.addTicket({ subject: 'Two' });
    list.active = true;
    await until(() => tickets(list).length === 2);
  });

  it('takes a client that comes late, and shows another person nothing of the one before', async () => {
    const support = new ScriptedSupport();
    support.addTicket();
    const list = await fixture<TicketListElement>(html`<hm-ticket-list></hm-ticket-list>`);
    assert.ok(find(list, '[role=status]'));
    list.client = support.client;
    await until(() => tickets(list).length);
    const other = new ScriptedSupport({ person: { id: 'bea' } });
    const release = other.hold(ask);
    list.client = other.client;
    await list.updateComplete;
    assert.deepEqual(tickets(list).length, 0);
    release();
    await until(() => find(list, 'h3', 'No tickets yet.'));
  });

  it('goes on loading when it is taken away and comes back', async () => {
    const support = new ScriptedSupport();
    support.addTicket();
    const release = support.hold(ask);
    const { list } = await open(support);
    const { parentNode } = list;
    list.remove();
    release();
    parentNode!.append(list);
    await until(() => tickets(list).length);
  });

  for (const name of looks) {
    it(`has no fault that axe finds, full, empty or failed: ${name}`, async () => {
      const undo = look(name);
      const support = new ScriptedSupport();
      const { list } = await open(support);
      await until(() => find(list, 'h3'));
      assert.deepEqual(await faultsOf(list), []);
      for (const status of support.policy.statuses) support.setStatus(support.addTicket({ unread: 1 }), status.key);
      list.reload();
      await until(() => tickets(list).length);
      assert.deepEqual(await faultsOf(list), []);
      support.script(ask, offline);
      list.reload();
      await until(() => find(list, '.kept-at'));
      assert.deepEqual(await faultsOf(list), []);
      support.refuse(ask, 429, 'too-many-requests');
      list.reload();
      await until(() => find(list, '[role=alert]'));
      assert.deepEqual(await faultsOf(list), []);
      undo();
    });
  }
});
