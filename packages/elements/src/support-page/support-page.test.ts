import { assert, fixture, html } from '@open-wc/testing';
import {
  assertFocused,
  button,
  click,
  faultsOf,
  fill,
  findControl,
  find,
  look,
  looks,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import './support-page.define.js';
import type { SupportPageElement } from './support-page.js';
import type { SupportRouter } from './support-router.js';
import { defaultRoutes, pathOf, viewOf } from './support-router.js';

const before = location.href;

async function open(path: string, support = new ScriptedSupport({ policy: policyOf([]) })) {
  history.replaceState(null, '', path);
  support.addTicket({ subject: 'The export is empty' }, 'Since this morning.');
  const page = await fixture<SupportPageElement>(html`<hm-support-page .client=${support.client}></hm-support-page>`);
  await until(() => viewIn(page), 'a view is drawn');
  return { page, support };
}

const viewIn = (page: Element) => find(page, '[data-view]')?.dataset['view'];
const heading = (page: Element) => wordsOf(find(page, 'h2'));

describe('The support page', () => {
  const { title } = document;
  afterEach(() => {
    assert.strictEqual(document.title, title);
    history.replaceState(null, '', before);
  });

  it('shows the list at /dashboard/support [1-10] [1-24]', async () => {
    const { page } = await open('/dashboard/support');
    await until(() => find(page, '.subject', 'The export is empty'));
    assert.strictEqual(heading(page), 'Your tickets');
  });

  it('leads from the list to a new ticket, where one may be sent, and says why where not [1-11]', async () => {
    const { page } = await open('/dashboard/support');
    await click(await until(() => find(page, 'button', 'New ticket')));
    await until(() => viewIn(page) === 'new');
    assert.strictEqual(location.pathname, '/dashboard/support/new');
    const closed = policyOf([], { capabilities: { submit: false } });
    const other = await open('/dashboard/support', new ScriptedSupport({ policy: closed }));
    await until(() => find(other.page, 'p', /^New tickets cannot be sent from this account/));
    assert.ok(!find(other.page, 'button', 'New ticket'));
  });

  it('shows one ticket at its address, and goes back to the list [1-26]', async () => {
    const { page } = await open('/dashboard/support/ticket-1');
    await until(() => find(page, 'h3', 'The export is empty'));
    await click(find(page, 'a', /Your tickets$/)!);
    await until(() => find(page, '.subject'));
    assert.strictEqual(location.pathname, '/dashboard/support');
    await until(() => page.shadowRoot!.activeElement);
    assertFocused(find(page, '#heading'));
    history.back();
    await until(() => find(page, 'h3', 'The export is empty'));
    assert.strictEqual(location.pathname, '/dashboard/support/ticket-1');
  });

  it('says the same of a ticket that does not exist and of one that the person may not see [1-26]', async () => {
    const words: string[] = [];
    for (const id of ['nowhere', 'of-somebody-else', '%E0%A4%A']) {
      const { page } = await open(`/dashboard/support/${id}`);
      words.push(wordsOf(await until(() => find(page, '[role=alert]'))));
    }
    assert.match(words[0]!, /There is no such ticket, or it is not open to you\./);
    assert.deepEqual(words, [words[0], words[0], words[0]]);
  });

  it('offers after one retry to tell support, with what was collected of the page [1-36]', async () => {
    const support = new ScriptedSupport({ policy: policyOf([]) });
    const capture = { snapshot: async () => [{ kind: 'first-failure', value: '2026-11-20T09:00:00Z GET /v1/tickets 500' }] };
    support.refuse('GET /v1/tickets', 500, 'internal', { times: 2 });
    history.replaceState(null, '', '/dashboard/support');
    const page = await fixture<SupportPageElement>(
      html`<hm-support-page .client=${{ ...support.client, capture }}></hm-support-page>`,
    );
    const tries = () => support.askedFor('GET /v1/tickets').length;
    await until(() => find(page, '.failed'));
    assert.isUndefined(find(page, '.report'));
    const before = tries();
    await click(find(page, 'button', 'Try again')!);
    await click(await until(() => find(page, '.report')));
    assert.strictEqual(tries(), before + 1);
    await until(() => viewIn(page) === 'new');
    await click(await until(() => find(page, '#context')));
    await until(() => find(page, '[data-context=first-failure]'));
  });

  it('sends a ticket and shows it at its own address', async () => {
    const { page, support } = await open('/dashboard/support/new');
    fill(await until(() => findControl(page, 'Summary')), 'A new matter');
    find(page, 'input[type=radio]')!.click();
    await click(button(page, 'Send ticket'));
    await until(() => find(page, 'h3', 'A new matter'));
    assert.strictEqual(location.pathname, `/dashboard/support/${support.tickets[0]!.id}`);
    assert.include(wordsOf(find(page, '.done')), 'Sent. Your number is HM-000002.');
  });

  it('takes its addresses from the policy, or first from its attributes', async () => {
    const routes = { list: '/help', new: '/help/ask', thread: '/help/t/:id/view' };
    const support = new ScriptedSupport({ policy: policyOf([], { routes }) });
    const { page } = await open('/help/t/ticket-1/view', support);
    await until(() => find(page, 'h3', 'The export is empty'));
    page.newRoute = '/ask';
    history.replaceState(null, '', '/ask');
    dispatchEvent(new PopStateEvent('popstate'));
    await until(() => viewIn(page) === 'new');
  });

  it('keeps its addresses behind the hash where it is told to', async () => {
    const support = new ScriptedSupport({ policy: policyOf([]) });
    support.addTicket({ subject: 'The export is empty' });
    history.replaceState(null, '', '#/dashboard/support/ticket-1');
    const page = await fixture<SupportPageElement>(
      html`<hm-support-page .client=${support.client} routing="hash"></hm-support-page>`,
    );
    await until(() => find(page, 'h3', 'The export is empty'));
    await click(find(page, 'a', /Your tickets$/)!);
    await until(() => viewIn(page) === 'list');
    assert.strictEqual(location.hash, '#/dashboard/support');
  });

  it('follows the router of the host', async () => {
    const support = new ScriptedSupport({ policy: policyOf([]) });
    support.addTicket({ subject: 'The export is empty' });
    let tell = () => {};
    const router: SupportRouter & { path: string } = {
      path: '/dashboard/support',
      navigate(path) {
        this.path = path;
        tell();
      },
      listen(listener) {
        tell = listener;
        return () => (tell = () => {});
      },
    };
    const page = await fixture<SupportPageElement>(
      html`<hm-support-page .client=${support.client} .router=${router}></hm-support-page>`,
    );
    await click(await until(() => find(page, '[part=ticket]')));
    await until(() => find(page, 'h3', 'The export is empty'));
    assert.strictEqual(router.path, '/dashboard/support/ticket-1');
    assert.strictEqual(location.href, before);
    page.remove();
    tell();
  });

  it('reads every address it writes', () => {
    for (const id of ['1', 'a b', 'ü/ö', 'new?', '%']) {
      const view = { name: 'thread', ticket: id } as const;
      assert.deepEqual(viewOf(pathOf(view, defaultRoutes), defaultRoutes), view);
    }
    assert.deepEqual(viewOf('/dashboard/support/', defaultRoutes), { name: 'list' });
    assert.deepEqual(viewOf('/dashboard/support/new/', defaultRoutes), { name: 'new' });
    assert.deepEqual(viewOf('/elsewhere', defaultRoutes), { name: 'list' });
  });

  for (const name of looks) {
    it(`has no fault that axe finds in any view: ${name}`, async () => {
      const undo = look(name);
      for (const path of ['', '/new', '/ticket-1']) {
        const { page } = await open(`/dashboard/support${path}`);
        await until(() => !find(page, '.skeleton'));
        assert.deepEqual(await faultsOf(page), []);
      }
      undo();
    });
  }
});
