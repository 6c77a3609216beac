import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { formatMessage } from 'publint/utils';
import { publint } from 'publint';
import { root } from '../support/results.mjs';

const run = promisify(execFile);
const rooms = readdirSync(join(root, 'packages'));

/** What each package holds besides dist/, its README, licence and package.json. */
const besides: Record<string, RegExp> = {
  elements:
    /^(cdn\/([\w.-]+\.js|integrity\.json|licenses\.md|manifest\.json)|types\/[\w.-]+|docs\/[\w-]+\.md|tokens\.css|custom-elements\.json)$/,
  server: /^docs\/[\w-]+\.md$/,
  schema: /^(bin\/[\w.-]+|dist\/policy\.schema\.json)$/,
};
const everywhere = /^(package\.json|README\.md|LICENSE|dist\/.*\.(js|d\.ts|js\.map))$/;

describe('The packages as they are published', () => {
  for (const room of rooms) {
    const folder = join(root, 'packages', room);
    const manifest = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as { license: string; version: string };

    it(`hold what is theirs and nothing else: ${room}`, async () => {
      const { stdout } = await run('npm', ['pack', '--dry-run', '--json'], { cwd: folder });
      const [{ files }] = JSON.parse(stdout) as [{ files: { path: string }[] }];
      const paths = files.map(({ path }) => path);
      assert.deepEqual(
        paths.filter((path) => !everywhere.test(path) && !besides[room]?.test(path)),
        [],
      );
      assert.deepEqual(
        paths.filter((path) => /\.test\.|tsbuildinfo/.test(path)),
        [],
      );
      for (const path of ['README.md', 'LICENSE', 'dist/index.js', 'dist/index.d.ts']) assert.ok(paths.includes(path), path);
    });

    it(`say nothing that a bundler or Node would stumble over: ${room}`, async () => {
      const { messages, pkg } = await publint({ pkgDir: folder, level: 'suggestion', strict: true });
      // The condition by which this repository's own tests find the sources leads nowhere in a published package, and nobody sets it.
      const said = messages
        .map((message) => formatMessage(message, pkg) ?? '')
        .filter((words) => !words.includes('helpmark-source'));
      assert.deepEqual(said, []);
    });

    it(`have types that agree with their modules: ${room}`, async () => {
      const attw = join(root, 'node_modules/.bin/attw');
      // It ends with 1 and says why where something is wrong; Node's ways to resolve from CommonJS are left aside.
      // A stylesheet has no types.
      const words = ['--profile', 'esm-only', '--no-emoji', '--no-color', '--exclude-entrypoints', 'tokens.css'];
      await run(attw, ['--pack', folder, ...words], { cwd: folder });
    });

    it(`carry the project's licence: ${room}`, () => {
      assert.equal(manifest.license, 'MIT');
      assert.equal(readFileSync(join(folder, 'LICENSE'), 'utf8'), readFileSync(join(root, 'LICENSE'), 'utf8'));
    });
  }

  it('are of one version', () => {
    const versions = rooms.map(
      (room) => (JSON.parse(readFileSync(join(root, 'packages', room, 'package.json'), 'utf8')) as { version: string }).version,
    );
    assert.equal(new Set(versions).size, 1);
  });
});

describe('The files for a page without a build', () => {
  const cdn = join(root, 'packages/elements/cdn');
  const hashes = JSON.parse(readFileSync(join(cdn, 'integrity.json'), 'utf8')) as Record<string, string>;

  it('come with the hash of every script', () => {
    const scripts = readdirSync(cdn).filter((name) => name.endsWith('.js'));
    assert.deepEqual(Object.keys(hashes).sort(), scripts.sort());
    for (const name of scripts) {
      const hash = createHash('sha384')
        .update(readFileSync(join(cdn, name)))
        .digest('base64');
      assert.equal(hashes[name], `sha384-${hash}`, name);
    }
  });

  it('come with the licence of everything that is in them', () => {
    const text = readFileSync(join(cdn, 'licenses.md'), 'utf8');
    for (const name of ['lit', 'lit-html', '@lit/reactive-element', 'zod']) assert.match(text, new RegExp(`^## ${name} - `, 'm'));
    assert.ok(existsSync(join(root, 'LICENSE')));
  });
});
