import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { ClientOptions } from '@helpmark/client';
import { createClient, HttpError, isClientError, ValidationError } from '@helpmark/client';
import { createStaffClient } from '@helpmark/client/staff';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { sampleTicket } from '../support/handler.js';
import type { TestPerson, TestServerOptions } from '../support/server.js';
import { startTestServer } from '../support/server.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', organization: 'Northwind' };
const bob = { id: 'bob', name: 'Bob', organization: 'Contoso' };
const sam = { id: 'sam', name: 'Sam', role: 'staff' };

/** A server, and clients of it whose hosts mint real tokens and count how often they are asked. */
async function start(options: TestServerOptions = {}) {
  const server = await startTestServer(options);
  after(() => server.close());
  const optionsOf = (person: TestPerson, claims?: (asked: number) => Record<string, unknown>) => {
    let asked = 0;
    return {
      baseUrl: server.url,
      person: { workspace: person.workspace ?? 'acme', id: person.id },
      getToken: () => server.tokenFor(person, claims?.(asked++)),
      clock: { now: () => server.now().getTime() },
    } satisfies ClientOptions;
  };
  return {
    server,
    optionsOf,
    clientOf: (person: TestPerson) => createClient(optionsOf(person)),
    staffOf: (person: TestPerson) => createStaffClient(optionsOf(person)),
  };
}

/** Ends with the error of a call that fails. */
async function failureOf(call: Promise<unknown>) {
  const error = await call.then(
    () => assert.fail('the call succeeded'),
    (reason: unknown) => reason,
  );
  assert.ok(isClientError(error), String(error));
  return error;
}

test('a person sends a ticket, staff answer it, and the person reads the answer and confirms', async () => {
  const { clientOf, staffOf } = await start();
  const [client, staff] = [clientOf(ada), staffOf(sam)];

  const policy = await client.policy.get();
  assert.deepEqual(policy.person, { ...ada, workspace: 'acme', role: 'requester' });
  assert.equal(await client.policy.get(), policy, 'a policy that holds is not sent again');

  const ticket = await client.tickets.create(sampleTicket());
  assert.equal(ticket.phase, 'new');
  assert.deepEqual(
    (await client.tickets.list()).items.map(({ id }) => id),
    [ticket.id],
  );

  const seen = await staff.tickets.get(ticket.id);
  await staff.messages.create(ticket.id, { body: 'Ask accounting first.', visibility: 'internal' });
  await staff.messages.create(ticket.id, { body: 'It is on its way.', visibility: 'public' });
  const [me] = (await staff.people.list({ role: 'staff', q: 'sam' })).items;
  assert.equal(me?.id, 'sam');
  const { version } = await staff.tickets.get(ticket.id);
  const resolved = await staff.tickets.change(ticket.id, { status: 'resolved', assignee: me.id }, { version });
  assert.equal(resolved.assignee?.id, 'sam');
  assert.notEqual(resolved.version, seen.version);

  assert.deepEqual(await client.unread.get(), { messages: 1, tickets: 1 });
  const { items } = await client.timeline.list(ticket.id);
  const words = items.flatMap((item) => (item.kind === 'message' ? [item.body] : []));
  assert.deepEqual(words, ['It should go to the new office.', 'It is on its way.']);
  await client.tickets.markRead(ticket.id, items.at(-1)!.id);
  assert.deepEqual(await client.unread.get(), { messages: 0, tickets: 0 });

  const now = await client.tickets.get(ticket.id);
  const closed = await client.tickets.act(ticket.id, { action: 'confirm' }, { version: now.version });
  assert.equal(closed.phase, 'closed');
});

test('the same content with the same key is one ticket, and other content under it is refused', async () => {
  const { clientOf } = await start();
  const client = clientOf(ada);
  const key = client.newKey();
  const same = await Promise.all(Array.from({ length: 10 }, () => client.tickets.create(sampleTicket(), { key })));
  assert.equal(new Set(same.map(({ id }) => id)).size, 1);
  assert.equal((await client.tickets.list()).items.length, 1);
  const error = await failureOf(client.tickets.create(sampleTicket({ subject: 'Something else' }), { key }));
  assert.deepEqual([error.code, error.retryable], ['key-reused', false]);
});

