import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { PolicyAnswer, Problem } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, readAnswer, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';
import { maxBodyBytes } from './body.js';
import type { LogEntry } from './index.js';

const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', role: 'staff' };

describe('Every answer', () => {
  let handler: TestHandler;
  const log: LogEntry[] = [];
  before(async () => {
    handler = await createTestHandler({ log: (entry) => log.push(entry) });
  });
  after(() => handler.close());
  const fetch = async (path: string, init?: RequestInit) =>
    readAnswer<Problem>(await handler.server.fetch(new Request(`http://helpmark.test${path}`, init)));

  it('has an id, is not kept, and is not sniffed for another type', async () => {
    const answers = [
      await fetch('/healthz'),
      await fetch('/v1/tickets'),
      await fetch('/nowhere'),
      await fetch('/v1/tickets', { method: 'DELETE' }),
      await handler.as(ada).get('/v1/tickets'),
      await handler.as(ada).post('/v1/tickets', sampleTicket()),
      await handler.as(ada).post('/v1/tickets', {}),
    ];
    for (const { headers } of answers) {
      assert.match(headers.get('x-request-id') ?? '', /^[0-9a-f-]{36}$/);
      assert.equal(headers.get('cache-control'), 'no-store');
      assert.equal(headers.get('x-content-type-options'), 'nosniff');
    }
    assert.equal(new Set(answers.map(({ headers }) => headers.get('x-request-id'))).size, answers.length);
  });

  it('carries the caller’s own id where it is short and plain, in the problem and in the log as well', async () => {
    const known = await fetch('/v1/tickets', { headers: { 'x-request-id': 'trace-1.2_3' } });
    assert.equal(known.headers.get('x-request-id'), 'trace-1.2_3');
    assert.equal(known.body.requestId, 'trace-1.2_3');
    assert.ok(log.some(({ requestId, path, status }) => requestId === 'trace-1.2_3' && path === '/v1/tickets' && status === 401));
    for (const id of ['', 'a b', 'x'.repeat(101), '<script>']) {
      const answer = await fetch('/healthz', { headers: { 'x-request-id': id } });
      assert.notEqual(answer.headers.get('x-request-id'), id);
    }
  });

  it('that is a failure is a problem by its media type, with status and code', async () => {
    const unknown = await fetch('/v1/nothing');
    assert.equal(unknown.headers.get('content-type'), 'application/problem+json');
    assert.deepEqual([unknown.status, unknown.body.status, unknown.body.code], [404, 404, 'not-found']);
    for (const path of ['/', '/v1', '/v1/', '/v1/tickets/', '/V1/tickets', '//v1/tickets']) {
      assert.equal((await fetch(path)).status, 404, path);
    }
  });

  it('to a method that a path does not know says which it knows', async () => {
    const table: [method: string, path: string, allow: string][] = [
      ['DELETE', '/v1/tickets', 'POST, GET, HEAD'],
      ['PUT', '/v1/tickets/x', 'GET, HEAD, PATCH'],
      ['POST', '/v1/policy', 'GET, HEAD'],
      ['GET', '/v1/tickets/x/messages', 'POST'],
      ['POST', '/healthz', 'GET, HEAD'],
    ];
    for (const [method, path, allow] of table) {
      const answer = await fetch(path, { method });
      assert.deepEqual([answer.status, answer.body.code, answer.headers.get('allow')], [405, 'method-not-allowed', allow], path);
    }
    const options = await fetch('/v1/tickets', { method: 'OPTIONS' });
    assert.deepEqual([options.status, options.headers.get('allow')], [204, 'POST, GET, HEAD']);
    const head = await fetch('/healthz', { method: 'HEAD' });
    assert.deepEqual([head.status, head.text], [200, '']);
  });

  it('to a body that cannot be read says why', async () => {
    const caller = handler.as(ada);
    const table: [body: string, headers: Record<string, string>, status: number, code: string][] = [
      ['{"subject":', {}, 400, 'malformed'],
      ['', {}, 400, 'malformed'],
      ['[[[['.repeat(1000), {}, 400, 'malformed'],
      ['{}', { 'content-type': 'text/plain' }, 415, 'unsupported-media-type'],
      ['{}', { 'content-type': 'application/x-www-form-urlencoded' }, 415, 'unsupported-media-type'],
      ['[]', {}, 422, 'invalid'],
      ['null', {}, 422, 'invalid'],
      ['"text"', {}, 422, 'invalid'],
      ['{"subject":1,"type":[],"fields":"none"}', {}, 422, 'invalid'],
      [JSON.stringify({ ...sampleTicket(), fields: { impact: { deep: true } } }), {}, 422, 'invalid'],
      ['x'.repeat(maxBodyBytes + 1), {}, 413, 'too-large'],
    ];
    for (const [body, headers, status, code] of table) {
      const answer = await caller.post<Problem>('/v1/tickets', body, { headers });
      assert.deepEqual([answer.status, answer.body.code], [status, code], body.slice(0, 60));
    }
    const several = await caller.post<Problem>('/v1/tickets', { subject: 1, type: [], fields: { impact: {} } });
    assert.deepEqual(
      several.body.issues?.map(({ path, code }) => [path.join('.'), code]),
      [
        ['subject', 'wrong-type'],
        ['type', 'wrong-type'],
        ['fields.impact', 'wrong-type'],
      ],
    );
    const typed = await caller.post('/v1/tickets', sampleTicket(), {
      headers: { 'content-type': 'application/json; charset=utf-8' },
    });
    assert.equal(typed.status, 201);
    const invalidUtf8 = await handler.server.fetch(
      new Request('http://helpmark.test/v1/tickets', {
        method: 'POST',
        headers: {
          authorization: `Bearer ${await mintToken(ada, handler.now())}`,
          'content-type': 'application/json',
          'idempotency-key': 'k',
        },
        body: new Uint8Array([0x22, 0xff, 0xfe, 0x22]),
      }),
    );
    assert.equal(invalidUtf8.status, 400);
  });

  it('to a body that grows beyond the limit comes at once, and the rest is not read', async () => {
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 64 * 1024;
        controller.enqueue(new Uint8Array(64 * 1024).fill(0x20));
      },
    });
    const init = { duplex: 'half', method: 'POST', body: endless };
    const headers = {
      authorization: `Bearer ${await mintToken(ada, handler.now())}`,
      'content-type': 'application/json',
      'idempotency-key': 'k',
    };
    const answer = await fetch('/v1/tickets', { ...init, headers });
    assert.deepEqual([answer.status, answer.body.code], [413, 'too-large']);
    assert.ok(sent <= maxBodyBytes + 4 * 64 * 1024, `${sent} bytes were read`);
  });

  it('after the server was closed is 503', async () => {
    const other = await createTestHandler();
    const running = other.as(ada).post('/v1/tickets', sampleTicket());
    await new Promise((resolve) => setImmediate(resolve));
    await other.close();
    await other.close();
    assert.ok([201, 503].includes((await running).status));
    const response = await other.server.fetch(new Request('http://helpmark.test/healthz'));
    assert.deepEqual([response.status, response.headers.get('retry-after')], [503, '5']);
  });
});

