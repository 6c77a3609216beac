import { walkThroughHosts } from '../support/host-journey.js';

walkThroughHosts([
  { name: 'preact', heading: 'Preact', typed: true },
  { name: 'vue', heading: 'Vue', typed: true },
  { name: 'svelte', heading: 'Svelte', typed: true },
  { name: 'solid', heading: 'Solid', typed: true },
]);
