import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request as it arrived. */
export interface Received {
  method: string;
  /** Path and query. */
  url: string;
  headers: IncomingHttpHeaders;
  /** The text of the body. */
  body: string;
}

/** What to answer: 200 and JSON where nothing else is said. */
export interface Reply {
  status?: number;
  headers?: Record<string, string>;
  /** Sent as JSON; a string is sent as it is. */
  body?: unknown;
  /** Breaks the connection after the head and this much of the body. */
  cutAfter?: number;
}

/** A server that answers as a test says, over real HTTP. */
export interface ScriptedServer {
  url: string;
  /** Every request so far, in order. */
  received: Received[];
  close(): Promise<void>;
}

/**
 * Starts a server on a free port.
 *
 * @param script - Says the answer to a request; `at` counts them from 0. One that never resolves leaves the caller waiting.
 */
export async function startScriptedServer(
  script: (request: Received, at: number) => Reply | Promise<Reply>,
): Promise<ScriptedServer> {
  const received: Received[] = [];
  const server = createServer((request, response) => {
    void readBody(request).then(async (body) => {
      const arrived = { method: request.method ?? '', url: request.url ?? '', headers: request.headers, body };
      received.push(arrived);
      write(response, await script(arrived, received.length - 1));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    received,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part as Buffer);
  return Buffer.concat(parts).toString();
}

function write(response: ServerResponse, { status = 200, headers, body, cutAfter }: Reply): void {
  const text = body === undefined ? '' : typeof body === 'string' ? body : JSON.stringify(body);
  const type = typeof body === 'string' ? 'text/html' : 'application/json';
  const length = String(Buffer.byteLength(text));
  response.writeHead(status, { ...(text && { 'content-type': type, 'content-length': length }), ...headers });
  if (cutAfter === undefined) response.end(text);
  else response.write(text.slice(0, cutAfter), () => response.destroy());
}

/** A token that no server would take, with these claims: the client verifies nothing. */
export function unsignedToken(claims: Record<string, unknown>): string {
  const part = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
  return `${part({ alg: 'HS256' })}.${part(claims)}.c2lnbmF0dXJl`;
}
