import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { AuditEntry, Problem, Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const kim = { id: 'kim', role: 'admin', name: 'Kim' };

describe('The audit log', () => {
  let database: TestDatabase;
  let handler: TestHandler;
  beforeEach(async () => {
    database = await makeDatabase({ kept: true });
    handler = await createTestHandler({ policy: consumerPlansPolicy, database: database.address, timerInterval: false });
  });
  afterEach(async () => {
    await handler.close();
    await database.remove();
  });
  const logAfter = async (id?: string) =>
    (await handler.as(kim).get<AuditEntry[]>(`/v1/audit${id === undefined ? '' : `?after=${id}`}`)).body;
  const send = async () => (await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket())).body;

  it('[2-02] says who changed what and when, in order, for administrators to export', async () => {
    const { id } = await send();
    const path = `/v1/tickets/${id}`;
    const headers = { 'x-request-id': 'the-change' };
    const changed = await handler.as(sam).patch(path, { assignee: 'sam', priority: 'high' }, { version: 1, headers });
    assert.equal(changed.status, 200);
    await handler.as(sam).post(`${path}/messages`, { body: 'A secret word.', visibility: 'internal' });
    const { headers: answered, text, body } = await handler.as(kim).get<AuditEntry[]>('/v1/audit');
    assert.equal(answered.get('content-type'), 'application/x-ndjson');
    assert.doesNotMatch(text, /secret|bar stays/);
    assert.deepEqual(
      body.map(({ person, action, visibility, from, to }) => [person?.id, action, visibility, from, to]),
      [
        ['ada', 'created', 'public', undefined, undefined],
        ['ada', 'message', 'public', undefined, undefined],
        ['sam', 'status', 'public', 'new', 'open'],
        ['sam', 'priority', 'public', 'medium', 'high'],
        ['sam', 'assignee', 'internal', undefined, 'sam'],
        ['sam', 'message', 'internal', undefined, undefined],
      ],
    );
    assert.ok(body.every((entry) => entry.subject === id && entry.at === handler.now().toISOString()));
    assert.deepEqual(body[3]?.requestId, 'the-change');

    assert.deepEqual(await logAfter(body[3]?.id), body.slice(4));
    assert.deepEqual(await logAfter(body.at(-1)?.id), []);
    assert.equal((await handler.as(kim).get<Problem>('/v1/audit?after=none')).status, 422);
    for (const person of [sam, ada]) assert.equal((await handler.as(person).get('/v1/audit')).status, 403);
  });

  it('holds what the service did by itself, with nobody as its author', async () => {
    const { id } = await send();
    const path = `/v1/tickets/${id}`;
    await handler.as(sam).post(`${path}/messages`, { body: 'Which?', visibility: 'public' });
    await handler.as(sam).patch(path, { status: 'waiting' }, { version: 2 });
    handler.advance(3 * 24 * 3600 * 1000);
    await handler.server.runDueTimers();
    const last = (await logAfter()).at(-1);
    assert.deepEqual([last?.action, last?.person, last?.requestId], ['reminder', undefined, undefined]);
  });

  it('keeps no line of what was refused, and one of what was repeated', async () => {
    await handler.as(ada).post('/v1/tickets', consumerTicket({ subject: '' }));
    assert.deepEqual(await logAfter(), []);
    for (const _time of [1, 2]) await handler.as(ada).post('/v1/tickets', consumerTicket(), { key: 'same' });
    assert.equal((await logAfter()).filter(({ action }) => action === 'created').length, 1);
  });

  it('can only be added to, also by whoever opens the database besides', async () => {
    await send();
    const before = await logAfter();
    for (const statement of ["update audit set person = 'eve'", 'delete from audit']) {
      await assert.rejects(database.run(statement), /only ever added to/);
    }
    assert.deepEqual(await logAfter(), before);
    assert.ok(before.length > 0);
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      const response = await handler.server.fetch(new Request('http://helpmark.test/v1/audit', { method }));
      assert.equal(response.status, 405, method);
    }
  });

  it('is each workspace’s own', async () => {
    await send();
    const other = handler.as({ ...kim, workspace: 'globex' });
    assert.deepEqual((await other.get<AuditEntry[]>('/v1/audit')).body, []);
    const [first] = await logAfter();
    assert.equal((await other.get(`/v1/audit?after=${first?.id}`)).status, 422);
  });
});
