import assert from 'node:assert/strict';
import { inspect } from 'node:util';
import { test } from 'node:test';
import type { Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer, unsignedToken } from '../../../../test/support/scripted-server.js';
import type { ClientOptions } from '../client-options.js';
import { createClient } from '../create-client.js';
import { AuthError } from '../errors/auth-error.js';
import { HttpError } from '../errors/http-error.js';
import { readClaims } from './token-claims.js';
import type { TokenAnswer } from './token-keeper.js';

const start = Date.parse('2026-11-21T12:00:00Z');
const minutes = 60_000;
const counts = { messages: 0, tickets: 0 };

/** The nth token of a person, good for 15 minutes from a moment on. */
const tokenOf = (at: number, now = start, claims: object = {}) =>
  unsignedToken({ sub: 'ada', workspace: 'acme', exp: (now + 15 * minutes) / 1000, jti: at, ...claims });

const refusal = (status: number, code: string): Reply => ({ status, body: { title: code, status, code } });

/** A server with a script by token, and a client of it with a host that counts how often it is asked. */
async function setUp(
  context: { after(fn: () => Promise<void>): void },
  {
    script = () => ({ body: counts }),
    getToken = (asked) => tokenOf(asked),
    ...more
  }: Partial<Omit<ClientOptions, 'getToken'>> & {
    script?: (token: string, at: number) => Reply | Promise<Reply>;
    getToken?: (asked: number) => TokenAnswer | Promise<TokenAnswer>;
  } = {},
) {
  const server = await startScriptedServer(({ headers }, at) => script((headers.authorization ?? '').replace('Bearer ', ''), at));
  context.after(() => server.close());
  const host = { asked: 0, now: start };
  const client = createClient({
    baseUrl: server.url,
    person: { workspace: 'acme', id: 'ada' },
    getToken: () => getToken(host.asked++),
    clock: { now: () => host.now },
    ...more,
  });
  const sentTokens = () => server.received.map(({ headers }) => headers.authorization);
  return { server, client, host, sentTokens };
}

const bearer = (...ats: number[]) => ats.map((at) => `Bearer ${tokenOf(at)}`);

test('the host is asked once by all who wait, and not again while the token lasts', async (context) => {
  const { client, host, sentTokens } = await setUp(context, {
    getToken: async (asked) => {
      await new Promise((resolve) => setImmediate(resolve));
      return tokenOf(asked);
    },
  });
  await Promise.all([client.unread.get(), client.unread.get(), client.unread.get()]);
  await client.unread.get();
  assert.equal(host.asked, 1);
  assert.deepEqual(sentTokens(), bearer(0, 0, 0, 0));
});

test('a token is given up half a minute before it ends', async (context) => {
  const { client, host, sentTokens } = await setUp(context);
  await client.unread.get();
  host.now = start + 15 * minutes - 30_001;
  await client.unread.get();
  host.now += 1;
  await client.unread.get();
  assert.deepEqual(sentTokens(), bearer(0, 0, 1));
});

test('a token that has ended by a clock that is off is sent all the same, and the server decides', async (context) => {
  const { client, host, sentTokens } = await setUp(context);
  host.now = start + 24 * 60 * minutes;
  await client.unread.get();
  await client.unread.get();
  assert.deepEqual(sentTokens(), bearer(0, 1));
});

test('a token without an end is used once', async (context) => {
  const { client, host } = await setUp(context, { getToken: () => tokenOf(0, start, { exp: undefined }) });
  await client.unread.get();
  await client.unread.get();
  assert.equal(host.asked, 2);
});

for (const nothing of [undefined, null, '']) {
  test(`[1-01] where the host gives ${JSON.stringify(nothing) ?? 'nothing'} for a token, nothing is sent`, async (context) => {
    const { server, client } = await setUp(context, { getToken: () => nothing });
    await assert.rejects(client.unread.get(), {
      name: 'AuthError',
      code: 'token-unavailable',
      retryable: false,
    });
    assert.equal(server.received.length, 0);
  });
}

test('[1-01] a refused token is asked for once more, and a second refusal ends in an AuthError', async (context) => {
  const { client, host, sentTokens } = await setUp(context, { script: () => refusal(401, 'token-expired') });
  await assert.rejects(client.unread.get(), (error: unknown) => {
    assert.ok(error instanceof AuthError && error.cause instanceof HttpError);
    assert.deepEqual([error.code, error.retryable], ['token-refused', false]);
    assert.deepEqual([error.cause.status, error.cause.code], [401, 'token-expired']);
    return true;
  });
  assert.equal(host.asked, 2);
  assert.deepEqual(sentTokens(), bearer(0, 1));
});

