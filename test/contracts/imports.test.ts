import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import { describe, it } from 'node:test';
import { root } from '../support/results.mjs';
import { importsOf, packageNamed, packages } from './packages.js';

/** Which rooms a room may use: the one direction of dependence. */
const arrows: Record<string, string[]> = {
  schema: [],
  client: ['schema'],
  elements: ['schema', 'client'],
  react: ['schema', 'client', 'elements'],
  desk: ['schema', 'client', 'elements'],
  server: ['schema'],
  connectors: ['schema', 'server'],
};

/** Rooms whose code a page loads, and all that may come with it from outside. */
const pageDependencies: Record<string, string[]> = {
  schema: ['zod'],
  // The last three are late: what moves files is loaded when one is wanted, a hash of our own where the page is no secure context,
  // and what searches guides with the first words.
  client: ['eventsource-parser', 'idb-keyval', 'tus-js-client', '@noble/hashes', 'minisearch'],
  elements: ['lit', '@lit/context', '@floating-ui/dom', 'marked'],
};

/** Parts of a room whose code no page loads, and what they may use besides. */
const serverParts: Record<string, Record<string, string[]>> = {
  schema: { 'packages/schema/src/time/': ['temporal-polyfill'], 'packages/schema/src/cli/': ['node:'] },
};

/** Entries that no room with a page's code may name. */
const serverEntries = ['@helpmark/schema/time', '@helpmark/schema/policy', '@helpmark/schema/presets/'];

const own = '@helpmark/';

describe('The imports', () => {
  for (const one of packages) {
    const imports = importsOf(one);
    const outside = imports.filter(({ specifier }) => packageNamed(specifier) !== undefined);
    const tell = ({ file, specifier }: { file: string; specifier: string }) => `${file} imports ${specifier}`;

    describe(`of packages/${one.room}`, () => {
      it('have a direction written down', () => {
        assert.ok(arrows[one.room], `Say in test/contracts/imports.test.ts what packages/${one.room} may use.`);
        assert.ok(imports.length > 0, 'no import was found, which cannot be');
      });

      it('follow the arrows between the packages', () => {
        const wrong = outside.filter(({ specifier }) => {
          const name = packageNamed(specifier) ?? '';
          return name.startsWith(own) && !arrows[one.room]?.includes(name.slice(own.length));
        });
        assert.deepEqual(wrong.map(tell), []);
      });

      it('name entries that the other package gives', () => {
        const wrong = outside.filter(({ specifier }) => {
          const other = packages.find(({ manifest }) => manifest.name === packageNamed(specifier));
          return other && !(`.${specifier.slice(other.manifest.name.length)}` in (other.manifest.exports ?? {}));
        });
        assert.deepEqual(wrong.map(tell), []);
      });

      it('stay inside the package and name files by their .js ending', () => {
        const wrong = imports.filter(({ file, specifier }) => {
          if (packageNamed(specifier) !== undefined) return false;
          const target = join(root, dirname(file), specifier);
          return !specifier.endsWith('.js') || relative(join(one.folder, 'src'), target).startsWith('..');
        });
        assert.deepEqual(wrong.map(tell), []);
      });

      it('are the dependencies that package.json declares, no more and no fewer', () => {
        const used = new Set(outside.map(({ specifier }) => packageNamed(specifier)).filter((name) => name !== 'node:'));
        const declared = { ...one.manifest.dependencies, ...one.manifest.peerDependencies };
        assert.deepEqual([...used].sort(), Object.keys(declared).sort());
      });

      it('are the references of tsconfig.json, as far as they are packages of this repository', () => {
        const used = new Set(
          outside.map(({ specifier }) => packageNamed(specifier) ?? '').filter((name) => name.startsWith(own)),
        );
        const config = JSON.parse(readFileSync(join(one.folder, 'tsconfig.json'), 'utf8')) as { references?: { path: string }[] };
        const references = (config.references ?? []).map(({ path }) => `${own}${path.replace('../', '')}`);
        assert.deepEqual(
          [...used].filter((name) => !references.includes(name)),
          [],
        );
      });

      const allowed = pageDependencies[one.room];
      if (allowed) {
        const parts = Object.entries(serverParts[one.room] ?? {});

        it('bring nothing else to a page', () => {
          const wrong = outside.filter(({ file, specifier }) => {
            const name = packageNamed(specifier) ?? '';
            const besides = parts.find(([folder]) => file.startsWith(folder))?.[1] ?? [];
            return !name.startsWith(own) && !allowed.includes(name) && !besides.includes(name);
          });
          assert.deepEqual(wrong.map(tell), []);
        });

        it('leave to the server what is its own', () => {
          const partOf = (path: string) => parts.some(([folder]) => path.startsWith(folder));
          const wrong = imports.filter(
            ({ file, specifier }) =>
              serverEntries.some((entry) => specifier.startsWith(entry)) ||
              (specifier.startsWith('.') && partOf(join(dirname(file), specifier)) && !partOf(file)),
          );
          assert.deepEqual(wrong.map(tell), []);
        });

        it('take the small form of zod', () => {
          const wrong = outside.filter(({ specifier }) => packageNamed(specifier) === 'zod' && specifier !== 'zod/mini');
          assert.deepEqual(wrong.map(tell), []);
        });
      }
    });
  }

  it('read demo and test from nowhere', () => {
    const wrong = packages.flatMap(importsOf).filter(({ specifier }) => /(^|\/)(demo|test|stories)\//.test(specifier));
    assert.deepEqual(wrong, []);
  });

  it('are written down for the four rooms there are at least', () => {
    for (const room of ['schema', 'client', 'elements', 'server']) {
      assert.ok(existsSync(join(root, 'packages', room, 'src')), `packages/${room}/src`);
    }
  });
});
