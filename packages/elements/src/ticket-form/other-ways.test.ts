import type { ProvidedHelp } from '@helpmark/client';
import type { Policy } from '@helpmark/schema';
import type { Channels } from '@helpmark/schema/policy';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
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
  focused,
  next,
  questions,
  type,
  until,
  wordsOf,
} from '../../../../test/support/page/person.js';
import { json, ScriptedSupport } from '../../../../test/support/page/scripted-support.js';
import type { TicketFormElement } from './ticket-form.js';
import './questions.js';
import './ticket-form.define.js';

const guides = [
  { title: 'An export is empty', text: 'Take the filter away.' },
  { title: 'Invite people', text: 'By e-mail.' },
];
const find5 = (query: string) => guides.filter(({ title }) => title.toLowerCase().includes(query.toLowerCase()));

interface Opened {
  help?: ProvidedHelp;
  policy?: Policy;
  hours?: { from: string; to: string }[];
  support?: ScriptedSupport;
  type?: string;
}

/** A form in a page that provides this. */
async function open({
  help,
  policy = defaultPolicy,
  hours,
  support = new ScriptedSupport({ policy }),
  type: about = '',
}: Opened = {}) {
  if (hours) {
    support.script('GET /v1/policy', async (usual) => {
      const answer = (await usual().json()) as { policy: Policy };
      const { channels } = answer.policy;
      return json({ ...answer, policy: { ...answer.policy, channels: { ...channels, chat: { ...channels!.chat, hours } } } });
    });
  }
  const form = await fixture<TicketFormElement>(
    html`<hm-ticket-form type=${about} lang="en" .client=${{ ...support.client, help }}></hm-ticket-form>`,
  );
  await until(() => questions(form).length > 0, 'the form is drawn');
  return { form, support };
}

const withGuides = { help: { articles: find5 } };
const titles = (form: Element) => findAll(form, '.guide strong').map(wordsOf);

describe('A form with guides', () => {
  it('offers them first and asks for nothing else; whoever still needs help gets every question, and keeps the words [0-01]', async () => {
    const { form } = await open(withGuides);
    assert.deepEqual(questions(form), ['Summary']);
    await until(() => titles(form).length === 2, 'guides are offered');
    assert.deepEqual(await faultsOf(form), []);
    await type(control(form, 'Summary'), 'export');
    await until(() => titles(form).length === 1, 'those that fit are left');
    await click(button(form, 'I still need help'));
    await form.updateComplete;
    assert.isAbove(questions(form).length, 6);
    assert.strictEqual(control(form, 'Summary').value, 'export');
    assertFocused(control(form, 'What is it about?'));
    assert.deepEqual(titles(form), ['An export is empty']);
    assert.isUndefined(find(form, 'button', 'I still need help'));
  });

  it('begins with every question where nothing provides any, and loads nothing of them [0-01]', async () => {
    const { form } = await open();
    assert.isAbove(questions(form).length, 6);
    assert.isNull(form.shadowRoot!.querySelector('hm-article-list'));
    assert.isUndefined(find(form, '.ways'));
  });

  it('asks staff everything at once: they write for somebody who has asked already, and reach nobody in another way', async () => {
    const support = new ScriptedSupport({ policy: consumerPlansPolicy, person: { id: 'sam', role: 'staff' } });
    const { form } = await open({ ...withGuides, support });
    assert.isAbove(questions(form).length, 6);
    assert.isUndefined(find(form, '.ways'));
    await type(control(form, 'Subject'), 'export');
    await until(() => titles(form).length === 1, 'guides that fit are offered to them too');
  });

  it('takes them from where the policy says, and the page’s own in their place', async () => {
    const policy = { ...defaultPolicy, articles: { url: 'https://docs.example/search' } };
    const own = await open({ policy, ...withGuides });
    await until(() => titles(own.form).length === 2, 'the page’s own are offered');
    const before = globalThis.fetch;
    const asked: string[] = [];
    globalThis.fetch = (input) => {
      asked.push(input as string);
      return Promise.resolve(json([{ title: 'From the policy', url: '/a' }]));
    };
    const { form } = await open({ policy });
    await until(() => titles(form).length === 1, 'the policy’s are offered');
    globalThis.fetch = before;
    assert.deepEqual(asked, ['https://docs.example/search']);
  });

  it('asks the server, with the person’s token, where that finds them', async () => {
    const policy = { ...defaultPolicy, articles: { server: true } } as Policy;
    const support = new ScriptedSupport({ policy });
    support.script('GET /v1/articles', () => json({ items: [{ title: 'From the server', text: 'Words.' }] }));
    const { form } = await open({ policy, support });
    await until(() => titles(form).length === 1, 'the server’s are offered');
    assert.deepEqual(titles(form), ['From the server']);
  });

  it('puts away what was typed once a guide has solved it, sends nothing, and gives it back on demand', async () => {
    const { form, support } = await open(withGuides);
    fill(control(form, 'Summary'), 'export');
    await until(() => titles(form).length === 1, 'one fits');
    await until(() => find(form, 'button', 'Discard'), 'it rests on the device');
    await click(button(form, /^An export is empty/));
    const solved = next(form, 'hm-article-solved');
    await click(button(form, 'This solved it'));
    await solved;
    await until(() => focused()?.id === 'kept', 'it can be had back');
    assert.strictEqual(control(form, 'Summary').value, '');
    assert.isDefined(find(form, '.notice', 'Good to know. Nothing was sent.'));
    await click(button(form, 'Undo'));
    await until(() => control(form, 'Summary').value === 'export', 'the words are back');
    assert.deepEqual(support.askedFor('POST /v1/tickets'), []);
  });

  it('goes on with every question where something was written before, or the type is known already', async () => {
    const support = new ScriptedSupport();
    const { form } = await open({ support, ...withGuides });
    fill(control(form, 'Summary'), 'export');
    await until(() => find(form, 'button', 'Discard'), 'it rests on the device');
    form.remove();
    const again = await open({ support, ...withGuides });
    await until(() => control(again.form, 'Summary').value === 'export', 'the words are back');
    assert.isAbove(questions(again.form).length, 6);
    const known = (await open({ ...withGuides, type: 'billing' })).form;
    assert.isDefined(findControl(known, 'Details'));
  });
});

