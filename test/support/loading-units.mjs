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
 * - `opened`: what comes with the first intent: panel, form, drafts, client and what empties the outbox; the launcher is not counted
 *   again.
 * - `live`: what hears of news and counts them on the button, which comes when the page has nothing else to do.
 * - `writing`: what a form says and asks once somebody writes in it: what waits, what arrived, similar tickets, two versions; and what
 *   is done with a draft but typing and sending.
 * - `extras`: what a form draws where the policy has reasons, templates, evidence, targets or advice.
 * - `answers`: what checks the tickets that the server sends, with the first of them.
 * - `files`: what draws, reads and sends files: it comes where the policy has room for them, what saves one with the first that is saved.
 * - `articles`: guides and other ways than a ticket, where policy or page have them, with what searches an index.
 * - `wanted`: the list and the thread together, which come when they are wanted.
 * - `markdown`: what draws the markup of messages, with the first that has any.
 * - `finder`: what finds what should perhaps not be sent, where the policy names a detector.
 * - `people`: what finds other people's addresses and a policy's words besides, where the policy asks for that.
 * - `guard`: what shows what was found, and covers it.
 * - `collected`: what shows what was collected of the page, where the host has it collected, and evidence by its places, where the policy
 *   has any.
 * - `editor`: what takes pictures of the screen and records it, and covers and marks parts of pictures, with the first of these.
 * - `others`: what comes later still, when the policy or the person calls for it; without a budget of its own here.
 *
 * @typedef {'closed' | 'opened' | 'live' | 'writing' | 'extras' | 'answers' | 'files' | 'articles' | 'wanted' | 'markdown' | 'finder' | 'people' | 'guard' | 'collected' | 'editor' | 'others'} UnitName
 * @typedef {{ name: string, bytes: number }} File A built file.
 * @typedef {{ files: File[], bytes: number, budget: number }} Unit
 * @typedef {{ file: string, imports?: string[], dynamicImports?: string[], isEntry?: boolean }} Chunk
 */

/** Brotli bytes at most. @type {Record<UnitName, number>} */
export const budgets = {
  ...{ closed: 1536, opened: 30 * 1024, live: 3.5 * 1024, writing: 4.5 * 1024, extras: 4.25 * 1024, answers: 7 * 1024 },
  ...{
    files: 16.25 * 1024,
    articles: 9.5 * 1024,
    wanted: 12 * 1024,
    markdown: 15 * 1024,
    finder: 5 * 1024,
    people: 1024,
    guard: 3.75 * 1024,
    collected: 3.5 * 1024,
    editor: 12 * 1024,
    others: Infinity,
  },
};

const folder = join(root, 'packages/elements/cdn');

/** The picker, what reads and sends, what saves, and the sum that pages without the browser's own need. */
const filesParts = [/\/ticket-attachments\.define\.ts$/, /\/attachments\/attachments\.ts$/, /\/save-file\.ts$/, /\/sha2\.js$/];

/** What draws guides and other ways, and what searches an index. */
const articlesParts = [/\/ticket-form\/other-ways\.ts$/, /\/articles\/article-index\.ts$/];

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

  /** The chunks whose key fits, with all they import. @param {RegExp} pattern */
  const named = (pattern) => {
    const keys = Object.keys(chunks).filter((key) => pattern.test(key));
    if (keys.length !== 1) throw new Error(`The manifest of the CDN files has ${keys.length} chunks for ${pattern}, not one.`);
    return together(keys);
  };

  const closed = named(/src\/cdn\.ts$/);
  /** In the order in which they come: what an earlier one has is not counted again. @type {[UnitName, Set<string>][]} */
  const parts = [
    ['closed', closed],
    ['opened', together(late(closed))],
    ['live', new Set([...named(/\/events\/live\.ts$/), ...named(/\/help-button\/unread\.ts$/)])],
    ['writing', new Set([...named(/^_questions-/), ...named(/\/drafts\/draft-acts\.ts$/)])],
    ['extras', named(/\/ticket-form\/extras\.ts$/)],
    ['answers', named(/\/transport\/answers\.ts$/)],
    ['files', new Set(filesParts.flatMap((pattern) => [...named(pattern)]))],
    ['articles', new Set(articlesParts.flatMap((pattern) => [...named(pattern)]))],
    ['wanted', named(/\/late-views\.define\.ts$/)],
    ['markdown', named(/\/ticket-timeline\/markdown\.ts$/)],
    ['finder', named(/^_finder-/)],
    ['people', named(/\/privacy\/people\.ts$/)],
    ['guard', named(/\/privacy-guard\/privacy-guard\.ts$/)],
    ['collected', named(/\/evidence\/collected\.ts$/)],
    ['editor', named(/\/picture-editor\/picture-editor\.ts$/)],
    ['others', new Set(Object.keys(chunks))],
  ];
  const seen = new Set();
  const units = parts.map(([name, keys]) => {
    const own = [...keys].filter((key) => !seen.has(key));
    for (const key of own) seen.add(key);
    const files = own.map((key) => ({ name: chunk(key).file, bytes: weigh(readFileSync(join(folder, chunk(key).file))) }));
    return [name, { files, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), budget: budgets[name] }];
  });
  return Object.fromEntries(units);
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
