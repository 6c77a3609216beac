import { serveStatic } from '@hono/node-server/serve-static';
import type { Context, MiddlewareHandler } from 'hono';
import { Hono } from 'hono';
import { etag } from 'hono/etag';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createGallery } from './gallery.js';
import { immutable, revalidate, secureAnswers } from './headers.js';
import { overviewOf } from './overview/overview.js';
import type { DemoPerson } from './people.js';
import { personOf, workspace, workspaces } from './people.js';
import type { Secrets } from './secrets.js';
import { endSession, readSession, startSession } from './session.js';
import { mintSupportToken } from './support-token.js';

/** What the demo's handler is made of. */
export interface AppOptions {
  secrets: Secrets;
  /** Answers everything below `/support`. */
  support: (request: Request) => Response | Promise<Response>;
  /** The folder of the built pages. */
  pagesDir: string;
  /** The folder of Helpmark's built files, served as `/helpmark/`. */
  helpmarkDir: string;
  clock: () => Date;
}

/** Makes the demo's request-to-response handler: the product Emberlot, its pages, and Helpmark below `/support`. */
export function createApp({ secrets, support, pagesDir, helpmarkDir, clock }: AppOptions): Hono {
  const app = new Hono();
  const signedIn = (c: Context) => readSession(c, secrets.session, clock());
  const page = async (c: Context, name: string, status: 200 | 404 = 200) => {
    c.header('Cache-Control', revalidate);
    return c.html(await readFile(join(pagesDir, name), 'utf8'), status);
  };

  app.all('/support/*', (c) => support(c.req.raw));

  app.use(secureAnswers);
  app.use(refuseOtherSites);
  app.use(etag());

  app.get('/', async (c) => {
    const person = await signedIn(c);
    return person ? c.redirect(homeOf(person)) : page(c, 'index.html');
  });
  for (const home of ['/app', '/staff'] as const) {
    app.get(home, async (c) => {
      const person = await signedIn(c);
      if (!person) return c.redirect('/');
      return homeOf(person) === home ? page(c, `${home}.html`) : c.redirect(homeOf(person));
    });
  }

  app.get('/dashboard/support/:rest{.*}?', async (c) => {
    const person = await signedIn(c);
    return person?.role === 'requester' ? page(c, 'support.html') : c.redirect('/');
  });

  app.get('/themes', async (c) => {
    const person = await signedIn(c);
    return person?.role === 'requester' ? page(c, 'themes.html') : c.redirect('/');
  });

  app.use('/gallery/*', async (c: Context, next) => ((await signedIn(c)) ? next() : c.redirect('/')));
  app.route('/', createGallery({ pagesDir, helpmarkDir }));

  app.post('/api/sign-in', async (c) => {
    const { person: id } = await c.req.parseBody();
    const person = typeof id === 'string' ? personOf(id) : undefined;
    if (!person) return c.text('There is no such person. Choose one on the sign-in page.', 422);
    await startSession(c, person, secrets.session, clock());
    return c.redirect(homeOf(person), 303);
  });
  app.post('/api/sign-out', (c) => {
    endSession(c);
    return c.redirect('/', 303);
  });
  app.get('/api/me', async (c) => {
    const person = await signedIn(c);
    return person ? c.json({ workspace, ...person }) : notSignedIn(c);
  });
  app.get('/api/overview', async (c) => {
    const person = await signedIn(c);
    if (!person) return notSignedIn(c);
    const overview = overviewOf(person, clock());
    return overview ? c.json(overview) : c.text('Only the people of a roastery have one.', 403);
  });
  app.post('/api/support-token', async (c) => {
    const person = await signedIn(c);
    if (!person) return notSignedIn(c);
    const name = c.req.query('workspace') ?? workspace;
    if (!workspaces.includes(name)) return c.text('There is no such workspace.', 422);
    return c.text(await mintSupportToken(person, name, secrets.token, clock()));
  });

  const pageFile = serveStatic({ root: pagesDir });
  const helpmarkFile = serveStatic({ root: helpmarkDir, rewriteRequestPath: (path) => path.slice('/helpmark'.length) });
  app.get('/assets/*', keptAsLong, pageFile);
  for (const path of ['/brand/*', '/favicon.svg', '/theme.js', '/guides.json']) app.get(path, keptAsLong, pageFile);
  app.get('/helpmark/*', keptAsLong, helpmarkFile);

  app.notFound(async (c) => (c.req.path.startsWith('/api/') ? c.text('Not found.', 404) : page(c, '404.html', 404)));
  app.onError((error, c) => {
    process.stderr.write(`${error.stack ?? error.message}\n`);
    return c.text('The demo made a mistake; its log says more.', 500);
  });
  return app;
}

/** Where a person lands: in the product, or at the desk. */
const homeOf = (person: DemoPerson) => (person.role === 'requester' ? '/app' : '/staff');

const notSignedIn = (c: Context) => c.text('Nobody is signed in.', 401);

/** Lets a browser keep a file for as long as its name tells: one with its hash in the name never changes. */
const keptAsLong: MiddlewareHandler = async (c, next) => {
  await next();
  if (c.res.ok) c.header('Cache-Control', /-[\w-]{7,8}\.\w+$/.test(c.req.path) ? immutable : revalidate);
};

/**
 * Refuses a write that another site's page sent. `SameSite` alone is not enough here: every other port of this machine is the
 * same site.
 */
const refuseOtherSites: MiddlewareHandler = async (c, next) => {
  const from = c.req.header('Sec-Fetch-Site') ?? 'same-origin';
  if (c.req.method !== 'GET' && c.req.method !== 'HEAD' && from !== 'same-origin' && from !== 'none') {
    return c.text('This request comes from another site.', 403);
  }
  return next();
};