const channels: Channels = {
  mail: [
    { topic: 'Billing', address: 'billing@example.com' },
    { topic: 'Bugs', address: 'bugs@example.com' },
  ],
  chat: { label: 'Chat', url: 'https://chat.example/', calendar: 'office' },
};
const office = {
  channels,
  calendars: [{ key: 'office', zone: 'Europe/Berlin', hours: [{ days: [1], from: '09:00', to: '17:00' }] }],
};
/** Hours around now, by so many minutes from now. */
const around = (from: number, to: number) => {
  const at = (minutes: number) => new Date(Date.now() + minutes * 60_000).toISOString();
  return [{ from: at(from), to: at(to) }];
};

describe('Other ways than a ticket', () => {
  it('say when a ticket is the better way and when the chat, which is offered only where the page has one [4-01]', async () => {
    let opened = 0;
    const chat = () => void opened++;
    const { form } = await open({ policy: consumerPlansPolicy, help: { chat }, hours: around(-60, 60) });
    const [ticket, talk] = findAll(form, '.ways .bullets').map((list) => [...list.children].map(wordsOf));
    assert.deepEqual([ticket!.length, talk!.length], [8, 4]);
    assert.include(wordsOf(find(form, '.ways')), 'Live chat is best for:');
    await click(button(form, 'Live chat'));
    assert.strictEqual(opened, 1);
    assert.deepEqual(await faultsOf(find(form, '.ways')!), []);
    const without = await open({ policy: consumerPlansPolicy, hours: around(-60, 60) });
    assert.isUndefined(find(without.form, '.chat'));
    assert.notInclude(wordsOf(find(without.form, '.ways')), 'is best for');
  });

  it('hide the chat outside its hours, say when it opens, and point at the ticket [4-02]', async () => {
    const policy = { ...defaultPolicy, ...office };
    const link = (form: Element) => find(form, '.ways a', 'Chat');
    assert.isDefined(link((await open({ policy, hours: around(-60, 60) })).form));
    const closed = (await open({ policy, hours: around(60, 120) })).form;
    assert.isUndefined(link(closed));
    assert.match(wordsOf(find(closed, '.ways')), /Chat is closed\. It opens on .+: until then, send a ticket\./);
    // Kept for longer than the server could tell.
    const old = (await open({ policy, hours: around(-120, -60) })).form;
    assert.isUndefined(link(old));
    assert.include(wordsOf(find(old, '.ways')), 'Chat is closed: send a ticket.');
  });

  it('have an e-mail address for each topic [4-03] [4-04] [4-05] [4-06]', async () => {
    const { form } = await open({ policy: consumerPlansPolicy });
    const addresses = findAll<HTMLAnchorElement>(form, '.ways dd a').map(({ href }) => href);
    const topics = findAll(form, '.ways dt').map(wordsOf);
    assert.deepEqual(topics.slice(0, 4), ['General support', 'Technical issues', 'Billing questions', 'Bug reports']);
    assert.deepEqual(
      addresses.slice(0, 4),
      ['support', 'tech', 'billing', 'bugs'].map((name) => `mailto:${name}@example.com`),
    );
  });

  it('lead to the related pages of the policy [4-116]', async () => {
    const { form } = await open({ policy: consumerPlansPolicy });
    assert.deepEqual(findAll(form, '.ways li a').map(wordsOf), [
      'Contact support',
      'Live chat',
      'Report a bug',
      'SLA and response times',
    ]);
  });

  it('are there while the server is away, from the policy that was kept [3-01]', async () => {
    const policy = { ...defaultPolicy, ...office };
    const support = new ScriptedSupport({ policy });
    const first = await open({ support, hours: around(-60, 60) });
    first.form.remove();
    support.script('GET /v1/policy', () => Promise.reject(new TypeError('away')));
    const form = await fixture<TicketFormElement>(html`<hm-ticket-form .client=${support.newClient()}></hm-ticket-form>`);
    await until(() => find(form, '.ways dd a[href^="mailto:"]'), 'the addresses are there');
    assert.isDefined(find(form, '.ways a', 'Chat'));
  });
});
