import { walkThroughHosts } from '../support/host-journey.js';

walkThroughHosts([
  { name: 'plain', heading: 'Plain', server: ['server.mjs'] },
  { name: 'vite', heading: 'Vite', typed: true },
  { name: 'react', heading: 'React', typed: true },
]);