describe('The policy', () => {
  it('is answered as the person may see it, and only again once it differs', async () => {
    const handler = await createTestHandler();
    const first = await handler.as(ada).get<PolicyAnswer>('/v1/policy');
    assert.deepEqual([first.status, first.body.version, first.body.person.id], [200, defaultPolicy.version, 'ada']);
    assert.ok(!('rules' in first.body.policy) && !('numbering' in first.body.policy));
    assert.equal(first.headers.get('cache-control'), 'private, no-cache');
    const etag = first.headers.get('etag') ?? '';
    for (const tag of [etag, `W/${etag}`, `"other", ${etag}`]) {
      const again = await handler.as(ada).get('/v1/policy', { headers: { 'if-none-match': tag } });
      assert.deepEqual([again.status, again.text, again.headers.get('etag')], [304, '', etag]);
    }
    const other = await handler.as(sam).get('/v1/policy', { headers: { 'if-none-match': etag } });
    assert.equal(other.status, 200);
    await handler.close();
  });

  it('holds the languages that the request accepts, and its own; all of them where it says nothing of any', async () => {
    const handler = await createTestHandler();
    const ask = (headers: Record<string, string>) => handler.as(ada).get<PolicyAnswer>('/v1/policy', { headers });
    const languagesOf = ({ body }: { body: PolicyAnswer }) => Object.keys(body.policy.fields[0]!.label);
    const all = await ask({});
    assert.equal(languagesOf(all).length, 16);
    for (const [accepted, languages] of [
      ['ja', ['en', 'ja']],
      ['pt-BR, fr;q=0.5, de;q=0, eo', ['en', 'fr', 'pt']],
      ['eo', ['en']],
      ['*', languagesOf(all)],
      ['', languagesOf(all)],
      ['eo, *;q=0.1', languagesOf(all)],
    ] as const) {
      const answer = await ask({ 'accept-language': accepted });
      assert.deepEqual(languagesOf(answer), languages, accepted);
      assert.equal(answer.headers.get('vary'), 'Accept-Language');
      const etag = answer.headers.get('etag')!;
      assert.equal(etag === all.headers.get('etag'), languages.length === 16, accepted);
      assert.equal((await ask({ 'accept-language': accepted, 'if-none-match': etag })).status, 304);
      assert.equal(
        (await ask({ 'accept-language': 'uk', 'if-none-match': etag })).status,
        200,
        'another language, another answer',
      );
    }
    await handler.close();
  });

  it('says by its own clock and calendar when the chat is open, and the same as long as those hours last', async () => {
    const handler = await createTestHandler({ policy: consumerPlansPolicy });
    const ask = async () => (await handler.as(ada).get<PolicyAnswer>('/v1/policy')).body.policy.channels?.chat?.hours;
    const hours = await ask();
    // It is nine in London on a Friday: New York opens at two, and again on Monday.
    assert.deepEqual(hours?.slice(0, 2), [
      { from: '2026-11-20T14:00:00.000Z', to: '2026-11-20T22:00:00.000Z' },
      { from: '2026-11-23T14:00:00.000Z', to: '2026-11-23T22:00:00.000Z' },
    ]);
    assert.equal(hours.length, 10);
    handler.advance(13 * 3_600_000);
    assert.deepEqual((await ask())?.[0], hours[1]);
    await handler.close();
  });

  it('may be another in each workspace', async () => {
    const policy = (workspace: string) => (workspace === 'globex' ? { ...defaultPolicy, version: 'globex-1' } : undefined);
    const handler = await createTestHandler({ policy });
    assert.equal((await handler.as({ ...ada, workspace: 'globex' }).get<PolicyAnswer>('/v1/policy')).body.version, 'globex-1');
    assert.equal((await handler.as(ada).get<PolicyAnswer>('/v1/policy')).body.version, defaultPolicy.version);
    await handler.close();
  });

  it('that has a fault ends the start', async () => {
    await assert.rejects(
      createTestHandler({ policy: { ...defaultPolicy, baseFields: ['nothing'] } }),
      /There is no field "nothing"/,
    );
  });
});

