import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/results.mjs';

/** Files that git keeps or would keep, without pictures and the like. */
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '' && existsSync(join(root, path)) && !/\.(png|jpe?g|webp|ico|woff2?)$/.test(path));

/** Where a line of any file holds the pattern. */
function linesWith(pattern: RegExp): string[] {
  return files.flatMap((path) =>
    readFileSync(join(root, path), 'utf8')
      .split('\n')
      .flatMap((line, at) => (pattern.test(line) ? [`${path}:${at + 1}: ${line.trim().slice(0, 120)}`] : [])),
  );
}

describe('The repository', () => {
  it('names no path of a machine', () => {
    assert.deepEqual(linesWith(/(^|[\s"'`(=:])\/(root|home|Users|work|mnt|farm)\/[\w.-]/), []);
  });

  it('names no package registry, in the lock file or elsewhere', () => {
    assert.deepEqual(linesWith(/https?:\/\/[^\s"'/]*(registry|npmjs|artifactory|nexus|verdaccio)[^\s"'/]*\//i), []);
    assert.deepEqual(linesWith(/"resolved": "(https?|git|ssh)/), []);
  });

  it('has a place in the lock file for every dependency, those of other systems included, as `npm ci` asks', () => {
    const { packages } = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      packages: Record<string, { dependencies?: Record<string, string>; optionalDependencies?: Record<string, string> }>;
    };
    /** A dependency lies beside its user, or beside any folder around it. */
    const isPlaced = (user: string, name: string): boolean => {
      if (`${user}${user && '/'}node_modules/${name}` in packages) return true;
      return (
        user !== '' &&
        isPlaced(user.includes('/node_modules/') ? user.replace(/\/node_modules\/(?!.*\/node_modules\/).*/, '') : '', name)
      );
    };
    const missing = Object.entries(packages).flatMap(([user, { dependencies, optionalDependencies }]) =>
      Object.keys({ ...dependencies, ...optionalDependencies })
        .filter((name) => !isPlaced(user, name))
        .map((name) => `${user}: ${name}`),
    );
    assert.deepEqual(missing, []);
  });

  it('leaves no test out and no complaint silenced', () => {
    const own = files.filter((path) => /\.(ts|mjs)$/.test(path) && path !== 'test/contracts/repository.test.ts');
    const marks = /@ts-(ignore|nocheck|expect-error)|eslint-disable|\b(TODO|FIXME)\b/;
    const found = own.filter((path) => marks.test(readFileSync(join(root, path), 'utf8')));
    assert.deepEqual(found, []);
  });

  it('holds no source of more than 450 lines', () => {
    const long = files
      .filter((path) => /^(packages|demo|test)\/.*\.(ts|mjs|css)$/.test(path))
      .map((path) => ({ path, lines: readFileSync(join(root, path), 'utf8').split('\n').length }))
      .filter(({ lines }) => lines > 450);
    assert.deepEqual(long, []);
  });
});
