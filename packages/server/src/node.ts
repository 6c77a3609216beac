import type { RequestListener } from 'node:http';
import { getRequestListener } from '@hono/node-server';
import type { HelpmarkServer } from './create-server.js';

/**
 * Makes a server a listener for requests of Node's own `http`, for a program or framework that has those: Express takes it as it is, Fastify
 * with a hijacked reply. A path that the framework takes off before (`app.use('/support', …)`) needs no `basePath`; any other does.
 */
export function toNodeListener(server: Pick<HelpmarkServer, 'fetch'>): RequestListener {
  // The host's own Request and Response stay as they are.
  const listener = getRequestListener(server.fetch, { overrideGlobalObjects: false });
  return (request, response) => void listener(request, response);
}
