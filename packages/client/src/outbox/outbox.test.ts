import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import type { SentEntry } from '@helpmark/client';
import type { TicketInput } from '@helpmark/schema';
import type { Received, Reply } from '../../../../test/support/scripted-server.js';
import { startScriptedServer } from '../../../../test/support/scripted-server.js';
import { createTestDevice, entryIn, until } from '../../../../test/support/keeping.js';
import { StorageError } from '../errors/storage-error.js';

const author = { id: 'ada', name: 'Ada', role: 'requester' };
const ticketOf = (subject: string, number = 'HM-000001') => ({
  ...{ id: `id of ${number}`, number, version: 1, subject, type: 'billing', status: 'open', phase: 'new', fields: {}, unread: 0 },
  ...{ requester: author, createdAt: '2026-11-20T09:00:00Z', updatedAt: '2026-11-20T09:00:00Z', actions: [] },
});
const messageOf = (body: string) => ({
  ...{ kind: 'message', id: `message ${body}`, author, visibility: 'public', body, attachments: [] },
  createdAt: '2026-11-20T09:00:00Z',
});
const problem = (status: number, code: string, more = {}): Reply => ({ status, body: { title: code, status, code, ...more } });
const input = (subject: string): TicketInput => ({ subject, type: 'billing', fields: {} });
const words = (summary: string) => ({ type: 'billing', answers: { summary } });

/** A server that answers posts as the test says, and everything else with nothing. */
async function start(script: (request: Received, post: number) => Reply | Promise<Reply>) {
  const posts: Received[] = [];
  const server = await startScriptedServer((request) => {
    if (request.method !== 'POST') return request.url.endsWith('/readyz') ? { body: {} } : { status: 404 };
    posts.push(request);
    return script(request, posts.length - 1);
  });
  const device = createTestDevice(server.url);
  after(async () => {
    device.close();
    await server.close();
  });
  const keys = () => posts.map(({ headers }) => headers['idempotency-key']);
  return { device, posts, keys };
}
const answer = ({ url, body }: Received): Reply => {
  const sent = JSON.parse(body) as { subject: string; body: string };
  return { status: 201, body: url.endsWith('/messages') ? messageOf(sent.body) : ticketOf(sent.subject) };
};
async function write(client: ReturnType<Awaited<ReturnType<typeof start>>['device']['tab']>, summary: string, slot = 'new') {
  const draft = await client.drafts.open(slot);
  draft.save(words(summary));
  return draft;
}

test('what is sent off leaves the draft in one step, and the outbox once the server has answered', async () => {
  const { device, posts, keys } = await start(answer);
  const client = device.tab();
  const sent: SentEntry[] = [];
  client.outbox.subscribe((one) => one && sent.push(one));
  const draft = await write(client, 'The invoice');
  const { id } = draft;
  const [entry, twice] = await Promise.all([draft.send(input('The invoice')), draft.send(input('The invoice'))]);
  assert.equal(entry, twice);
  assert.deepEqual([entry.id, entry.kind, entry.state, entry.onDevice, entry.slot], [id, 'ticket', 'queued', true, `new:${id}`]);
  assert.deepEqual([draft.value, draft.state], [undefined, 'saved']);
  assert.notEqual(draft.id, id);
  assert.deepEqual(
    (await device.rests()).map(([key]) => key.slice(2, 4)),
    [['outbox', 'new']],
  );
  assert.equal(device.marked, true);

  await until(client.outbox, () => sent.length > 0);
  assert.deepEqual([sent[0]!.id, sent[0]!.number, sent[0]!.ticket], [id, 'HM-000001', 'id of HM-000001']);
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(keys(), [id]);
  assert.equal(posts.length, 1);
  assert.deepEqual(await client.drafts.list(), []);
});

