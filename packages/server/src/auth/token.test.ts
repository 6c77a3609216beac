import assert from 'node:assert/strict';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, before, describe, it } from 'node:test';
import type { PolicyAnswer, Problem } from '@helpmark/schema';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import type { CryptoKey } from 'jose';
import type { Answered, TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, readAnswer } from '../../../../test/support/handler.js';
import { mintToken, secretOf, unknownWorkspace } from '../../../../test/support/tokens.js';
import { createServer } from '../index.js';
import type { LogEntry } from '../index.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', plan: 'team', locale: 'de', organization: 'Northwind' };
const bytes = (secret: string) => new TextEncoder().encode(secret);
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');

type Send = (authorization?: string) => Promise<Answered<Problem & PolicyAnswer>>;
const sendTo =
  (server: { fetch(request: Request): Promise<Response> }): Send =>
  async (authorization) =>
    readAnswer(
      await server.fetch(new Request('http://helpmark.test/v1/policy', { headers: authorization ? { authorization } : {} })),
    );

describe('A token', () => {
  let handler: TestHandler;
  let send: Send;
  const log: LogEntry[] = [];
  before(async () => {
    handler = await createTestHandler({ log: (entry) => log.push(entry) });
    send = sendTo(handler.server);
  });
  after(() => handler.close());

  const refused = async (authorization: string | undefined, code: string) => {
    const { status, headers, body } = await send(authorization);
    assert.deepEqual([status, body.code, headers.get('www-authenticate')], [401, code, 'Bearer'], authorization);
  };

  it('says who the person is', async () => {
    const { status, body } = await send(`Bearer ${await mintToken(ada, handler.now())}`);
    assert.equal(status, 200);
    assert.deepEqual(body.person, { ...ada, workspace: 'acme', role: 'requester' });
    assert.equal((await send(`bearer ${await mintToken(ada, handler.now())}`)).status, 200);
  });

  it('[1-01] is needed: without one, nothing is answered and nothing created', async () => {
    for (const authorization of [undefined, '', 'Basic YWRhOmFkYQ==', 'Bearer', 'Bearer ']) {
      await refused(authorization, 'token-missing');
    }
    const token = await mintToken(ada, handler.now());
    const inUrl = await handler.server.fetch(new Request(`http://helpmark.test/v1/policy?token=${token}&access_token=${token}`));
    assert.equal(inUrl.status, 401);
  });

  it('is refused when it is forged, unsigned, of another algorithm or no token at all', async () => {
    const token = await mintToken(ada, handler.now());
    const [header = '', payload = '', signature = ''] = token.split('.');
    const claims = JSON.parse(Buffer.from(payload, 'base64url').toString()) as Record<string, unknown>;
    const wrong = [
      'nonsense',
      'a.b.c',
      `${header}.${payload}.`,
      `${header}.${payload}.${signature.slice(0, -4)}AAAA`,
      `${header}.${encode({ ...claims, role: 'admin' })}.${signature}`,
      `${encode({ alg: 'none' })}.${payload}.`,
      `${encode({ alg: 'none' })}.${payload}.${signature}`,
      `${encode({ alg: 'None', typ: 'JWT' })}.${payload}.`,
      await mintToken(ada, handler.now(), {}, 'quite another secret, of more than 32 bytes'),
      await mintToken(ada, handler.now(), {}, secretOf('globex')),
      await new SignJWT(claims).setProtectedHeader({ alg: 'HS512' }).sign(bytes(secretOf('acme'))),
      `${encode({ alg: 'HS256', crit: ['exp'] })}.${payload}.${signature}`,
    ];
    for (const each of wrong) await refused(`Bearer ${each}`, 'token-invalid');
  });

  it('is refused without a claim that is needed, or with a wrong one', async () => {
    const wrong: Record<string, unknown>[] = [
      { sub: undefined },
      { sub: '' },
      { sub: 7 },
      { sub: 'x'.repeat(201) },
      { workspace: undefined },
      { workspace: 7 },
      { role: undefined },
      { role: 'owner' },
      { aud: undefined },
      { aud: 'another-product' },
      { exp: undefined },
      { exp: 'soon' },
      { email: 7 },
      { nbf: handler.now().getTime() / 1000 + 1 },
    ];
    for (const claims of wrong) await refused(`Bearer ${await mintToken(ada, handler.now(), claims)}`, 'token-invalid');
    const several = await mintToken(ada, handler.now(), { aud: ['another-product', 'helpmark'] });
    assert.equal((await send(`Bearer ${several}`)).status, 200);
  });

  it('ends at its very second by the server’s clock, and may live an hour at most', async () => {
    const seconds = handler.now().getTime() / 1000;
    await refused(`Bearer ${await mintToken(ada, handler.now(), { exp: seconds })}`, 'token-expired');
    await refused(`Bearer ${await mintToken(ada, handler.now(), { exp: seconds - 3600 })}`, 'token-expired');
    await refused(`Bearer ${await mintToken(ada, handler.now(), { exp: seconds + 3601 })}`, 'token-invalid');
    const hour = `Bearer ${await mintToken(ada, handler.now(), { exp: seconds + 3600 })}`;
    assert.equal((await send(hour)).status, 200);
    handler.advance(3_599_999);
    assert.equal((await send(hour)).status, 200);
    handler.advance(1);
    await refused(hour, 'token-expired');
    // Whether it is expired is told only of a token that is genuine.
    await refused(
      `Bearer ${await mintToken(ada, handler.now(), { exp: 1 }, 'quite another secret, of more than 32 bytes')}`,
      'token-invalid',
    );
  });

  it('of a workspace that there is not is refused like any other forgery', async () => {
    const unknown = await send(`Bearer ${await mintToken({ ...ada, workspace: unknownWorkspace }, handler.now())}`);
    const forged = await send(`Bearer ${await mintToken(ada, handler.now(), {}, 'quite another secret, of more than 32 bytes')}`);
    const bare = ({ requestId: _id, ...problem }: Problem) => problem;
    assert.deepEqual([unknown.status, bare(unknown.body)], [forged.status, bare(forged.body)]);
    for (const workspace of ['constructor', '__proto__']) {
      await refused(`Bearer ${await mintToken(ada, handler.now(), { workspace })}`, 'token-invalid');
    }
  });

  it('never stands in the log', async () => {
    const token = await mintToken(ada, handler.now());
    await send(`Bearer ${token}`);
    await send(`Bearer ${token}x`);
    assert.ok(log.length > 2);
    for (const part of token.split('.').slice(1)) assert.ok(!JSON.stringify(log).includes(part));
  });
});

