import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Policy } from '@helpmark/schema';
import type { LogEntry, MailMessage } from '@helpmark/server';
import { createServer } from '@helpmark/server';
import { listen } from '@helpmark/server/listen';
import { build } from 'vite';
import { root } from '../results.mjs';
import { mintToken, testAuth } from '../tokens.js';

/** A request that left the page, with every byte of it. */
export interface Departed {
  method: string;
  path: string;
  /** Address, headers and body. */
  whole: string;
}

/** A product that collects circumstances, with the real server behind it, of which everything can be searched. */
export interface EvidenceStage {
  url: string;
  /** What has left the page for anybody but the product itself. */
  departed: Departed[];
  /** What the server has said on its streams. */
  streamed: string[];
  log: LogEntry[];
  mails: MailMessage[];
  /** What the server has of a file, asked as staff. */
  fileOf(attachment: string): Promise<Buffer>;
  /** Database and files as they rest, every byte. */
  resting(): Promise<string>;
  /** Sends the mails that wait. */
  runDueTimers(): Promise<unknown>;
  close(): Promise<void>;
}

const html = `<!doctype html>
<html lang="en-GB">
  <meta charset="utf-8" />
  <title>A product</title>
  <script type="module" src="/product.js"></script>
  <style>body { margin: 0 } canvas, label { display: block } #support { position: absolute; inset: 0 auto auto 420px; width: 400px }</style>
  <canvas width="400" height="400"></canvas>
  <button id="save">Save the run</button>
  <label>Password <input id="password" type="password" /></label>
  <label>Card <input id="card" /></label>
  <div id="support"></div>
</html>`;

/** @param policy - What the support desk is like. */
export async function startEvidence(policy: Policy): Promise<EvidenceStage> {
  const folder = await mkdtemp(join(tmpdir(), 'helpmark-evidence-'));
  const script = await bundle();
  const log: LogEntry[] = [];
  const mails: MailMessage[] = [];
  const departed: Departed[] = [];
  const streamed: string[] = [];
  const server = await createServer({
    ...{ policy, auth: testAuth, limits: false, basePath: '/support' },
    database: `file:${join(folder, 'helpmark.db')}`,
    log: (entry) => void log.push(entry),
    mail: (message) => void mails.push(message),
  });
  const tokenOf = (role: string) =>
    mintToken({ id: role === 'staff' ? 'sam' : 'ada', role, email: 'ada@example.com' }, new Date());
  const product: Record<string, () => Response | Promise<Response>> = {
    '/': () => new Response(html, { headers: { 'Content-Type': 'text/html' } }),
    '/favicon.ico': () => new Response(),
    '/token': async () => new Response(await tokenOf('requester')),
    '/api/runs': () => new Response('CANARY-answer', { status: 503, headers: { 'X-Request-ID': 'req-of-the-product' } }),
  };
  const listener = await listen(
    {
      fetch: async (request) => {
        const { pathname, search } = new URL(request.url);
        if (pathname in script) return new Response(script[pathname], { headers: { 'Content-Type': 'text/javascript' } });
        if (pathname in product) return product[pathname]!();
        const body = Buffer.from(await request.clone().arrayBuffer()).toString('latin1');
        const headers = [...request.headers].map((pair) => pair.join(': ')).join('\n');
        departed.push({ method: request.method, path: pathname, whole: `${pathname}${search}\n${headers}\n\n${body}` });
        const answer = await server.fetch(request);
        if (!answer.headers.get('content-type')?.startsWith('text/event-stream')) return answer;
        const [seen, passed] = answer.body!.tee();
        void seen
          .pipeTo(new WritableStream({ write: (part) => void streamed.push(Buffer.from(part).toString()) }))
          .catch(() => {});
        return new Response(passed, answer);
      },
    },
    { port: 0, host: '127.0.0.1' },
  );
  return {
    ...{ url: listener.url, departed, streamed, log, mails },
    runDueTimers: () => server.runDueTimers(),
    async fileOf(attachment) {
      const headers = { Authorization: `Bearer ${await tokenOf('staff')}` };
      const address = new URL(`/support/v1/attachments/${attachment}`, listener.url);
      return Buffer.from(await (await server.fetch(new Request(address, { headers }))).arrayBuffer());
    },
    async resting() {
      const entries = await readdir(folder, { recursive: true, withFileTypes: true });
      const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
      return (await Promise.all(files.map((path) => readFile(path, 'latin1')))).join('\n');
    },
    async close() {
      server.endStreams();
      await listener.close();
      await server.close();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

/** The page's script and what it loads later, by path. */
async function bundle(): Promise<Record<string, string>> {
  const output = await build({
    configFile: false,
    logLevel: 'silent',
    root: join(root, 'test/pages'),
    resolve: { conditions: ['helpmark-source', 'module', 'browser'] },
    build: {
      write: false,
      minify: false,
      rollupOptions: { input: join(root, 'test/pages/product.ts'), output: { entryFileNames: 'product.js' } },
    },
  });
  const [made] = Array.isArray(output) ? output : [output];
  if (!made || !('output' in made)) throw new Error('The page was not built.');
  return Object.fromEntries(made.output.flatMap((part) => (part.type === 'chunk' ? [[`/${part.fileName}`, part.code]] : [])));
}
