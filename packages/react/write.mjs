// Writes dist/ from the elements' manifest: a component for each element. Part of `npm run manifest`.
import { mkdirSync, writeFileSync } from 'node:fs';
import { documentedElements } from '../elements/documented-elements.mjs';

const folder = new URL('dist/', import.meta.url);
mkdirSync(folder, { recursive: true });

const components = documentedElements().map(({ tag, name, entry, description, events }) => ({
  component: name.replace(/Element$/, ''),
  tag,
  name,
  entry,
  description: description.replace(/\s+/g, ' '),
  // `hm-ticket-open` is heard by `onTicketOpen`.
  events: events.map((event) => ({
    ...event,
    prop: `on${event.name.replace(/^hm/, '').replace(/-(\w)/g, (_, letter) => letter.toUpperCase())}`,
  })),
}));
const write = (name, text) => writeFileSync(new URL(name, folder), text);

// A module for each: a page that imports the button alone gets neither form nor Lit.
for (const { component, tag, name, entry, description, events } of components) {
  const types = [...new Set(events.map(({ type }) => type))].sort();
  write(
    `${entry}.js`,
    `'use client';
import * as react from 'react';
import { createComponent } from '@lit/react';
import { ${name} } from '@helpmark/elements/${entry}';
import '@helpmark/elements/${entry}/define';

export const ${component} = createComponent({
  react,
  tagName: '${tag}',
  elementClass: ${name},
  events: { ${events.map((event) => `${event.prop}: '${event.name}'`).join(', ')} },
});
`,
  );
  write(
    `${entry}.d.ts`,
    `import type { ${types.length > 0 ? 'EventName, ' : ''}ReactWebComponent } from '@lit/react';
import type { ${[name, ...types].sort().join(', ')} } from '@helpmark/elements';

/** \`<${tag}>\`: ${description} */
export declare const ${component}: ReactWebComponent<${name}, {
${events.map(({ prop, type, name: event, description: words }) => `  /** \`${event}\`: ${words} */\n  ${prop}: EventName<${type}>;\n`).join('')}}>;
`,
  );
}
const table = components.map(({ component, entry }) => `export { ${component} } from './${entry}.js';\n`).join('');
write('index.js', table);
write('index.d.ts', table);
