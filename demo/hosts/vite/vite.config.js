import { defineConfig } from 'vite';

// While you work, `npx vite` passes on what is for the server above: `/support-token` begins the same way.
export default defineConfig({ server: { proxy: { '/support': 'http://localhost:3000' } } });
