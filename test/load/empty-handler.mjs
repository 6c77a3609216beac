// The same framework and port as the server's, with nothing behind: what everything else is held against.
import { serve } from '@hono/node-server';
import { Hono } from 'hono';

const hono = new Hono();
hono.get('/', (c) => c.json({ items: [] }));
serve({ fetch: hono.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => console.log(`http://localhost:${port}`));
