import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer, unsignedToken } from '../../../../test/support/scripted-server.js';
import type { ClientOptions } from '../client-options.js';
import { createClient } from '../create-client.js';
import { HttpError } from '../errors/http-error.js';
import { ValidationError } from '../errors/validation-error.js';

const token = unsignedToken({ sub: 'ada', workspace: 'acme', exp: 4e9 });
const counts = { messages: 2, tickets: 1 };
const ignored = () => {};

/** Starts a server with a script and a client of it, and closes it after the test. */
async function start(
  context: { after(fn: () => Promise<void>): void },
  script: Reply | ((at: number) => Reply | Promise<Reply>),
  more: Partial<ClientOptions> = {},
) {
  const server = await startScriptedServer((_, at) => (typeof script === 'function' ? script(at) : script));
  context.after(() => server.close());
  const client = createClient({ baseUrl: server.url, person: { workspace: 'acme', id: 'ada' }, getToken: () => token, ...more });
  return { server, client };
}

/** A promise and what settles it. */
function deferred<T>() {
  let resolve: (value: T) => void = ignored;
  const promise = new Promise<T>((settle) => (resolve = settle));
  return { promise, resolve };
}

const problem = (status: number, code: string, more: object = {}): Reply => ({
  status,
  body: { type: 'about:blank', title: `A problem: ${code}`, status, code, ...more },
});

test('a request carries the token in its header alone, asks for JSON, and brings no cookie', async (context) => {
  const { server, client } = await start(context, { body: counts, headers: { 'set-cookie': 'a=b' } });
  await client.unread.get();
  await client.unread.get();
  for (const { method, url, headers, body } of server.received) {
    assert.deepEqual({ method, url, body }, { method: 'GET', url: '/v1/unread', body: '' });
    assert.equal(headers.authorization, `Bearer ${token}`);
    assert.equal(headers.accept, 'application/json');
    assert.equal(headers.cookie, undefined);
    assert.equal(headers['content-type'], undefined);
    assert.equal(headers['idempotency-key'], undefined);
  }
});

test('nothing of an answer is left to the cache of the browser, and cookies and redirects are off', async (context) => {
  const seen: RequestInit[] = [];
  const { client } = await start(context, { body: counts }, { fetch: (input, init) => (seen.push(init!), fetch(input, init)) });
  await client.unread.get();
  const { cache, credentials, redirect } = seen[0]!;
  assert.deepEqual({ cache, credentials, redirect }, { cache: 'no-store', credentials: 'omit', redirect: 'error' });
});

test('an answer of a newer server is read, with members that this client does not know', async (context) => {
  const { client } = await start(context, { body: { ...counts, newer: [1] } });
  const { messages, tickets } = await client.unread.get();
  assert.deepEqual({ messages, tickets }, counts);
});

for (const [what, reply] of [
  ['is a web page, such as the sign-in of a wireless network', { body: '<!doctype html><title>Sign in</title>' }],
  ['is empty', { status: 204 }],
  ['is cut JSON', { body: '{"messages": 1, "tick' }],
  ['lacks a part', { body: { messages: 1 } }],
  ['has a part of another type', { body: { messages: '1', tickets: 1 } }],
  ['is null', { body: 'null' }],
] as const) {
  test(`an answer that ${what} is an error, whatever its status`, async (context) => {
    const { client } = await start(context, { headers: { 'x-request-id': 'r-7' }, ...reply });
    await assert.rejects(client.unread.get(), (error: unknown) => {
      assert.ok(error instanceof HttpError);
      assert.equal(error.code, 'malformed-answer');
      assert.equal(error.retryable, true);
      assert.equal(error.requestId, 'r-7');
      assert.equal(error.status, 'status' in reply ? reply.status : 200);
      assert.match(error.message, /^GET \/v1\/unread: /);
      return true;
    });
  });
}

test('a page in place of an answer without a body is no success', async (context) => {
  const { client } = await start(context, (at) => (at === 0 ? { body: '<!doctype html>' } : { status: 204 }));
  await assert.rejects(client.tickets.markRead('t', 'm'), { name: 'HttpError', code: 'malformed-answer' });
  assert.equal(await client.tickets.markRead('t', 'm'), undefined);
});

