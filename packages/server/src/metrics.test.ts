import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { AuditEntry, Problem, Ticket } from '@helpmark/schema';
import { openEvents } from '../../../test/support/event-stream.js';
import type { Answered, TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, readAnswer, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';
import type { LogEntry } from './log.js';

const ada = { id: 'ada@private.example', name: 'Ada Quillfeather', email: 'ada.q@private.example', organization: 'Quillworks' };
const kim = { id: 'kim', role: 'admin', name: 'Kim Quillfeather' };
const token = 'a-token-of-the-tests-for-metrics';

describe('Metrics', () => {
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler({ metrics: { token }, timerInterval: false, basePath: '/support' });
  });
  after(() => handler.close());

  const read = async (authorization?: string): Promise<Answered<Problem>> => {
    const headers: Record<string, string> = authorization === undefined ? {} : { authorization };
    const response = await handler.server.fetch(new Request('http://helpmark.test/support/metrics', { headers }));
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, body: {} as Problem };
  };
  /** The value of a line that begins with a name and labels. */
  const valueOf = async (name: string) => {
    const { text } = await read(`Bearer ${token}`);
    return Number(
      text
        .split('\n')
        .find((line) => line.startsWith(`${name} `))
        ?.slice(name.length + 1) ?? 0,
    );
  };

  it('are there for whoever has their token, in the format of Prometheus, and for nobody else', async () => {
    assert.equal((await read()).status, 401);
    assert.equal((await read('Bearer another')).status, 401);
    assert.equal((await read(`Bearer ${await mintToken(kim, handler.now())}`)).status, 401, 'a person is not who may read them');
    const { status, headers, text } = await read(`Bearer ${token}`);
    assert.deepEqual([status, headers.get('content-type')], [200, 'text/plain; version=0.0.4; charset=utf-8']);
    assert.match(text, /^# TYPE helpmark_request_seconds histogram$/m);
    assert.match(text, /^nodejs_eventloop_lag_seconds /m);
  });

  it('count requests by route and status, streams and timers', async () => {
    const created = 'helpmark_request_seconds_count{method="POST",route="/v1/tickets",status="201"}';
    const unknown = 'helpmark_request_seconds_count{method="GET",route="other",status="404"}';
    const one = 'helpmark_request_seconds_count{method="GET",route="/v1/tickets/:id",status="404"}';
    const [first, stray, missed] = [await valueOf(created), await valueOf(unknown), await valueOf(one)];
    await handler.as(ada).post('/v1/tickets', sampleTicket());
    await handler.as(ada).get('/v1/nothing/of/the/kind');
    await handler.as(ada).get('/v1/tickets/x');
    assert.deepEqual([await valueOf(created), await valueOf(unknown), await valueOf(one)], [first + 1, stray + 1, missed + 1]);
    const reader = await openEvents(handler.server, await mintToken(ada, handler.now()), { basePath: '/support' });
    await reader.next();
    assert.equal(await valueOf('helpmark_streams'), 1);
    await reader.leave();
    await handler.server.runDueTimers();
    assert.equal(await valueOf('helpmark_timer_rounds_total{result="done"}'), 1);
  });

  it('hold nothing of anyone', async () => {
    await handler.as(kim).patch(`/v1/people/${encodeURIComponent(ada.id)}`, { atWork: false });
    const { text } = await read(`Bearer ${token}`);
    assert.doesNotMatch(text, /quill|ada|private|acme/i);
  });

  it('are not there, and nothing tells of them, where nobody turned them on', async () => {
    const plain = await createTestHandler();
    const answer = await readAnswer<Problem>(await plain.server.fetch(new Request('http://helpmark.test/metrics')));
    assert.deepEqual([answer.status, answer.body.code], [404, 'not-found']);
    assert.equal((await plain.server.metrics()).status, 404);
    await plain.close();
    const own = await createTestHandler({ metrics: true });
    assert.equal((await own.as(ada).get('/metrics')).status, 404, 'without a token they are for a port of their own');
    assert.match(await (await own.server.metrics()).text(), /helpmark_streams 0/);
    await own.close();
    await assert.rejects(createTestHandler({ metrics: { token: 'short' } }), /write 16 characters or more, without spaces/);
  });
});

describe('The log', () => {
  it('has a line a request with its id, and no word, name, address or id of a person, whatever fails', async () => {
    const lines: LogEntry[] = [];
    let isBroken = false;
    const handler = await createTestHandler({
      log: (entry) => lines.push(entry),
      pageOrigin: () => {
        if (isBroken) throw new Error('The host failed.');
        return undefined;
      },
    });
    const person = handler.as(ada);
    const sent = sampleTicket({ subject: 'Quillsubject', body: 'Quillbody', fields: { impact: 'Quillimpact' } });
    const headers = { 'x-request-id': 'trace-7' };
    const ticket = (await person.post<Ticket>('/v1/tickets', sent, { key: 'quillkey', headers })).body;
    const path = `/v1/tickets/${ticket.id}`;
    await person.get('/v1/tickets?q=Quillsearch');
    await person.post(`${path}/messages`, { body: 'Quillreply', visibility: 'Quillvisibility' });
    await person.post('/v1/tickets', '{ "Quilljson');
    await handler.as(kim).get('/v1/people?q=quill');
    await handler.as(kim).patch(`/v1/people/${encodeURIComponent(ada.id)}`, { atWork: true });
    isBroken = true;
    const failed = await person.post<Problem>(
      `${path}/messages`,
      { body: 'Quillreply' },
      { headers: { 'x-request-id': 'trace-8' } },
    );
    assert.deepEqual([failed.status, failed.body.requestId, failed.headers.get('x-request-id')], [500, 'trace-8', 'trace-8']);
    isBroken = false;

    // The id goes with a request into the log, its failures and the audit log.
    const errors = lines.filter(({ level }) => level === 'error');
    assert.deepEqual(
      errors.map(({ requestId, error }) => [requestId, error?.includes('The host failed.')]),
      [['trace-8', true]],
    );
    assert.ok(lines.some(({ requestId, status }) => requestId === 'trace-7' && status === 201));
    const { body: audit } = await handler.as(kim).get<AuditEntry[]>('/v1/audit');
    assert.equal(audit.find(({ action, subject }) => action === 'created' && subject === ticket.id)?.requestId, 'trace-7');
    assert.equal(lines.filter(({ message }) => message === 'request').length, 8);
    assert.ok(lines.some((line) => line.path === '/v1/people/:id' && line.status === 200));
    assert.doesNotMatch(JSON.stringify(lines), /quill|private|bearer|eyJ/i);
    await handler.close();
  });
});
