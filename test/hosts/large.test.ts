import { walkThroughHosts } from '../support/host-journey.js';

walkThroughHosts([
  // Its compiler knows the events of a tag, and lets any property be set on it.
  { name: 'angular', heading: 'Angular' },
  { name: 'next', heading: 'Next.js', server: ['node_modules/next/dist/bin/next', 'start', '--port', '0'] },
]);
