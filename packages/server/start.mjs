import { spawnSync } from 'node:child_process';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import { install, isInstalled, nodeComplaint } from '../../test/support/install.mjs';

/*
 * What `npm run server` runs in a clone: it installs what is missing, compiles what is stale and starts the command, with a
 * database in a folder that git ignores. The published package starts by `helpmark-server`.
 */

const here = dirname(fileURLToPath(import.meta.url));
const root = dirname(dirname(here));

const complaint = nodeComplaint();
if (complaint) fail(complaint);
if (!isInstalled(root)) {
  process.stdout.write('Installing packages: this takes about a minute, once.\n');
  const output = install(root);
  if (output !== undefined) fail(`${output}\nThe packages could not be installed. What npm says about it stands above.`);
}
const build = spawnSync('npm', ['exec', '--', 'tsc', '-b', here], { cwd: root, encoding: 'utf8', shell: true });
if (build.status !== 0) fail(`${build.stdout}${build.stderr}\nThe build failed. What it says about it stands above.`);

process.chdir(root);
process.env.HELPMARK_DATABASE_URL ||= 'file:./.data/helpmark.db';
await import('./dist/main.js');

/** @param {string} sentence */
function fail(sentence) {
  process.stderr.write(`${sentence}\n`);
  process.exit(1);
}
