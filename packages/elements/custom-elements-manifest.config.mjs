// What `npm run manifest` reads and writes: custom-elements.json, the one source for editors, documentation and wrappers.

/**
 * The analyzer knows `customElements.define` and events by a name that stands in the call. Here tags are registered by
 * `define(tag, class)` in a file of their own, and events are classes that carry their name: this reads both.
 */
function houseRules() {
  /** Tags by class. @type {Map<string, string>} */
  const tags = new Map();
  /** Names of events by class. @type {Map<string, string>} */
  const eventNames = new Map();
  return {
    name: 'house-rules',

    collectPhase({ ts, node }) {
      if (ts.isCallExpression(node) && node.expression.getText() === 'define' && node.arguments.length === 2) {
        const [tag, element] = node.arguments;
        if (ts.isStringLiteral(tag)) tags.set(element.getText(), tag.text);
      }
      if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.SuperKeyword) {
        const [name] = node.arguments;
        const owner = ts.findAncestor(node, ts.isClassDeclaration);
        if (name && ts.isStringLiteral(name) && owner?.name) eventNames.set(owner.name.text, name.text);
      }
    },

    packageLinkPhase({ customElementsManifest }) {
      for (const { path, declarations = [], exports = [] } of customElementsManifest.modules) {
        for (const declaration of declarations) {
          const tagName = tags.get(declaration.name);
          if (!tagName) continue;
          Object.assign(declaration, { tagName, customElement: true });
          declaration.events = eventsOf(declaration, eventNames);
          exports.push({
            kind: 'custom-element-definition',
            name: tagName,
            declaration: { name: declaration.name, module: path },
          });
        }
      }
    },
  };
}

/** The events that a class documents, each with its type, and those it sends without a word on them. */
function eventsOf({ events = [] }, eventNames) {
  const documented = events.filter(({ name, type }) => name?.includes('-') && !type);
  const sent = events.flatMap(({ type }) => (eventNames.has(type?.text) ? [{ name: eventNames.get(type.text), type }] : []));
  const types = new Map([...eventNames].map(([text, name]) => [name, { text }]));
  return [
    ...documented.map((event) => ({ ...event, ...(types.has(event.name) && { type: types.get(event.name) }) })),
    ...sent.filter(({ name }) => !documented.some((event) => event.name === name)),
  ];
}

export default {
  globs: ['src/**/*.ts'],
  exclude: ['src/**/*.test.ts', 'src/cdn.ts'],
  outdir: '.',
  litelement: true,
  plugins: [houseRules()],
};
