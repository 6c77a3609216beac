import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  choose,
  click,
  control,
  faultsOf,
  fill,
  find,
  findAll,
  look,
  looks,
  option,
  press,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketListElement } from './ticket-list.js';
import './ticket-list.define.js';

const ask = 'GET /v1/tickets';

/** A list of twelve tickets: every third resolved, every other about billing. */
async function open({ address = '', keep = false, count = 12 } = {}) {
  history.replaceState(null, '', `${location.pathname}${address}`);
  const support = new ScriptedSupport();
  for (let at = 1; at <= count; at++) {
    const ticket = support.addTicket(
      { subject: `Matter ${at}`, type: at % 2 ? 'bug' : 'billing', priority: at > 9 ? 'high' : 'normal' },
      at === 4 ? 'Die Rösterei schläft' : undefined,
    );
    if (at % 3 === 0) support.setStatus(ticket, 'resolved');
  }
  const list = await fixture<TicketListElement>(
    html`<hm-ticket-list .client=${support.client} ?keep-in-address=${keep}></hm-ticket-list>`,
  );
  await until(() => find(list, '[part=filters]') ?? (count < 6 && subjects(list).length));
  return { support, list };
}

const subjects = (list: Element) => findAll(list, '.subject').map(wordsOf);
const words = (list: Element) => control(list, 'Search your tickets');
const unfold = async (list: Element) => click(find(list, 'summary', /^Filter/)!);