test('what the policy wants is told field by field, and nothing is created', async () => {
  const { clientOf } = await start();
  const client = clientOf(ada);
  const error = await failureOf(client.tickets.create(sampleTicket({ fields: { impact: '', concernsAccount: 'yes' } })));
  assert.ok(error instanceof ValidationError);
  assert.deepEqual(
    error.issues.map(({ path, code }) => `${path.join('.')} ${code}`),
    ['fields.impact required', 'fields.account required'],
  );
  assert.deepEqual((await client.tickets.list()).items, []);
});

test('a ticket of someone else answers as one that never was', async () => {
  const { clientOf } = await start();
  const { id } = await clientOf(ada).tickets.create(sampleTicket());
  const strangers = [clientOf(bob), clientOf({ ...ada, workspace: 'globex' })];
  for (const stranger of strangers) {
    for (const unknown of [id, '00000000-0000-4000-8000-000000000000', '..', '']) {
      for (const call of [() => stranger.tickets.get(unknown), () => stranger.timeline.list(unknown)]) {
        const error = await failureOf(call());
        assert.ok(error instanceof HttpError && error.requestId);
        assert.deepEqual([error.status, error.code], [404, 'not-found']);
      }
    }
  }
});

test('a change to a ticket that has moved on is refused as stale', async () => {
  const { clientOf, staffOf } = await start();
  const client = clientOf(ada);
  const seen = await client.tickets.create(sampleTicket());
  const staff = staffOf(sam);
  const { version } = await staff.tickets.get(seen.id);
  await staff.tickets.change(seen.id, { status: 'in-progress' }, { version });
  const stale = await failureOf(client.tickets.act(seen.id, { action: 'resolve' }, { version: seen.version }));
  assert.equal(stale.code, 'stale-version');
  const again = await failureOf(staff.tickets.change(seen.id, { priority: 'high' }, { version }));
  assert.equal(again.code, 'stale-version');
  assert.equal((await client.tickets.get(seen.id)).status, 'in-progress');
});

test('a token that ends while a page is open is replaced without anyone noticing', async () => {
  const { server, optionsOf } = await start({ now: '2026-11-21T12:00:00Z' });
  let asked = 0;
  const options = optionsOf(ada, () => ((asked += 1), {}));
  // The page's clock stands still, so only the server can tell that the token has ended.
  const client = createClient({ ...options, clock: { now: () => Date.parse('2026-11-21T12:00:00Z') } });
  await client.unread.get();
  server.setNow('2026-11-21T13:00:00Z');
  await client.tickets.create(sampleTicket());
  assert.equal(asked, 2);
});

test('a token that the server does not take ends in an AuthError that says why', async () => {
  const { optionsOf } = await start();
  const error = await failureOf(createClient(optionsOf(ada, () => ({ aud: 'elsewhere' }))).unread.get());
  assert.deepEqual([error.name, error.code], ['AuthError', 'token-refused']);
  assert.ok(error.cause instanceof HttpError);
  assert.deepEqual([error.cause.status, error.cause.code], [401, 'token-invalid']);
});

test('[1-31] a capability that the session has gained meanwhile needs no more than the retry, and one it lacks is explained', async () => {
  const { optionsOf } = await start();
  // The first token is an old one, from before the person answered tickets.
  const promoted = createStaffClient(optionsOf(sam, (asked) => (asked === 0 ? { role: 'requester' } : {})));
  assert.deepEqual(
    (await promoted.people.list({ role: 'staff' })).items.map(({ id }) => id),
    ['sam'],
  );
  let asked = 0;
  const requester = createStaffClient(optionsOf(ada, () => ((asked += 1), {})));
  const error = await failureOf(requester.people.list());
  assert.ok(error instanceof HttpError);
  assert.deepEqual([error.status, error.code, error.retryable], [403, 'not-allowed', false]);
  assert.ok(error.problem?.detail);
  assert.equal(asked, 2);
});

