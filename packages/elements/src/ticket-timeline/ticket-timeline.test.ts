import type { Message, PolicyAnswer, TimelineItem } from '@helpmark/schema';
import { assert, fixture, html } from '@open-wc/testing';
import { executeServerCommand } from '@web/test-runner-commands';
import {
  assertFocused,
  button,
  everything,
  faultsOf,
  find,
  findAll,
  focused,
  look,
  looks,
  next,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketTimelineElement } from './ticket-timeline.js';
import './ticket-timeline.define.js';

const begun = Date.UTC(2026, 10, 20, 9);

/** A message of staff's; `at` is its place and its minute. */
function message(at: number, changes: Partial<Message> = {}): Message {
  return {
    kind: 'message',
    id: `item-${at}`,
    author: { id: 'sam', role: 'staff', name: 'Sam' },
    visibility: 'public',
    body: `Message ${at}. ${'It goes on for a while. '.repeat(at % 7)}`,
    attachments: [],
    createdAt: new Date(begun + at * 60_000).toISOString(),
    ...changes,
  };
}

const messages = (from: number, to: number) => Array.from({ length: to - from }, (_, at) => message(from + at));

let known: PolicyAnswer;
before(async () => (known = await new ScriptedSupport().client.policy.get()));

/** A timeline in a box that scrolls, as the panel is, with a line above it and a place to write below. */
async function open(items: TimelineItem[], { earlier = false, newFrom = '' } = {}) {
  const box = await fixture<HTMLElement>(
    html`<div style="block-size: 480px; inline-size: 400px; overflow: auto">
      <p style="block-size: 120px">Head</p>
      <hm-ticket-timeline .known=${known} .items=${items} .earlier=${earlier} .newFrom=${newFrom}></hm-ticket-timeline>
      <textarea aria-label="Your message"></textarea>
    </div>`,
  );
  const timeline = box.querySelector('hm-ticket-timeline')!;
  await settled(timeline);
  return { box, timeline };
}

/** Waits until the timeline has drawn all it wants to, and the browser has shown it. */
async function settled(timeline: TicketTimelineElement) {
  for (let round = 0; round < 4; round++) {
    await new Promise(requestAnimationFrame);
    await timeline.updateComplete;
  }
}

const drawn = (timeline: Element) =>
  findAll(timeline, 'article').map((one) => Number(/\d+/.exec(one.closest('li')!.dataset['key']!)));
const topOf = (timeline: Element, at: number) => Math.round(find(timeline, `[data-key=item-${at}]`)!.getBoundingClientRect().top);

/** The messages that can be seen in the box. */
function seen(box: Element, timeline: Element) {
  const view = box.getBoundingClientRect();
  return drawn(timeline).filter((at) => {
    const { top, bottom } = find(timeline, `[data-key=item-${at}]`)!.getBoundingClientRect();
    return bottom > view.top && top < view.bottom;
  });
}

async function scrollTo(box: Element, timeline: TicketTimelineElement, top: number) {
  box.scrollTop = top;
  await settled(timeline);
}

