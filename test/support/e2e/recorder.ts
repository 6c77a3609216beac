import { once } from 'node:events';
import type { ClientRequest, IncomingMessage } from 'node:http';
import { createServer, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';

/** A request that a browser made and what came back for it. */
export interface Exchange {
  method: string;
  /** Path and query. */
  path: string;
  /** The idempotency key, where the request had one. */
  key: string | undefined;
  /** When it came in: milliseconds since 1970. */
  begun: number;
  requestBody: string;
  /** Bytes of the request's body. */
  requestLength: number;
  /** 0 where the request never reached the server. */
  status: number;
  type: string;
  /** The bytes of the answer, not compressed. */
  body: Buffer;
}

/** A request that is to be broken off. */
export interface Cut {
  /** Bytes of its body; absent until it has been broken off. */
  length?: number;
}

/** A request before it is passed on. */
export type Asked = Pick<Exchange, 'method' | 'path' | 'key' | 'begun'>;

/**
 * What a network does to a request: `no-connection` never lets it reach the server; `no-answer` lets it through and cuts the line
 * in place of the answer; `silence` lets it through, and the answer never comes; anything else is answered in the server's place.
 */
export type Fault =
  'no-connection' | 'no-answer' | 'silence' | { status: number; headers?: Record<string, string>; body?: string };

/** Stands between browsers and a server, on one address that outlives restarts of the server, and keeps what passes. */
export interface Recorder {
  url: string;
  /** Everything that has passed or failed, in the order in which it ended. */
  exchanges: Exchange[];
  /** Where to send requests from now on. */
  target: string;
  /** While it is true, every request is broken off, as where the network is gone. */
  away: boolean;
  /**
   * Breaks off the next request that fits, once.
   *
   * @param fits - Looks at a request before its body.
   * @param percent - How much of the body the server gets; of all of it, 100, the server's answer never arrives.
   * @returns What holds the length of the body once that has happened.
   */
  cut(fits: (request: IncomingMessage) => boolean, percent: number): Cut;
  /** Decides what is wrong with a request; nothing by default. */
  faultOf: (asked: Asked) => Fault | undefined;
  close(): Promise<void>;
}

/**
 * Starts a recorder. It sees every byte in every engine alike, which no engine's own tools do.
 *
 * @param target - The address of the server, such as `http://localhost:4040`.
 */
export async function startRecorder(target: string): Promise<Recorder> {
  const exchanges: Exchange[] = [];
  const cuts: { fits: (request: IncomingMessage) => boolean; percent: number; cut: Cut }[] = [];
  const server = createServer((incoming, outgoing) => {
    const { 'accept-encoding': _encoding, ...headers } = incoming.headers;
    const { method = 'GET', url: path = '/' } = incoming;
    if (recorder.away) return void incoming.destroy();
    const at = cuts.findIndex(({ fits }) => fits(incoming));
    if (at >= 0) {
      const onward = send(new URL(path, recorder.target), { method, headers });
      const [{ percent, cut }] = cuts.splice(at, 1) as [(typeof cuts)[number]];
      const end = (length: number) => {
        onward.destroy();
        outgoing.destroy();
        cut.length = length;
      };
      onward.on('error', () => outgoing.destroy());
      return void breakOff(incoming, onward, percent).then(end);
    }
    const request = { method, path, key: incoming.headers['idempotency-key']?.toString(), begun: Date.now() };
    const fault = recorder.faultOf(request);
    const asked = collect(incoming);
    if (fault === 'no-connection' || typeof fault === 'object') {
      // Only once all of it was read: a browser that still sends would see the line cut in either case.
      return void incoming.on('end', () => {
        const { status, headers = {}, body = '' } = fault === 'no-connection' ? { status: 0 } : fault;
        const type = headers['Content-Type'] ?? '';
        const sent = asked();
        const what = { ...request, requestBody: sent.toString(), requestLength: sent.length };
        exchanges.push({ ...what, status, type, body: Buffer.from(body) });
        if (status === 0) outgoing.destroy();
        else outgoing.writeHead(status, headers).end(body);
      });
    }
    const onward = send(new URL(path, recorder.target), { method, headers });
    onward.on('response', (answer) => {
      const { statusCode: status = 0 } = answer;
      if (!fault) outgoing.writeHead(status, answer.rawHeaders);
      const given = collect(answer);
      answer.on('end', () => {
        const type = answer.headers['content-type'] ?? '';
        const sent = asked();
        const what = { ...request, requestBody: sent.toString(), requestLength: sent.length };
        exchanges.push({ ...what, status, type, body: given() });
        if (fault === 'no-answer') outgoing.destroy();
      });
      if (!fault) answer.pipe(outgoing);
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
    away: false,
    cut: (fits, percent) => {
      const cut: Cut = {};
      cuts.push({ fits, percent, cut });
      return cut;
    },
    faultOf: () => undefined,
    close: async () => {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
  return recorder;
}

/** Passes a part of a request on; where that is all of it, waits until the server has answered. @returns The length of the body. */
async function breakOff(incoming: IncomingMessage, onward: ClientRequest, percent: number): Promise<number> {
  const whole: Buffer[] = [];
  for await (const part of incoming) whole.push(part as Buffer);
  const body = Buffer.concat(whole);
  if (percent === 100) {
    onward.end(body);
    await once(onward, 'response');
  } else {
    onward.flushHeaders();
    const part = body.subarray(0, Math.ceil((body.length * percent) / 100));
    if (part.length > 0) await new Promise((resolve) => onward.write(part, resolve));
    // What a server has not read when the line goes was never there: it has the time to.
    await pause(500);
  }
  return body.length;
}

/** Keeps the bytes that pass. @returns What has passed so far. */
function collect(stream: IncomingMessage): () => Buffer {
  const parts: Buffer[] = [];
  stream.on('data', (part: Buffer) => parts.push(part));
  return () => Buffer.concat(parts);
}
