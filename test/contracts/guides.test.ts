import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { guide, guideBlocks as blocks } from '../support/guide-files.js';
import { root } from '../support/results.mjs';
import { packages, sourcesOf } from './packages.js';

const folder = join(root, 'demo/hosts');
const hosts = readdirSync(folder, { withFileTypes: true })
  .filter((one) => one.isDirectory())
  .map(({ name }) => name);

/** All sources of a host example as one text. */
const textOf = (host: string) =>
  readdirSync(join(folder, host), { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(html|tsx?|vue|svelte)$/.test(path) && !/node_modules|dist/.test(path))
    .map((path) => readFileSync(join(folder, host, path), 'utf8'))
    .join('\n');

describe('The guide to embedding', () => {
  it('shows files of the host examples as they are, which are built and used by a test', () => {
    const files = blocks.filter(({ language }) => language !== 'sh');
    assert.ok(files.length >= hosts.length);
    for (const { file, text } of files) {
      assert.ok(file, `A block has no file: ${text}`);
      assert.equal(text, readFileSync(join(folder, file), 'utf8').trimEnd(), file);
    }
  });

  it('shows something of every host example', () => {
    for (const host of hosts) {
      assert.ok(
        blocks.some(({ file }) => file?.startsWith(`${host}/`)),
        host,
      );
    }
  });

  it('says of every page among them what was run', () => {
    const pages = hosts.filter((host) => host !== 'express');
    const headings = pages.map((host) => /<h1>(.+?)<\/h1>/.exec(textOf(host))?.[1]);
    const told = guide.slice(guide.indexOf('## What was run'), guide.indexOf('## When something does not work'));
    assert.deepEqual(
      [...told.matchAll(/^\| (\S+) /gm)]
        .map(([, name]) => name!)
        .filter((name) => name !== 'Host' && !name.startsWith('--'))
        .sort(),
      headings.sort(),
    );
  });

  it('quotes complaints that the packages make', () => {
    const sources = packages.flatMap(sourcesOf).map((path) => readFileSync(path, 'utf8'));
    const quoted = [...guide.matchAll(/^\| `([^`]+)`/gm)].map(([, words]) => words!);
    assert.ok(quoted.length >= 6);
    assert.deepEqual(
      quoted.filter((words) => !sources.some((text) => text.includes(words))),
      [],
    );
  });

  it('installs packages that a host example has', () => {
    const manifests = hosts.map(
      (host) =>
        JSON.parse(readFileSync(join(folder, host, 'package.json'), 'utf8')) as Record<
          'dependencies' | 'devDependencies',
          Record<string, string>
        >,
    );
    const known = manifests.flatMap(({ dependencies, devDependencies }) => Object.keys({ ...dependencies, ...devDependencies }));
    const installed = [...guide.matchAll(/^npm install (.+)$/gm)].flatMap(([, names]) => names!.split(' '));
    assert.ok(installed.length > 0);
    assert.deepEqual(
      installed.filter((name) => !name.startsWith('--') && !known.includes(name)),
      [],
    );
  });

  it('pins what the host examples install', () => {
    for (const host of hosts) {
      const { dependencies, devDependencies = {} } = JSON.parse(readFileSync(join(folder, host, 'package.json'), 'utf8')) as {
        dependencies: Record<string, string>;
        devDependencies?: Record<string, string>;
      };
      for (const [name, version] of Object.entries({ ...dependencies, ...devDependencies })) {
        assert.match(version, /^\d+\.\d+\.\d+$/, `${host}: ${name}`);
      }
    }
  });
});