describe('The timeline', () => {
  it('draws of five thousand messages what can be seen and a little more, wherever it is scrolled', async () => {
    const { box, timeline } = await open(messages(0, 5000));
    const end = box.scrollHeight;
    for (const share of [0, 0.2, 0.7, 0.3, 1]) {
      await scrollTo(box, timeline, end * share);
      const view = box.getBoundingClientRect();
      const list = seen(box, timeline);
      assert.isAbove(list.length, 2);
      assert.deepEqual(
        list,
        Array.from({ length: list.length }, (_, at) => list[0]! + at),
        'none is left out',
      );
      assert.isAtMost([...everything(timeline)].length, 150);
      // No gap: what is drawn covers all that can be seen below the head and above the field.
      const last = find(timeline, `[data-key=item-${list.at(-1)!}]`)!.getBoundingClientRect();
      assert.isTrue(list.at(-1) === 4999 || last.bottom >= view.bottom);
    }
  });

  it('draws no more elements for five thousand messages than for a hundred', async () => {
    const count = async (length: number) => {
      const { timeline } = await open(messages(0, length));
      timeline.showNewest();
      await settled(timeline);
      return [...everything(timeline)].length;
    };
    assert.isAtMost(await count(5000), (await count(100)) + 15);
  });

  it('begins at the first message that is new, with a line above it', async () => {
    const { box, timeline } = await open(messages(0, 200), { newFrom: 'item-120' });
    timeline.begin();
    await settled(timeline);
    assert.closeTo(topOf(timeline, 120), box.getBoundingClientRect().top, 2);
    const marker = find(timeline, '.marker')!;
    assert.strictEqual(wordsOf(marker), 'New');
    assert.strictEqual(marker.closest('li')!.dataset['key'], 'item-120');
  });

  it('begins at the end where nothing is new, and reaches it exactly', async () => {
    const { box, timeline } = await open(messages(0, 500));
    timeline.begin();
    await settled(timeline);
    const last = find(timeline, '[data-key=item-499]')!.getBoundingClientRect();
    assert.closeTo(last.bottom, box.getBoundingClientRect().bottom, 2);
  });

  it('leaves what is read where it is when earlier messages come, whatever their height', async () => {
    const { box, timeline } = await open(messages(100, 200), { earlier: true });
    await scrollTo(box, timeline, 700);
    const [at] = seen(box, timeline);
    const top = topOf(timeline, at!);
    timeline.items = messages(40, 200);
    await settled(timeline);
    assert.closeTo(topOf(timeline, at!), top, 1);
    for (let moved = 0; moved < 3000; moved += 400) {
      const [first] = seen(box, timeline);
      const before = topOf(timeline, first!);
      await scrollTo(box, timeline, box.scrollTop - 100);
      assert.closeTo(topOf(timeline, first!), before + 100, 1, 'scrolling up meets no jump');
    }
  });

  it('asks for earlier messages when somebody scrolls up near to the first, and only then', async () => {
    const { box, timeline } = await open(messages(100, 200), { earlier: true });
    let asked = 0;
    timeline.addEventListener('hm-timeline-earlier', () => asked++);
    await scrollTo(box, timeline, 300);
    await scrollTo(box, timeline, 3000);
    assert.strictEqual(asked, 0);
    await scrollTo(box, timeline, 400);
    assert.isAbove(asked, 0);
  });

  it('asks for earlier messages by a button, and puts the focus on the one above what was read', async () => {
    const { timeline } = await open(messages(100, 110), { earlier: true });
    const asked = next(timeline, 'hm-timeline-earlier');
    button(timeline, 'Show earlier messages').focus();
    await press('Enter');
    await asked;
    timeline.earlier = false;
    timeline.items = messages(90, 110);
    await settled(timeline);
    assert.ok(!find(timeline, 'button', 'Show earlier messages'));
    assertFocused(find(timeline, '[data-key=item-99] article'));
  });

  it('shows a new message without moving what is read, says how many there are, and leads to the newest', async () => {
    const { box, timeline } = await open(messages(0, 100));
    timeline.showNewest();
    await settled(timeline);
    await scrollTo(box, timeline, 2000);
    const [at] = seen(box, timeline);
    const top = topOf(timeline, at!);
    for (const length of [101, 102]) {
      timeline.items = messages(0, length);
      await settled(timeline);
      assert.strictEqual(topOf(timeline, at!), top);
    }
    button(timeline, /^2 new messages/).focus();
    await press('Enter');
    await settled(timeline);
    assert.include(seen(box, timeline), 101);
    assertFocused(find(timeline, '[data-key=item-101] article'));
    assert.ok(!find(timeline, '[part=jump]'));
  });

  it('offers no way to the newest where it can be seen to begin, so that nothing lies over a short thread', async () => {
    const long = message(2, { body: 'It goes on and on. '.repeat(200) });
    const { box, timeline } = await open([...messages(0, 2), long]);
    assert.deepEqual(seen(box, timeline), [0, 1, 2]);
    assert.isAbove(box.scrollHeight, 1.5 * box.clientHeight);
    assert.ok(!find(timeline, '[part=jump]'));
  });

  it('draws more once the window grows, without being scrolled', async () => {
    const page = await fixture<HTMLElement>(
      html`<div><hm-ticket-timeline .known=${known} .items=${messages(0, 60)}></hm-ticket-timeline></div>`,
    );
    const timeline = page.querySelector('hm-ticket-timeline')!;
    await settled(timeline);
    const [width, height] = [innerWidth, innerHeight];
    const before = drawn(timeline).length;
    try {
      await executeServerCommand('x-viewport', { width, height: height + 500 });
      await until(() => drawn(timeline).length > before + 3, 'what there is room for now is drawn');
    } finally {
      await executeServerCommand('x-viewport', { width, height });
    }
  });

  it('leaves the field where it is for whoever writes below the end while a message comes', async () => {
    const { box, timeline } = await open(messages(0, 30));
    const field = box.querySelector('textarea')!;
    field.focus();
    box.scrollTop = box.scrollHeight;
    await settled(timeline);
    const { top } = field.getBoundingClientRect();
    timeline.items = messages(0, 31);
    await settled(timeline);
    assert.closeTo(field.getBoundingClientRect().top, top, 1);
    assertFocused(field);
  });

  it('draws what belongs there when it was hidden and is shown again', async () => {
    const { box, timeline } = await open([]);
    timeline.hidden = true;
    timeline.items = messages(0, 300);
    timeline.begin();
    await settled(timeline);
    timeline.hidden = false;
    await settled(timeline);
    assert.include(seen(box, timeline), 299);
  });

  it('says how long ago each message was, keeps that true, and gives the moment besides', async () => {
    const { now } = Date;
    try {
      Date.now = () => begun + 5 * 60_000 + 1000;
      const { timeline } = await open([message(0), message(5), message(9)]);
      const times = () => findAll(timeline, 'time').map(wordsOf);
      assert.deepEqual(times(), ['5 minutes ago', 'now', 'now']);
      Date.now = () => begun + 26 * 3_600_000;
      document.dispatchEvent(new Event('visibilitychange'));
      await timeline.updateComplete;
      assert.deepEqual(times(), ['1 day ago', '1 day ago', '1 day ago']);
      const [first] = findAll<HTMLTimeElement>(timeline, 'time');
      assert.strictEqual(first!.dateTime, message(0).createdAt);
      assert.match(first!.title, /20/);
    } finally {
      Date.now = now;
    }
  });

  it('is a log that says nothing by itself, of articles that each have a heading', async () => {
    const { timeline } = await open(messages(0, 3));
    const log = find(timeline, '[role=log]')!;
    assert.strictEqual(log.ariaLabel, 'Messages and changes');
    assert.strictEqual(log.ariaLive, 'off');
    for (const article of findAll(log, 'article')) {
      const heading = find(log, `#${article.getAttribute('aria-labelledby')}`)!;
      assert.strictEqual(heading.localName, 'h4');
      assert.match(wordsOf(heading), /^Sam \S/);
    }
  });

  for (const name of looks) {
    it(`has no fault that axe finds: ${name}`, async () => {
      const undo = look(name);
      const marked = message(60, { body: '**Bold**, [a link](https://example.com) and `code`\n\n> quoted\n\n```\npre\n```' });
      const { box, timeline } = await open([...messages(0, 60), marked], { earlier: true, newFrom: 'item-59' });
      timeline.begin();
      await until(() => find(timeline, 'blockquote'));
      assert.deepEqual(await faultsOf(timeline), []);
      await scrollTo(box, timeline, 0);
      assert.deepEqual(await faultsOf(timeline), []);
      undo();
    });
  }

  it('keeps the focus where it is while time passes', async () => {
    const { timeline } = await open(messages(0, 5));
    const article = find(timeline, '[data-key=item-3] article')!;
    article.focus();
    document.dispatchEvent(new Event('visibilitychange'));
    await timeline.updateComplete;
    assert.strictEqual(focused() === article, true);
  });
});
