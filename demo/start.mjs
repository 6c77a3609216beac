import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled, nodeComplaint } from '../test/support/install.mjs';

/*
 * What `npm start` runs: it installs what is missing, builds what is stale and starts the demo. On a fresh clone there is
 * nothing but Node and npm, so until the packages are installed it uses what Node brings.
 */

const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** Everything that a build reads, from the root; a folder stands for all in it. */
const sources = [
  'package-lock.json',
  'tsconfig.base.json',
  'tsconfig.json',
  'vite.config.ts',
  ...readdirSync(join(root, 'packages')).flatMap((name) =>
    ['package.json', 'tsconfig.json', 'src'].map((part) => `packages/${name}/${part}`),
  ),
  'demo/package.json',
  'demo/tsconfig.json',
  'demo/tsconfig.pages.json',
  'demo/pages',
  'demo/server',
];

/** What a build leaves: what the demo runs, and what the compiler notes of the sources it read. */
const results = [
  'demo/dist/pages/app.html',
  'demo/dist/server/main.js',
  'demo/dist/server/.tsbuildinfo',
  'packages/elements/cdn/launcher.js',
  'packages/schema/dist/.tsbuildinfo',
  'packages/client/dist/.tsbuildinfo',
  'packages/server/dist/.tsbuildinfo',
];

/** Says which sources the last build was made of, and what it left: another build since then may have been of other sources. */
const stamp = join(root, 'demo/dist/built-from.txt');

const complaint = nodeComplaint();
if (complaint) fail(complaint);

if (!isInstalled(root)) {
  console.log('Installing packages: this takes about a minute, once.');
  const output = install(root);
  if (output !== undefined) fail(`${output}\nThe packages could not be installed. What npm says about it stands above.`);
}

const isBuilt = results.every((path) => existsSync(join(root, path)));
if (!isBuilt || !existsSync(stamp) || readFileSync(stamp, 'utf8') !== describeBuild()) {
  console.log('Building: this takes some seconds, once for each change.');
  const from = hashOf(sources);
  const build = spawnSync('npm', ['run', '--silent', 'build'], { cwd: root, encoding: 'utf8', shell: true });
  if (build.status !== 0) fail(`${build.stdout}${build.stderr}\nThe build failed. What it says about it stands above.`);
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, `${from} ${hashOf(results)}`);
}

console.log('Starting.');
await import('./dist/server/main.js');

function describeBuild() {
  return `${hashOf(sources)} ${hashOf(results)}`;
}

/** @param {string[]} paths Contents and not times count: a fresh clone or another branch gives files new times without changing them. */
function hashOf(paths) {
  const hash = createHash('sha256');
  for (const path of paths.flatMap((source) => filesOf(join(root, source)))) {
    hash.update(relative(root, path)).update('\0').update(readFileSync(path)).update('\0');
  }
  return hash.digest('hex');
}

/** @param {string} path @returns {string[]} */
function filesOf(path) {
  if (!existsSync(path)) return [];
  const entries = statSync(path).isDirectory() ? readdirSync(path).sort() : undefined;
  if (!entries) return path.endsWith('.test.ts') ? [] : [path];
  return entries.flatMap((name) => filesOf(join(path, name)));
}

/** @param {string} sentence @returns {never} */
function fail(sentence) {
  console.error(sentence);
  process.exit(1);
}
