import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Event, Problem, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';
import type { TestPerson } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', organization: 'Northwind' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };

/** The portal, with clients who may submit and two queues. */
const policy = {
  ...clientPortalPolicy,
  capabilities: {},
  queues: [
    { key: 'design', label: 'Design' },
    { key: 'hosting', label: 'Hosting' },
  ],
};

let handler: TestHandler;
beforeEach(async () => {
  handler = await createTestHandler({ policy, timerInterval: false });
  for (const person of [ada, sam, kim]) await handler.as(person).get('/v1/policy');
  const items = ['billing', 'technical', 'general'].map((key) => ({ key, label: key }));
  assert.equal((await handler.as(kim).put('/v1/categories', { items })).status, 200);
});
afterEach(() => handler.close());

const portalTicket = (more: object = {}) => ({
  subject: 'Logo is blurred',
  type: 'bug',
  body: 'On phones.',
  fields: {},
  ...more,
});
const create = <T = Ticket>(person: TestPerson, more: object = {}) =>
  handler.as(person).post<T>('/v1/tickets', portalTicket(more));
const seenBy = async (person: TestPerson, { id }: Ticket) => (await handler.as(person).get<Ticket>(`/v1/tickets/${id}`)).body;
const eventsOf = async (person: TestPerson, { id }: Ticket): Promise<Event[]> =>
  (await handler.as(person).get<TimelinePage>(`/v1/tickets/${id}/timeline`)).body.items.filter((item) => item.kind === 'event');

/** What a ticket begins with where staff set it, and what it is where nobody may. */
const rows: [id: string, what: string, sent: object, read: (ticket: Ticket) => unknown, set: unknown, unset: unknown][] = [
  [
    '2-13',
    'status',
    { status: 'in-progress' },
    ({ status, phase }) => [status, phase],
    ['in-progress', 'active'],
    ['open', 'new'],
  ],
  [
    '2-14',
    'priority',
    { priority: 'urgent' },
    ({ priority, validated }) => [priority, validated],
    ['urgent', true],
    ['normal', false],
  ],
  ['2-16', 'category', { category: 'billing' }, ({ category }) => category, 'billing', undefined],
  [
    '2-17',
    'assignee',
    { assignee: 'kim', status: 'open' },
    (one) => [one.assignee?.id, one.status],
    ['kim', 'open'],
    [undefined, 'open'],
  ],
  ['2-19', 'organization', { organization: 'Acme' }, ({ organization }) => organization, 'Acme', 'Northwind'],
  ['2-20', 'project', { fields: { project: 'Relaunch' } }, ({ fields }) => fields.project, 'Relaunch', undefined],
];

