import { assert, fixture } from '@open-wc/testing';
import { button, click, control, fill, find, option, until } from '../../../../test/support/page/person.js';
import { policyOf } from '../../../../test/support/page/policies.js';
import { ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import '../define.js';

// What a page's own tests go by: the state on each element that loads, and the events that reach the page.

const policy = policyOf([{ key: 'impact', kind: 'multiline', label: 'Impact' }]);
const create = 'POST /v1/tickets';
const names = [
  ...['hm-ticket-submit', 'hm-ticket-submitted', 'hm-ticket-queued', 'hm-ticket-failed', 'hm-ticket-open', 'hm-ticket-new'],
  ...['hm-message-sent', 'hm-ticket-changed'],
] as const;

/** The events that reached the page, in order, each with what it carries. */
const heard: [name: string, event: Event][] = [];
const hear = (event: Event) => void heard.push([event.type, event]);
const heardNames = () => heard.map(([name]) => name);
async function next<Name extends keyof GlobalEventHandlersEventMap>(name: Name): Promise<GlobalEventHandlersEventMap[Name]> {
  const [, event] = await until(() => heard.find(([one]) => one === name), name);
  return event as GlobalEventHandlersEventMap[Name];
}

/** Writes down each state that an element comes to. */
function statesOf(element: HTMLElement): () => string[] {
  const before: (string | null)[] = [];
  const observer = new MutationObserver((records) => before.push(...records.map(({ oldValue }) => oldValue)));
  observer.observe(element, { attributeFilter: ['data-state'], attributeOldValue: true });
  return () => [...before.slice(1), element.dataset['state']!].map(String);
}

function opened(tag: 'hm-ticket-form' | 'hm-ticket-list' | 'hm-ticket-thread', support: ScriptedSupport, id = '') {
  const element = document.createElement(tag);
  const states = statesOf(element);
  Object.assign(element, { client: support.client, ticketId: id, lang: 'en' });
  return { element, states };
}

const reaches = (element: HTMLElement, state: string) => until(() => element.dataset['state'] === state, state);

async function fillIn(form: HTMLElement, summary: string) {
  await reaches(form, 'ready');
  await click(option(control(form, 'What is it about?').closest('fieldset')!, 'Question'));
  fill(control(form, 'Summary'), summary);
}

describe('A page’s own test', () => {
  beforeEach(() => {
    heard.length = 0;
    for (const name of names) document.addEventListener(name, hear);
  });
  afterEach(() => {
    for (const name of names) document.removeEventListener(name, hear);
  });

  for (const [tag, call] of [
    ['hm-ticket-form', 'GET /v1/policy'],
    ['hm-ticket-list', 'GET /v1/tickets'],
    ['hm-ticket-thread', 'GET /v1/tickets/ticket-1'],
  ] as const) {
    it(`reads on ${tag} whether it loads, is ready or has failed [1-42]`, async () => {
      const support = new ScriptedSupport({ policy });
      support.addTicket();
      const release = support.hold(call);
      const { element, states } = opened(tag, support, 'ticket-1');
      await fixture(element);
      await reaches(element, 'loading');
      release();
      await reaches(element, 'ready');
      assert.deepEqual(states(), ['loading', 'ready']);
      element.remove();

      const other = new ScriptedSupport({ policy });
      other.addTicket();
      other.script(call, () => Promise.reject(new TypeError('away')));
      const failing = opened(tag, other, 'ticket-1');
      await fixture(failing.element);
      await reaches(failing.element, 'failed');
      await click(button(failing.element, 'Try again'));
      await reaches(failing.element, 'ready');
      assert.deepEqual(failing.states(), ['loading', 'failed', 'loading', 'ready']);
    });
  }

  it('follows a ticket from the form to its solution by events alone [1-42]', async () => {
    const support = new ScriptedSupport({ policy });
    const { element: form } = opened('hm-ticket-form', support);
    await fixture(form);
    await fillIn(form, 'The export is empty');
    await click(button(form, 'Send ticket'));
    const { input } = await next('hm-ticket-submit');
    const { ticket } = await next('hm-ticket-submitted');
    assert.deepEqual([input.subject, ticket.subject, ticket.id], ['The export is empty', 'The export is empty', 'ticket-1']);
    form.remove();

    const { element: list } = opened('hm-ticket-list', support);
    await fixture(list);
    await reaches(list, 'ready');
    await click(find(list, `[data-ticket=${ticket.id}][data-status=${ticket.status}]`)!);
    assert.strictEqual((await next('hm-ticket-open')).ticket, ticket.id);
    await click(button(list, 'New ticket'));
    await next('hm-ticket-new');
    list.remove();

    const { element: thread } = opened('hm-ticket-thread', support, ticket.id);
    await fixture(thread);
    await reaches(thread, 'ready');
    assert.strictEqual(find(thread, '[data-phase]')!.dataset['phase'], 'new');
    fill(control(thread, 'Your message'), 'Since Monday.');
    await click(button(thread, 'Send'));
    const sent = await next('hm-message-sent');
    assert.deepEqual([sent.ticket.id, sent.message.body], [ticket.id, 'Since Monday.']);
    await click(await until(() => find(thread, 'button:not([aria-disabled=true])', 'It is solved')));
    assert.strictEqual((await next('hm-ticket-changed')).ticket.phase, 'resolved');
    await until(() => find(thread, '[data-phase=resolved][data-status=resolved]'));
    assert.deepEqual(heardNames(), [
      ...['hm-ticket-submit', 'hm-ticket-submitted', 'hm-ticket-open', 'hm-ticket-new'],
      ...['hm-message-sent', 'hm-ticket-changed'],
    ]);
  });

  it('hears what became of a ticket that waits, and of one that was refused [1-42]', async () => {
    for (const [fate, name] of [
      ['away', 'hm-ticket-queued'],
      ['refused', 'hm-ticket-failed'],
    ] as const) {
      heard.length = 0;
      const support = new ScriptedSupport({ policy });
      if (fate === 'away') support.script(create, () => Promise.reject(new TypeError('away')));
      else support.refuse(create, 403, 'not-allowed', { times: 2 });
      const { element: form } = opened('hm-ticket-form', support);
      await fixture(form);
      await fillIn(form, 'Later');
      await click(button(form, 'Send ticket'));
      const event = await next(name);
      assert.deepEqual(heardNames(), ['hm-ticket-submit', name]);
      if ('code' in event) assert.strictEqual(event.code, 'not-allowed');
      else assert.strictEqual(event.entry.state, 'queued');
      form.remove();
    }
  });
});
