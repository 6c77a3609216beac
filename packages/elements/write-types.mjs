// Writes types/ from custom-elements.json: the tags for JSX, Vue and Svelte, and what editors read. Part of `npm run manifest`.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { documentedElements } from './documented-elements.mjs';

const folder = new URL('types/', import.meta.url);
mkdirSync(folder, { recursive: true });
const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));
const elements = documentedElements();

const write = (name, text) => writeFileSync(new URL(name, folder), text);
const writeJson = (name, value) => write(name, `${JSON.stringify(value, null, 2)}\n`);
const lines = (list, line) => list.map(line).join('\n');
const comment = (text) => `/** ${text.replace(/\s+/g, ' ').replaceAll('*/', '*\\/').trim()} */`;
const quoted = (list) => list.map((one) => `'${one}'`).join(' | ') || 'never';
const imported = [...new Set(elements.flatMap(({ name, events }) => [name, ...events.map(({ type }) => type)]))].sort();

write(
  'tags.d.ts',
  `import type { ${imported.join(', ')} } from '../dist/index.js';

/** Each tag with its class, what is set on it from outside, and the events that it sends. */
export interface Tags {
${lines(
  elements,
  ({ tag, name, description, properties, attributes, events }) => `  ${comment(description)}
  '${tag}': {
    element: ${name};
    properties: Partial<Pick<${name}, ${quoted(properties.map((one) => one.name))}>>;
    attributes: { ${attributes.map((one) => `'${one.name}'?: ${one.boolean ? 'boolean' : 'string'}`).join('; ')} };
    events: { ${events.map((event) => `'${event.name}': ${event.type}`).join('; ')} };
  };`,
)}
}
`,
);

/** What stands on a tag in JSX, with events by `on` and their own name. */
const elementType = (attributes, eventName) => `
type Element<Tag extends keyof Tags> = Omit<
  ${attributes}<Tags[Tag]['element']>,
  keyof Tags[Tag]['properties'] | keyof Tags[Tag]['attributes']
> &
  Tags[Tag]['properties'] &
  Tags[Tag]['attributes'] & {
    [Name in keyof Tags[Tag]['events'] & string as ${eventName}]?: (event: Tags[Tag]['events'][Name]) => void;
  };
type Elements = { [Tag in keyof Tags]: Element<Tag> };
`;
/** The elements under the name by which a framework looks for them. */
const declared = (module, name, inNamespace) => {
  const body = `interface ${name} extends Elements {}`;
  return `declare module '${module}' {\n  ${inNamespace ? `namespace JSX {\n    ${body}\n  }` : body}\n}\n`;
};
const tagsImport = `import type { Tags } from './tags.js';\n`;

write(
  'react.d.ts',
  `import type { DetailedHTMLProps, HTMLAttributes } from 'react';
${tagsImport}
type Props<Element> = DetailedHTMLProps<HTMLAttributes<Element>, Element>;
${elementType('Props', '`on${Name}`')}
${declared('react', 'IntrinsicElements', true)}`,
);
write(
  'preact.d.ts',
  `import type { HTMLAttributes } from 'preact';
${tagsImport}
// Preact's own attributes are typed for elements of HTML; these are elements of it.
type Props<Element extends EventTarget> = HTMLAttributes<Element>;
${elementType('Props', '`on${Name}`')}
${declared('preact', 'IntrinsicElements', true)}`,
);
write(
  'solid.d.ts',
  `import type { JSX } from 'solid-js';
${tagsImport}${elementType('JSX.HTMLAttributes', '`on:${Name}`')}
type Set<Tag extends keyof Tags> = {
  [Name in keyof Tags[Tag]['properties'] & string as \`prop:\${Name}\`]?: Tags[Tag]['properties'][Name];
} & {
  // Without it Solid sets what changes as a property, which not every attribute has.
  [Name in keyof Tags[Tag]['attributes'] & string as \`attr:\${Name}\`]?: Tags[Tag]['attributes'][Name];
};
type SolidElements = { [Tag in keyof Tags]: Element<Tag> & Set<Tag> };

${declared('solid-js', 'IntrinsicElements', true).replace('extends Elements', 'extends SolidElements')}`,
);
write(
  'svelte.d.ts',
  `import type { HTMLAttributes } from 'svelte/elements';
${tagsImport}${elementType('HTMLAttributes', '`on${Name}`')}
${declared('svelte/elements', 'SvelteHTMLElements', false)}`,
);
write(
  'vue.d.ts',
  `import type { HTMLAttributes } from 'vue';
${tagsImport}
/** \`hm-ticket-open\` is heard as \`@hm-ticket-open\`, which Vue calls \`onHmTicketOpen\`. */
type Camel<Name extends string> = Name extends \`\${infer Head}-\${infer Tail}\` ? \`\${Head}\${Capitalize<Camel<Tail>>}\` : Name;
type Component<Tag extends keyof Tags> = new () => {
  $props: HTMLAttributes &
    Tags[Tag]['properties'] &
    Tags[Tag]['attributes'] & {
      // Vue's compiler asks for \`base-url\` as \`baseUrl\`.
      [Name in keyof Tags[Tag]['attributes'] & string as Camel<Name>]?: Tags[Tag]['attributes'][Name];
    } & {
      [Name in keyof Tags[Tag]['events'] & string as \`on\${Capitalize<Camel<Name>>}\`]?: (event: Tags[Tag]['events'][Name]) => void;
    };
};
type Components = { [Tag in keyof Tags]: Component<Tag> };

${declared('vue', 'GlobalComponents', false).replace('extends Elements', 'extends Components')}`,
);

// What VS Code's HTML reads: https://github.com/microsoft/vscode-custom-data
writeJson('vscode.html-custom-data.json', {
  version: 1.1,
  tags: elements.map(({ tag, description, attributes }) => ({
    name: tag,
    description,
    attributes: attributes.map(({ name, description, boolean }) => ({ name, description, ...(boolean && { valueSet: 'v' }) })),
  })),
});
writeJson('vscode.css-custom-data.json', {
  version: 1.1,
  properties: elements.flatMap(({ cssProperties }) => cssProperties),
});
// What JetBrains' editors read: https://github.com/JetBrains/web-types
writeJson('web-types.json', {
  $schema: 'https://json.schemastore.org/web-types',
  name: '@helpmark/elements',
  version,
  'description-markup': 'markdown',
  contributions: {
    html: {
      elements: elements.map(({ tag, description, attributes, events, properties, slots }) => ({
        name: tag,
        description,
        attributes: attributes.map(({ name, description, boolean }) => ({
          name,
          description,
          value: { type: boolean ? 'boolean' : 'string' },
        })),
        slots: slots.map(({ name, description }) => ({ name, description })),
        js: {
          events: events.map(({ name, description }) => ({ name, description })),
          properties: properties.map(({ name, type, description }) => ({ name, description, value: { type } })),
        },
      })),
    },
    css: { properties: elements.flatMap(({ cssProperties }) => cssProperties) },
  },
});