describe('Finding tickets in the list', () => {
  const before = location.href;
  after(() => history.replaceState(null, '', before));

  it('searches by words once there is a pause, and says how many there are [2-10]', async () => {
    const { list, support } = await open();
    const searches = () => support.askedFor(ask).map(({ query }) => query.get('q') ?? '');
    const before = searches().length;
    words(list).focus();
    // At once, and not by real keys: between two of them a machine may pause.
    for (let length = 1; length <= 'rosterei'.length; length += 1) fill(words(list), 'rosterei'.slice(0, length));
    await until(() => subjects(list).join() === 'Matter 4', 'the one is found');
    assert.deepEqual(searches().slice(before), ['rosterei'], 'not a request for each key');
    await until(() => find(list, '[role=status]', '1 ticket found.'));
    assertFocused(words(list));
  });

  it('aborts an older search when a newer one begins, and never shows its answer', async () => {
    const { list, support } = await open();
    let aborted = false;
    let release = () => {};
    support.script(ask, async (usual, signal) => {
      signal.addEventListener('abort', () => (aborted = true));
      await new Promise<void>((resolve) => (release = resolve));
      return usual();
    });
    fill(words(list), 'Matter 1');
    await until(() => support.askedFor(ask).length === 2);
    fill(words(list), 'Matter 7');
    await until(() => subjects(list).join() === 'Matter 7');
    assert.isTrue(aborted);
    release();
    await new Promise(requestAnimationFrame);
    assert.deepEqual(subjects(list), ['Matter 7']);
  });

  it('filters by several statuses at once, by type and priority, and says how many filters are set [2-03] [2-04] [2-05]', async () => {
    const { list, support } = await open();
    await unfold(list);
    const status = control(list, 'Status');
    option(status, 'Resolved').click();
    await until(() => subjects(list).length === 4);
    option(status, 'Open').click();
    await until(() => subjects(list).length === 12);
    option(control(list, 'About'), 'Billing').click();
    await until(() => subjects(list).length === 6);
    option(control(list, 'Priority'), 'High').click();
    await until(() => subjects(list).length === 2);
    const { query } = support.askedFor(ask).at(-1)!;
    assert.deepEqual(query.getAll('status'), ['resolved', 'open']);
    assert.strictEqual(wordsOf(find(list, 'summary')), 'Filter 4');
    await click(find(list, 'button', 'Clear all filters')!);
    await until(() => subjects(list).length === 12);
  });

  it('finds what is resolved or closed by its words, as a history to look things up in [1-23]', async () => {
    const { list, support } = await open();
    support.setStatus(
      support.tickets.find(({ subject }) => subject === 'Matter 4')!,
      'closed',
    );
    for (const [typed, subject, status] of [
      ['rösterei', 'Matter 4', 'closed'],
      ['matter 9', 'Matter 9', 'resolved'],
    ] as const) {
      fill(words(list), typed);
      await until(() => subjects(list).join() === subject, subject);
      assert.strictEqual(find(list, '[part=ticket]')!.dataset['status'], status);
    }
  });

  it('filters by the day that a ticket was sent, and orders', async () => {
    const { list, support } = await open();
    await unfold(list);
    const from = control(list, 'from');
    from.value = '2026-11-20';
    from.dispatchEvent(new Event('change'));
    await until(() => support.askedFor(ask).at(-1)!.query.get('from') === '2026-11-20');
    choose(control(list, 'Order'), '-created');
    await until(() => subjects(list)[0] === 'Matter 1');
    assert.strictEqual(support.askedFor(ask).at(-1)!.query.get('sort'), '-created');
  });

  it('says where nothing matches, and leaves a way back', async () => {
    const { list } = await open();
    fill(words(list), 'nowhere to be found');
    await until(() => find(list, '.empty', 'No ticket matches.'));
    assert.strictEqual(list.dataset['state'], 'ready');
    fill(words(list), '');
    await until(() => subjects(list).length === 12);
  });

  it('pages through what was found, and keeps what is looked for', async () => {
    const { list, support } = await open();
    support.pageSize = 3;
    fill(words(list), 'Matter');
    await until(() => subjects(list).length === 3);
    await until(() => find(list, '[role=status]', 'More than 3 tickets found.'));
    await click(find(list, 'button', 'Show more')!);
    await until(() => subjects(list).length === 6);
    assert.strictEqual(support.askedFor(ask).at(-1)!.query.get('q'), 'Matter');
  });

  it('keeps what is looked for in the address where the host wants it, and takes it from there', async () => {
    const { list } = await open({ keep: true, address: '?tab=2' });
    await unfold(list);
    option(control(list, 'Status'), 'Resolved').click();
    await until(() => subjects(list).length === 4);
    assert.strictEqual(location.search, '?tab=2&hm-status=resolved');
    const again = await open({ keep: true, address: location.search });
    await until(() => subjects(again.list).length === 4);
    assert.strictEqual(again.support.askedFor(ask)[0]!.query.get('status'), 'resolved');
    history.replaceState(null, '', `${location.pathname}?tab=2`);
    dispatchEvent(new PopStateEvent('popstate'));
    await until(() => subjects(again.list).length === 12);
  });

  it('leaves the address alone otherwise', async () => {
    const { list } = await open({ address: '?hm-status=resolved' });
    fill(words(list), 'Matter 7');
    await until(() => subjects(list).length === 1);
    assert.strictEqual(location.search, '?hm-status=resolved');
  });

  it('shows nothing to search with where there are only a few tickets', async () => {
    const { list } = await open({ count: 5 });
    assert.lengthOf(subjects(list), 5);
    assert.ok(!find(list, '[part=filters]'));
  });

  it('keeps what was found on screen, and says so, when a search fails', async () => {
    const { list, support } = await open();
    support.script(ask, () => Promise.reject(new TypeError('offline')));
    fill(words(list), 'Matter 7');
    await until(() => find(list, '[role=alert]', /could not be reached/));
    assert.strictEqual(list.dataset['state'], 'failed');
    assert.lengthOf(subjects(list), 12);
    assert.strictEqual(words(list).value, 'Matter 7');
    await click(find(list, 'button', 'Try again')!);
    await until(() => subjects(list).length === 1);
  });

  it('is worked by keyboard alone', async () => {
    const { list } = await open();
    words(list).focus();
    await press('Tab');
    assertFocused(find(list, 'summary'));
    await press('Enter');
    await until(() => find(list, 'fieldset'));
    await press('Tab', ' ');
    await until(() => find(list, 'summary', /^Filter 1/));
  });

  for (const name of looks) {
    it(`has no fault that axe finds, with its filters open: ${name}`, async () => {
      const undo = look(name);
      const { list } = await open();
      await unfold(list);
      assert.deepEqual(await faultsOf(list), []);
      undo();
    });
  }
});
