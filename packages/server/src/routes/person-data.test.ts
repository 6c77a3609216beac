import assert from 'node:assert/strict';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AuditEntry, Erasure, PeoplePage, PersonLine, Policy, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { personLineSchema } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import { openEvents } from '../../../../test/support/event-stream.js';
import { beginUpload, testFile, uploadFile } from '../../../../test/support/files.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';
import { mintToken } from '../../../../test/support/tokens.js';

// A host may well take addresses as ids.
const ada = { id: 'ada@acme.example', name: 'Ada Lovelace', email: 'ada.canary@acme.example', organization: 'Northwind' };
const bob = { id: 'bob', name: 'Bob', email: 'bob@acme.example' };
const sam = { id: 'sam', role: 'staff', name: 'Sam Canarystaff', email: 'sam@acme.example' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };
const far = { ...kim, workspace: 'globex' };
const path = `/v1/people/${encodeURIComponent(ada.id)}`;

/** A word that is looked for afterwards, one for each place. */
const canary = (place: string) => `canary-${place}-7f3a`;
const notifications = [
  { event: 'staff-message', to: 'requester', subject: '{subject}', body: 'News on {number}.' },
] as const satisfies Policy['notifications'];
const policy: Policy = { ...consumerPlansPolicy, notifications: [...notifications] };

