import { createHmac } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import { createServer } from '@helpmark/server';
import { toNodeListener } from '@helpmark/server/node';

const secret = process.env.HELPMARK_JWT_SECRET;
const support = await createServer({ auth: { secrets: [secret] }, basePath: '/support' });
const answerSupport = toNodeListener(support);

/** A token for the person who is signed in: here always the same one. */
function mintToken() {
  const encode = (value) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const exp = Math.floor(Date.now() / 1000) + 15 * 60;
  const claims = { sub: 'ada', workspace: 'acme', role: 'requester', name: 'Ada', aud: 'helpmark', exp };
  const body = `${encode({ alg: 'HS256', typ: 'JWT' })}.${encode(claims)}`;
  return `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`;
}

/** The page's own files, and those of the elements under `/helpmark/`. */
function fileOf(path) {
  if (path === '/') return new URL('index.html', import.meta.url);
  if (path === '/page.js') return new URL('page.js', import.meta.url);
  const [, name] = /^\/helpmark\/([\w.-]+\.js)$/.exec(path) ?? [];
  return name && new URL(`node_modules/@helpmark/elements/cdn/${name}`, import.meta.url);
}

const http = createHttpServer((request, response) => {
  const { pathname } = new URL(request.url, 'http://localhost');
  if (pathname.startsWith('/support/')) return answerSupport(request, response);
  if (pathname === '/support-token' && request.method === 'POST') return response.end(mintToken());
  const file = fileOf(pathname);
  if (!file) return response.writeHead(404).end();
  response.setHeader('content-type', pathname === '/' ? 'text/html' : 'text/javascript');
  createReadStream(file)
    .on('error', () => response.writeHead(404).end())
    .pipe(response);
});
http.listen(Number(process.env.PORT ?? 3000), () => console.log(`http://localhost:${http.address().port}`));