for (const [what, reply] of Object.entries<Reply>({
  'a broken connection': { status: 201, body: ticketOf('x'), cutAfter: 4 },
  '408': { status: 408 },
  '425': { status: 425 },
  '429': problem(429, 'too-many-requests'),
  '500': problem(500, 'internal'),
  '503': { status: 503 },
  '409 in-progress': problem(409, 'in-progress'),
  'an answer without an id': { status: 201, body: { number: 'HM-1' } },
  'a page of a proxy': { status: 200, body: '<h1>Welcome to the hotel</h1>' },
})) {
  test(`after ${what} the same is sent again under the same key, and is not called sent before`, async () => {
    const { device, posts, keys } = await start((request, post) => (post === 0 ? reply : answer(request)));
    const client = device.tab();
    const sent: SentEntry[] = [];
    client.outbox.subscribe((one) => one && sent.push({ ...one, answer: undefined }));
    const entry = await (await write(client, 'Again')).send(input('Again'));
    await until(client.outbox, () => sent.length > 0);
    assert.equal(posts.length, 2);
    assert.deepEqual(keys(), [entry.id, entry.id]);
    assert.equal(posts[0]!.body, posts[1]!.body);
  });
}

for (const status of [400, 403, 404, 413, 415, 422]) {
  test(`after ${status} the entry waits for the person, and goes again under a new key once it is mended`, async () => {
    const issues = [{ path: ['fields', 'impact'], code: 'required', message: 'Say it.' }];
    const { device, keys } = await start((request) =>
      request.body.includes('Mended') ? answer(request) : problem(status, status === 422 ? 'invalid' : 'x', { issues }),
    );
    const client = device.tab();
    const draft = await write(client, 'Wrong');
    const entry = await draft.send(input('Wrong'));
    await until(client.outbox, () => entryIn(client, entry.id)?.state === 'refused');
    const refused = entryIn(client, entry.id)!;
    assert.equal(refused.code, status === 422 ? 'invalid' : 'x');
    assert.deepEqual(refused.issues, status === 422 ? issues : []);

    const at = await client.outbox.edit(entry.id);
    assert.notEqual(at.id, entry.id);
    assert.deepEqual(client.outbox.list(), []);
    const again = await client.drafts.open(at.slot, { id: at.id });
    assert.deepEqual(again.value, words('Wrong'));
    again.save(words('Mended'));
    await again.send(input('Mended'));
    await until(client.outbox, () => client.outbox.list().length === 0);
    assert.deepEqual([...new Set(keys())], [entry.id, at.id]);
  });
}

test('an entry that may have arrived keeps its key when it is mended', async () => {
  const { device } = await start((_request, post) => (post === 0 ? { status: 500 } : { status: 404 }));
  const client = device.tab();
  const entry = await (await write(client, 'Perhaps')).send(input('Perhaps'));
  await until(client.outbox, () => entryIn(client, entry.id)?.state === 'refused');
  assert.equal((await client.outbox.edit(entry.id)).id, entry.id);
});

/** A ticket that the server refuses as long as it is wrong. */
async function refuse() {
  const stage = await start((request) => (request.body.includes('Mended') ? answer(request) : problem(422, 'invalid')));
  const client = stage.device.tab();
  const { id } = await (await write(client, 'Wrong')).send(input('Wrong'));
  await until(client.outbox, () => entryIn(client, id)?.state === 'refused');
  return { ...stage, client, id };
}

test('an entry that is mended twice, because the device did not hear of the first time, has one key', async () => {
  const { device, client, id, keys } = await refuse();
  device.broken = true;
  const at = await client.outbox.edit(id);
  await (await client.drafts.open(at.slot, { id: at.id })).send(input('Mended'));
  await until(client.outbox, () => keys().length === 2);
  device.broken = false;
  const later = device.tab();
  later.wake();
  await until(later.outbox, () => entryIn(later, id) !== undefined);
  assert.deepEqual(await later.outbox.edit(id), at);
  assert.deepEqual(keys(), [id, at.id]);
});

test('what was written after an entry was mended stays where the device has the entry still', async () => {
  const { device, client, id } = await refuse();
  const entry = (await device.rests()).find(([key]) => key.includes('outbox'))!;
  const at = await client.outbox.edit(id);
  const draft = await client.drafts.open(at.slot, { id: at.id });
  draft.save(words('Mended, and more'));
  await draft.flush();
  await device.storage.write([], () => [entry]);
  const later = device.tab();
  later.wake();
  await until(later.outbox, () => entryIn(later, id) !== undefined);
  assert.deepEqual(await later.outbox.edit(id), at);
  assert.deepEqual((await later.drafts.open(at.slot, { id: at.id })).value, words('Mended, and more'));
});