describe('All that is known of a person', () => {
  let files: string;
  let database: TestDatabase;
  let handler: TestHandler;
  beforeEach(async () => {
    files = mkdtempSync(join(tmpdir(), 'helpmark-files-'));
    database = await makeDatabase({ kept: true });
    await start();
  });
  afterEach(async () => {
    await handler.close();
    await database.remove();
    rmSync(files, { recursive: true });
  });

  const start = async (change: Partial<Policy> = {}) => {
    const options = { policy: { ...policy, ...change }, files, timerInterval: false as const, log: () => undefined };
    handler = await createTestHandler({ ...options, database: database.address, pingInterval: 20 });
  };
  const read = async (id: string) => (await handler.as(kim).get<Ticket>(`/v1/tickets/${id}`)).body;
  const change = async (id: string, body: object) =>
    handler.as(sam).patch(`/v1/tickets/${id}`, body, { version: (await read(id)).version });

  /** Tickets of Ada's: one that Sam answered and that she rated, and one that nobody else wrote on. And one of Bob's. */
  const live = async () => {
    const file = testFile({ name: `${canary('file')}.png` });
    const context = [{ kind: 'browser', value: canary('context') }];
    const input = consumerTicket({
      ...{ subject: canary('subject'), body: `${canary('body')} Yours, Ada`, context },
      attachments: [file.manifest],
    });
    const asked = (await handler.as(ada).post<Ticket>('/v1/tickets', input)).body;
    assert.equal((await uploadFile(handler.as(ada), asked.attachments?.[0]?.id ?? '', file.bytes)).status, 204);
    const answer = testFile({ name: 'answer.png' });
    const reply = { body: 'Look at this.', visibility: 'public', attachments: [answer.manifest] };
    const told = await handler.as(sam).post<{ attachments: { id: string }[] }>(`/v1/tickets/${asked.id}/messages`, reply);
    await uploadFile(handler.as(sam), told.body.attachments[0]?.id ?? '', answer.bytes);
    await handler.as(sam).post(`/v1/tickets/${asked.id}/messages`, { body: 'Between us.', visibility: 'internal' });
    await change(asked.id, { assignee: sam.id });
    await change(asked.id, { status: 'resolved' });
    const { version } = (await handler.as(ada).get<Ticket>(`/v1/tickets/${asked.id}`)).body;
    const rating = { action: 'rate', rating: 2, comments: { agent: canary('survey') } };
    assert.equal((await handler.as(ada).post(`/v1/tickets/${asked.id}/actions`, rating, { version })).status, 200);
    const { items } = (await handler.as(ada).get<TimelinePage>(`/v1/tickets/${asked.id}/timeline`)).body;
    await handler.as(ada).post(`/v1/tickets/${asked.id}/read`, { item: items.at(-1)?.id });
    const alone = (await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket({ subject: canary('alone') }))).body;
    const other = (await handler.as(bob).post<Ticket>('/v1/tickets', consumerTicket({ subject: 'Of Bob' }))).body;
    await handler.as(sam).post(`/v1/tickets/${other.id}/messages`, { body: 'To Bob.', visibility: 'public' });
    const behalf = consumerTicket({ subject: canary('behalf'), body: 'She called.', onBehalfOf: ada.id });
    const called = (await handler.as(sam).post<Ticket>('/v1/tickets', behalf)).body;
    return { asked, alone, other, called };
  };
  const exported = async (caller = handler.as(kim), of = path) => (await caller.get<PersonLine[]>(`${of}/export`)).body;

  it('is given out as one document: profile, tickets, words, files, events, ratings, mails and what the log says', async () => {
    const { asked, alone, called } = await live();
    const { status, headers, text, body: lines } = await handler.as(kim).get<PersonLine[]>(`${path}/export`);
    assert.deepEqual([status, headers.get('content-type')], [200, 'application/x-ndjson']);
    for (const line of lines) assert.ok(personLineSchema.safeParse(line).success, JSON.stringify(line));
    assert.deepEqual(lines[0], {
      kind: 'person',
      person: { ...ada, role: 'requester', workspace: 'acme' },
    });
    assert.deepEqual(lines.at(-1), { kind: 'end', lines: lines.length - 1 });
    for (const place of ['subject', 'body', 'file', 'context', 'survey', 'alone', 'behalf'])
      assert.ok(text.includes(canary(place)), place);
    assert.deepEqual(
      lines.flatMap((line) => (line.kind === 'ticket' ? [line.ticket.id] : [])),
      [asked.id, alone.id, called.id].sort((one, other) => (one < other ? -1 : 1)),
    );
    // Staff's answer is for her to have, and what is internal, or another's, is not.
    assert.ok(text.includes('Look at this.'));
    for (const word of ['Between us.', 'Of Bob', 'To Bob.', sam.email]) assert.ok(!text.includes(word), word);
    const paths = lines.flatMap((line) => (line.kind === 'attachment' ? [line.path] : []));
    assert.equal(paths.length, 2);
    for (const address of paths) assert.equal((await handler.as(ada).raw(address)).status, 200);
    const mails = lines.filter((line) => line.kind === 'mail');
    assert.deepEqual(mails.map(({ subject }) => subject).sort(), [canary('behalf'), canary('subject')]);
    assert.ok(mails.every(({ address, sentAt }) => address === ada.email && sentAt === undefined));
    const { items } = (await handler.as(ada).get<TimelinePage>(`/v1/tickets/${asked.id}/timeline`)).body;
    const marks = lines.filter((line) => line.kind === 'read');
    assert.deepEqual(marks, [{ kind: 'read', ticket: asked.id, item: items.at(-1)?.id }]);
    assert.ok(lines.some((line) => line.kind === 'audit' && line.entry.action === 'rated'));
    const log = (await handler.as(kim).get<AuditEntry[]>('/v1/audit')).body.at(-1);
    assert.deepEqual([log?.action, log?.subject, log?.to, log?.person?.id], ['person', ada.id, 'exported', kim.id]);
  });

  it('has what staff wrote on the tickets of others, also for one another', async () => {
    await live();
    const lines = await exported(handler.as(kim), '/v1/people/sam');
    const words = lines.flatMap((line) => (line.kind === 'item' && line.item.kind === 'message' ? [line.item.body] : []));
    assert.deepEqual(words.sort(), ['Between us.', 'Look at this.', 'She called.', 'To Bob.']);
    assert.ok(!JSON.stringify(lines).includes(canary('body')));
  });

  it('comes whole where it is long, and holds no database while it is read', async () => {
    const { asked } = await live();
    for (let count = 0; count < 120; count += 1) {
      await handler.as(sam).post(`/v1/tickets/${asked.id}/messages`, { body: `Word ${count}.`, visibility: 'public' });
      if (count % 2) await handler.as(ada).post('/v1/tickets', consumerTicket({ subject: `Ticket ${count}` }));
    }
    const response = await handler.as(kim).raw(`${path}/export`);
    const reader = response.body!.getReader();
    const first = await reader.read();
    // A transaction that were still open would hold this up for good.
    assert.equal((await handler.as(ada).post('/v1/tickets', consumerTicket())).status, 201);
    let text = new TextDecoder().decode(first.value);
    for (let next = await reader.read(); !next.done; next = await reader.read()) text += new TextDecoder().decode(next.value);
    const lines = text.split('\n').flatMap((line) => (line === '' ? [] : [JSON.parse(line) as PersonLine]));
    const words = lines.flatMap((line) => (line.kind === 'item' && line.item.kind === 'message' ? [line.item.body] : []));
    assert.deepEqual(
      words.filter((word) => word.startsWith('Word ')),
      Array.from({ length: 120 }, (_word, count) => `Word ${count}.`),
    );
    // The last one came while the export was read.
    assert.ok([63, 64].includes(lines.filter(({ kind }) => kind === 'ticket').length));
    assert.equal(lines.at(-1)?.kind, 'end');
    const left = await handler.as(kim).raw(`${path}/export`);
    await left.body!.cancel();
  });

  it('breaks off where the database goes away, rather than look whole', async () => {
    await live();
    const response = await handler.as(kim).raw(`${path}/export`);
    const reader = response.body!.getReader();
    await reader.read();
    await handler.server.close();
    await assert.rejects(async () => {
      for (let next = await reader.read(); !next.done; next = await reader.read());
    });
    await start();
  });

  it('is for administrators of the same workspace alone, as is its end', async () => {
    const { asked } = await live();
    for (const person of [ada, bob, sam]) {
      assert.equal((await handler.as(person).get(`${path}/export`)).status, 403);
      assert.equal((await handler.as(person).remove(path)).status, 403);
    }
    for (const caller of [handler.as(far), handler.as(kim)]) {
      const id = caller === handler.as(kim) ? 'nobody' : encodeURIComponent(`${ada.id}x`);
      assert.equal((await caller.get(`/v1/people/${id}/export`)).status, 404);
      assert.equal((await caller.remove(`/v1/people/${id}`)).status, 404);
    }
    assert.equal((await handler.as(far).get(`${path}/export`)).status, 404);
    assert.equal((await handler.as(far).remove(path)).status, 404);
    assert.equal((await handler.as(kim).remove('/v1/people/kim')).status, 403);
    assert.equal((await handler.as(ada).get(`/v1/tickets/${asked.id}`)).status, 200);
  });

  it('goes where the person is erased, from every table, file and list; words of others stay', async () => {
    const { asked, alone, other } = await live();
    await handler.as({ ...ada, workspace: 'globex' }).post('/v1/tickets', consumerTicket({ subject: 'In another workspace' }));
    assert.equal(readdirSync(files).length, 2);
    const { status, body } = await handler.as(kim).remove<Erasure>(path);
    assert.deepEqual([status, body], [200, { ticketsErased: 1, ticketsKept: 2, files: 1 }]);
    await handler.server.runDueTimers();
    assert.equal(readdirSync(files).length, 1);

    assert.equal((await handler.as(sam).get(`/v1/tickets/${alone.id}`)).status, 404);
    const kept = await read(asked.id);
    assert.deepEqual([kept.subject, kept.fields, kept.phase, kept.requester.name], ['[erased]', {}, 'closed', undefined]);
    assert.match(kept.requester.id, /^erased:[\w-]{36}$/);
    const { items } = (await handler.as(sam).get<TimelinePage>(`/v1/tickets/${asked.id}/timeline`)).body;
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'message' ? [item.body] : [])),
      ['[erased]', 'Look at this.', 'Between us.'],
    );
    assert.deepEqual(
      kept.attachments?.map(({ name }) => name),
      ['answer.png'],
    );
    assert.equal((await read(other.id)).subject, 'Of Bob');
    assert.deepEqual((await handler.as(sam).get<TicketPage>('/v1/tickets?q=canary')).body.items, []);
    const { items: people } = (await handler.as(sam).get<PeoplePage>('/v1/people')).body;
    assert.deepEqual(people.map(({ id }) => id).sort(), ['bob', 'kim', 'sam']);
    const log = (await handler.as(kim).get<AuditEntry[]>('/v1/audit')).body;
    assert.deepEqual(
      log.slice(-3).map(({ action, person }) => [action, person?.id]),
      [
        ['erased', 'kim'],
        ['status', 'kim'],
        ['status', 'kim'],
      ],
    );

    // In another workspace the same id is somebody else.
    const theirs = (await handler.as({ ...ada, workspace: 'globex' }).get<TicketPage>('/v1/tickets')).body;
    assert.equal(theirs.items.length, 1);
    assert.equal((await handler.as(far).remove(path)).status, 200);
    await handler.server.runDueTimers();
    await handler.close();
    const left = await database.dump();
    for (const trace of ['canary-', 'ada@', 'ada.canary', 'Lovelace', 'another workspace'])
      assert.ok(!left.includes(trace), trace);
    assert.ok(left.includes('Look at this.'));
    await start();
  });

  it('goes but for the words where the policy says so, and the words lose the name', async () => {
    await handler.close();
    await start({ privacy: { erasure: 'pseudonymise' } });
    const { asked, alone } = await live();
    const { body } = await handler.as(kim).remove<Erasure>(path);
    assert.deepEqual(body, { ticketsErased: 0, ticketsKept: 3, files: 1 });
    const kept = await read(asked.id);
    assert.deepEqual([kept.subject, kept.rating?.comments.agent], [canary('subject'), canary('survey')]);
    assert.equal((await read(alone.id)).phase, 'closed');
    const { items } = (await handler.as(sam).get<TimelinePage>(`/v1/tickets/${asked.id}/timeline`)).body;
    assert.equal(items.find((item) => item.kind === 'message')?.body, `${canary('body')} Yours, [erased]`);
    assert.equal((await handler.as(sam).get<TicketPage>(`/v1/tickets?q=${canary('body')}`)).body.items.length, 1);
    await handler.server.runDueTimers();
    await handler.close();
    const left = await database.dump();
    for (const trace of ['ada@', 'ada.canary', 'Lovelace', canary('file'), canary('context')])
      assert.ok(!left.includes(trace), trace);
    await start();
  });

  it('leaves what staff answered, by nobody, and their tickets without anyone', async () => {
    const { asked, other } = await live();
    assert.equal((await handler.as(kim).remove('/v1/people/sam')).status, 200);
    const { items } = (await handler.as(bob).get<TimelinePage>(`/v1/tickets/${other.id}/timeline`)).body;
    const answer = items.find((item) => item.kind === 'message' && item.body === 'To Bob.');
    assert.deepEqual([answer?.author?.role, answer?.author?.name], ['staff', undefined]);
    assert.equal((await read(asked.id)).assignee, undefined);
    assert.deepEqual((await read(asked.id)).attachments?.length, 2);
    await handler.server.runDueTimers();
    await handler.close();
    const left = await database.dump();
    for (const trace of ['Canarystaff', 'sam@']) assert.ok(!left.includes(trace), trace);
    assert.doesNotMatch(left, /\bsam\b/);
    await start();
  });

  it('leaves no bytes behind that come while the person is erased', async () => {
    for (const isSwept of [false, true]) {
      const file = testFile({ size: 4000 });
      const input = consumerTicket({ attachments: [file.manifest] });
      const { id = '' } = (await handler.as(ada).post<Ticket>('/v1/tickets', input)).body.attachments?.[0] ?? {};
      await beginUpload(handler.as(ada), id, file.bytes.length);
      let erased = () => {};
      const isErased = new Promise<void>((resolve) => (erased = resolve));
      const pieces = [file.bytes.subarray(0, 2000), file.bytes.subarray(2000)];
      const body = new ReadableStream<Uint8Array>({
        async pull(controller) {
          const piece = pieces.shift();
          if (pieces.length === 0) await isErased;
          if (piece) controller.enqueue(new Uint8Array(piece));
          else controller.close();
        },
      });
      const headers = { 'tus-resumable': '1.0.0', 'upload-offset': '0', 'content-type': 'application/offset+octet-stream' };
      const init = { method: 'PATCH', headers, body, duplex: 'half' as const };
      const sending = handler.as(ada).raw(`/v1/uploads/${id}`, init);
      assert.equal((await handler.as(kim).remove(path)).status, 200);
      if (isSwept) await handler.server.runDueTimers();
      erased();
      assert.equal((await sending).status, 404);
      await handler.server.runDueTimers();
      assert.deepEqual(readdirSync(files), []);
    }
  });

  it('is not there for a page that still runs, which is told to look; who writes again is new', async () => {
    const { asked } = await live();
    const stream = await openEvents(handler.server, await mintToken(ada, handler.now()));
    const first = await stream.next();
    assert.equal(first?.event, 'reset');
    await handler.as(kim).remove(path);
    const told = await stream.next();
    assert.equal(told?.event, 'reset');
    await stream.leave();
    const again = await openEvents(handler.server, await mintToken(ada, handler.now()), { after: first?.id });
    assert.equal((await again.next())?.event, 'reset');
    await again.leave();
    assert.deepEqual((await handler.as(ada).get<TicketPage>('/v1/tickets')).body.items, []);
    assert.equal((await handler.as(ada).get(`/v1/tickets/${asked.id}`)).status, 404);
    assert.equal((await handler.as(ada).get('/v1/policy')).status, 200);

    const sent = await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket({ subject: 'New again' }));
    assert.deepEqual([sent.status, sent.body.requester.id, sent.body.requester.name], [201, ada.id, ada.name]);
    const lines = await exported();
    assert.deepEqual(
      lines.flatMap((line) => (line.kind === 'ticket' ? [line.ticket.subject] : [])),
      ['New again'],
    );
  });
});
