import type { MiddlewareHandler } from 'hono';

/**
 * What the demo's pages may load and run: their own files, and nothing written into the page. Helpmark is embedded under this
 * policy as it stands; it needs no exception. `trusted-types` names the one policy that its Lit makes.
 */
export const contentSecurityPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "connect-src 'self'",
  "img-src 'self' blob:",
  "font-src 'self'",
  'media-src blob:',
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'self'",
  "require-trusted-types-for 'script'",
  'trusted-types lit-html',
].join('; ');

/** The headers of every answer of the demo's own; Helpmark brings its own ones, and a page of the gallery its own policy. */
export const secureAnswers: MiddlewareHandler = async (c, next) => {
  await next();
  if (!/^\/gallery\/./.test(c.req.path)) c.header('Content-Security-Policy', contentSecurityPolicy);
  c.header('X-Content-Type-Options', 'nosniff');
  c.header('Referrer-Policy', 'same-origin');
  c.header('Cross-Origin-Opener-Policy', 'same-origin');
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

/** Lets a browser keep a file, but ask each time whether it is still the same. */
export const revalidate = 'no-cache';

/** Lets a browser keep a file for a year without asking: its name changes with its bytes. */
export const immutable = 'public, max-age=31536000, immutable';
