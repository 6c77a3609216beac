// `npm run hosts`: the host examples that passed at the last `npm run test:hosts`, as a table of Markdown; `-- --write` puts it into their guide.
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { root } from './results.mjs';

/** Where each host example that passed writes down how. */
export const hostsFolder = join(root, 'test/.results/hosts');

/**
 * @typedef {object} Passed
 * @property {string} name
 * @property {string} heading
 * @property {boolean} [typed] Whether its compiler refused a property of the wrong type.
 * @property {string[]} [server] What serves it, where that is no Express.
 * @property {string[]} [alsoWith]
 * @property {Record<string, string>} scripts
 * @property {Record<string, string>} versions
 * @property {{ before: number, journey: number }} bytes Of script, each file in brotli: of the page, and of all that came after.
 */

/** What makes a host what it is, in the order of the guide. @type {Record<string, string | undefined>} */
const frameworks = {
  ...{ plain: undefined, vite: 'vite', react: 'react', preact: 'preact', vue: 'vue', svelte: 'svelte', solid: 'solid-js' },
  ...{ angular: '@angular/core', next: 'next' },
};

/** @param {number} bytes */
const told = (bytes) => bytes.toLocaleString('en-US');
/** @param {string | undefined} line */
const program = (line) => (line ? `\`${line.split(' ')[0]}\`` : '');

/** @param {Passed} passed */
function row({ name, heading, typed, server, alsoWith, scripts, versions, bytes }) {
  const framework = frameworks[name];
  const others = (alsoWith ?? []).slice(0, 1).map((one) => `, ${one.split('@')[1]}`);
  const version = framework ? `${versions[framework]}${others.join('')}` : '';
  const checked = typed ? program(scripts['check'] ?? scripts['build']) : '';
  const by = name === 'next' ? 'Next.js' : server ? 'Node' : 'Express';
  return [heading, version, program(scripts['build']), checked, by, told(bytes.before), told(bytes.journey)];
}

/** The table, or nothing where no host example has passed. */
export async function hostsTable() {
  const names = existsSync(hostsFolder) ? readdirSync(hostsFolder).map((file) => file.replace(/\.json$/, '')) : [];
  const order = Object.keys(frameworks).filter((name) => names.includes(name));
  /** @type {Passed[]} */
  const passed = order.map((name) => JSON.parse(readFileSync(join(hostsFolder, `${name}.json`), 'utf8')));
  if (passed.length === 0) return '';
  const head = ['Host', 'Version', 'Built by', 'Types refused by', 'Served by', 'Bytes of the page', 'Bytes after the press'];
  const lines = [head, head.map(() => '---'), ...passed.map(row)].map((cells) => `| ${cells.join(' | ')} |`);
  return format(lines.join('\n'), { parser: 'markdown', printWidth: 130 });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const table = await hostsTable();
  console.log(table || 'No host example has passed here yet: `npm run test:hosts` runs them.');
  if (table && process.argv.includes('--write')) {
    const path = join(root, 'demo/hosts/README.md');
    const text = readFileSync(path, 'utf8');
    writeFileSync(
      path,
      text.replace(/(?<=\n## What was run\n[^|]*\n)\|[^]*?\n(?=\n|$)/, () => table),
    );
  }
}
