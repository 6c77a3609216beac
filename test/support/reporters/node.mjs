// Reporter for `node --test`: one line of JSON for each test that ran; see ../results.mjs.
import { relative } from 'node:path';
import { engineNames } from '../browsers.mjs';
import { sourceOf } from '../compile-tests.mjs';
import { root } from '../results.mjs';

const names = Object.values(engineNames);

/**
 * @typedef {object} TestData
 * @property {string} name
 * @property {number} nesting
 * @property {string} [file]
 * @property {string | boolean} [skip]
 * @property {string | boolean} [todo]
 * @property {{ type?: string, duration_ms?: number, error?: { failureType?: string } }} [details]
 *
 * @param {AsyncIterable<{ type: string, data: TestData }>} events
 */
export default async function* report(events) {
  const suite = process.env.HELPMARK_SUITE ?? 'node';
  /** The names of the groups that are open, outermost first. @type {string[]} */
  const open = [];
  // A test that a helper defines counts to the file that called it.
  let home = '';
  for await (const { type, data } of events) {
    if (type === 'test:start') {
      open.length = data.nesting;
      open[data.nesting] = data.name;
      if (data.nesting === 0) home = data.file ?? '';
      continue;
    }
    if (type !== 'test:pass' && type !== 'test:fail') continue;
    open.length = data.nesting + 1;
    open[data.nesting] = data.name;
    if (data.skip || data.todo) continue;
    const path = relative(root, (data.file?.endsWith('.test.mjs') ? data.file : home) ?? '');
    const file = sourceOf(path);
    // A file without a test, or one that could not be loaded, is reported under its own path.
    const isFile = data.nesting === 0 && (data.name === data.file || data.name === path);
    if (data.details?.type === 'suite' || isFile) {
      if (data.details?.error?.failureType === 'subtestsFailed') continue;
      if (type === 'test:pass' && !isFile) continue;
      yield line({ title: isFile ? 'holds a test and can be loaded' : open.join(' › '), file, suite, ok: false });
      continue;
    }
    const engine = open.find((name) => names.includes(name));
    const title = open.filter((name) => name !== engine).join(' › ');
    const ms = Math.round(data.details?.duration_ms ?? 0);
    yield line({ title, file, suite, ...(engine && { engine }), ok: type === 'test:pass', ms });
  }
}

/** @param {import('../results.mjs').Result} result */
const line = (result) => `${JSON.stringify(result)}\n`;
