import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { promisify } from 'node:util';
import { packageOf, packages } from './packages.js';

const run = promisify(execFile);

/** Imports an entry as a person who installed the package does, and tells what that left behind. */
const probe = `
  const before = new Set(Object.getOwnPropertyNames(globalThis));
  const names = Object.keys(await import(process.argv[1]));
  const left = Object.getOwnPropertyNames(globalThis).filter((name) => !before.has(name));
  const open = process.getActiveResourcesInfo().filter((name) => !/Pipe|TTY|FSReq|CloseReq/.test(name));
  console.log(JSON.stringify({ names, left, open }));
`;

/** What Lit and zod keep for themselves: versions, registries, and the element class that Lit needs where there is no page. */
const leftByOthers = /^(lit[A-Z]|reactiveElementVersions$|__zod_|HTMLElement$|customElements$)/;

interface Found {
  names: string[];
  left: string[];
  open: string[];
}

/** A process of its own, in which nothing of the test runner is set. */
async function importIn(folder: string, specifier: string): Promise<{ found: Found; warnings: string }> {
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '--eval', probe, specifier], {
    cwd: folder,
    env,
  });
  return { found: JSON.parse(stdout) as Found, warnings: stderr };
}

// The compiler writes no JSON. Where it ran without the other steps of the build, the step that does is made up for here.
const schemaFile = join(packageOf('schema').folder, 'dist/policy.schema.json');
if (!existsSync(schemaFile)) await run(process.execPath, [join(packageOf('schema').folder, 'write-json-schema.mjs')]);

describe('The entries', () => {
  for (const { room, folder, manifest } of packages) {
    describe(`of ${manifest.name}`, () => {
      const entries = Object.entries(manifest.exports ?? {});

      it('are written in package.json', () => {
        assert.ok(entries.length > 0, `packages/${room}/package.json has no "exports".`);
      });

      for (const [path, targets] of entries) {
        if (typeof targets === 'string') {
          it(`give the file ${path}`, () => assert.ok(existsSync(join(folder, targets)), targets));
          continue;
        }

        if (path.startsWith('./types/')) {
          it(`give types alone for ${path}`, () => {
            assert.deepEqual(Object.keys(targets), ['types']);
            assert.ok(existsSync(join(folder, targets.types ?? '')), targets.types);
          });
          continue;
        }

        it(`have source, types and built module for ${path}`, () => {
          assert.deepEqual(Object.keys(targets), ['helpmark-source', 'types', 'default']);
          for (const target of Object.values(targets).filter((one) => !one.includes('*'))) {
            assert.ok(existsSync(join(folder, target)), `${target} is not there.`);
          }
        });

        if (path.includes('*')) continue;
        it(`can be imported in Node without leaving anything behind: ${path}`, async () => {
          const { found, warnings } = await importIn(folder, `${manifest.name}${path.slice(1)}`);
          assert.equal(warnings, '');
          assert.deepEqual(
            found.left.filter((name) => !leftByOthers.test(name)),
            [],
          );
          assert.deepEqual(found.open, []);
        });
      }

      for (const [name, target] of Object.entries(manifest.bin ?? {})) {
        it(`have a program for the command ${name}`, () => {
          assert.match(readFileSync(join(folder, target), 'utf8'), /^#!\/usr\/bin\/env node\n/);
        });
      }

      it('are published with a README', () => {
        assert.ok(manifest.files?.includes('dist'), '"files" names dist');
        assert.match(readFileSync(join(folder, 'README.md'), 'utf8'), new RegExp(`^# .*\\n`));
      });
    });
  }
});