test('order holds within a ticket, and a refused entry holds up its own ticket alone', async () => {
  const { device, posts } = await start((request) =>
    request.url.includes('/one/') ? problem(403, 'not-allowed') : answer(request),
  );
  const client = device.tab();
  for (const [slot, body] of [
    ['one', 'a'],
    ['one', 'b'],
    ['two', 'c'],
    ['two', 'd'],
  ] as const) {
    await (await client.drafts.open(slot)).send({ body });
  }
  await until(client.outbox, () => client.outbox.list('two').length === 0);
  assert.deepEqual(
    client.outbox.list('one').map(({ state }) => state),
    ['refused', 'queued'],
  );
  const bodies = posts.filter(({ url }) => url.includes('/two/')).map(({ body }) => body);
  assert.deepEqual(bodies, ['{"body":"c"}', '{"body":"d"}']);
});

test('a message to a ticket that waits goes after it, to the id that the server gave', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { device, posts } = await start(async (request) => {
    await gate;
    return answer(request);
  });
  const client = device.tab();
  const entry = await (await write(client, 'First')).send(input('First'));
  await (await client.drafts.open(entry.slot)).send({ body: 'Second' });
  const unsent = await client.drafts.open(entry.slot);
  unsent.save({ answers: { body: 'Third' } });
  await unsent.flush();
  open();
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(
    posts.map(({ url }) => decodeURIComponent(url)),
    ['/v1/tickets', '/v1/tickets/id of HM-000001/messages'],
  );
  assert.equal(unsent.slot, 'id of HM-000001');
  assert.equal((await client.drafts.list())[0]!.slot, 'id of HM-000001');
});

test('a message that is being written stays as it was saved last, where an older version follows its ticket to its name', async () => {
  const { device } = await start((request, post) => (post === 0 ? { status: 500 } : answer(request)));
  const client = device.tab();
  const entry = await (await write(client, 'First')).send(input('First'));
  await until(client.outbox, () => entryIn(client, entry.id)?.tries === 1);
  const older = await write(client, 'Older', entry.slot);
  await older.flush();
  const [[key, rests]] = (await device.rests()).filter(([one]) => one.includes('draft')) as [[string[], object]];
  const newer = { ...rests, revision: 2, by: 'another tab', value: words('Newer') };
  const moved = key.map((part) => (part === entry.slot ? 'id of HM-000001' : part));
  await device.storage.write([], () => [[moved, newer]]);
  await client.outbox.retry(entry.id);
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(
    (await client.drafts.list()).map(({ slot, value }) => [slot, value]),
    [['id of HM-000001', words('Newer')]],
  );
});

test('what was sent off rests until another tab sends it, and the first one learns its number', async () => {
  let down = true;
  const { device, keys } = await start((request) => (down ? { status: 503 } : answer(request)));
  const first = device.tab({ getToken: () => undefined });
  const sent: SentEntry[] = [];
  first.outbox.subscribe((one) => one && sent.push(one));
  const entry = await (await write(first, 'From the first')).send(input('From the first'));
  await until(first.outbox, () => entryIn(first, entry.id)?.code === 'token-unavailable');
  down = false;
  const second = device.tab();
  second.wake();
  await until(first.outbox, () => sent.length > 0);
  assert.deepEqual([sent[0]!.id, sent[0]!.number, sent[0]!.answer], [entry.id, 'HM-000001', undefined]);
  assert.deepEqual(keys(), [entry.id]);
});

test('where the device refuses, it is sent from this tab all the same', async () => {
  const { device, posts } = await start(answer);
  const client = device.tab();
  const draft = await write(client, 'From memory');
  await draft.flush();
  device.broken = true;
  const entry = await draft.send(input('From memory'));
  assert.equal(entry.onDevice, false);
  await until(client.outbox, () => posts.length > 0 && client.outbox.list().length === 0);
  device.broken = false;
});