test('staff ask for fields, which the person fills in on the ticket, and make a link that takes one file', async () => {
  const { clientOf, staffOf } = await start();
  const [client, staff] = [clientOf(ada), staffOf(sam)];
  const { id } = await client.tickets.create(sampleTicket());
  const key = client.newKey();
  for (let time = 0; time < 2; time += 1) await staff.tickets.requestFields(id, { fields: ['neededBy'] }, { key });
  const ticket = await client.tickets.get(id);
  assert.deepEqual(
    ticket.requests?.map(({ fields, answered }) => [fields, answered]),
    [[['neededBy'], false]],
  );
  const refused = await failureOf(staff.tickets.requestFields(id, { fields: ['summary'] }));
  assert.equal(refused.code, 'invalid');
  const { path, token } = await staff.tickets.createUploadLink(id, { minutes: 60 });
  assert.equal(path, `/v1/upload-links#${token}`);
});

test('a withdrawn capability is told by the policy and by the refusal', async () => {
  const { clientOf } = await start({ policy: { ...defaultPolicy, capabilities: { submit: false } } });
  const client = clientOf(ada);
  const { capabilities } = await client.policy.get();
  assert.deepEqual(
    capabilities.find(({ capability }) => capability === 'submit'),
    { capability: 'submit', allowed: false, reason: 'not-allowed' },
  );
  assert.equal((await failureOf(client.tickets.create(sampleTicket()))).code, 'not-allowed');
});

test('too many calls are told with the seconds to wait', async () => {
  const { clientOf } = await start({ limits: undefined });
  const client = clientOf(ada);
  for (let sent = 0; ; sent += 1) {
    assert.ok(sent < 10_000, 'the server never refused');
    const error = await client.messages.create('nowhere', { body: 'again' }).catch((reason: unknown) => reason);
    assert.ok(error instanceof HttpError);
    if (error.code === 'not-found') continue;
    assert.deepEqual([error.status, error.code, error.retryable], [429, 'too-many-requests', true]);
    assert.ok(error.retryAfter! > 0);
    return;
  }
});

test('a list goes on where the page before ended, and filters as asked', async () => {
  const { clientOf } = await start();
  const client = clientOf(ada);
  const subjects = ['First invoice', 'Second invoice', 'Third letter'];
  for (const subject of subjects) await client.tickets.create(sampleTicket({ subject }));
  const found: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await client.tickets.list({ sort: 'created', limit: 2, cursor });
    found.push(...page.items.map(({ subject }) => subject));
    cursor = page.nextCursor;
  } while (cursor);
  assert.deepEqual(found, subjects.toReversed());
  assert.equal((await client.tickets.list({ q: 'invoice', phase: ['new', 'active'] })).items.length, 2);
  assert.equal((await client.tickets.list({ type: ['bug'] })).items.length, 0);
  assert.equal((await failureOf(client.tickets.list({ cursor: 'nonsense' }))).code, 'invalid');
});

test('a timeline is read page by page in both directions', async () => {
  const { clientOf } = await start();
  const client = clientOf(ada);
  const { id } = await client.tickets.create(sampleTicket());
  for (const body of ['1', '2', '3', '4']) await client.messages.create(id, { body });
  const all = (await client.timeline.list(id)).items.map((item) => item.id);
  const newest = await client.timeline.list(id, { limit: 2 });
  assert.deepEqual(
    newest.items.map((item) => item.id),
    all.slice(-2),
  );
  const older = await client.timeline.list(id, { before: newest.nextCursor, limit: 2 });
  assert.deepEqual(
    older.items.map((item) => item.id),
    all.slice(-4, -2),
  );
  const newer = await client.timeline.list(id, { after: older.items[0]!.id });
  assert.deepEqual(
    newer.items.map((item) => item.id),
    all.slice(-3),
  );
});