describe('A base path', () => {
  it('stands before every path, and nothing is answered beside it', async () => {
    const handler = await createTestHandler({ basePath: '/support' });
    assert.equal((await handler.as(ada).get('/v1/policy')).status, 200);
    for (const path of ['/v1/policy', '/supportive/v1/policy', '/healthz']) {
      assert.equal((await handler.server.fetch(new Request(`http://helpmark.test${path}`))).status, 404, path);
    }
    assert.equal((await handler.server.fetch(new Request('http://helpmark.test/support/healthz'))).status, 200);
    await handler.close();
    for (const basePath of ['support', '/support/', '/']) {
      await assert.rejects(createTestHandler({ basePath }), TypeError, basePath);
    }
  });
});

describe('A page of another origin', () => {
  const origin = 'https://app.example.com';
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler({ origins: [origin] });
  });
  after(() => handler.close());
  const preflight = (from: string) =>
    handler.server.fetch(
      new Request('http://helpmark.test/v1/tickets', {
        method: 'OPTIONS',
        headers: { origin: from, 'access-control-request-method': 'POST', 'access-control-request-headers': 'authorization' },
      }),
    );
  const corsHeaders = (headers: Headers) => [...headers.keys()].filter((name) => name.startsWith('access-control-'));

  it('that is listed may call and read what it needs, failures included, but never with credentials', async () => {
    const allowed = await preflight(origin);
    assert.equal(allowed.status, 204);
    assert.equal(allowed.headers.get('access-control-allow-origin'), origin);
    assert.match(
      allowed.headers.get('access-control-allow-headers') ?? '',
      /Accept-Language.*Authorization.*Idempotency-Key.*If-Match/,
    );
    assert.match(allowed.headers.get('access-control-allow-methods') ?? '', /PATCH/);
    const answers = [
      await handler.as(ada).get('/v1/policy', { headers: { origin } }),
      await handler.as(ada).get('/v1/tickets/none', { headers: { origin } }),
      await handler.as(ada).post('/v1/tickets', 'x'.repeat(maxBodyBytes + 1), { headers: { origin } }),
    ];
    assert.deepEqual(
      answers.map(({ status }) => status),
      [200, 404, 413],
    );
    assert.deepEqual(
      answers.map(({ headers }) => headers.get('vary')),
      ['Accept-Language, Origin', 'Origin', 'Origin'],
    );
    for (const { headers } of answers) {
      assert.equal(headers.get('access-control-allow-origin'), origin);
      assert.match(headers.get('access-control-expose-headers') ?? '', /^X-Request-Id, ETag, Retry-After, .*Upload-Offset$/);
      assert.equal(headers.get('access-control-allow-credentials'), null);
    }
  });

  it('that is not listed exactly gets no header that would let it read', async () => {
    const strangers = [
      'https://app.example.com.evil.example',
      'http://app.example.com',
      'https://app.example.com:444',
      'null',
      '*',
    ];
    for (const stranger of strangers) {
      assert.deepEqual(corsHeaders((await preflight(stranger)).headers), [], stranger);
      assert.deepEqual(corsHeaders((await handler.as(ada).get('/v1/policy', { headers: { origin: stranger } })).headers), []);
    }
    assert.deepEqual(corsHeaders((await handler.as(ada).get('/v1/policy')).headers), []);
  });

  it('must be written as a browser sends it', async () => {
    for (const wrong of ['*', 'app.example.com', 'https://app.example.com/', 'https://app.example.com/path', 'null']) {
      await assert.rejects(createTestHandler({ origins: [wrong] }), TypeError, wrong);
    }
  });
});