describe('The keys', () => {
  const now = new Date('2026-11-20T09:00:00Z');
  // Who a token is from is not a question to the database.
  const options = { database: ':memory:', clock: () => now };
  const claims = { sub: 'ada', workspace: 'acme', role: 'requester', aud: 'helpmark', exp: now.getTime() / 1000 + 60 };

  it('may be two at once, so that one can replace the other', async () => {
    const secrets = [secretOf('present'), secretOf('former')];
    const server = await createServer({ ...options, auth: { secrets } });
    const send = sendTo(server);
    for (const secret of secrets) assert.equal((await send(`Bearer ${await mintToken(ada, now, {}, secret)}`)).status, 200);
    assert.equal((await send(`Bearer ${await mintToken(ada, now, {}, secretOf('older'))}`)).status, 401);
    await server.close();
  });

  it('may belong to an issuer, which the token must then name', async () => {
    const server = await createServer({ ...options, auth: { secrets: [secretOf('acme')], issuer: 'https://app.example.com' } });
    const send = sendTo(server);
    assert.equal((await send(`Bearer ${await mintToken(ada, now, { iss: 'https://app.example.com' })}`)).status, 200);
    for (const iss of [undefined, 'https://evil.example.com']) {
      assert.equal((await send(`Bearer ${await mintToken(ada, now, { iss })}`)).status, 401);
    }
    await server.close();
  });

  it('are refused at the start where they are missing, short or too many', async () => {
    const wrong = [
      {},
      { secrets: [] },
      { secrets: ['x'.repeat(31)] },
      { secrets: ['a', 'b', 'c'].map((letter) => letter.repeat(32)) },
    ];
    for (const auth of wrong) await assert.rejects(createServer({ ...options, auth }), TypeError);
    // As a variable of the environment that is not set.
    const missing = { secrets: [process.env['HELPMARK_NO_SUCH_SECRET']!] };
    await assert.rejects(createServer({ ...options, auth: missing }), /is missing: set the variable/);
  });

  it('may be public ones, fetched from where they are published; a public key is never taken for a secret', async () => {
    const keys = await Promise.all(
      ['RS256', 'ES256', 'EdDSA'].map(async (alg) => ({ alg, ...(await generateKeyPair(alg, { extractable: true })) })),
    );
    const twin = await generateKeyPair('ES256', { extractable: true });
    const stranger = await generateKeyPair('ES256');
    const published = await Promise.all([
      ...keys.map(async ({ alg, publicKey }) => ({ ...(await exportJWK(publicKey)), kid: alg, alg })),
      exportJWK(twin.publicKey).then((jwk) => ({ ...jwk, kid: 'twin', alg: 'ES256' })),
    ]);
    const http = createHttpServer((_request, response) => response.end(JSON.stringify({ keys: published })));
    await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
    const jwksUrl = `http://127.0.0.1:${(http.address() as AddressInfo).port}/jwks.json`;
    const server = await createServer({ ...options, auth: { jwksUrl } });
    const send = sendTo(server);
    const sign = (alg: string, key: CryptoKey | Uint8Array, kid?: string) =>
      new SignJWT(claims).setProtectedHeader({ alg, ...(kid && { kid }) }).sign(key);

    for (const { alg, privateKey } of keys)
      assert.equal((await send(`Bearer ${await sign(alg, privateKey, alg)}`)).status, 200, alg);
    assert.equal((await send(`Bearer ${await sign('ES256', twin.privateKey)}`)).status, 200, 'without a kid, each key is tried');
    assert.equal((await send(`Bearer ${await sign('ES256', stranger.privateKey, 'ES256')}`)).status, 401);
    assert.equal((await send(`Bearer ${await sign('ES256', stranger.privateKey)}`)).status, 401);
    const asSecret = bytes(JSON.stringify(published[0]));
    assert.equal((await send(`Bearer ${await sign('HS256', asSecret, 'RS256')}`)).status, 401);
    await server.close();
    await new Promise((resolve) => http.close(resolve));

    // Keys that cannot be fetched are no fault of the token.
    const away = await createServer({ ...options, auth: { jwksUrl }, log: () => undefined });
    const answer = await sendTo(away)(`Bearer ${await sign('RS256', keys[0]!.privateKey, 'RS256')}`);
    assert.deepEqual([answer.status, answer.body.code, answer.headers.get('retry-after')], [503, 'unavailable', '5']);
    await away.close();
  });
});
