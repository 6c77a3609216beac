import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Attachment, AttachmentInput, Message, Problem, Ticket, TicketPage, TimelinePage, Unread } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { testFile, uploadFile } from '../../../../test/support/files.js';
import type { Caller, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const mebibyte = 1024 * 1024;
const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };

/** Announced files, none of which is ever sent. */
const announced = (count: number, facts: Partial<AttachmentInput> = {}): AttachmentInput[] =>
  Array.from({ length: count }, (_, at) => ({ ...testFile().manifest, key: String(at), ...facts }));

const faultsOf = ({ status, body }: { status: number; body: unknown }) =>
  status < 300 ? [] : (body as Problem).issues?.map(({ path, code }) => [...path, code].join(' '));

describe('A manifest', () => {
  let handler: TestHandler;
  let caller: Caller;
  before(async () => {
    const policy = { ...defaultPolicy, attachments: consumerPlansPolicy.attachments };
    handler = await createTestHandler({ policy });
    caller = handler.as(ada);
  });
  after(() => handler.close());
  const create = (attachments: AttachmentInput[]) => caller.post<Ticket>('/v1/tickets', sampleTicket({ attachments }));
  const reply = (ticket: string, attachments: AttachmentInput[]) =>
    caller.post<Message>(`/v1/tickets/${ticket}/messages`, { body: 'More.', attachments });

  it('gives each file of a new ticket an id, and shows them with the first message', async () => {
    const { status, body } = await create(announced(2));
    assert.equal(status, 201);
    assert.deepEqual(
      body.attachments?.map(({ key, state }) => [key, state]),
      [
        ['0', 'pending'],
        ['1', 'pending'],
      ],
    );
    const timeline = await caller.get<TimelinePage>(`/v1/tickets/${body.id}/timeline`);
    const message = timeline.body.items.find(({ kind }) => kind === 'message') as Message;
    assert.deepEqual(message.attachments, body.attachments);
    const listed = (await caller.get<TicketPage>('/v1/tickets')).body.items.find(({ id }) => id === body.id);
    assert.ok(listed && !('attachments' in listed));
  });

  it('[4-35] [4-73] has five files a ticket at most, those of later messages included', async () => {
    assert.deepEqual(faultsOf(await create(announced(6))), ['attachments 5 too-many']);
    const { body } = await create(announced(4));
    assert.deepEqual(faultsOf(await reply(body.id, announced(2))), ['attachments 1 too-many']);
    assert.deepEqual(faultsOf(await reply(body.id, announced(1))), []);
    assert.deepEqual(faultsOf(await reply(body.id, announced(1))), ['attachments 0 too-many']);
    const staff = await handler.as(sam).post(`/v1/tickets/${body.id}/messages`, {
      body: 'Ours do not count against theirs.',
      visibility: 'public',
      attachments: announced(5),
    });
    assert.equal(staff.status, 201);
  });

  it('[4-36] has files of 10 MiB, and none with a byte more', async () => {
    assert.deepEqual(faultsOf(await create(announced(1, { size: 10 * mebibyte }))), []);
    assert.deepEqual(faultsOf(await create(announced(1, { size: 10 * mebibyte + 1 }))), ['attachments 0 too-large']);
    assert.deepEqual(faultsOf(await create(announced(1, { size: 0 }))), ['attachments 0 empty']);
  });

  it('[4-37] has 50 MiB in all, whatever the other limits are', async () => {
    const attachments = { ...consumerPlansPolicy.attachments!, maxFiles: 100, maxBytesPerFile: 50 * mebibyte };
    const looser = await createTestHandler({ policy: { ...defaultPolicy, attachments } });
    const as = looser.as(ada);
    const send = (files: AttachmentInput[]) => as.post<Ticket>('/v1/tickets', sampleTicket({ attachments: files }));
    const { body } = await send(announced(1, { size: 50 * mebibyte - 1 }));
    assert.ok(body.attachments);
    const more = (size: number) =>
      as.post<Message>(`/v1/tickets/${body.id}/messages`, { body: 'More.', attachments: announced(1, { size }) });
    assert.deepEqual(faultsOf(await more(2)), ['attachments 0 too-much']);
    assert.deepEqual(faultsOf(await more(1)), []);
    assert.deepEqual(faultsOf(await more(1)), ['attachments 0 too-much']);
    await looser.close();
  });

  it('[4-30] [4-31] [4-32] [4-33] [4-34] names files whose extension and type the policy takes', async () => {
    const good: [string, string][] = [
      ['a.png', 'image/png'],
      ['a.JPG', 'image/jpeg'],
      ['a.mp4', 'video/mp4'],
      ['a.mov', 'video/quicktime'],
      ['server.log', 'text/plain'],
      ['sample.pdf', 'application/pdf'],
      ['report.json', 'application/json'],
      ['report.zip', 'application/zip'],
    ];
    for (const [name, type] of good) assert.deepEqual(faultsOf(await create(announced(1, { name, type }))), [], name);
    const bad: [string, string][] = [
      ['a.exe', 'image/png'],
      ['a.png', 'image/jpeg'],
      ['a.png.exe', 'application/x-msdownload'],
      ['a.svg', 'image/svg+xml'],
      ['a.html', 'text/html'],
      ['a.html', 'text/plain'],
    ];
    for (const [name, type] of bad) {
      assert.deepEqual(faultsOf(await create(announced(1, { name, type }))), ['attachments 0 wrong-type'], name);
    }
  });

  it('that is refused leaves nothing behind', async () => {
    const before = (await caller.get<TicketPage>('/v1/tickets')).body.items.length;
    assert.equal((await create(announced(6))).status, 422);
    assert.equal((await caller.get<TicketPage>('/v1/tickets')).body.items.length, before);
  });

  it('is refused as a whole where the policy takes no files', async () => {
    const { attachments: _none, ...policy } = defaultPolicy;
    const strict = await createTestHandler({ policy });
    const { body, status } = await strict.as(ada).post('/v1/tickets', sampleTicket({ attachments: announced(1) }));
    assert.deepEqual(faultsOf({ body, status }), ['attachments 0 not-taken']);
    await strict.close();
  });

  it('is held to the bytes that a person and a workspace may send in 24 hours', async () => {
    const limited = await createTestHandler({ limits: { person: { bytes: 100 }, workspace: { bytes: 150 } } });
    const send = (id: string, size: number) =>
      limited.as({ id }).post('/v1/tickets', sampleTicket({ attachments: announced(1, { size }) }));
    assert.deepEqual(faultsOf(await send('ada', 100)), []);
    assert.deepEqual(faultsOf(await send('ada', 1)), ['attachments too-much-today']);
    assert.deepEqual(faultsOf(await send('ben', 51)), ['attachments too-much-today']);
    assert.deepEqual(faultsOf(await send('ben', 50)), []);
    limited.advance(24 * 3600 * 1000 + 1);
    assert.deepEqual(faultsOf(await send('ada', 100)), []);
    await limited.close();
  });

  it('may come without words', async () => {
    const { body } = await create([]);
    const { status, body: message } = await caller.post<Message>(`/v1/tickets/${body.id}/messages`, {
      body: '',
      attachments: announced(1),
    });
    assert.deepEqual([status, message.body, message.attachments.length], [201, '', 1]);
  });
});

