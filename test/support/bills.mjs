import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { root } from './results.mjs';

/**
 * Bills of materials (CycloneDX), one for each package: everything that comes with it when somebody installs it, with version, licence and
 * hash, as the lock file has them. `npm run bills` writes them to `bills/`; a release carries them.
 *
 * @typedef {{ name: string, version: string, purl: string, licenses?: object[], hashes?: object[] }} Component
 * @typedef {{ bomFormat: string, metadata: { component: Component }, components: Component[] }} Bill
 */

/** @param {string} room @returns {Bill} */
export function billOf(room) {
  const { name } = JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8'));
  // No `--omit=dev`: the packages have no such dependencies, and npm then leaves out what another package has for development.
  const words = ['sbom', '--sbom-format=cyclonedx', '--sbom-type=library', '--package-lock-only', `--workspace=${name}`];
  const bill = JSON.parse(
    execFileSync('npm', words, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'], maxBuffer: 2 ** 26 }),
  );
  // npm describes the whole repository; what is described here is the package, which npm lists among the parts.
  const isPackage = (/** @type {Component} */ { purl }) => purl.startsWith(`pkg:npm/${name.replace('@', '%40')}@`);
  return {
    ...bill,
    metadata: { ...bill.metadata, component: bill.components.find(isPackage) },
    components: bill.components.filter((/** @type {Component} */ one) => !isPackage(one)),
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  mkdirSync(join(root, 'bills'), { recursive: true });
  for (const room of readdirSync(join(root, 'packages'))) {
    writeFileSync(join(root, 'bills', `${room}.cdx.json`), `${JSON.stringify(billOf(room), null, 2)}\n`);
    console.log(`bills/${room}.cdx.json`);
  }
}