test('answers that never rest are sent, and are asked for again where their tab has gone', async () => {
  const { device, posts } = await start((request) => (request.body.includes('DE00') ? answer(request) : { status: 500 }));
  const hidden = { summary: 'My account', account: 'DE00' };
  const closed = device.tab({ getToken: () => undefined });
  const draft = await closed.drafts.open('new', { omit: ['account'] });
  draft.save({ answers: hidden });
  const entry = await draft.send({ ...input('My account'), fields: { account: 'DE00' } });
  closed.close();
  assert.ok(!JSON.stringify(await device.rests()).includes('DE00'));

  const client = device.tab();
  await until(client.outbox, () => entryIn(client, entry.id)?.code === 'sensitive-left-out');
  assert.equal(entryIn(client, entry.id)!.state, 'refused');
  assert.deepEqual(posts, []);
  const at = await client.outbox.edit(entry.id);
  const again = await client.drafts.open(at.slot, { id: at.id, omit: ['account'] });
  assert.deepEqual(again.left, ['account']);
  again.save({ answers: hidden });
  await again.send({ ...input('My account'), fields: { account: 'DE00' } });
  await until(client.outbox, () => posts.length === 1 && client.outbox.list().length === 0);
});

test('[1-34] of three files only the one that failed is sent again, and no second ticket', async () => {
  const { device, posts } = await start((request) => {
    const sent = JSON.parse(request.body) as { subject: string; attachments: { key: string }[] };
    const attachments = sent.attachments.map(({ key }) => ({
      ...{ id: `id of ${key}`, key, name: 'x', type: 'text/plain', size: 1, state: 'pending', visibility: 'public' },
      createdAt: '2026-11-20T09:00:00Z',
    }));
    return { status: 201, body: { ...ticketOf(sent.subject), attachments } };
  });
  const uploads: string[] = [];
  let fails = true;
  const client = device.tab({
    uploader:
      async () =>
      async ({ attachment, file, bytes }) => {
        uploads.push(file.name);
        assert.equal(attachment, `id of ${file.key}`);
        assert.equal(bytes.byteLength, file.size);
        if (file.name === 'c.txt' && fails) throw new StorageError('Refused by the test.', 'conflict');
      },
  });
  const draft = await write(client, 'With files');
  for (const name of ['a.txt', 'b.txt', 'c.txt']) {
    await draft.addFile({ name, type: 'text/plain', bytes: new ArrayBuffer(1), sha256: '00'.repeat(32) });
  }
  const entry = await draft.send(input('With files'));
  await until(client.outbox, () => entryIn(client, entry.id)?.files.at(-1)?.state === 'failed');
  assert.deepEqual(
    entryIn(client, entry.id)!.files.map(({ state }) => state),
    ['done', 'done', 'failed'],
  );
  assert.equal(entryIn(client, entry.id)!.sent?.number, 'HM-000001');
  fails = false;
  await client.outbox.retry(entry.id);
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(uploads, ['a.txt', 'b.txt', 'c.txt', 'c.txt']);
  assert.equal(posts.length, 1);
  assert.deepEqual(
    (await device.rests()).map(([key]) => key.slice(2, 4)),
    [['cache', 'sent']],
  );
});

test('what is on its way is not taken back, and what is not can be', async () => {
  let open = () => {};
  const gate = new Promise<void>((resolve) => (open = resolve));
  const { device } = await start(async (request) => {
    await gate;
    return answer(request);
  });
  const client = device.tab();
  const first = await (await client.drafts.open('one')).send({ body: 'a' });
  const second = await (await client.drafts.open('one')).send({ body: 'b' });
  await until(client.outbox, () => entryIn(client, first.id)?.state === 'sending');
  const onItsWay = (error: unknown) => error instanceof StorageError && error.code === 'on-its-way';
  await assert.rejects(client.outbox.discard(first.id), onItsWay);
  await assert.rejects(client.outbox.edit(first.id), onItsWay);
  await assert.rejects(client.outbox.dropFile(first.id, 'x'), onItsWay);
  await client.outbox.discard(second.id);
  open();
  await until(client.outbox, () => client.outbox.list().length === 0);
});

