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
  press,
  tabTo,
  type,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import type { ScriptedOptions } from '../../../../test/support/page/scripted-support.js';
import { json, ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

const write = 'POST /v1/tickets/ticket-1/messages';
const act = 'POST /v1/tickets/ticket-1/actions';
const read = 'GET /v1/tickets/ticket-1';
const offline = () => Promise.reject(new TypeError('offline'));

const threadOf = ({ client }: ScriptedSupport, id: string) =>
  fixture<TicketThreadElement>(html`<hm-ticket-thread .client=${client} ticket-id=${id}></hm-ticket-thread>`);

/** A thread of one ticket, in a status of the default preset. */
async function open(status = 'open', options: ScriptedOptions = {}) {
  const support = new ScriptedSupport(options);
  const ticket = support.addTicket({ subject: 'The export is empty', type: 'bug' }, 'Since this morning.');
  if (status !== 'open') support.setStatus(ticket, status);
  const thread = await threadOf(support, ticket.id);
  await until(() => find(thread, 'h3'), 'the thread is drawn');
  return { thread, support, ticket };
}

const timeline = (thread: Element) => findAll(thread, '.timeline > li').map(wordsOf);
const outgoing = (thread: Element) => findAll(thread, '.outgoing > li').map(wordsOf);
const failureIn = (thread: Element) => wordsOf(find(thread, '[role=alert]'));
const badgeIn = (thread: Element) => wordsOf(find(find(thread, 'hm-status-badge')!, '[part=base] > span'));
const composer = (thread: Element) => control<HTMLTextAreaElement>(thread, 'Your message');

async function reply(thread: TicketThreadElement, words: string) {
  fill(composer(thread), words);
  await thread.updateComplete;
  await click(button(thread, 'Send'));
}

describe('The ticket thread', () => {
  it('says which ticket it is, where it stands and what that means', async () => {
    const { thread } = await open('in-progress');
    assert.strictEqual(wordsOf(find(thread, 'h3')), 'The export is empty');
    assert.include(wordsOf(find(thread, '.head')), 'HM-000001, Bug / Product Issue');
    assert.strictEqual(badgeIn(thread), 'In progress: Someone is working on it.');
    assert.strictEqual(find(thread, '.thread')!.dataset['phase'], 'active');
  });

  it('shows messages and changes in one timeline, in the order of the server [1-22]', async () => {
    const { thread, support, ticket } = await open();
    support.addItem(ticket, { body: 'We are looking into it.' });
    support.setStatus(ticket, 'in-progress');
    support.addItem(ticket, { kind: 'event', type: 'priority', to: 'high', reason: 'Others are affected.' });
    support.addItem(ticket, { kind: 'event', type: 'something-newer' });
    thread.reload();
    await until(() => timeline(thread).length === 6);
    assert.deepEqual(
      findAll(thread, '.timeline time').map((time) => (time as HTMLTimeElement).dateTime),
      support.timelines.get(ticket.id)!.map(({ createdAt }) => createdAt),
    );
    const begins = [
      'You sent this ticket',
      'You',
      'Sam',
      'Sam set the status to In progress',
      'Sam set the priority to High',
      'Sam changed this ticket',
    ];
    for (const [at, words] of begins.entries()) assert.include(timeline(thread)[at], words);
    assert.include(timeline(thread)[1], 'Since this morning.');
    assert.include(timeline(thread)[2], 'We are looking into it.');
    assert.include(timeline(thread)[4], 'Others are affected.');
  });

  it('has each message as an article whose heading names who wrote it and when', async () => {
    const { thread, support, ticket } = await open();
    support.addItem(ticket, { body: 'One <b>line</b>.\nAnother.' });
    thread.reload();
    const articles = await until(() => findAll(thread, 'article').length === 2 && findAll(thread, 'article'));
    for (const article of articles) {
      const heading = find(thread, `#${article.getAttribute('aria-labelledby')}`)!;
      assert.strictEqual(heading.localName, 'h4');
      assert.match(wordsOf(heading), /^(You|Sam) \S/);
    }
    assert.strictEqual(articles[1]!.querySelector('.body')!.textContent, 'One <b>line</b>.\nAnother.');
  });

  it('shows what the person told besides', async () => {
    const { thread, ticket } = await open();
    ticket.fields = { impact: 'The whole team.', blocking: 'slowed' };
    thread.reload();
    await until(() => find(thread, 'summary', 'What you told us'));
    await click(find(thread, 'summary', 'What you told us')!);
    assert.deepEqual(findAll(thread, 'dt').map(wordsOf), ['Impact', 'Is work held up?']);
    assert.deepEqual(findAll(thread, 'dd').map(wordsOf), ['The whole team.', 'Partly, or there is a way around it']);
  });

  it('tells the server what was read, when it is looked at and not before', async () => {
    const support = new ScriptedSupport();
    const ticket = support.addTicket({ unread: 1 });
    const last = support.addItem(ticket, { body: 'An answer.' });
    const thread = await fixture<TicketThreadElement>(
      html`<hm-ticket-thread .client=${support.client} .active=${false} ticket-id=${ticket.id}></hm-ticket-thread>`,
    );
    assert.deepEqual(support.asked, []);
    thread.active = true;
    await until(() => ticket.unread === 0);
    assert.deepEqual(support.askedFor('POST /v1/tickets/ticket-1/read')[0]!.body, { item: last.id });
  });

  for (const name of looks) {
    it(`has no fault that axe finds, open, resolved, closed or failed: ${name}`, async () => {
      const undo = look(name);
      const { thread, support, ticket } = await open();
      ticket.fields = { impact: 'The whole team.' };
      support.addItem(ticket, { body: 'An answer.' });
      for (const { key } of support.policy.statuses) {
        support.setStatus(ticket, key);
        thread.reload();
        await until(() => find(thread, `[data-status=${key}]`));
        assert.deepEqual(await faultsOf(thread), [], key);
      }
      support.setStatus(ticket, 'open');
      support.script(read, offline);
      thread.reload();
      await until(() => find(thread, '.kept-at'));
      assert.deepEqual(await faultsOf(thread), []);
      support.refuse(read, 404, 'not-found');
      thread.reload();
      await until(() => failureIn(thread));
      assert.deepEqual(await faultsOf(thread), []);
      undo();
    });
  }
});

describe('Writing in the thread', () => {
  it('adds what the person writes to the timeline, and makes no other ticket of it [0-29] [1-20] [4-72]', async () => {
    const { thread, support } = await open();
    const sent = next(thread, 'hm-message-sent');
    await reply(thread, 'It also fails for\nlast week.');
    assert.strictEqual((await sent).message.body, 'It also fails for\nlast week.');
    await until(() => timeline(thread).some((words) => /^You .*It also fails for last week\.$/.test(words)));
    assert.strictEqual(composer(thread).value, '');
    assert.deepEqual(support.askedFor(write)[0]!.body, { body: 'It also fails for\nlast week.' });
    assert.ok(findAll(thread, '[role=status]').map(wordsOf).includes('Message sent.'));
    assert.deepEqual(support.askedFor('POST /v1/tickets'), []);
  });

  it('can be done by keyboard alone', async () => {
    const { thread, support } = await open();
    await type(composer(thread), 'By keys');
    await until(() => find(thread, '.add'), 'files can be added');
    await tabTo(button(thread, 'Send'));
    await press('Enter');
    await until(() => support.askedFor(write).length);
    assert.deepEqual(support.askedFor(write)[0]!.body, { body: 'By keys' });
  });

  it('asks for words where there are none, at the field', async () => {
    const { thread, support } = await open();
    await reply(thread, '  ');
    assertFocused(composer(thread));
    assert.strictEqual(composer(thread).getAttribute('aria-invalid'), 'true');
    assert.strictEqual(
      wordsOf(find(thread, `#${composer(thread).getAttribute('aria-describedby')}`)),
      'Write your message first.',
    );
    fill(composer(thread), 'Words');
    await thread.updateComplete;
    assert.ok(!find(thread, '.error'));
    assert.deepEqual(support.askedFor(write), []);
  });

  it('says that a message is too long before it sends it', async () => {
    const { thread, support } = await open();
    await reply(thread, 'x'.repeat(20_001));
    await until(() => /too long to send/.test(failureIn(thread)));
    assert.lengthOf(composer(thread).value, 20_001);
    assert.deepEqual(support.askedFor(write), []);
  });

  for (const [what, script, says] of [
    ['the network fails', offline, /Saved on this device. We cannot be reached right now/],
    ['the server fails', () => json({ title: '', status: 500, code: 'internal' }, 500), /Something went wrong on our side/],
    ['there were too many', () => json({ title: '', status: 429, code: 'too-many-requests' }, 429), /It is sent again by itself/],
  ] as const) {
    it(`keeps the message on the device and in the thread when ${what}, and then sends it, once`, async () => {
      const { thread, support } = await open();
      support.script(write, script);
      await reply(thread, 'Still empty.');
      await until(() => says.test(outgoing(thread)[0] ?? ''));
      assert.match(outgoing(thread)[0]!, /^Still empty\./);
      assert.strictEqual(composer(thread).value, '');
      assert.deepEqual(await faultsOf(thread), []);
      await click(button(thread, 'Try now'));
      await until(() => timeline(thread).some((words) => words.includes('Still empty.')) && outgoing(thread).length === 0);
      assert.strictEqual(timeline(thread).filter((words) => words.includes('Still empty.')).length, 1);
      assert.lengthOf(new Set(support.askedFor(write).map(({ key }) => key)), 1);
    });
  }

  it('says what needs the person, and gives the words back to be changed and sent under a new key', async () => {
    const { thread, support } = await open();
    support.refuse(write, 413, 'too-large');
    await reply(thread, 'Too much.');
    await until(() => /^Too much\. Needs you\. This is too long/.test(outgoing(thread)[0] ?? ''));
    fill(composer(thread), 'Something else');
    await thread.updateComplete;
    assert.ok(!find(thread, 'button', 'Edit'), 'what is being written stays in its place');
    fill(composer(thread), '');
    await click(button(thread, 'Discard'));
    await until(() => find(thread, 'button', 'Edit'));
    await click(button(thread, 'Edit'));
    await until(() => composer(thread).value === 'Too much.');
    assert.deepEqual(outgoing(thread), []);
    await reply(thread, 'Less.');
    await until(() => timeline(thread).some((words) => words.includes('Less.')));
    const [first, second] = support.askedFor(write);
    assert.notStrictEqual(second!.key, first!.key);
  });

  it('shows a message at once, sends it once, and keeps what is typed meanwhile', async () => {
    const { thread, support } = await open();
    const release = support.hold(write);
    await reply(thread, 'Once');
    await until(() => /^Once Sending…$/.test(outgoing(thread)[0] ?? ''));
    await click(button(thread, 'Send'));
    fill(composer(thread), 'And another thing');
    release();
    await until(() => outgoing(thread).length === 0);
    assert.lengthOf(support.askedFor(write), 1);
    assert.strictEqual(composer(thread).value, 'And another thing');
  });

  it('shows a message that arrived even when the thread cannot be loaded anew, and says from when the rest is', async () => {
    const { thread, support } = await open();
    support.script(read, offline);
    await reply(thread, 'It arrived');
    await until(() => timeline(thread).at(-1)?.includes('It arrived'));
    await until(() => find(thread, '.kept-at', /We cannot be reached right now. This is how it stood on/));
    assert.strictEqual(composer(thread).value, '');
    thread.reload();
    await until(() => !find(thread, '.kept-at'));
    assert.include(timeline(thread).at(-1), 'It arrived');
  });

  it('keeps the words written for one ticket with it while another is shown', async () => {
    const { thread, support, ticket } = await open();
    const other = support.addTicket({ subject: 'Another matter' });
    fill(composer(thread), 'For the export');
    thread.ticketId = other.id;
    await until(() => find(thread, 'h3', 'Another matter'));
    assert.strictEqual(composer(thread).value, '');
    fill(composer(thread), 'For the other');
    thread.ticketId = ticket.id;
    await until(() => find(thread, 'h3', 'The export is empty'));
    assert.strictEqual(composer(thread).value, 'For the export');
    thread.ticketId = other.id;
    await until(() => find(thread, 'h3', 'Another matter'));
    assert.strictEqual(composer(thread).value, 'For the other');
  });

  it('leaves a message that waits with the ticket it belongs to', async () => {
    const { thread, support, ticket } = await open();
    const other = support.addTicket({ subject: 'Another matter' });
    support.script(write, offline);
    await reply(thread, 'For the export');
    await until(() => outgoing(thread).length);
    thread.ticketId = other.id;
    await until(() => find(thread, 'h3', 'Another matter'));
    assert.deepEqual(outgoing(thread), []);
    thread.ticketId = ticket.id;
    await until(() => find(thread, 'h3', 'The export is empty'));
    assert.match(outgoing(thread)[0]!, /^For the export Saved on this device/);
  });
});

describe('Ending a ticket in the thread', () => {
  it('lets the person mark it resolved, and shows the status and the event [0-31] [1-16]', async () => {
    const { thread, support } = await open();
    const changed = next(thread, 'hm-ticket-changed');
    await click(button(thread, 'It is solved'));
    assert.strictEqual((await changed).ticket.status, 'resolved');
    await until(() => find(thread, '[data-status=resolved]'));
    assert.match(timeline(thread).at(-1)!, /^You set the status to Resolved/);
    assert.match(badgeIn(thread), /^Resolved: Fixed or answered/);
    assert.deepEqual(support.askedFor(act)[0]!.body, { action: 'resolve' });
    assert.ok(findAll(thread, '[role=status]').map(wordsOf).includes('Status: Resolved'));
    assertFocused(find(thread, '#subject'));
  });

  it('shows the solution and asks whether it holds: to confirm, or still broken [2-24] [4-62]', async () => {
    const { thread, support, ticket } = await open();
    support.addItem(ticket, { body: 'The export is mended: fetch it again.' });
    support.setStatus(ticket, 'resolved');
    thread.reload();
    await until(() => find(thread, 'strong', 'Is it solved for you?'));
    assert.ok(timeline(thread).some((words) => words.includes('The export is mended')));
    assert.strictEqual(badgeIn(thread), 'Resolved: Fixed or answered, and waiting for you to confirm.');
    await click(button(thread, 'No, still broken'));
    await until(() => find(thread, '[data-phase=active]'));
    support.setStatus(ticket, 'resolved');
    thread.reload();
    await until(() => find(thread, 'button', 'Yes, it is solved'));
    await click(button(thread, 'Yes, it is solved'));
    await until(() => find(thread, '[data-phase=closed]'));
    assert.deepEqual(
      support.askedFor(act).map(({ body }) => body),
      [{ action: 'reopen' }, { action: 'confirm' }],
    );
  });

  it('takes no more words once it is closed, and leads to a new ticket [2-25]', async () => {
    const { thread } = await open('closed');
    assert.strictEqual(badgeIn(thread), 'Closed: Complete; nothing further happens.');
    assert.ok(!findControl(thread, 'Your message'));
    assert.match(wordsOf(find(thread, '[part=composer]')), /This ticket is closed/);
    const wanted = next(thread, 'hm-ticket-new');
    await click(button(thread, 'New ticket'));
    await wanted;
  });

  it('leaves the ticket as it is, and says so, when it could not be changed', async () => {
    const { thread, support } = await open();
    support.script(act, offline);
    await click(button(thread, 'It is solved'));
    await until(() => /could not be reached/.test(failureIn(thread)));
    assert.ok(find(thread, '[data-status=open]'));
  });
});

describe('The ticket thread and its client', () => {
  it('says that it loads, and takes a client that comes late', async () => {
    const support = new ScriptedSupport();
    const ticket = support.addTicket();
    const thread = await fixture<TicketThreadElement>(html`<hm-ticket-thread ticket-id=${ticket.id}></hm-ticket-thread>`);
    assert.strictEqual(find(thread, '.skeleton')!.ariaLabel, 'Loading…');
    thread.client = support.client;
    await until(() => find(thread, 'h3'));
  });

  it('says that there is no such ticket', async () => {
    const support = new ScriptedSupport();
    const thread = await threadOf(support, 'nowhere');
    await until(() => /There is no such ticket, or it is not open to you\./.test(failureIn(thread)));
    assert.deepEqual(await faultsOf(thread), []);
  });

  it('says that it could not be loaded, and loads when asked again', async () => {
    const support = new ScriptedSupport();
    const ticket = support.addTicket();
    support.script(read, offline);
    const thread = await threadOf(support, ticket.id);
    await until(() => failureIn(thread));
    await click(button(thread, 'Try again'));
    await until(() => find(thread, 'h3'));
  });

  it('confirms a ticket that was sent a moment ago, and has its number even where it cannot be loaded', async () => {
    const support = new ScriptedSupport();
    const ticket = support.addTicket();
    support.script(read, offline);
    const thread = await fixture<TicketThreadElement>(
      html`<hm-ticket-thread .client=${support.client} .sent=${ticket} ticket-id=${ticket.id}></hm-ticket-thread>`,
    );
    await until(() => failureIn(thread));
    assert.strictEqual(wordsOf(find(thread, '.done')), 'Sent. Your number is HM-000001.');
    await click(button(thread, 'Try again'));
    await until(() => find(thread, '.done dl'));
    assert.include(wordsOf(find(thread, '.done')), 'Sent. Your number is HM-000001.');
    assertFocused(find(thread, '#subject'));
  });

  it('keeps what was written when it is taken away and comes back', async () => {
    const { thread } = await open();
    fill(composer(thread), 'Not lost');
    const { parentNode } = thread;
    thread.remove();
    parentNode!.append(thread);
    await thread.updateComplete;
    assert.strictEqual(composer(thread).value, 'Not lost');
  });

  it('goes on loading when it is taken away and comes back', async () => {
    const support = new ScriptedSupport();
    const ticket = support.addTicket();
    const release = support.hold(read);
    const thread = await threadOf(support, ticket.id);
    const { parentNode } = thread;
    thread.remove();
    release();
    parentNode!.append(thread);
    await until(() => find(thread, 'h3'));
  });

  it('shows another person nothing of what was written before, and the first one their own words', async () => {
    const { thread, support } = await open();
    fill(composer(thread), 'Between us');
    const other = new ScriptedSupport({ person: { id: 'bea' } });
    other.addTicket({ subject: 'Of Bea’s' });
    thread.client = other.client;
    await until(() => find(thread, 'h3', 'Of Bea’s'));
    assert.strictEqual(composer(thread).value, '');
    thread.client = support.client;
    await until(() => find(thread, 'h3', 'The export is empty'));
    await until(() => composer(thread).value === 'Between us');
  });
});
