import assert from 'node:assert/strict';
import { test } from 'node:test';
import { isClientError } from '@helpmark/client';
import { sampleTicket } from '../support/handler.js';
import { createTestDevice } from '../support/keeping.js';
import { startTestServer } from '../support/server.js';

test('a person who is erased while their page runs finds an empty list; what they have begun to write is still theirs', async (run) => {
  const server = await startTestServer();
  const device = createTestDevice(server.url);
  const client = device.tab({ getToken: () => server.tokenFor({ id: 'ada', name: 'Ada' }), fetch });
  // The page goes first: while it is there, it asks for the stream again and again.
  run.after(async () => {
    client.close();
    device.close();
    await server.close();
  });
  const { id } = await client.tickets.create(sampleTicket());
  const draft = await client.drafts.open('new');
  draft.save({ answers: { summary: 'Half a thought' } });

  const erase = async () => {
    const authorization = `Bearer ${await server.tokenFor({ id: 'kim', role: 'admin' })}`;
    const { status } = await fetch(`${server.url}/v1/people/ada`, { method: 'DELETE', headers: { authorization } });
    assert.equal(status, 200);
  };
  await new Promise<void>((resolve, reject) => {
    let hasBegun = false;
    client.events.subscribe(({ type }) => {
      if (type !== 'reset') return;
      if (hasBegun) return resolve();
      // The first says that the stream has begun.
      hasBegun = true;
      erase().catch(reject);
    });
  });
  assert.deepEqual((await client.tickets.list()).items, []);
  await assert.rejects(client.tickets.get(id), (error) => isClientError(error) && error.code === 'not-found');
  assert.equal(draft.value?.answers?.summary, 'Half a thought');
  assert.notEqual((await client.tickets.create(sampleTicket())).id, id);
});
