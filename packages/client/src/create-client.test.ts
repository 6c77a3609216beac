import assert from 'node:assert/strict';
import { after, afterEach, test } from 'node:test';
import { startScriptedServer, unsignedToken } from '../../../test/support/scripted-server.js';
import type { ClientOptions } from './client-options.js';
import { createClient } from './create-client.js';
import { createStaffClient } from './create-staff-client.js';

const person = { workspace: 'acme', id: 'ada' };
const token = unsignedToken({ sub: 'ada', workspace: 'acme' });
const options: ClientOptions = { baseUrl: 'https://support.example.com', person, getToken: () => token };
const wrong = (change: Record<string, unknown>) => () => createClient({ ...options, ...change });

const server = await startScriptedServer(() => ({ body: { messages: 0, tickets: 0 } }));
after(() => server.close());

const page = Object.getOwnPropertyDescriptor(globalThis, 'location');
afterEach(() => {
  if (page) Object.defineProperty(globalThis, 'location', page);
  else delete (globalThis as { location?: unknown }).location;
});

/** Makes this process look like a page at an address, as far as the client asks. */
function beAt(href: string): void {
  Object.defineProperty(globalThis, 'location', { value: { href }, configurable: true });
}

test('making a client asks for no token and sends nothing', () => {
  const fail = () => assert.fail('nothing was called yet');
  createClient({ ...options, getToken: fail, fetch: fail });
});

test('a client knows its person, and nobody changes who that is', () => {
  const mutable = { workspace: 'acme', id: 'ada', name: 'Ada' };
  const client = createClient({ ...options, person: mutable });
  mutable.id = 'bob';
  assert.deepEqual(client.person, { workspace: 'acme', id: 'ada' });
  assert.throws(() => Object.assign(client.person, { id: 'bob' }), TypeError);
});

test('a wrong option is refused at once, with a sentence that says what to write', () => {
  for (const baseUrl of [
    undefined,
    '',
    '/support',
    'support',
    'ftp://x.y',
    'https://',
    5,
    'https://a:b@x.y',
    'https://x.y/?a',
    'https://x.y#a',
  ]) {
    assert.throws(
      wrong({ baseUrl }),
      { name: 'TypeError', message: /baseUrl must be .*'https:\/\/support\.example\.com'/ },
      String(baseUrl),
    );
  }
  for (const who of [undefined, null, 'ada', {}, { id: 'ada' }, { workspace: 'acme', id: '' }, { workspace: 'acme', id: 7 }]) {
    assert.throws(wrong({ person: who }), { name: 'TypeError', message: /person must be \{ workspace: '…', id: '…' \}/ });
  }
  for (const getToken of [undefined, token]) {
    assert.throws(wrong({ getToken }), { name: 'TypeError', message: /getToken must be a function/ });
  }
  for (const timeout of [0, -1, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 31, '30s']) {
    assert.throws(wrong({ timeout }), { name: 'TypeError', message: /timeout must be a number of milliseconds/ });
  }
});

test('in a page the base URL may be relative to it', async () => {
  beAt(`${server.url}/app/board?card=1#top`);
  for (const [baseUrl, path] of [
    ['/support', '/support/v1/unread'],
    ['/support//', '/support/v1/unread'],
    ['help', '/app/help/v1/unread'],
    ['/', '/v1/unread'],
  ] as const) {
    await createClient({ ...options, baseUrl }).unread.get();
    assert.equal(server.received.at(-1)?.url, path);
  }
  beAt('about:srcdoc');
  assert.throws(wrong({ baseUrl: '/support' }), TypeError);
});

test('a slash at the end of the base URL does not matter', async () => {
  for (const baseUrl of [server.url, `${server.url}/`]) {
    await createClient({ ...options, baseUrl }).unread.get();
    assert.equal(server.received.at(-1)?.url, '/v1/unread');
  }
});

test('a fetch that the page replaces later is the one that is used', async () => {
  const client = createClient({ ...options, baseUrl: server.url });
  const original = globalThis.fetch;
  let seen = 0;
  globalThis.fetch = (...given) => {
    seen += 1;
    return original(...given);
  };
  try {
    await client.unread.get();
  } finally {
    globalThis.fetch = original;
  }
  assert.equal(seen, 1);
});

test('keys are long, plain and never the same, and a page that is no secure context has them too', () => {
  const { newKey } = createClient(options);
  const keys = Array.from({ length: 1000 }, newKey);
  assert.equal(new Set(keys).size, keys.length);
  for (const key of keys) assert.match(key, /^[0-9a-f]{32}$/);
  assert.equal(createClient({ ...options, random: () => 'mine' }).newKey(), 'mine');
});

test("the page's client has nothing that only staff can do", () => {
  const [client, staff] = [createClient(options), createStaffClient(options)];
  assert.ok(!('people' in client) && !('change' in client.tickets));
  assert.deepEqual(
    Object.keys(client).filter((name) => !(name in staff)),
    [],
  );
  assert.equal(typeof staff.people.list, 'function');
  assert.equal(typeof staff.tickets.change, 'function');
});

test('answers are read without evaluating any text as code', async () => {
  const original = globalThis.Function;
  let probed = 0;
  const trap = () => {
    probed += 1;
    throw new EvalError('refused by the policy of the page');
  };
  globalThis.Function = new Proxy(original, { construct: trap, apply: trap });
  try {
    const client = createClient({ ...options, baseUrl: server.url });
    assert.deepEqual(await client.unread.get(), { messages: 0, tickets: 0 });
    await assert.rejects(client.tickets.list(), { code: 'malformed-answer' });
    await assert.rejects(client.policy.get(), { code: 'malformed-answer' });
  } finally {
    globalThis.Function = original;
  }
  assert.equal(probed, 0);
});
