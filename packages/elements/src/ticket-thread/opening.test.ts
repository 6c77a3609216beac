import { assert, fixture, html } from '@open-wc/testing';
import { button, click, everything, find, findAll, until, wordsOf } from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketTimelineElement } from '../ticket-timeline/ticket-timeline.js';
import type { TicketThreadElement } from './ticket-thread.js';
import './ticket-thread.define.js';

const pages = 'GET /v1/tickets/ticket-1/timeline';

/** A thread of many messages of staff's, in a box that scrolls. */
async function open({ count = 200, unread = 0, pageSize = 30 } = {}) {
  const support = new ScriptedSupport();
  support.pageSize = pageSize;
  const ticket = support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  for (let at = 1; at <= count; at++) support.addItem(ticket, { body: `Message ${at}.` });
  ticket.unread = unread;
  const box = await fixture<HTMLElement>(
    html`<div style="block-size: 480px; inline-size: 400px; overflow: auto">
      <hm-ticket-thread .client=${support.client} ticket-id=${ticket.id}></hm-ticket-thread>
    </div>`,
  );
  const thread = box.querySelector<TicketThreadElement>('hm-ticket-thread')!;
  await until(() => find(thread, 'article'), 'the thread is drawn');
  return { support, ticket, box, thread };
}

/** The messages that can be seen in the box. */
function seen(box: Element) {
  const view = box.getBoundingClientRect();
  return findAll(box, '.body')
    .filter((body) => body.getBoundingClientRect().bottom > view.top && body.getBoundingClientRect().top < view.bottom)
    .map(wordsOf);
}

describe('Opening a thread', () => {
  it('loads as far back as the first message that is new, and opens there', async () => {
    const { support, box } = await open({ unread: 100 });
    await until(() => seen(box)[0] === 'Message 101.', 'the first new message is on top');
    assert.strictEqual(wordsOf(find(box, '.marker')), 'New');
    assert.isAtMost(support.askedFor(pages).length, 4);
  });

  it('asks for one page of five thousand messages, draws few elements, and shows the newest', async () => {
    const { support, box } = await open({ count: 5000 });
    await until(() => seen(box).at(-1) === 'Message 5000.', 'the newest is seen');
    assert.lengthOf(support.askedFor(pages), 1);
    assert.isAtMost([...everything(box)].length, 150);
  });

  it('opens a short thread at its head', async () => {
    const { box, thread } = await open({ count: 5 });
    assert.ok(find(thread, 'h3'));
    assert.strictEqual(box.scrollTop, 0);
  });

  it('loads page by page up to the first, and shows each item once', async () => {
    const { ticket, support, thread } = await open({ count: 90 });
    const items = () => find<TicketTimelineElement>(thread, 'hm-ticket-timeline')!.items.map(({ id }) => id);
    for (let held = items().length; held < 92; held = items().length) {
      await click(button(thread, 'Show earlier messages'));
      await until(() => items().length > held, 'more came');
    }
    assert.deepEqual(
      items(),
      support.timelines.get(ticket.id)!.map(({ id }) => id),
    );
    assert.ok(!find(thread, 'button', 'Show earlier messages'));
  });

  it('closes the gap where more has come meanwhile than a page holds', async () => {
    const { ticket, support, thread } = await open({ count: 40 });
    for (let at = 41; at <= 140; at++) support.addItem(ticket, { body: `Message ${at}.` });
    thread.reload();
    const { items } = await until(() => {
      const timeline = find<TicketTimelineElement>(thread, 'hm-ticket-timeline')!;
      return timeline.items.at(-1)!.id === 'ticket-1-item-142' && timeline;
    });
    const from = Number(/\d+$/.exec(items[0]!.id)![0]);
    assert.deepEqual(
      items.map(({ id }) => id),
      Array.from({ length: 143 - from }, (_, at) => `ticket-1-item-${from + at}`),
    );
    assert.isAtMost(from, 13);
  });
});