describe('A new ticket', () => {
  for (const [id, what, sent, read, set, unset] of rows) {
    it(`[${id}] begins with the ${what} that staff give it; what a requester sends of that does not count`, async () => {
      const made = await create(sam, { ...sent, onBehalfOf: 'ada' });
      assert.equal(made.status, 201, made.text);
      assert.deepEqual(read(made.body), set);
      assert.deepEqual(read(await seenBy(sam, made.body)), set);
      const theirs = await create(ada, sent);
      assert.equal(theirs.status, 201, theirs.text);
      assert.deepEqual(read(await seenBy(sam, theirs.body)), unset);
    });
  }

  it('[2-11] [2-12] [2-15] has a title, a description and a type, from staff as from anybody', async () => {
    for (const person of [ada, sam]) {
      const { body } = await create(person, { type: 'feature' });
      assert.deepEqual([body.subject, body.type], ['Logo is blurred', 'feature']);
      const { items } = (await handler.as(person).get<TimelinePage>(`/v1/tickets/${body.id}/timeline`)).body;
      assert.deepEqual(
        items.flatMap((item) => (item.kind === 'message' ? [item.body] : [])),
        ['On phones.'],
      );
      for (const [member, path] of [
        ['subject', 'subject'],
        ['body', 'body'],
        ['type', 'type'],
      ] as const) {
        const refused = await create<Problem>(person, { [member]: '' });
        assert.deepEqual([refused.status, refused.body.issues?.[0]?.path], [422, [path]]);
      }
    }
  });

  it('[2-18] is for a contact, where staff name one', async () => {
    assert.deepEqual((await create(sam, { onBehalfOf: 'ada' })).body.requester.id, 'ada');
    assert.deepEqual((await create(sam)).body.requester.id, 'sam');
    assert.equal((await create<Problem>(ada, { onBehalfOf: 'sam' })).status, 403);
  });

  it('[2-38] is sorted by a topic that is no type, which administrators name and staff alone see', async () => {
    const { body } = await create(sam, { type: 'question', category: 'technical', shared: true, onBehalfOf: 'ada' });
    assert.deepEqual([body.type, body.category], ['question', 'technical']);
    assert.equal((await seenBy(ada, body)).category, undefined);
    assert.ok(!(await eventsOf(ada, body)).some(({ type }) => type === 'category'));
    const found = (await handler.as(sam).get<TicketPage>('/v1/tickets?category=technical&type=question')).body.items;
    assert.deepEqual(
      found.map(({ id }) => id),
      [body.id],
    );
  });

  it('takes all of it at once, tells each in the timeline, and goes to the queue that staff name', async () => {
    const { body, text } = await create(sam, {
      ...{ onBehalfOf: 'ada', status: 'in-progress', priority: 'high', category: 'general', assignee: 'sam' },
      ...{ queue: 'hosting', organization: 'Acme', shared: true, fields: { project: 'Relaunch', estimateHours: 4 } },
    });
    assert.deepEqual(
      [body.queue, body.assignee?.id, body.shared, body.fields],
      ['hosting', 'sam', true, { project: 'Relaunch', estimateHours: 4 }],
      text,
    );
    assert.deepEqual(
      (await eventsOf(sam, body)).map(({ type }) => type),
      ['created', 'status', 'priority', 'assignee', 'queue', 'category', 'shared'],
    );
    assert.deepEqual(
      (await eventsOf(ada, body)).map(({ type }) => type),
      ['created', 'status', 'priority'],
    );
    const shown = await seenBy(ada, body);
    assert.deepEqual([shown.status, shown.priority, shown.fields, shown.assignee], ['in-progress', 'high', {}, undefined]);
  });

  it('is not made where staff name what there is not, and says at which member', async () => {
    const wrong = { status: 'nope', priority: 'nope', category: 'nope', assignee: 'ada', queue: 'nope' };
    const refused = await create<Problem>(sam, wrong);
    assert.deepEqual([refused.status, refused.body.issues?.map(({ path }) => path[0])], [422, Object.keys(wrong).sort(byStep)]);
    assert.deepEqual((await handler.as(sam).get<TicketPage>('/v1/tickets')).body.items, []);
    assert.equal((await create(sam)).body.number, 'HM-000001');
  });

  it('goes to the team of its plan before that of its type', async () => {
    await handler.close();
    handler = await createTestHandler({ policy: consumerPlansPolicy, timerInterval: false });
    const queueOf = async (plan: string) => {
      const { body } = await handler.as({ ...ada, plan }).post<Ticket>('/v1/tickets', consumerTicket({ type: 'billing' }));
      return (await seenBy(sam, body)).queue;
    };
    assert.deepEqual([await queueOf('plus'), await queueOf('premium')], ['billing', 'premium']);
  });
});

/** The order in which a change looks at its members. */
const order = ['status', 'priority', 'assignee', 'queue', 'category'];
const byStep = (one: string, other: string) => order.indexOf(one) - order.indexOf(other);

describe('A list', () => {
  it('is narrowed by project, for staff alone [2-09]', async () => {
    const first = (await create(sam, { fields: { project: 'Relaunch' } })).body;
    const second = (await create(sam, { fields: { project: 'App' } })).body;
    const third = (await create(ada)).body;
    const find = async (person: TestPerson, query: string) =>
      (await handler.as(person).get<TicketPage>(`/v1/tickets?sort=-created&${query}`)).body.items.map(({ id }) => id).sort();
    assert.deepEqual(await find(sam, 'project=Relaunch'), [first.id]);
    assert.deepEqual(await find(sam, 'project=Relaunch&project=App'), [first.id, second.id].sort());
    assert.deepEqual(await find(sam, 'project=Relaunch&type=feature'), []);
    assert.deepEqual(await find(ada, 'project=Relaunch'), [third.id]);
  });
});