for (const [status, code, retryable] of [
  [400, 'malformed', false],
  [404, 'not-found', false],
  [409, 'in-progress', true],
  [412, 'stale-version', false],
  [413, 'too-large', false],
  [422, 'key-reused', false],
  [429, 'too-many-requests', true],
  [500, 'internal', true],
  [503, 'unavailable', true],
  [418, 'something-newer', false],
] as const) {
  test(`${status} ${code} is told by its code, and ${retryable ? 'may be tried again' : 'trying again does not help'}`, async (context) => {
    const { server, client } = await start(context, {
      ...problem(status, code, { requestId: 'in-body' }),
      headers: { 'content-type': 'application/problem+json' },
    });
    await assert.rejects(client.tickets.get('t'), (error: unknown) => {
      assert.ok(error instanceof HttpError && !(error instanceof ValidationError));
      assert.deepEqual(
        [error.name, error.status, error.code, error.retryable, error.requestId],
        ['HttpError', status, code, retryable, 'in-body'],
      );
      assert.equal(error.problem?.title, `A problem: ${code}`);
      assert.equal(error.message, `GET /v1/tickets/t: ${status} ${code} (A problem: ${code}), request in-body`);
      return true;
    });
    assert.equal(server.received.length, 1);
  });
}

test('a failure of something in between, which is no problem of the server, is told by its status', async (context) => {
  const { client } = await start(context, { status: 502, body: '<h1>Bad gateway</h1>', headers: { 'x-request-id': 'r-9' } });
  await assert.rejects(client.unread.get(), {
    name: 'HttpError',
    code: 'http',
    status: 502,
    problem: undefined,
    retryable: true,
    requestId: 'r-9',
  });
});

test('what the server refuses to take says where and why', async (context) => {
  const issues = [{ path: ['fields', 'impact'], code: 'required', message: '"impact" is required.' }];
  const { client } = await start(context, (at) => problem(422, 'invalid', at === 0 ? { issues } : {}));
  const input = { subject: 'a', type: 'bug', fields: {} };
  await assert.rejects(client.tickets.create(input), (error: unknown) => {
    assert.ok(error instanceof ValidationError && error instanceof HttpError);
    assert.deepEqual([error.name, error.code, error.retryable, error.issues], ['ValidationError', 'invalid', false, issues]);
    return true;
  });
  await assert.rejects(client.tickets.create(input), { name: 'ValidationError', issues: [] });
});

for (const [header, seconds] of [
  ['120', 120],
  ['0', 0],
  ['Sat, 21 Nov 2026 12:01:30 GMT', 90],
  ['Sat, 21 Nov 2026 11:00:00 GMT', 0],
  ['soon', undefined],
  [undefined, undefined],
] as const) {
  test(`Retry-After ${header ?? 'left out'} is ${seconds ?? 'nothing'} in seconds`, async (context) => {
    const clock = { now: () => Date.parse('2026-11-21T12:00:00Z') };
    const reply: Reply = {
      ...problem(429, 'too-many-requests'),
      ...(header !== undefined && { headers: { 'retry-after': header } }),
    };
    const { client } = await start(context, reply, { clock });
    await assert.rejects(client.unread.get(), { code: 'too-many-requests', retryAfter: seconds });
  });
}

test('no server, a redirect, and an answer that breaks off are failures of the network', async (context) => {
  const { server, client } = await start(context, (at) =>
    at === 0 ? { status: 307, headers: { location: '/elsewhere' } } : { body: counts, cutAfter: 5 },
  );
  const failure = (error: unknown) => {
    assert.ok(error instanceof Error && error.cause instanceof Error);
    const { name, code, retryable, message } = error as Error & { code?: unknown; retryable?: unknown };
    assert.deepEqual([name, code, retryable], ['NetworkError', 'network', true]);
    assert.equal(message, 'GET /v1/unread: no answer arrived.');
    return true;
  };
  await assert.rejects(client.unread.get(), failure);
  assert.equal(server.received.length, 1, 'the redirect was not followed');
  await assert.rejects(client.unread.get(), failure);
  await server.close();
  await assert.rejects(client.unread.get(), failure);
});

