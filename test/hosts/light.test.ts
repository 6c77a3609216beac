import { walkThroughHosts } from '../support/host-journey.js';

/** `npm run test:hosts` takes its time. */
const isWhole = process.env['HELPMARK_HOSTS'] === 'all';

walkThroughHosts([
  { name: 'plain', heading: 'Plain', server: ['server.mjs'] },
  { name: 'vite', heading: 'Vite', typed: true },
  { name: 'react', heading: 'React', typed: true, ...(isWhole && { alsoWith: ['react@18.3.1', 'react-dom@18.3.1'] }) },
]);
