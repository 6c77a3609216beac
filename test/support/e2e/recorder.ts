import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request that a browser made and what came back for it. */
export interface Exchange {
  method: string;
  /** Path and query. */
  path: string;
  requestBody: string;
  status: number;
  type: string;
  /** The bytes of the answer, not compressed. */
  body: Buffer;
}

/** Stands between browsers and a server, on one address that outlives restarts of the server, and keeps what passes. */
export interface Recorder {
  url: string;
  /** Everything that has passed, in the order in which it ended. */
  exchanges: Exchange[];
  /** Where to send requests from now on. */
  target: string;
  close(): Promise<void>;
}

/**
 * Starts a recorder. It sees every byte in every engine alike, which no engine's own tools do.
 *
 * @param target - The address of the server, such as `http://localhost:4040`.
 */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const server = createServer((incoming, outgoing) => {
    const { 'accept-encoding': _encoding, ...headers } = incoming.headers;
    const { method = 'GET', url: path = '/' } = incoming;
    const onward = request(new URL(path, recorder.target), { method, headers });
    const asked = collect(incoming);
    onward.on('response', (answer) => {
      const { statusCode: status = 0 } = answer;
      outgoing.writeHead(status, answer.rawHeaders);
      const given = collect(answer);
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        exchanges.push({ method, path, requestBody: asked().toString(), status, type, body: given() });
      });
      answer.pipe(outgoing);
    });
    // A server that is down looks so from here too.
    onward.on('error', () => outgoing.destroy());
    outgoing.on('close', () => onward.destroy());
    incoming.pipe(onward);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const recorder: Recorder = {
    url: `http://localhost:${(server.address() as AddressInfo).port}`,
    exchanges,
    target,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return recorder;
}

/** Keeps the bytes that pass. @returns What has passed so far. */
function collect(stream: IncomingMessage): () => Buffer {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts);
}
