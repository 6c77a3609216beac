import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer } from '../../../../test/support/scripted-server.js';
import { createTestDevice } from '../../../../test/support/keeping.js';

const person = { id: 'ada', name: 'Ada', workspace: 'acme', role: 'requester' };
const policy = {
  version: '1',
  policy: { ...defaultPolicy, fields: [...defaultPolicy.fields, { key: 'iban', kind: 'text', label: 'IBAN', sensitive: true }] },
  capabilities: [],
  person,
};
const ticket = {
  ...{ id: 'one', number: 'HM-1', version: 1, subject: 'S', type: 'billing', status: 'open', phase: 'new', unread: 0 },
  ...{ fields: { impact: 'Accounting waits', iban: 'DE00 1234' }, requester: person, actions: [] },
  ...{ createdAt: '2026-11-20T09:00:00Z', updatedAt: '2026-11-20T09:00:00Z' },
};

async function start() {
  let reply: ((url: string) => Reply) | undefined;
  const server = await startScriptedServer(({ url }) => {
    if (reply) return reply(url);
    if (url === '/v1/policy') return { body: policy };
    if (url === '/v1/unread') return { body: { messages: 2, tickets: 1 } };
    if (url.includes('/timeline')) return { body: { items: [] } };
    return { body: url === '/v1/tickets/one' ? ticket : { items: [ticket], nextCursor: 'more' } };
  });
  const device = createTestDevice(server.url);
  after(async () => {
    device.close();
    await server.close();
  });
  return { device, answerWith: (next: typeof reply) => (reply = next) };
}

test('without an answer the last one is given, and says when it was kept', async () => {
  const { device, answerWith } = await start();
  const clock = { now: () => 1_000 };
  const client = device.tab({ clock });
  const read = async (one = client) => [
    await one.policy.get(),
    await one.tickets.list({ phase: ['new'] }),
    await one.tickets.get('one'),
    await one.timeline.list('one'),
    await one.unread.get(),
  ];
  const fresh = await read();
  assert.equal(device.marked, true, 'a thread was opened');
  assert.ok(fresh.every(({ keptAt }) => keptAt === undefined));
  for (const reply of [{ status: 503 }, { body: '<h1>Hotel</h1>' }, { status: 200, body: policy, cutAfter: 3 }]) {
    answerWith(() => reply);
    const kept = await read(device.tab({ clock: { now: () => 9_000 } }));
    assert.deepEqual(
      kept.map(({ keptAt }) => keptAt),
      [1_000, 1_000, 1_000, 1_000, 1_000],
    );
    assert.deepEqual({ ...kept[4], keptAt: undefined }, { ...fresh[4], keptAt: undefined });
  }
  const away = device.tab({ getToken: () => Promise.reject(new Error('offline')) });
  assert.equal((await away.unread.get()).keptAt, 1_000);
  await assert.rejects(device.tab({ getToken: () => undefined }).unread.get(), { code: 'token-unavailable' });
  await assert.rejects(client.tickets.list({ phase: ['closed'] }), { code: 'network' });
});

test('an answer that says no is no reason to give an older one', async () => {
  const { device, answerWith } = await start();
  const client = device.tab();
  await client.tickets.get('one');
  for (const status of [401, 403, 404, 429]) {
    answerWith(() => ({ status, body: { title: 'No', status, code: 'no' } }));
    await assert.rejects(client.tickets.get('one'), { code: status === 401 ? 'token-refused' : 'no' });
  }
});

test('sensitive answers do not rest with what is kept', async () => {
  const { device, answerWith } = await start();
  const client = device.tab();
  await client.tickets.get('one');
  assert.ok(!JSON.stringify(await device.rests()).includes('Accounting'), 'nothing is known to be harmless yet');
  await client.policy.get();
  const seen = await client.tickets.get('one');
  assert.equal(seen.fields['iban'], 'DE00 1234');
  assert.ok(!JSON.stringify(await device.rests()).includes('1234'));
  answerWith(() => ({ status: 503 }));
  assert.deepEqual((await client.tickets.get('one')).fields, { impact: 'Accounting waits' });
});

test('what is kept stays small, and only what is kept is dropped', async () => {
  const { device } = await start();
  const client = device.tab();
  const draft = await client.drafts.open('new');
  draft.save({ answers: { summary: 'Stays' } });
  await draft.flush();
  for (let at = 0; at < 60; at++) await client.tickets.list({ q: `${at}` });
  await client.tickets.list({ cursor: 'more' });
  const kept = (await device.rests()).filter(([key]) => key[2] === 'cache');
  assert.equal(kept.length, 51);
  assert.equal((await client.drafts.list()).length, 1);
});
