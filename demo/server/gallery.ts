import { Hono } from 'hono';
import { readFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { contentSecurityPolicy, revalidate } from './headers.js';

/** What the gallery is made of. */
export interface GalleryOptions {
  /** The folder of the built pages. */
  pagesDir: string;
  /** The folder of Helpmark's built files. */
  helpmarkDir: string;
}

/** The strictest policy that Helpmark promises to work in. */
const strict = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  'img-src blob:',
  'media-src blob:',
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
  'report-uri /gallery/reports',
].join('; ');

/** Pages whose policy is another than the product's; nothing stands for none. */
const policies: Record<string, string | undefined> = {
  plain: undefined,
  strict,
  sandbox: `${contentSecurityPolicy}; frame-src 'self'`,
  // Each version brings its own Lit, which makes a policy of the same name.
  versions: `${contentSecurityPolicy} 'allow-duplicates'`,
};

const names = [
  'plain',
  'hostile',
  'strict',
  'versions',
  'workspaces',
  'modal',
  'sandbox',
  'framed',
  'rtl',
  'dark',
  'spa',
  'guides',
];

/** Pages of every kind that a host may have, with Helpmark on each. They set their policy themselves. */
export function createGallery({ pagesDir, helpmarkDir }: GalleryOptions): Hono {
  const app = new Hono();
  /** What browsers said was forbidden on the strict page. Kept until the demo ends. */
  const reports: unknown[] = [];
  const page = (name: string) => readFile(join(pagesDir, 'gallery', `${name}.html`), 'utf8');

  app.get('/gallery', async (c) => c.html(await page('index')));
  app.post('/gallery/reports', async (c) => {
    reports.push(await c.req.json().catch(() => 'unreadable'));
    return c.body(null, 204);
  });
  app.get('/gallery/reports', (c) => c.json(reports));
  app.get('/gallery/:name/:rest{.*}?', async (c, next) => {
    const name = c.req.param('name');
    if (!names.includes(name)) return next();
    c.header('Cache-Control', revalidate);
    const policy = name in policies ? policies[name] : contentSecurityPolicy;
    if (policy) c.header('Content-Security-Policy', policy);
    return c.html(await page(name));
  });

  // Another version of Helpmark: the same files under another number, which the launcher alone carries.
  app.get('/helpmark-older/:file', async (c) => {
    const file = basename(c.req.param('file'));
    const text = await readFile(join(helpmarkDir, file), 'utf8').catch(() => undefined);
    if (text === undefined || !file.endsWith('.js')) return c.notFound();
    return c.body(file === 'launcher.js' ? text.replace(/\d+\.\d+\.\d+/, '0.0.9') : text, 200, {
      'Content-Type': 'text/javascript',
    });
  });
  return app;
}
