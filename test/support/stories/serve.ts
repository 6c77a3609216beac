import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { extname, join, normalize } from 'node:path';
import { root } from '../results.mjs';

/** Where `npm run build:storybook` puts the stories. */
const folder = join(root, 'stories/dist');

const types: Record<string, string> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
};

/** One story as the built index has it. */
export interface Story {
  id: string;
  title: string;
  name: string;
  type: 'story' | 'docs';
}

/**
 * Everything the built Storybook shows.
 *
 * @throws {Error} that says what to run, where nothing is built.
 */
export function entriesOfStorybook(): Story[] {
  const index = join(folder, 'index.json');
  if (!existsSync(index)) throw new Error('There is no built Storybook. Run "npm run build:storybook" first.');
  return Object.values((JSON.parse(readFileSync(index, 'utf8')) as { entries: Record<string, Story> }).entries);
}

/** Serves the built Storybook on a free port of this machine. */
export async function serveStorybook(): Promise<{ url: string; close: () => void }> {
  const server = createServer((request, response) => {
    const path = normalize(new URL(request.url ?? '/', 'http://localhost').pathname);
    readFile(join(folder, path === '/' ? 'index.html' : path)).then(
      (bytes) => response.writeHead(200, { 'content-type': types[extname(path)] ?? 'text/html; charset=utf-8' }).end(bytes),
      () => response.writeHead(404).end(),
    );
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