test('a ticket that is mended after a message to it was sent off still goes first', async () => {
  const { device, posts } = await start((request) =>
    request.body.includes('Wrong') ? problem(422, 'invalid') : answer(request),
  );
  const client = device.tab();
  const entry = await (await write(client, 'Wrong')).send(input('Wrong'));
  await until(client.outbox, () => entryIn(client, entry.id)?.state === 'refused');
  await (await client.drafts.open(entry.slot)).send({ body: 'And this' });
  const at = await client.outbox.edit(entry.id);
  const draft = await client.drafts.open(at.slot, { id: at.id });
  await draft.send(input('Mended'));
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(
    posts.slice(1).map(({ url }) => url.split('/').at(-1)),
    ['tickets', 'messages'],
  );
});

test('a refused entry that two tabs mend at once becomes one draft', async () => {
  const { device } = await start(() => problem(422, 'invalid'));
  const [one, other] = [device.tab(), device.tab()];
  one.outbox.subscribe(() => {});
  other.outbox.subscribe(() => {});
  const entry = await (await write(one, 'Wrong')).send(input('Wrong'));
  await until(other.outbox, () => entryIn(other, entry.id)?.state === 'refused');
  await until(one.outbox, () => entryIn(one, entry.id)?.state === 'refused');
  const ends = await Promise.allSettled([one.outbox.edit(entry.id), other.outbox.edit(entry.id)]);
  assert.deepEqual(ends.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
  assert.equal((await one.drafts.list()).length, 1);
});

/** Timers that a test runs itself: those of the outbox, without the limits of single calls. */
function handTimers() {
  const waiting = new Map<object, { work: () => void; delay: number }>();
  const later = (work: () => void, delay: number) => {
    const key = {};
    waiting.set(key, { work, delay });
    return () => waiting.delete(key);
  };
  const short = () => [...waiting].filter(([, { delay }]) => delay < 10_000);
  const delays = () => short().map(([, { delay }]) => delay);
  const run = () => {
    for (const [key, { work }] of short()) {
      waiting.delete(key);
      work();
    }
  };
  return { later, delays, run };
}

test('an outbox whose words are on their way rests until they are through', async () => {
  let arrive = () => {};
  let open = () => {};
  const arrived = new Promise<void>((resolve) => (arrive = resolve));
  const opened = new Promise<void>((resolve) => (open = resolve));
  const { device } = await start(async (request) => {
    arrive();
    await opened;
    return answer(request);
  });
  const { later, delays } = handTimers();
  const client = device.tab({ device: { storage: device.storage, later } });
  client.outbox.subscribe(() => {});
  const draft = await write(client, 'Slow');
  await draft.send(input('Slow'));
  await arrived;
  device.wake();
  for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
  const planned = delays();
  open();
  await until(client.outbox, () => client.outbox.list().length === 0);
  assert.deepEqual(planned, []);
});

test('while the server does not answer at all, it is asked less and less often, and nothing else', async () => {
  let asked = 0;
  const { device, posts } = await start(() => ({ status: 500 }));
  const { later, delays, run } = handTimers();
  const clock = { at: Date.parse('2026-11-20T09:00:00Z'), now: () => clock.at };
  const lost: typeof fetch = async (url, init) => {
    if (!String(url).endsWith('/readyz')) return fetch(url, init);
    asked++;
    throw new TypeError('Failed to fetch');
  };
  const client = device.tab({ clock, fetch: lost, device: { storage: device.storage, later, chance: () => 0.25 } });
  const entry = await (await write(client, 'Away')).send(input('Away'));
  await until(client.outbox, () => entryIn(client, entry.id)?.code === 'internal' || entryIn(client, entry.id)?.code === 'http');
  const waits: number[] = [];
  for (let round = 0; round < 6; round++) {
    for (let turn = 0; turn < 50; turn++) await new Promise((resolve) => setImmediate(resolve));
    const wait = Math.min(...delays());
    waits.push(wait);
    clock.at += wait;
    run();
  }
  assert.deepEqual([waits, asked, posts.length], [[500, 500, 1_000, 2_000, 4_000, 7_500], 5, 1]);
});