describe('A file', () => {
  let handler: TestHandler;
  let requester: Caller;
  let staff: Caller;
  let ticket: Ticket;
  before(async () => {
    const accept = [...(defaultPolicy.attachments?.accept ?? []), { type: 'text/html', extensions: ['html'] }];
    handler = await createTestHandler({ policy: { ...defaultPolicy, attachments: { ...defaultPolicy.attachments!, accept } } });
    requester = handler.as(ada);
    staff = handler.as(sam);
    ticket = (await requester.post<Ticket>('/v1/tickets', sampleTicket())).body;
  });
  after(() => handler.close());

  const attach = async (caller: Caller, more: object, facts: Parameters<typeof testFile>[0] = {}) => {
    const file = testFile(facts);
    const { body } = await caller.post<Message>(`/v1/tickets/${ticket.id}/messages`, {
      body: 'See.',
      attachments: [file.manifest],
      ...more,
    });
    const id = body.attachments[0]?.id ?? '';
    assert.equal((await uploadFile(caller, id, file.bytes)).status, 204);
    return { ...file, id };
  };
  /** All that a requester can read, the text of each answer. */
  const everythingFor = async (caller: Caller) => {
    const paths = ['/v1/tickets', `/v1/tickets/${ticket.id}`, `/v1/tickets/${ticket.id}/timeline`, '/v1/unread'];
    return (await Promise.all(paths.map((path) => caller.get(path)))).map(({ text }) => text).join('\n');
  };

  it('[2-43] that is internal reaches a requester in no answer, count or event', async () => {
    const before = await everythingFor(requester);
    const { id } = await attach(staff, { visibility: 'internal' }, { name: 'secret.png' });
    assert.equal(await everythingFor(requester), before);
    const [hidden, none] = await Promise.all([id, 'none'].map((name) => requester.get<Problem>(`/v1/attachments/${name}`)));
    assert.deepEqual([hidden?.status, hidden?.body.detail], [none?.status, none?.body.detail]);
    assert.equal((await staff.raw(`/v1/attachments/${id}`)).status, 200);
  });

  it('[2-42] [2-43] is shown to the requester by staff and taken back, and each download asks anew who may have it', async () => {
    const { id, bytes } = await attach(staff, { visibility: 'internal' }, { name: 'plan.png' });
    const path = `/v1/attachments/${id}`;
    const documents = async (caller: Caller) =>
      (await caller.get<Ticket>(`/v1/tickets/${ticket.id}`)).body.attachments?.map(({ name }) => name) ?? [];
    assert.ok(!(await documents(requester)).includes('plan.png'));
    assert.equal((await requester.patch(path, { visibility: 'public' })).status, 403);

    const shown = await staff.patch<Attachment>(path, { visibility: 'public' });
    assert.deepEqual([shown.status, shown.body.visibility], [200, 'public']);
    assert.ok((await documents(requester)).includes('plan.png'));
    const download = await requester.raw(path);
    assert.deepEqual(Buffer.from(await download.arrayBuffer()), bytes);
    const eventsFor = async (caller: Caller) =>
      (await caller.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body.items.flatMap((item) =>
        item.kind === 'event' && item.attachment === id ? [item.to] : [],
      );
    assert.deepEqual(await eventsFor(requester), ['public']);
    const { version } = (await requester.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    await staff.patch(path, { visibility: 'public' });
    assert.equal((await requester.get<Ticket>(`/v1/tickets/${ticket.id}`)).body.version, version, 'what is so is no change');

    await staff.patch(path, { visibility: 'internal' });
    assert.equal((await requester.raw(path)).status, 404);
    assert.ok(!(await documents(requester)).includes('plan.png'));
    assert.ok((await documents(staff)).includes('plan.png'));
    assert.ok(!(await everythingFor(requester)).includes(id));
    assert.deepEqual(await eventsFor(staff), ['public', 'internal']);
    assert.ok((await requester.get<Ticket>(`/v1/tickets/${ticket.id}`)).body.version > version);
  });

  it('is nobody else’s: strangers, other workspaces and a hidden ticket answer as if there were none', async () => {
    const { id } = await attach(requester, {});
    const path = `/v1/attachments/${id}`;
    for (const stranger of [{ id: 'eve' }, { id: 'ada', workspace: 'globex' }, { ...sam, workspace: 'globex' }]) {
      assert.equal((await handler.as(stranger).raw(path)).status, 404);
    }
    const { version } = (await staff.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    await staff.patch(`/v1/tickets/${ticket.id}`, { shared: false }, { version });
    assert.equal((await requester.raw(path)).status, 404);
    await staff.patch(`/v1/tickets/${ticket.id}`, { shared: true }, { version: version + 1 });
    assert.equal((await requester.raw(path)).status, 200);
    assert.equal((await handler.server.fetch(new Request(`http://helpmark.test${path}`))).status, 401);
  });

  it('is sent so that nothing in it can run, under a name that is safe', async () => {
    const { id, bytes } = await attach(
      requester,
      {},
      {
        name: '../a\r\nb\u202E"é€.html',
        type: 'text/html',
        bytes: Buffer.from('<script>alert(1)</script>'),
      },
    );
    const response = await requester.raw(`/v1/attachments/${id}?inline=1`);
    assert.equal(response.headers.get('x-content-type-options'), 'nosniff');
    assert.equal(response.headers.get('content-security-policy'), "default-src 'none'; sandbox");
    assert.equal(
      response.headers.get('content-disposition'),
      `attachment; filename="a b_é?.html"; filename*=UTF-8''a%20b_%C3%A9%E2%82%AC.html`,
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    assert.deepEqual(Buffer.from(await response.arrayBuffer()), bytes);
    const { attachments } = (await requester.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    const shown = attachments?.find((file) => file.id === id);
    assert.deepEqual([shown?.name, shown?.image], ['../a\r\nb\u202E"é€.html', undefined], 'shown as it was typed');
  });

  it('is shown in its place only where it is a verified picture or recording', async () => {
    const { id } = await attach(requester, {});
    const placeOf = async (query: string) =>
      (await requester.raw(`/v1/attachments/${id}${query}`)).headers.get('content-disposition')?.split(';')[0];
    assert.equal(await placeOf('?inline=1'), 'inline');
    assert.equal(await placeOf(''), 'attachment');
    const { attachments } = (await requester.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    assert.equal(attachments?.find((file) => file.id === id)?.image, true);
  });

  it('is sent in parts where a part is asked for', async () => {
    const { id, bytes } = await attach(requester, {}, { size: 100 });
    const part = async (range: string, method = 'GET') => {
      const response = await requester.raw(`/v1/attachments/${id}`, { method, headers: { range } });
      const sent = Buffer.from(await response.arrayBuffer());
      return [response.status, response.headers.get('content-range'), sent.equals(bytes) ? 'all' : sent.toString('hex')];
    };
    const hex = (start: number, end: number) => bytes.subarray(start, end).toString('hex');
    assert.deepEqual(await part('bytes=0-9'), [206, 'bytes 0-9/100', hex(0, 10)]);
    assert.deepEqual(await part('bytes=90-'), [206, 'bytes 90-99/100', hex(90, 100)]);
    assert.deepEqual(await part('bytes=-5'), [206, 'bytes 95-99/100', hex(95, 100)]);
    assert.deepEqual(await part('bytes=99-500'), [206, 'bytes 99-99/100', hex(99, 100)]);
    assert.deepEqual(await part('bytes=100-'), [416, 'bytes */100', '']);
    for (const odd of ['bytes=-', 'bytes=0-1,3-4', 'lines=0-1']) assert.deepEqual(await part(odd), [200, null, 'all']);
    assert.deepEqual(await part('bytes=0-9', 'HEAD'), [206, 'bytes 0-9/100', '']);
  });

  it('counts as unread with its message, and by itself as nothing', async () => {
    const unread = async () => (await requester.get<Unread>('/v1/unread')).body.messages;
    const before = await unread();
    const { id } = await attach(staff, { visibility: 'public' });
    assert.equal(await unread(), before + 1);
    await staff.patch(`/v1/attachments/${id}`, { visibility: 'internal' });
    assert.equal(await unread(), before + 1);
  });
});

describe('A scan', () => {
  const file = testFile();
  const sendOne = async (handler: TestHandler) => {
    const caller = handler.as(ada);
    const { body } = await caller.post<Ticket>('/v1/tickets', sampleTicket({ attachments: [file.manifest] }));
    const id = body.attachments?.[0]?.id ?? '';
    await uploadFile(caller, id, file.bytes);
    return {
      download: async () => {
        const answer = await caller.get<Problem | undefined>(`/v1/attachments/${id}`);
        return [answer.status, answer.body?.code];
      },
      state: async () => (await caller.get<Ticket>(`/v1/tickets/${body.id}`)).body.attachments?.[0]?.state,
    };
  };

  for (const [verdict, state, answer] of [
    [true, 'ready', [200, undefined]],
    [false, 'refused', [409, 'refused']],
  ] as const) {
    it(`holds a file back until it answers ${verdict}`, async () => {
      let decide: (isClean: boolean) => void = () => undefined;
      let seen = '';
      const handler = await createTestHandler({
        scan: async ({ read, name, sha256, size }) => {
          const parts: Buffer[] = [];
          for await (const part of read()) parts.push(part as Buffer);
          seen = `${name} ${size} ${sha256 === file.manifest.sha256} ${Buffer.concat(parts).equals(file.bytes)}`;
          return new Promise<boolean>((resolve) => (decide = resolve));
        },
      });
      const sent = await sendOne(handler);
      assert.deepEqual([await sent.state(), await sent.download()], ['held', [409, 'pending']]);
      await until(() => seen !== '');
      assert.equal(seen, 'photo.png 64 true true');
      decide(verdict);
      await until(async () => (await sent.state()) !== 'held');
      assert.deepEqual([await sent.state(), await sent.download()], [state, [...answer]]);
      await handler.close();
    });
  }

  it('that fails holds the file back until the next round', async () => {
    let tries = 0;
    const scan = () => {
      tries += 1;
      if (tries === 1) throw new Error('The scanner is away.');
      return true;
    };
    const handler = await createTestHandler({ scan, log: () => undefined });
    const sent = await sendOne(handler);
    await until(() => tries === 1);
    assert.equal(await sent.state(), 'held');
    await handler.server.runDueTimers();
    assert.equal(await sent.state(), 'ready');
    await handler.close();
  });
});

/** Waits until something holds; the runner's own limit ends what never does. */
async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await new Promise((resolve) => setImmediate(resolve));
}
