import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { sampleTicket } from '../support/handler.js';
import { createTestDevice, entryIn, until } from '../support/keeping.js';
import { startTestServer } from '../support/server.js';

test('[1-34] a ticket with three files arrives once over a failing network, and only what failed is sent again', async () => {
  const server = await startTestServer({ policy: defaultPolicy });
  const device = createTestDevice(server.url);
  const sent: string[] = [];
  let failures = 1;
  const client = device.tab({
    getToken: () => server.tokenFor({ id: 'ada' }),
    fetch: (input, init) => {
      const address = input instanceof Request ? input.url : String(input);
      const call = `${init?.method ?? 'GET'} ${new URL(address).pathname}`;
      if (init?.body instanceof Blob && init.body.size === 300 && failures-- > 0) return Promise.reject(new TypeError('Cut.'));
      if (/^(POST|PATCH)/.test(call)) sent.push(call);
      return fetch(input, init);
    },
  });
  const attachments = await client.attachments();
  const draft = await client.drafts.open('new');
  const hashes = new Map<string, string>();
  for (const length of [100, 200, 300]) {
    const chosen = new File(['a'.repeat(length)], `${length}.log`);
    const { file } = await attachments.prepare(chosen, { rules: defaultPolicy.attachments, present: draft.files });
    await draft.addFile(file!);
    hashes.set(file!.name, file!.sha256);
  }
  const { id } = await draft.send(sampleTicket());
  await until(client.outbox, () => entryIn(client, id) === undefined);

  const { items } = await client.tickets.list();
  assert.equal(items.length, 1);
  const ticket = await client.tickets.get(items[0]!.id);
  for (const { id: attachment, name, state } of ticket.attachments ?? []) {
    assert.equal(state, 'ready');
    const bytes = new Uint8Array(await (await attachments.download(attachment)).arrayBuffer());
    assert.equal(createHash('sha256').update(bytes).digest('hex'), hashes.get(name));
  }
  assert.equal(ticket.attachments?.length, 3);
  assert.equal(failures, 0 - 1, 'one try failed, the next arrived');
  assert.equal(sent.filter((call) => call.startsWith('POST')).length, 1);
  const uploads = sent.filter((call) => call.startsWith('PATCH'));
  assert.equal(new Set(uploads).size, uploads.length, 'no finished file is sent again');
  assert.equal(uploads.length, 3);
  device.close();
  await server.close();
});
