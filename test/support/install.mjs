import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** The oldest Node that Helpmark runs on; package.json says it too. */
const oldest = [20, 19];

/** A sentence where this Node is too old; nothing where it will do. */
export function nodeComplaint() {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const [needMajor = 0, needMinor = 0] = oldest;
  if (major > needMajor || (major === needMajor && minor >= needMinor)) return undefined;
  return `Helpmark needs Node ${oldest.join('.')} or newer; this is ${process.versions.node}.`;
}

/**
 * True where node_modules holds what the lock file says. npm writes what it installed into node_modules itself; the two are
 * compared entry by entry, since times tell nothing after a fresh clone or a branch change.
 *
 * @param {string} root
 */
export function isInstalled(root) {
  const record = join(root, 'node_modules/.package-lock.json');
  if (!existsSync(record)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const present = packagesOf(record);
  return Object.entries(wanted).every(
    ([path, { version, link, optional }]) =>
      !path.includes('node_modules/') || link || optional || present[path]?.version === version,
  );
}

/**
 * Installs what the lock file says.
 *
 * @param {string} root
 * @returns {string | undefined} What npm printed where it failed.
 */
export function install(root) {
  const done = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], { cwd: root, encoding: 'utf8', shell: true });
  return done.status === 0 ? undefined : `${done.stdout ?? ''}${done.stderr ?? ''}`;
}

/**
 * @param {string} file
 * @returns {Record<string, { version?: string, link?: boolean, optional?: boolean }>}
 */
const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages;
