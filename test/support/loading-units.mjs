import { readFileSync } from 'node:fs';
import { SourceMap } from 'node:module';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { root } from './results.mjs';

/**
 * What a page pays, and when: the loading units of the built CDN files, in brotli bytes (quality 11, file by file, as a server
 * sends them).
 *
 * - `closed`: the launcher and what it imports at once.
 * - `opened`: what comes with the first intent; the launcher is not counted again. What the form then calls for by the policy
 *   shows in a browser alone: test/e2e/budget.test.ts counts it in.
 * - `sending`: what empties the outbox, which comes with the first words that a person writes, or where something waits.
 * - `writing`: what a form says and asks once somebody writes in it: what waits, what arrived, similar tickets, two versions.
 * - `wanted`: the list and the thread together, which come when they are wanted.
 * - `markdown`: what draws the markup of messages, with the first that has any.
 * - `others`: what comes later still, when the policy or the person calls for it; without a budget of its own here.
 *
 * @typedef {'closed' | 'opened' | 'sending' | 'writing' | 'wanted' | 'markdown' | 'others'} UnitName
 * @typedef {{ name: string, bytes: number }} File A built file.
 * @typedef {{ files: File[], bytes: number, budget: number }} Unit
 * @typedef {{ file: string, imports?: string[], dynamicImports?: string[], isEntry?: boolean }} Chunk
 */

/** Brotli bytes at most. @type {Record<UnitName, number>} */
export const budgets = {
  ...{ closed: 1536, opened: 30 * 1024, sending: 4.5 * 1024, writing: 3.25 * 1024, wanted: 12 * 1024, markdown: 15 * 1024 },
  others: Infinity,
};

const folder = join(root, 'packages/elements/cdn');

/** @param {string | Uint8Array} content */
export const weigh = (content) => brotliCompressSync(content).length;

/**
 * Weighs the built files, which the bundler's own manifest leads to.
 *
 * @returns {Record<UnitName, Unit>}
 */
export function loadingUnits() {
  /** @type {Record<string, Chunk>} */
  const chunks = JSON.parse(readFileSync(join(folder, 'manifest.json'), 'utf8'));
  /** @param {string} key */
  const chunk = (key) => {
    const found = chunks[key];
    if (!found) throw new Error(`The manifest of the CDN files has no "${key}".`);
    return found;
  };
  /** A chunk and all that it imports at once. @param {string[]} keys @returns {Set<string>} */
  const together = (keys, seen = new Set()) => {
    for (const key of keys) {
      if (seen.has(key)) continue;
      seen.add(key);
      together(chunk(key).imports ?? [], seen);
    }
    return seen;
  };
  /** @param {Iterable<string>} keys */
  const late = (keys) => [...keys].flatMap((key) => chunk(key).dynamicImports ?? []);

  const closed = together(Object.keys(chunks).filter((key) => chunk(key).isEntry));
  const opened = together(late(closed));
  const shown = Object.keys(chunks).filter((key) => /^_tickets-/.test(key));
  if (shown.length !== 1) throw new Error(`List and thread are in ${shown.length} files of the CDN's manifest, not in one.`);
  const wanted = together(shown);
  const markdown = together(Object.keys(chunks).filter((key) => /\/ticket-timeline\/markdown\./.test(key)));
  const sending = together(Object.keys(chunks).filter((key) => key.endsWith('/outbox/engine.ts')));
  if (sending.size === 0) throw new Error('The manifest of the CDN files does not have what sends.');
  const writing = together(Object.keys(chunks).filter((key) => /^_questions-/.test(key)));
  if (writing.size === 0) throw new Error('The manifest of the CDN files does not have what comes with writing.');
  const others = new Set(Object.keys(chunks));
  /** @param {Set<string>} keys @param {Set<string>[]} before @param {UnitName} name @returns {Unit} */
  const unit = (keys, before, name) => {
    const files = [...keys]
      .filter((key) => !before.some((earlier) => earlier.has(key)))
      .map((key) => ({ name: chunk(key).file, bytes: weigh(readFileSync(join(folder, chunk(key).file))) }));
    return { files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), budget: budgets[name] };
  };
  return {
    closed: unit(closed, [], 'closed'),
    opened: unit(opened, [closed], 'opened'),
    sending: unit(sending, [closed, opened], 'sending'),
    writing: unit(writing, [closed, opened, sending], 'writing'),
    wanted: unit(wanted, [closed, opened, sending, writing], 'wanted'),
    markdown: unit(markdown, [closed, opened, sending, writing, wanted], 'markdown'),
    others: unit(others, [closed, opened, sending, writing, wanted, markdown], 'others'),
  };
}

/**
 * How the bytes of each built file fall to the modules in it: by their share of the minified text, since brotli does not tell.
 * Builds anew in memory, with source maps, and writes nothing.
 *
 * @returns {Promise<{ file: string, modules: File[] }[]>} The heaviest module first.
 */
export async function bytesByModule() {
  const { build } = await import('vite');
  const output = await build({
    configFile: join(root, 'vite.config.ts'),
    mode: 'cdn',
    logLevel: 'silent',
    build: { write: false, sourcemap: 'hidden' },
  });
  const [bundle] = Array.isArray(output) ? output : [output];
  if (!bundle || !('output' in bundle)) throw new Error('The build gave no bundle.');
  return bundle.output.flatMap((part) => {
    if (part.type !== 'chunk' || !part.map) return [];
    const lengths = lengthBySource(part.code, JSON.parse(part.map.toString()));
    const whole = [...lengths.values()].reduce((sum, length) => sum + length, 0);
    const bytes = weigh(part.code);
    const modules = [...lengths].map(([name, length]) => ({ name, bytes: Math.round((bytes * length) / whole) }));
    return [{ file: part.fileName, modules: modules.sort((a, b) => b.bytes - a.bytes) }];
  });
}

/** @param {string} code @param {import('node:module').SourceMapPayload} payload */
function lengthBySource(code, payload) {
  const map = new SourceMap(payload);
  /** @type {Map<string, number>} */
  const lengths = new Map();
  for (const [line, text] of code.split('\n').entries()) {
    for (let column = 0; column < text.length; column++) {
      const entry = map.findEntry(line, column);
      const name = 'originalSource' in entry && entry.originalSource ? shortName(entry.originalSource) : '(bundler)';
      lengths.set(name, (lengths.get(name) ?? 0) + 1);
    }
  }
  return lengths;
}

/** `lit-html/lit-html.js` for a file of node_modules, `client/src/…` for one of ours. @param {string} source */
function shortName(source) {
  const path = source.split('/node_modules/').at(-1) ?? source;
  return path
    .replace(/^(\.\.\/)+(packages\/)?/, '')
    .replace(/^node_modules\//, '')
    .replace(/^src\//, 'elements/src/');
}

/** The units and their modules as lines of text. */
export async function describeUnits() {
  const byFile = new Map((await bytesByModule()).map(({ file, modules }) => [file, modules]));
  return Object.entries(loadingUnits()).flatMap(([name, { files, bytes, budget }]) => [
    `${name}: ${bytes}${Number.isFinite(budget) ? ` of ${budget}` : ''} bytes, brotli`,
    ...files.flatMap((file) => [
      `  ${String(file.bytes).padStart(6)}  ${file.name}`,
      ...(byFile.get(file.name) ?? [])
        .filter((module) => module.bytes > 0)
        .map((module) => `  ${String(module.bytes).padStart(14)}  ${module.name}`),
    ]),
  ]);
}
