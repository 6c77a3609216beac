import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Received, Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer, unsignedToken } from '../../../../test/support/scripted-server.js';
import { createStaffClient } from '../create-staff-client.js';

const token = unsignedToken({ sub: 'sam', workspace: 'acme', exp: 4e9 });
const createdAt = '2026-11-21T12:00:00Z';
const author = { id: 'ada', role: 'requester' };
const ticket = {
  id: 't-1',
  number: 'HM-000001',
  version: 4,
  subject: 'The export is empty',
  type: 'files',
  status: 'open',
  phase: 'new',
  fields: {},
  requester: author,
  createdAt,
  updatedAt: createdAt,
  unread: 0,
  actions: [],
};
const message = { kind: 'message', id: 'm-1', author, visibility: 'public', body: 'Hello', attachments: [], createdAt };
const input = { subject: 'The export is empty', type: 'files', fields: { impact: 'Finance' }, body: 'Twice.' };

async function start(
  context: { after(fn: () => Promise<void>): void },
  reply: Reply | ((request: Received, at: number) => Reply),
) {
  const server = await startScriptedServer((request, at) => (typeof reply === 'function' ? reply(request, at) : reply));
  context.after(() => server.close());
  let made = 0;
  const client = createStaffClient({
    baseUrl: server.url,
    person: { workspace: 'acme', id: 'sam' },
    getToken: () => token,
    random: () => `made-${made++}`,
  });
  return { server, client };
}

/** What arrived, as far as a test of one call wants to know. */
function told({ method, url, headers, body }: Received): Record<string, unknown> {
  const members = {
    call: `${method} ${url}`,
    key: headers['idempotency-key'],
    version: headers['if-match'],
    type: headers['content-type'],
    body: body && (JSON.parse(body) as unknown),
  };
  return Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined && value !== ''));
}

test('a ticket is sent with a key of its own, and the same key where the caller says so', async (context) => {
  const { server, client } = await start(context, { status: 201, body: ticket });
  assert.deepEqual(await client.tickets.create(input), ticket);
  await client.tickets.create(input);
  await client.tickets.create(input, { key: 'mine' });
  await client.tickets.create(input, { key: 'mine' });
  await client.tickets.create(input, { key: undefined });
  const shared = { call: 'POST /v1/tickets', type: 'application/json', body: input };
  assert.deepEqual(
    server.received.map(told),
    ['made-0', 'made-1', 'mine', 'mine', 'made-2'].map((key) => ({ ...shared, key })),
  );
});

test('every call goes to its place, with what the server needs to know', async (context) => {
  const { server, client } = await start(context, ({ url, method }) => {
    if (url.endsWith('/read')) return { status: 204 };
    if (url.includes('/messages')) return { status: 201, body: message };
    if (url.includes('/timeline') || url.startsWith('/v1/people')) return { body: { items: [] } };
    if (url.startsWith('/v1/tickets?') || (url === '/v1/tickets' && method === 'GET')) return { body: { items: [ticket] } };
    if (url === '/v1/unread') return { body: { messages: 1, tickets: 1 } };
    return { body: ticket };
  });
  const json = { type: 'application/json' };
  const calls: [call: () => Promise<unknown>, arrives: Record<string, unknown>][] = [
    [() => client.tickets.get('t-1'), { call: 'GET /v1/tickets/t-1' }],
    [() => client.tickets.list(), { call: 'GET /v1/tickets' }],
    [
      () => client.tickets.act('t-1', { action: 'reopen', reason: 'It is back' }, { version: 3 }),
      {
        call: 'POST /v1/tickets/t-1/actions',
        key: 'made-0',
        version: '"3"',
        body: { action: 'reopen', reason: 'It is back' },
        ...json,
      },
    ],
    [
      () => client.tickets.act('t-1', { action: 'confirm' }, { version: 0, key: 'mine' }),
      { call: 'POST /v1/tickets/t-1/actions', key: 'mine', version: '"0"', body: { action: 'confirm' }, ...json },
    ],
    [
      () => client.tickets.markRead('t-1', 'm-1'),
      { call: 'POST /v1/tickets/t-1/read', key: 'made-1', body: { item: 'm-1' }, ...json },
    ],
    [
      () => client.tickets.change('t-1', { status: 'resolved', assignee: null }, { version: 12 }),
      { call: 'PATCH /v1/tickets/t-1', version: '"12"', body: { status: 'resolved', assignee: null }, ...json },
    ],
    [() => client.timeline.list('t-1'), { call: 'GET /v1/tickets/t-1/timeline' }],
    [() => client.timeline.list('t-1', { before: 'm 1', limit: 2 }), { call: 'GET /v1/tickets/t-1/timeline?before=m+1&limit=2' }],
    [
      () => client.messages.create('t-1', { body: 'Hello', visibility: 'internal' }, { key: 'mine' }),
      { call: 'POST /v1/tickets/t-1/messages', key: 'mine', body: { body: 'Hello', visibility: 'internal' }, ...json },
    ],
    [() => client.unread.get(), { call: 'GET /v1/unread' }],
    [() => client.people.list(), { call: 'GET /v1/people' }],
    [
      () => client.people.list({ role: ['staff', 'admin'], q: 'Zoë & co' }),
      { call: 'GET /v1/people?role=staff&role=admin&q=Zo%C3%AB+%26+co' },
    ],
    [() => client.people.list({ role: 'staff' }), { call: 'GET /v1/people?role=staff' }],
  ];
  for (const [call, arrives] of calls) {
    await call();
    assert.deepEqual(told(server.received.at(-1)!), arrives);
  }
});

test('a list is filtered by everything that is given, and by nothing else', async (context) => {
  const { server, client } = await start(context, { body: { items: [], nextCursor: 'c2' } });
  const page = await client.tickets.list({
    phase: ['new', 'active'],
    status: [],
    type: ['bug'],
    priority: undefined,
    q: 'a&b=c #1',
    from: '2026-11-01',
    to: '2026-11-21T14:30:00Z',
    sort: '-created',
    cursor: 'c/1+=',
    limit: 10,
    assignee: ['nobody'],
    organization: ['Northwind'],
  });
  assert.deepEqual(page, { items: [], nextCursor: 'c2' });
  const { searchParams } = new URL(server.received[0]!.url, server.url);
  assert.deepEqual(
    [...searchParams],
    [
      ['phase', 'new'],
      ['phase', 'active'],
      ['type', 'bug'],
      ['q', 'a&b=c #1'],
      ['from', '2026-11-01'],
      ['to', '2026-11-21T14:30:00Z'],
      ['sort', '-created'],
      ['cursor', 'c/1+='],
      ['limit', '10'],
      ['assignee', 'nobody'],
      ['organization', 'Northwind'],
    ],
  );
});

test('what was searched for stands in no error', async (context) => {
  const { client } = await start(context, { status: 500 });
  await assert.rejects(client.tickets.list({ q: 'my secret' }), (error: unknown) => {
    assert.equal(String(error), 'HttpError: GET /v1/tickets: 500 http');
    return true;
  });
});

test('a ticket without the id of the server is no success', async (context) => {
  const { id: _left, ...without } = ticket;
  const { client } = await start(context, { status: 201, body: without });
  await assert.rejects(client.tickets.create(input), { code: 'malformed-answer', retryable: true });
});