test('a refused token is replaced without anyone noticing, the body and the key sent again as they were', async (context) => {
  const message = {
    kind: 'message',
    id: 'm',
    author: { id: 'ada', role: 'requester' },
    visibility: 'public',
    body: 'Hello',
    attachments: [],
    createdAt: '2026-11-21T12:00:00Z',
  };
  const { server, client } = await setUp(context, {
    script: (token) => (token === tokenOf(0) ? refusal(401, 'token-expired') : { status: 201, body: message }),
  });
  assert.equal((await client.messages.create('t', { body: 'Hello' })).id, 'm');
  const [first, second] = server.received;
  assert.equal(second?.body, first?.body);
  assert.equal(second?.headers['idempotency-key'], first?.headers['idempotency-key']);
  assert.equal(server.received.length, 2);
});

test('calls that are refused together ask for one new token', async (context) => {
  const { client, host, sentTokens } = await setUp(context, {
    script: (token) => (token === tokenOf(0) ? refusal(401, 'token-expired') : { body: counts }),
  });
  await Promise.all(Array.from({ length: 5 }, () => client.unread.get()));
  assert.equal(host.asked, 2);
  assert.deepEqual(sentTokens().sort(), bearer(0, 0, 0, 0, 0, 1, 1, 1, 1, 1).sort());
});

test('after a refusal for good the next call asks the host again', async (context) => {
  const { client, sentTokens } = await setUp(context, {
    script: (token) => (token === tokenOf(2) ? { body: counts } : refusal(401, 'token-invalid')),
  });
  await assert.rejects(client.unread.get(), { code: 'token-refused' });
  assert.deepEqual(await client.unread.get(), counts);
  assert.deepEqual(sentTokens(), bearer(0, 1, 2));
});

test('[1-31] a missing permission is tried once more with a fresh token, which may have it', async (context) => {
  const { client, sentTokens } = await setUp(context, {
    script: (token) => (token === tokenOf(0) ? refusal(403, 'not-allowed') : { body: counts }),
  });
  assert.deepEqual(await client.unread.get(), counts);
  assert.deepEqual(sentTokens(), bearer(0, 1));
});

test('[1-31] a permission that is missing from the fresh token too is explained', async (context) => {
  const detail = 'This person may not send tickets in this workspace.';
  const { client, host, sentTokens } = await setUp(context, {
    script: () => ({ status: 403, body: { title: 'Not allowed', status: 403, code: 'not-allowed', detail, requestId: 'r' } }),
  });
  await assert.rejects(client.unread.get(), (error: unknown) => {
    assert.ok(error instanceof HttpError);
    assert.deepEqual([error.status, error.code, error.retryable, error.requestId], [403, 'not-allowed', false, 'r']);
    assert.equal(error.problem?.detail, detail);
    return true;
  });
  assert.equal(host.asked, 2);
  assert.deepEqual(sentTokens(), bearer(0, 1));
});

test('a host that fails is the cause of the error, and nothing is sent', async (context) => {
  const cause = new Error('the session is over');
  for (const getToken of [
    () => {
      throw cause;
    },
    () => Promise.reject(cause),
  ]) {
    const { server, client } = await setUp(context, { getToken });
    await assert.rejects(Promise.all([client.unread.get(), client.policy.get()]), { code: 'token-unavailable', cause });
    assert.equal(server.received.length, 0);
  }
});

test('a host that failed is asked again by the next call', async (context) => {
  const { client } = await setUp(context, {
    getToken: (asked) => (asked === 0 ? Promise.reject(new Error('offline')) : tokenOf(asked)),
  });
  await assert.rejects(client.unread.get(), { code: 'token-unavailable' });
  assert.deepEqual(await client.unread.get(), counts);
});

test('a host that never answers is waited for no longer than a call may take, and is then asked anew', async (context) => {
  const { server, client, host } = await setUp(context, {
    getToken: (asked) => (asked === 0 ? new Promise(() => {}) : tokenOf(asked)),
    timeout: 200,
  });
  await assert.rejects(client.unread.get(), { name: 'TimeoutError', code: 'timeout' });
  assert.equal(server.received.length, 0);
  assert.deepEqual(await client.unread.get(), counts);
  assert.equal(host.asked, 2);
});

