import assert from 'node:assert/strict';
import { randomBytes, randomUUID } from 'node:crypto';
import { Readable } from 'node:stream';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem, Ticket } from '@helpmark/schema';
import { Upload } from '@tus/server';
import { beginUpload, sendBytes, testFile, uploadFile } from '../../../../test/support/files.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';
import type { TestBucket } from '../../../../test/support/s3.js';
import { openTestBucket } from '../../../../test/support/s3.js';
import type { FileStore } from './file-store.js';
import { openBucket } from './s3-files.js';

const mebibyte = 1024 * 1024;

describe('Files in a bucket', () => {
  let bucket: TestBucket;
  let store: FileStore;
  beforeEach(async () => {
    bucket = await openTestBucket();
    store = await openBucket(bucket.address);
  });
  afterEach(() => bucket.close());

  const begin = async (size: number) => {
    const file = { workspace: 'acme & co', id: randomUUID(), size };
    const upload = store.uploads(file);
    await upload.create(new Upload({ id: file.id, size, offset: 0 }));
    return {
      file,
      key: `kept/acme%20%26%20co/${file.id}`,
      write: (bytes: Readable, at: number) => upload.write(bytes, file.id, at),
    };
  };
  const contentOf = async (bytes: Readable) => Buffer.concat((await bytes.toArray()) as Buffer[]);

  it('come in pieces of any size, and are one object of their workspace’s folder in the end', async () => {
    const content = randomBytes(11 * mebibyte);
    const { file, key, write } = await begin(content.length);
    let offset = 0;
    for (const size of [1000, 6 * mebibyte, 1, content.length]) {
      offset = await write(Readable.from([content.subarray(offset, offset + size)]), offset);
      assert.equal(await store.received(file), offset);
    }
    assert.equal(offset, content.length);
    assert.ok(bucket.objects.get(key)?.equals(content));
    assert.deepEqual([...bucket.objects.keys()].sort(), [key, `${key}.info`]);
    assert.ok((await contentOf(store.read(file))).equals(content));
    const range = { start: 8 * mebibyte - 1, end: 8 * mebibyte };
    assert.ok((await contentOf(store.read(file, range))).equals(content.subarray(range.start, range.end + 1)));
    await store.remove(file);
    assert.deepEqual([bucket.objects.size, await store.received(file)], [0, undefined]);
  });

  it('keep what a request brought that broke off', async () => {
    const content = randomBytes(1000);
    const { file, write } = await begin(content.length);
    const broken = async function* () {
      yield content.subarray(0, 400);
      await Promise.resolve();
      throw new Error('The line is gone.');
    };
    await assert.rejects(write(Readable.from(broken()), 0), /The line is gone/);
    assert.equal(await store.received(file), 400);
    await write(Readable.from([content.subarray(400)]), 400);
    assert.ok((await contentOf(store.read(file))).equals(content));
  });

  it('begin anew once they were taken away', async () => {
    const { file, write } = await begin(10);
    await write(Readable.from([Buffer.from('12345')]), 0);
    await store.remove(file);
    assert.equal(await store.received(file), undefined);
  });

  it('answer 503 with the time to wait while the service is away, and heal by themselves', async () => {
    const handler = await createTestHandler({ files: bucket.address, log: () => undefined });
    const ada = handler.as({ id: 'ada' });
    const sent = testFile();
    const ticket = (await ada.post<Ticket>('/v1/tickets', { ...sampleTicket(), attachments: [sent.manifest] })).body;
    const id = ticket.attachments?.[0]?.id ?? '';
    const isAway = async (response: Response) => {
      const { code } = (await response.json()) as Problem;
      assert.deepEqual([response.status, code, response.headers.get('retry-after')], [503, 'unavailable', '5']);
    };
    bucket.fault = { status: 503, code: 'SlowDown' };
    await isAway(await uploadFile(ada, id, sent.bytes));
    assert.equal((await ada.get(`/v1/tickets/${ticket.id}`)).status, 200, 'words need no bucket');
    bucket.fault = undefined;
    assert.equal((await uploadFile(ada, id, sent.bytes)).status, 204);
    bucket.fault = { status: 403, code: 'AccessDenied' };
    await isAway(await ada.raw(`/v1/attachments/${id}`));
    bucket.fault = undefined;
    const response = await ada.raw(`/v1/attachments/${id}`);
    assert.ok(Buffer.from(await response.arrayBuffer()).equals(sent.bytes));
    await handler.close();
  });

  it('go with the person who sent them, whole ones and begun ones, once the service lets them', async () => {
    const handler = await createTestHandler({ files: bucket.address, log: () => undefined, timerInterval: false });
    const ada = handler.as({ id: 'ada' });
    const [whole, begun] = [testFile({ key: 'a' }), testFile({ key: 'b' })];
    const attachments = [whole.manifest, begun.manifest];
    const ticket = (await ada.post<Ticket>('/v1/tickets', { ...sampleTicket(), attachments })).body;
    const [first = '', second = ''] = ticket.attachments?.map(({ id }) => id) ?? [];
    assert.equal((await uploadFile(ada, first, whole.bytes)).status, 204);
    await beginUpload(ada, second, begun.bytes.length);
    await sendBytes(ada, second, begun.bytes.subarray(0, 20));
    assert.ok(bucket.objects.size > 2);
    bucket.fault = { status: 503, code: 'SlowDown' };
    assert.equal((await handler.as({ id: 'kim', role: 'admin' }).remove('/v1/people/ada')).status, 200);
    await handler.server.runDueTimers();
    assert.ok(bucket.objects.size > 2);
    bucket.fault = undefined;
    await handler.server.runDueTimers();
    assert.deepEqual([...bucket.objects.keys()], []);
    await handler.close();
  });

  it('end the start with a sentence where the bucket or its address is wrong', async () => {
    await assert.rejects(
      openBucket(bucket.address.replace('//files', '//other')),
      /^StoreUnavailableError: The bucket other cannot/,
    );
    for (const address of ['s3:', 's3:///folder', 's3://files?endpoint=nowhere']) {
      await assert.rejects(openBucket(address), /^TypeError: .*write s3:\/\/bucket\/folder\?region=/, address);
    }
    const { AWS_SECRET_ACCESS_KEY: secret } = process.env;
    try {
      process.env.AWS_SECRET_ACCESS_KEY = 'another';
      await assert.rejects(openBucket(bucket.address), /see that it is there, and that the keys may list/);
    } finally {
      process.env.AWS_SECRET_ACCESS_KEY = secret;
    }
  });
});
