import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { test } from 'node:test';
import { projectPolicy } from '@helpmark/schema/policy';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer, unsignedToken } from '../../../../test/support/scripted-server.js';
import type { ClientOptions } from '../client-options.js';
import { createClient } from '../create-client.js';

const token = unsignedToken({ sub: 'ada', workspace: 'acme', exp: 4e9 });
const answer = {
  version: '1',
  policy: projectPolicy(defaultPolicy, { role: 'requester' }),
  capabilities: [{ capability: 'submit', allowed: true }],
  person: { id: 'ada', workspace: 'acme', role: 'requester' },
};

async function start(
  context: { after(fn: () => Promise<void>): void },
  script: (at: number, tag?: string) => Reply | Promise<Reply>,
  device?: ClientOptions['device'],
) {
  const server = await startScriptedServer(({ headers }, at) => script(at, headers['if-none-match']));
  context.after(() => server.close());
  const person = { workspace: 'acme', id: 'ada' };
  const client = createClient({ baseUrl: server.url, person, getToken: () => token, device });
  return { server, client };
}

test('the policy arrives as the server wrote it, texts and conditions whole', async (context) => {
  const { client } = await start(context, () => ({ body: answer }));
  assert.deepEqual(await client.policy.get(), JSON.parse(JSON.stringify(answer)));
});

test('all who wait for the policy share one request', async (context) => {
  const { server, client } = await start(context, () => ({ body: answer }));
  const [first, ...others] = await Promise.all([client.policy.get(), client.policy.get(), client.policy.get()]);
  for (const other of others) assert.equal(other, first);
  assert.equal(server.received.length, 1);
});

test('a policy that still holds is not sent again, and is the same object', async (context) => {
  const { server, client } = await start(context, (_, tag) =>
    tag === '"one"' ? { status: 304 } : { body: answer, headers: { etag: '"one"' } },
  );
  const first = await client.policy.get();
  assert.equal(await client.policy.get(), first);
  assert.equal(await client.policy.get(), first);
  assert.deepEqual(
    server.received.map(({ headers }) => headers['if-none-match']),
    [undefined, '"one"', '"one"'],
  );
});

test('a policy that changed takes the place of the old one', async (context) => {
  const { server, client } = await start(context, (at) => ({
    body: { ...answer, version: String(at) },
    headers: { etag: `"${at}"` },
  }));
  for (const version of ['0', '1', '2']) assert.equal((await client.policy.get()).version, version);
  assert.deepEqual(
    server.received.map(({ headers }) => headers['if-none-match']),
    [undefined, '"0"', '"1"'],
  );
});

test('where the server names no tag, the policy is asked for whole each time', async (context) => {
  const { server, client } = await start(context, () => ({ body: answer }));
  await client.policy.get();
  await client.policy.get();
  assert.deepEqual(
    server.received.map(({ headers }) => headers['if-none-match']),
    [undefined, undefined],
  );
});

test('the policy is asked for in the languages that the page has by then', async (context) => {
  let languages: string | undefined = 'ar,de-AT';
  const answerNow = () => ({ body: answer, headers: { etag: `"${languages}"` } });
  const { server, client } = await start(context, answerNow, { languages: () => languages });
  await client.policy.get();
  languages = 'ja';
  await client.policy.get();
  languages = undefined;
  await client.policy.get();
  assert.deepEqual(
    server.received.map(({ headers }) => [headers['accept-language'], headers['if-none-match']]),
    [
      ['ar,de-AT', undefined],
      ['ja', '"ar,de-AT"'],
      // What Node sends where nothing is said.
      ['*', '"ja"'],
    ],
  );
});

test('a failure is told to all who wait, and keeps neither the next call nor the old answer from working', async (context) => {
  const { client } = await start(context, (at, tag) => {
    if (at === 1) return { status: 503, body: '' };
    return tag === undefined ? { body: answer, headers: { etag: '"one"' } } : { status: 304 };
  });
  const first = await client.policy.get();
  const failed = await Promise.allSettled([client.policy.get(), client.policy.get()]);
  assert.deepEqual(
    failed.map(({ status }) => status),
    ['rejected', 'rejected'],
  );
  assert.equal(await client.policy.get(), first);
});

test('an unasked-for "not modified" is no policy', async (context) => {
  const { client } = await start(context, () => ({ status: 304 }));
  await assert.rejects(client.policy.get(), { name: 'HttpError', status: 304 });
});

test('one who leaves takes nothing from the others who wait', async (context) => {
  let reply: (reply: Reply) => void = () => {};
  const { server, client } = await start(context, () => new Promise((resolve) => (reply = resolve)));
  const controller = new AbortController();
  const leaver = client.policy.get({ signal: controller.signal });
  const stayer = client.policy.get();
  controller.abort('gone');
  await assert.rejects(leaver, (reason) => reason === 'gone');
  while (server.received.length === 0) await new Promise((resolve) => setImmediate(resolve));
  reply({ body: answer });
  assert.equal((await stayer).version, '1');
  assert.equal(server.received.length, 1);
});

test('a signal that lives long keeps nothing of the calls that are over', async (context) => {
  const { client } = await start(context, () => ({ body: answer }));
  const { signal } = new AbortController();
  for (let round = 0; round < 3; round += 1) await client.policy.get({ signal });
  assert.equal(getEventListeners(signal, 'abort').length, 0);
});
