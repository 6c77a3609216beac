import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { HelpmarkServer } from './create-server.js';
import { toNodeListener } from './node.js';

/** Milliseconds that running requests have to end once the port closes. */
const patience = 10_000;

/** Where to listen. */
export interface ListenOptions {
  /** 0 takes a free one. */
  port: number;
  /** Every address of the machine by default. */
  host?: string;
}

/** An open port. */
export interface Listener {
  /** `http://localhost:8080`, or with the host that was named. */
  url: string;
  port: number;
  /** Takes no more requests and resolves when those that run are answered. The server itself stays open. */
  close(): Promise<void>;
}

/** What is listened for. */
type Listened = Pick<HelpmarkServer, 'fetch'> & Partial<Pick<HelpmarkServer, 'endStreams'>>;

/** The port is taken by another program. */
export class PortInUseError extends Error {
  override readonly name = 'PortInUseError';
  constructor(port: number, options?: ErrorOptions) {
    super(`Port ${port} is in use by another program: stop that one, or choose another port with PORT=${port + 1}.`, options);
  }
}

/**
 * Opens a port for a server; the only place that does.
 *
 * @throws {PortInUseError} where the port is taken.
 */
export async function listen(server: Listened, { port, host }: ListenOptions): Promise<Listener> {
  const http = createServer(toNodeListener(server));
  await new Promise<void>((resolve, reject) => {
    http.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? new PortInUseError(port, { cause: error }) : error),
    );
    http.listen(port, host, resolve);
  });
  const address = http.address() as AddressInfo;
  return {
    url: `http://${host === undefined ? 'localhost' : host.includes(':') ? `[${host}]` : host}:${address.port}`,
    port: address.port,
    close: () =>
      new Promise((resolve, reject) => {
        http.close((error) => (error ? reject(error) : resolve()));
        // A stream of changes would run on until its token ends.
        server.endStreams?.();
        // A caller that never finishes its request would otherwise keep the port open for ever.
        setTimeout(() => http.closeAllConnections(), patience).unref();
      }),
  };
}