test('a token that comes too late does not take the place of a newer one', async (context) => {
  let late: (token: string) => void = () => {};
  const { client, sentTokens } = await setUp(context, {
    getToken: (asked) => (asked === 0 ? new Promise((resolve) => (late = resolve)) : tokenOf(asked)),
    timeout: 200,
  });
  await assert.rejects(client.unread.get(), { code: 'timeout' });
  await client.unread.get();
  late(tokenOf(0));
  await new Promise((resolve) => setImmediate(resolve));
  await client.unread.get();
  assert.deepEqual(sentTokens(), bearer(1, 1));
});

for (const [whose, claims] of [
  ['another person', { sub: 'bob' }],
  ['another workspace', { workspace: 'globex' }],
  ['nobody', { sub: undefined }],
  ['no workspace', { workspace: undefined }],
  ['a person whose id is a number', { sub: 7 }],
] as const) {
  test(`a token of ${whose} is refused before anything is sent`, async (context) => {
    const { server, client } = await setUp(context, { getToken: (asked) => tokenOf(asked, start, claims) });
    await assert.rejects(client.unread.get(), { name: 'AuthError', code: 'token-for-someone-else' });
    assert.equal(server.received.length, 0);
  });
}

test('a person who changes between two tokens is noticed at the second', async (context) => {
  const { server, client, host } = await setUp(context, {
    getToken: (asked) => tokenOf(asked, start, asked === 0 ? {} : { sub: 'bob' }),
  });
  await client.unread.get();
  host.now = start + 15 * minutes;
  await assert.rejects(client.unread.get(), { code: 'token-for-someone-else' });
  assert.equal(server.received.length, 1);
});

test('a person may have any letters in the id', async (context) => {
  const id = 'Zoë 東京 🙂 -_';
  const { client } = await setUp(context, {
    person: { workspace: 'ärger & co', id },
    getToken: () => unsignedToken({ sub: id, workspace: 'ärger & co', exp: 4e9 }),
  });
  assert.deepEqual(await client.unread.get(), counts);
});

const secret = 'eyJhbGciOiJIUzI1NiJ9.c2VjcmV0LWluc2lkZQ.c2lnbmF0dXJl';

for (const [what, token] of [
  ['no token', 'session-4711-secret'],
  ['a token with a line break', `${tokenOf(0)}\n`],
  ['a token in a list of two', `${tokenOf(0)}, ${tokenOf(1)}`],
  ['a token whose middle is no JSON', secret],
  ['a token whose middle is a number', `e30.${Buffer.from('7').toString('base64url')}.e30`],
  ['a token without a signature', `${tokenOf(0).split('.').slice(0, 2).join('.')}.`],
  ['an object', { token: secret } as unknown as string],
] as const) {
  test(`${what} is refused before anything is sent, and is not in the error`, async (context) => {
    const { server, client } = await setUp(context, { getToken: () => token });
    await assert.rejects(client.unread.get(), (error: unknown) => {
      assert.ok(error instanceof AuthError);
      assert.equal(error.code, 'token-unreadable');
      const told = inspect(error, { depth: null });
      for (const part of String(token).split('.').filter(Boolean)) assert.ok(!told.includes(part), told);
      return true;
    });
    assert.equal(server.received.length, 0);
  });
}

test('no failure tells the token, and nobody logs it', async (context) => {
  const printed: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    context.mock.method(console, method, (...given: unknown[]) => printed.push(given));
  }
  const { client, server } = await setUp(context, {
    script: (_, at) =>
      [refusal(403, 'not-allowed'), refusal(500, 'internal'), { body: '<p>' }, { body: counts, cutAfter: 3 }][at % 4]!,
  });
  const errors: unknown[] = [];
  for (let round = 0; round < 4; round += 1) await client.unread.get().catch((error: unknown) => errors.push(error));
  await server.close();
  await client.unread.get().catch((error: unknown) => errors.push(error));
  assert.equal(errors.length, 5);
  const told = inspect([errors, client], { depth: null, showHidden: true });
  for (const at of [0, 1, 2, 3]) assert.ok(!told.includes(tokenOf(at).split('.')[1]!), told);
  assert.deepEqual(printed, []);
});

test('claims are read from a token, and from nothing else', () => {
  assert.deepEqual(readClaims(unsignedToken({ sub: 'a', n: '~~~???' })), { sub: 'a', n: '~~~???' });
  for (const value of [undefined, null, 5, '', 'a.b', 'a.b.c.d', 'a..c', 'ä.b.c', 'e30.e3.e30', 'e30.bnVsbA.e30']) {
    assert.equal(readClaims(value), undefined, String(value));
  }
});
