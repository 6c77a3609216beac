// The elements as custom-elements.json documents them, in the shape that generated files want.
import { readFileSync } from 'node:fs';

/**
 * What is read of the manifest.
 *
 * @typedef {{ name: string, description?: string, type?: { text: string } }} Named
 * @typedef {Named & { kind: string, privacy?: string, static?: boolean, readonly?: boolean }} Member
 * @typedef {Named & { fieldName?: string }} Attribute
 * @typedef {object} Declaration
 * @property {string} name
 * @property {string} [tagName]
 * @property {boolean} [customElement]
 * @property {string} [description]
 * @property {Member[]} [members]
 * @property {Attribute[]} [attributes]
 * @property {Named[]} [events]
 * @property {Named[]} [slots]
 * @property {Named[]} [cssParts]
 * @property {Named[]} [cssProperties]
 */

/**
 * @returns {{ tag: string, name: string, entry: string, description: string,
 *   properties: { name: string, type: string, description: string }[],
 *   attributes: { name: string, boolean: boolean, description: string }[],
 *   events: { name: string, type: string, description: string }[],
 *   slots: { name: string, description: string }[], parts: { name: string, description: string }[],
 *   cssProperties: { name: string, description: string }[], methods: string[] }[]}
 */
export function documentedElements() {
  /** @type {{ modules: { path: string, declarations?: Declaration[] }[] }} */
  const { modules } = JSON.parse(readFileSync(new URL('custom-elements.json', import.meta.url), 'utf8'));
  return modules.flatMap(({ path, declarations = [] }) =>
    declarations
      .filter(({ customElement, tagName }) => customElement && tagName)
      .map((declaration) => {
        const members = (declaration.members ?? []).filter(({ privacy, static: isStatic }) => !privacy && !isStatic);
        return {
          tag: declaration.tagName ?? '',
          name: declaration.name,
          entry: path.replace(/^src\/([^/]+)\/.*$/, '$1'),
          description: declaration.description ?? '',
          properties: members
            .filter(({ kind, readonly }) => kind === 'field' && !readonly)
            .map(({ name, type, description = '' }) => ({ name, type: type?.text ?? 'unknown', description })),
          attributes: (declaration.attributes ?? []).map(({ name, type, description = '', fieldName }) => ({
            name,
            boolean: (type ?? members.find((member) => member.name === fieldName)?.type)?.text === 'boolean',
            description,
          })),
          events: (declaration.events ?? []).map(({ name, type, description = '' }) => ({
            name,
            type: type?.text ?? 'Event',
            description,
          })),
          slots: (declaration.slots ?? []).map(({ name, description = '' }) => ({ name, description })),
          parts: (declaration.cssParts ?? []).map(({ name, description = '' }) => ({ name, description })),
          cssProperties: (declaration.cssProperties ?? []).map(({ name, description = '' }) => ({ name, description })),
          methods: members.filter(({ kind }) => kind === 'method').map(({ name }) => name),
        };
      }),
  );
}
