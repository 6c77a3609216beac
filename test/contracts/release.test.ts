import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { billOf } from '../support/bills.mjs';
import { root } from '../support/results.mjs';

interface Manifest {
  name: string;
  version: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
}

const read = (path: string) => readFileSync(join(root, path), 'utf8');
const manifestOf = (folder: string) => JSON.parse(read(join(folder, 'package.json'))) as Manifest;
const rooms = readdirSync(join(root, 'packages'));

describe('The bills of materials', () => {
  for (const room of rooms) {
    it(`name all that comes with the package, with version, licence and hash: ${room}`, () => {
      const { name, version, dependencies = {} } = manifestOf(`packages/${room}`);
      const { bomFormat, metadata, components } = billOf(room);
      assert.equal(bomFormat, 'CycloneDX');
      assert.equal(metadata.component.purl, `pkg:npm/${name.replace('@', '%40')}@${version}`);
      const purls = components.map(({ purl }) => purl);
      for (const [needed, at] of Object.entries(dependencies)) {
        assert.ok(purls.includes(`pkg:npm/${needed.replace('@', '%40')}@${at}`), `${needed}@${at}`);
      }
      const own = /^pkg:npm\/%40helpmark\//;
      // It names its licence, MIT, in its Readme alone.
      const silent = /^pkg:npm\/combine-errors@/;
      const bare = components.filter(
        ({ purl, licenses, hashes }) => !own.test(purl) && !((licenses?.length || silent.test(purl)) && hashes?.length),
      );
      assert.deepEqual(
        bare.map(({ purl }) => purl),
        [],
      );
      assert.deepEqual(
        purls.filter((purl) => /npm\/(typescript|vite|eslint|%40types\/node)@/.test(purl)),
        [],
      );
    });
  }
});

describe('The release', () => {
  const workflow = read('.github/workflows/release.yml');

  it('publishes every package with provenance, after all tests', () => {
    const [, published = ''] = /for room in ([\w ]+); do\n\s+npm publish --provenance --access public/.exec(workflow) ?? [];
    assert.deepEqual(published.split(' ').sort(), [...rooms].sort());
    assert.match(workflow, /id-token: write/);
    assert.match(workflow, /needs: test/);
    assert.doesNotMatch(workflow, /secrets\./);
  });

  it('publishes a package after those that it needs', () => {
    const order = /for room in ([\w ]+); do/.exec(workflow)![1]!.split(' ');
    for (const [at, room] of order.entries()) {
      const needed = Object.keys(manifestOf(`packages/${room}`).dependencies ?? {}).filter((name) =>
        name.startsWith('@helpmark/'),
      );
      for (const name of needed) assert.ok(order.indexOf(name.replace('@helpmark/', '')) < at, `${room} before ${name}`);
    }
  });

  it('runs commands that are there', () => {
    const { scripts = {}, version } = manifestOf('.');
    const named = [...workflow.matchAll(/npm run ([\w:]+)/g)].map(([, name]) => name!);
    assert.ok(named.length > 0);
    assert.deepEqual(
      named.filter((name) => !(name in scripts)),
      [],
    );
    for (const room of rooms) assert.equal(manifestOf(`packages/${room}`).version, version, room);
  });
});
