import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import type { Client } from '@helpmark/client';
import { createClient, HttpError, NetworkError, ValidationError } from '@helpmark/client';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { sampleTicket } from '../support/handler.js';
import type { TestServer } from '../support/server.js';
import { startTestServer } from '../support/server.js';

const chunk = 512 * 1024;
/** Neither a whole number of chunks nor one request. */
const size = Math.round(4.5 * chunk);

describe('A client', () => {
  let server: TestServer;
  let tokens = 0;
  /** What the network does with a request; undefined lets it through. */
  let fault: (method: string, send: () => Promise<Response>) => Promise<Response>;
  const passed: string[] = [];
  before(async () => {
    server = await startTestServer({ policy: defaultPolicy });
  });
  after(() => server.close());

  const clientOf = (id: string): Client =>
    createClient({
      baseUrl: server.url,
      person: { workspace: 'acme', id },
      getToken: () => {
        tokens += 1;
        return server.tokenFor({ id });
      },
      fetch: (input, init) => {
        const method = init?.method ?? 'GET';
        return fault(method, () => {
          passed.push(`${method} ${init?.body instanceof Blob ? init.body.size : ''}`.trim());
          return fetch(input, init);
        });
      },
    });

  /** Announces a text of random signs. */
  const announce = async (client: Client, length = size) => {
    fault = (_method, send) => send();
    const attachments = await client.attachments();
    const text = randomBytes(Math.ceil(length / 2))
      .toString('hex')
      .slice(0, length);
    const { file } = await attachments.prepare(new File([text], 'server.log'), { rules: defaultPolicy.attachments, present: [] });
    const { name, type, sha256, bytes } = file!;
    const manifest = [{ key: 'a', name, type, size: file!.size, sha256 }];
    const ticket = await client.tickets.create(sampleTicket({ attachments: manifest }));
    passed.length = 0;
    return { attachments, bytes, text, attachment: ticket.attachments![0]!.id };
  };

  it('sends a file in parts, tells how far it is, and gives it back', async () => {
    const client = clientOf('ada');
    const { attachments, bytes, text, attachment } = await announce(client);
    const told: number[] = [];
    const signal = new AbortController().signal;
    await attachments.upload({ attachment, bytes }, { signal, onProgress: (arrived) => told.push(arrived) });
    assert.deepEqual(
      told,
      [1, 2, 3, 4, 4.5].map((count) => count * chunk),
    );
    assert.deepEqual(passed, ['HEAD', ...[1, 1, 1, 1, 0.5].map((count) => `PATCH ${count * chunk}`)]);
    const blob = await attachments.download(attachment);
    assert.equal(await blob.text(), text);
    assert.equal(blob.type, 'text/plain');
    await attachments.upload({ attachment, bytes }, { signal, onProgress: () => assert.fail('all is there') });
  });

  for (const cut of [0, 1, 2, 3, 4]) {
    for (const isLost of [false, true]) {
      it(`goes on after part ${cut + 1} of 5 ${isLost ? 'arrived and its answer was lost' : 'was lost'}, and sends no part twice`, async () => {
        const client = clientOf('ada');
        const { attachments, bytes, text, attachment } = await announce(client);
        let parts = 0;
        fault = async (method, send) => {
          if (method !== 'PATCH' || parts++ !== cut) return send();
          if (isLost) await (await send()).arrayBuffer();
          throw new TypeError('The line is cut.');
        };
        const options = { signal: new AbortController().signal, onProgress: () => undefined };
        await assert.rejects(attachments.upload({ attachment, bytes }, options), (error) => {
          assert.ok(error instanceof NetworkError && error.retryable);
          return true;
        });
        await attachments.upload({ attachment, bytes }, options);
        const sent = passed.flatMap((line) => (line.startsWith('PATCH') ? [Number(line.slice(6))] : []));
        assert.equal(
          sent.reduce((sum, length) => sum + length, 0),
          size,
        );
        assert.equal(await (await attachments.download(attachment)).text(), text);
      });
    }
  }

  it('stops sending where it is called off, and goes on later', async () => {
    const client = clientOf('ada');
    const { attachments, bytes, text, attachment } = await announce(client);
    const stop = new AbortController();
    const reason = new Error('No more.');
    const sending = attachments.upload({ attachment, bytes }, { signal: stop.signal, onProgress: () => stop.abort(reason) });
    await assert.rejects(sending, reason);
    const count = passed.length;
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    await attachments.upload({ attachment, bytes }, options);
    assert.ok(count <= 3);
    assert.equal(await (await attachments.download(attachment)).text(), text);
    await assert.rejects(attachments.upload({ attachment, bytes }, { ...options, signal: stop.signal }), reason);
  });

  it('asks for a fresh token in the middle of a file', async () => {
    const client = clientOf('ada');
    const { attachments, bytes, text, attachment } = await announce(client);
    let parts = 0;
    fault = async (method, send) => (method === 'PATCH' && parts++ === 2 ? new Response(null, { status: 401 }) : send());
    const before = tokens;
    await attachments.upload({ attachment, bytes }, { signal: new AbortController().signal, onProgress: () => undefined });
    assert.equal(tokens, before + 1);
    assert.equal(await (await attachments.download(attachment)).text(), text);
  });

  it('says what is wrong with bytes and rights in the words of every call', async () => {
    const client = clientOf('ada');
    const { attachments, bytes, attachment } = await announce(client, 1000);
    const options = { signal: new AbortController().signal, onProgress: () => undefined };
    await assert.rejects(attachments.download(attachment), (error) => error instanceof HttpError && error.code === 'pending');
    const other = await clientOf('eve').attachments();
    await assert.rejects(other.upload({ attachment, bytes }, options), (error) => error instanceof HttpError && !error.retryable);
    await assert.rejects(other.download(attachment), (error) => error instanceof HttpError && error.code === 'not-found');
    await assert.rejects(attachments.upload({ attachment, bytes: new ArrayBuffer(1000) }, options), (error) => {
      assert.ok(error instanceof ValidationError && !error.retryable);
      assert.equal(error.issues[0]?.code, 'wrong-hash');
      return true;
    });
    await attachments.upload({ attachment, bytes }, options);
    assert.equal((await attachments.download(attachment)).size, 1000);
  });
});