test('a call that takes too long ends, and says after how long', async (context) => {
  const { client } = await start(context, () => deferred<Reply>().promise, { timeout: 20 });
  await assert.rejects(client.unread.get(), {
    name: 'TimeoutError',
    code: 'timeout',
    retryable: true,
    message: 'GET /v1/unread: nothing came of it within 20 ms.',
  });
});

test('a call that takes too long ends even where the fetch minds no signal', async (context) => {
  const { client } = await start(context, { body: counts }, { timeout: 20, fetch: () => deferred<Response>().promise });
  await assert.rejects(client.unread.get(), { code: 'timeout' });
});

test('a call that is given up rejects with the reason that was given, and is no ClientError', async (context) => {
  const arrived = deferred<undefined>();
  const { client } = await start(context, () => {
    arrived.resolve(undefined);
    return deferred<Reply>().promise;
  });
  const controller = new AbortController();
  const call = client.unread.get({ signal: controller.signal });
  await arrived.promise;
  const reason = new Error('the panel was closed');
  controller.abort(reason);
  await assert.rejects(call, reason);
  const plain = new AbortController();
  plain.abort();
  await assert.rejects(client.unread.get({ signal: plain.signal }), { name: 'AbortError' });
});

test('a call that is given up before it begins asks for no token and sends nothing', async (context) => {
  let asked = 0;
  const { server, client } = await start(context, { body: counts }, { getToken: () => ((asked += 1), token) });
  const signal = AbortSignal.abort('gone');
  for (const call of [
    () => client.unread.get({ signal }),
    () => client.policy.get({ signal }),
    () => client.tickets.create({ subject: 'a', type: 'bug', fields: {} }, { signal }),
    () => client.timeline.list('t', {}, { signal }),
  ]) {
    await assert.rejects(call(), (reason) => reason === 'gone');
  }
  assert.equal(asked, 0);
  assert.equal(server.received.length, 0);
});

test('a call that is given up while it waits for the token is not sent when the token comes', async (context) => {
  const waiting = deferred<string>();
  const { server, client } = await start(context, { body: counts }, { getToken: () => waiting.promise });
  const controller = new AbortController();
  const given = client.unread.get({ signal: controller.signal });
  const other = client.unread.get();
  controller.abort('changed my mind');
  await assert.rejects(given, (reason) => reason === 'changed my mind');
  waiting.resolve(token);
  assert.deepEqual(await other, counts);
  assert.equal(server.received.length, 1);
});

test('an id is one part of the path, whatever is in it', async (context) => {
  const { server, client } = await start(context, problem(404, 'not-found'));
  for (const [id, path] of [
    ['a/b?c#d', '/v1/tickets/a%2Fb%3Fc%23d'],
    ['ü %', '/v1/tickets/%C3%BC%20%25'],
    ['..', '/v1/tickets/-'],
    ['.', '/v1/tickets/-'],
    ['', '/v1/tickets/-'],
    ['...', '/v1/tickets/...'],
  ] as const) {
    await assert.rejects(client.tickets.get(id), { code: 'not-found' });
    assert.equal(server.received.at(-1)?.url, path);
  }
  await assert.rejects(client.timeline.list('..'), { code: 'not-found' });
  assert.equal(server.received.at(-1)?.url, '/v1/tickets/-/timeline');
});

test('what cannot be sent at all fails as what it is, not as a network that is worth another try', async (context) => {
  const { server, client } = await start(context, { body: counts });
  const circle: Record<string, unknown> = {};
  circle['self'] = circle;
  await assert.rejects(client.messages.create('t', circle as { body: string }), TypeError);
  await assert.rejects(client.messages.create('t', { body: 'a' }, { key: 'line\nbreak' }), TypeError);
  assert.equal(server.received.length, 0);
});
