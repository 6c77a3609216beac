import type { HelpmarkServer } from '@helpmark/server';
import { createServer } from '@helpmark/server';

// Made with the first request: a build loads this file too.
let server: Promise<HelpmarkServer> | undefined;

async function answer(request: Request): Promise<Response> {
  server ??= createServer({ auth: { secrets: [process.env.HELPMARK_JWT_SECRET!] }, basePath: '/support' });
  return (await server).fetch(request);
}

export { answer as GET, answer as POST, answer as PATCH, answer as PUT, answer as HEAD, answer as DELETE, answer as OPTIONS };
