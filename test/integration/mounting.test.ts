import assert from 'node:assert/strict';
import { createServer as createHttpServer, request as httpRequest } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { after, describe, it } from 'node:test';
import { createClient } from '@helpmark/client';
import { createStaffClient } from '@helpmark/client/staff';
import type { HelpmarkServer } from '@helpmark/server';
import { createServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { toNodeListener } from '@helpmark/server/node';
import express from 'express';
import fastify from 'fastify';
import { Hono } from 'hono';
import { sampleTicket } from '../support/handler.js';
import { mintToken, testAuth } from '../support/tokens.js';

const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', name: 'Sam', role: 'staff' } as const;

/** A server without a port, under a path or not. */
async function make(basePath?: string, origins?: string[]): Promise<HelpmarkServer> {
  const server = await createServer({ database: ':memory:', limits: false, auth: testAuth, basePath, origins });
  after(() => server.close());
  return server;
}

/** Opens a port for Node's own server, and tells its address. */
async function open(http: Server): Promise<string> {
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve));
  after(() => http.close());
  return `http://127.0.0.1:${(http.address() as AddressInfo).port}`;
}

/** Each host with the address under which its pages find Helpmark. */
const hosts: Record<string, () => Promise<string>> = {
  'Node’s own http': async () => open(createHttpServer(toNodeListener(await make()))),
  Express: async () => {
    const app = express();
    app.use('/support', toNodeListener(await make()));
    app.use(express.json());
    app.post('/own', (request, response) => void response.json(request.body));
    return `${await open(createHttpServer(app))}/support`;
  },
  Fastify: async () => {
    const listener = toNodeListener(await make('/support'));
    const app = fastify();
    await app.register((scope) => {
      scope.removeAllContentTypeParsers();
      scope.addContentTypeParser('*', (_request, _body, done) => done(null));
      scope.all('/support/*', (request, reply) => {
        reply.hijack();
        listener(request.raw, reply.raw);
      });
      return Promise.resolve();
    });
    after(() => app.close());
    return `${await app.listen({ port: 0, host: '127.0.0.1' })}/support`;
  },
  Hono: async () => {
    const server = await make('/support');
    const app = new Hono().all('/support/*', (context) => server.fetch(context.req.raw));
    const listener = await listen({ fetch: async (request) => app.fetch(request) }, { port: 0, host: '127.0.0.1' });
    after(() => listener.close());
    return `${listener.url}/support`;
  },
  'route handlers, as Next.js has them': async () => {
    const server = await make('/support');
    const handler = (request: Request) => server.fetch(request);
    const route = new Map(['GET', 'POST', 'PATCH', 'HEAD'].map((method) => [method, handler]));
    const answer = async (request: Request) => route.get(request.method)?.(request) ?? new Response(null, { status: 405 });
    const listener = await listen({ fetch: answer }, { port: 0, host: '127.0.0.1' });
    after(() => listener.close());
    return `${listener.url}/support`;
  },
  'a proxy that takes a prefix off': async () => {
    const inner = new URL(await open(createHttpServer(toNodeListener(await make()))));
    const proxy = createHttpServer((request, response) => {
      const path = request.url!.replace(/^\/team\/support/, '');
      const { method, headers } = request;
      const passed = httpRequest({ host: inner.hostname, port: inner.port, path, method, headers }, (answer) => {
        response.writeHead(answer.statusCode!, answer.headers);
        answer.pipe(response);
      });
      request.pipe(passed);
    });
    return `${await open(proxy)}/team/support`;
  },
};

describe('The server inside other servers', () => {
  for (const [name, mount] of Object.entries(hosts)) {
    it(`takes a ticket and gives its answer: ${name}`, async () => {
      const baseUrl = await mount();
      const optionsOf = (person: typeof ada | typeof sam) => ({
        baseUrl,
        person: { workspace: 'acme', id: person.id },
        getToken: () => mintToken(person, new Date()),
      });
      const client = createClient(optionsOf(ada));
      const staff = createStaffClient(optionsOf(sam));
      const ticket = await client.tickets.create(sampleTicket());
      await staff.messages.create(ticket.id, { body: 'We look at it.', visibility: 'public' });
      const { items } = await client.timeline.list(ticket.id);
      assert.ok(items.some((item) => item.kind === 'message' && item.body === 'We look at it.'));
      const missing = await fetch(`${baseUrl}/v1/nothing`);
      assert.equal(missing.status, 404);
      assert.equal(missing.headers.get('content-type'), 'application/problem+json');
    });
  }

  it('answers pages of the origins that are named, and of no others', async () => {
    const server = await make('', ['https://app.example.com']);
    const ask = (origin: string) =>
      server.fetch(
        new Request('http://support.example.com/v1/policy', {
          method: 'OPTIONS',
          headers: { origin, 'access-control-request-method': 'GET', 'access-control-request-headers': 'authorization' },
        }),
      );
    const allowed = async (origin: string) => (await ask(origin)).headers.get('access-control-allow-origin');
    assert.equal(await allowed('https://app.example.com'), 'https://app.example.com');
    for (const origin of ['https://app.example.com.evil.example', 'http://app.example.com', 'null']) {
      assert.equal(await allowed(origin), null, origin);
    }
  });
});
