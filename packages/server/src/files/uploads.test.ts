import assert from 'node:assert/strict';
import { after, before, beforeEach, describe, it } from 'node:test';
import type { Attachment, Message, Problem, Ticket, TimelinePage } from '@helpmark/schema';
import type { TestFile } from '../../../../test/support/files.js';
import { beginUpload, offsetOf, sendBytes, testFile, uploadFile } from '../../../../test/support/files.js';
import type { TestBucket } from '../../../../test/support/s3.js';
import { openTestBucket } from '../../../../test/support/s3.js';
import type { Caller, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const hour = 3600 * 1000;
const codeOf = async (response: Response) => {
  const { status } = response;
  const { code, issues } = (await response.json()) as Problem;
  return [status, issues?.[0]?.code ?? code];
};

const places: [name: string, open: () => Promise<Pick<TestBucket, 'address' | 'close'> | undefined>][] = [
  ['An upload', () => Promise.resolve(undefined)],
  ['An upload to a bucket', openTestBucket],
];
for (const [name, openPlace] of places)
  describe(name, () => {
    let place: Awaited<ReturnType<typeof openPlace>>;
    let handler: TestHandler;
    let ada: Caller;
    let sam: Caller;
    let ticket: Ticket;
    before(async () => {
      place = await openPlace();
      handler = await createTestHandler(place && { files: place.address });
      ada = handler.as({ id: 'ada', name: 'Ada' });
      sam = handler.as({ id: 'sam', role: 'staff', name: 'Sam' });
    });
    beforeEach(async () => {
      ticket = (await ada.post<Ticket>('/v1/tickets', sampleTicket())).body;
    });
    after(async () => {
      await handler.close();
      await place?.close();
    });

    /** Announces files on a reply. */
    const announce = async (...files: TestFile[]): Promise<Attachment[]> => {
      const attachments = files.map(({ manifest }) => manifest);
      const { status, body } = await ada.post<Message>(`/v1/tickets/${ticket.id}/messages`, { body: 'See.', attachments });
      assert.equal(status, 201);
      return body.attachments;
    };
    const stateOf = async (id: string, caller = ada) => {
      const { attachments = [] } = (await caller.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
      return attachments.find((attachment) => attachment.id === id)?.state;
    };
    const download = async (id: string, caller = ada) => {
      const response = await caller.raw(`/v1/attachments/${id}`);
      return { status: response.status, bytes: Buffer.from(await response.arrayBuffer()) };
    };

    it('brings the bytes of a file that was announced, and words never wait for it', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      assert.deepEqual(attachment, {
        id: attachment!.id,
        key: 'a',
        name: 'photo.png',
        type: 'image/png',
        size: 64,
        state: 'pending',
        visibility: 'public',
        createdAt: handler.now().toISOString(),
      });
      const { id } = attachment;
      assert.equal(await stateOf(id, sam), 'pending', 'staff see what is still arriving');
      assert.deepEqual(await codeOf(await ada.raw(`/v1/attachments/${id}`)), [409, 'pending']);

      const begun = await beginUpload(ada, id, file.bytes.length);
      assert.deepEqual([begun.status, begun.headers.get('location')], [201, `uploads/${id}`]);
      assert.equal(await offsetOf(ada, id), 0);
      const sent = await sendBytes(ada, id, file.bytes);
      assert.deepEqual([sent.status, sent.headers.get('upload-offset')], [204, '64']);
      assert.equal(await offsetOf(ada, id), 64);
      for (const caller of [ada, sam]) {
        assert.equal(await stateOf(id, caller), 'ready');
        assert.deepEqual(await download(id, caller), { status: 200, bytes: file.bytes });
      }
    });

    it('goes on where it was cut, at 0, 1, 50, 99 and 100 %', async () => {
      const file = testFile({ size: 100_000 });
      for (const percent of [0, 1, 50, 99, 100]) {
        const [attachment] = await announce(file);
        const { id } = attachment!;
        await beginUpload(ada, id, file.bytes.length);
        const cut = percent * 1000;
        // The connection breaks once so many bytes are sent.
        const broken = new ReadableStream<Uint8Array>({
          start(controller) {
            if (cut > 0) controller.enqueue(new Uint8Array(file.bytes.subarray(0, cut)));
          },
          pull(controller) {
            controller.error(new Error('The line is cut.'));
          },
        });
        const headers = {
          'tus-resumable': '1.0.0',
          'upload-offset': '0',
          'content-type': 'application/offset+octet-stream',
        };
        const init: RequestInit & { duplex: 'half' } = { method: 'PATCH', headers, body: broken, duplex: 'half' };
        await ada.raw(`/v1/uploads/${id}`, init);
        const offset = await offsetOf(ada, id);
        assert.ok(offset >= 0 && offset <= cut, `${offset} bytes of ${cut}`);
        if (offset < file.bytes.length) assert.equal((await sendBytes(ada, id, file.bytes.subarray(offset), offset)).status, 204);
        assert.equal(await stateOf(id), 'ready');
        assert.deepEqual((await download(id)).bytes, file.bytes);
      }
    });

    it('is begun twice without harm, also when it is whole', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      const { id } = attachment!;
      await beginUpload(ada, id, 64);
      await sendBytes(ada, id, file.bytes.subarray(0, 10));
      assert.equal((await beginUpload(ada, id, 64)).status, 201);
      assert.equal(await offsetOf(ada, id), 10);
      assert.deepEqual(await codeOf(await sendBytes(ada, id, file.bytes)), [409, 'offset-mismatch']);
      await sendBytes(ada, id, file.bytes.subarray(10), 10);
      assert.equal((await beginUpload(ada, id, 64)).status, 201);
      assert.equal(await offsetOf(ada, id), 64);
      assert.deepEqual((await download(id)).bytes, file.bytes);
    });

    it('of other bytes than were announced is refused, and the right ones may still be sent', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      const { id } = attachment!;
      assert.deepEqual(await codeOf(await uploadFile(ada, id, testFile().bytes)), [422, 'wrong-hash']);
      assert.equal(await stateOf(id), 'pending');
      assert.equal(await offsetOf(ada, id), 0);
      assert.equal((await uploadFile(ada, id, file.bytes)).status, 204);
      assert.deepEqual((await download(id)).bytes, file.bytes);
    });

    it('[4-30] of another kind than its name says is refused', async () => {
      const program = Buffer.from('MZ\x90\x00\x03\x00\x00\x00', 'latin1');
      for (const [name, type] of [
        ['photo.png', 'image/png'],
        ['photo.jpg', 'image/jpeg'],
        ['server.log', 'text/plain'],
      ] as const) {
        const [attachment] = await announce(testFile({ bytes: program, name, type }));
        assert.deepEqual(await codeOf(await uploadFile(ada, attachment!.id, program)), [422, 'wrong-content'], name);
        assert.equal(await stateOf(attachment!.id), 'pending');
      }
      const [attachment] = await announce(testFile({ name: 'photo.jpg', type: 'image/jpeg' }));
      const { bytes } = testFile();
      assert.deepEqual(await codeOf(await uploadFile(ada, attachment!.id, bytes)), [422, 'wrong-hash']);
    });

    it('has the size that was announced, and not a byte more', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      const { id } = attachment!;
      assert.deepEqual(await codeOf(await beginUpload(ada, id, 65)), [400, 'malformed']);
      await beginUpload(ada, id, 64);
      assert.deepEqual(await codeOf(await sendBytes(ada, id, Buffer.concat([file.bytes, Buffer.alloc(1)]))), [413, 'too-large']);
      assert.equal(await stateOf(id), 'pending');
    });

    it('is taken from the person who announced the file, and from nobody else', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      const { id } = attachment!;
      const strangers = [sam, handler.as({ id: 'eve' }), handler.as({ id: 'ada', workspace: 'globex' })];
      await beginUpload(ada, id, 64);
      for (const stranger of strangers) {
        assert.deepEqual(await codeOf(await beginUpload(stranger, id, 64)), [404, 'not-found']);
        assert.deepEqual(await codeOf(await sendBytes(stranger, id, file.bytes)), [404, 'not-found']);
        assert.equal(await offsetOf(stranger, id), -404);
      }
      const nobody = await handler.server.fetch(new Request(`http://helpmark.test/v1/uploads/${id}`, { method: 'HEAD' }));
      assert.equal(nobody.status, 401);
      assert.equal(await offsetOf(ada, id), 0);
    });

    it('that says no version or names no file is refused', async () => {
      const unversioned = await ada.raw('/v1/uploads', { method: 'POST' });
      assert.equal(unversioned.headers.get('tus-version'), '1.0.0');
      assert.deepEqual(await codeOf(unversioned), [412, 'protocol-version']);
      const headers = { 'tus-resumable': '1.0.0', 'upload-length': '64' };
      assert.deepEqual(await codeOf(await ada.raw('/v1/uploads', { method: 'POST', headers })), [400, 'malformed']);
      assert.deepEqual(await codeOf(await beginUpload(ada, '../../etc/passwd', 64)), [404, 'not-found']);
      assert.equal((await ada.raw('/v1/uploads/x')).status, 405);
    });

    it('that brings nothing for 24 hours is missing, and may still come', async () => {
      const file = testFile();
      const [attachment] = await announce(file);
      const { id } = attachment!;
      handler.advance(23 * hour);
      await beginUpload(ada, id, 64);
      await sendBytes(ada, id, file.bytes.subarray(0, 10));
      handler.advance(24 * hour - 1);
      assert.equal(await stateOf(id, sam), 'pending');
      handler.advance(1);
      assert.equal(await stateOf(id, sam), 'missing');
      assert.deepEqual(await codeOf(await sam.raw(`/v1/attachments/${id}`)), [409, 'pending']);
      assert.equal((await sendBytes(ada, id, file.bytes.subarray(10), 10)).status, 204);
      assert.equal(await stateOf(id, sam), 'ready');
      assert.deepEqual((await download(id, sam)).bytes, file.bytes);
    });

    it('sends finished files once: a repeated reply is answered with the same ids', async () => {
      const files = ['a', 'b', 'c'].map((key) => testFile({ key }));
      const attachments = files.map(({ manifest }) => manifest);
      const send = () =>
        ada.post<Message>(`/v1/tickets/${ticket.id}/messages`, { body: 'Three.', attachments }, { key: ticket.id });
      const [first, again] = [await send(), await send()];
      assert.equal(first.text, again.text);
      assert.deepEqual(
        first.body.attachments.map(({ key }) => key),
        ['a', 'b', 'c'],
      );
      const { body } = await ada.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`);
      assert.deepEqual(body.items.at(-1), first.body);
      const other = { body: 'Three.', attachments: attachments.slice(0, 2) };
      const reused = await ada.post<Problem>(`/v1/tickets/${ticket.id}/messages`, other, { key: ticket.id });
      assert.deepEqual([reused.status, reused.body.code], [422, 'key-reused']);
    });
  });
