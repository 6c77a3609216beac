import assert from 'node:assert/strict';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { build } from 'vite';
import { weigh } from '../support/loading-units.mjs';
import { root } from '../support/results.mjs';

const page = 'virtual:page';

/** Bundles a page's own script from the packages as they are published. @returns What it loads at once and later, and the bytes of the first in brotli. */
async function bundle(script: string): Promise<{ atOnce: string[]; later: string[]; bytes: number }> {
  const file = join(root, 'packages/react/page.js');
  const plugin = {
    name: 'page',
    resolveId: (id: string) => (id === page ? file : undefined),
    load: (id: string) => (id === file ? script : undefined),
  };
  const output = await build({
    configFile: false,
    root: join(root, 'packages/react'),
    logLevel: 'silent',
    plugins: [plugin],
    build: { write: false, target: 'es2022', rolldownOptions: { input: page } },
  });
  const [bundled] = [output].flat();
  assert.ok(bundled && 'output' in bundled);
  const chunks = bundled.output.flatMap((part) => (part.type === 'chunk' ? part : []));
  const first = new Set(chunks.filter(({ isEntry }) => isEntry).map(({ fileName }) => fileName));
  // A set that is walked through takes in what is added on the way.
  for (const name of first) for (const next of chunks.find(({ fileName }) => fileName === name)?.imports ?? []) first.add(next);
  const modulesOf = (isFirst: boolean) =>
    chunks
      .filter(({ fileName }) => first.has(fileName) === isFirst)
      .flatMap(({ modules }) => Object.entries(modules).flatMap(([id, { renderedLength }]) => (renderedLength > 0 ? id : [])));
  const bytes = chunks.filter(({ fileName }) => first.has(fileName)).reduce((sum, { code }) => sum + weigh(code), 0);
  return { atOnce: modulesOf(true), later: modulesOf(false), bytes };
}

describe('What a page does not use', () => {
  const scripts = {
    'the badge’s own entry': `import '@helpmark/elements/status-badge/define';`,
    'the badge’s class from the main entry': `import { StatusBadgeElement } from '@helpmark/elements'; customElements.define('my-badge', StatusBadgeElement);`,
  };
  for (const [name, script] of Object.entries(scripts)) {
    it(`stays away: ${name} brings neither form nor client`, async (test) => {
      const { atOnce, later, bytes } = await bundle(script);
      const modules = [...atOnce, ...later];
      const own = modules.filter((id) => id.includes('/packages/')).map((id) => id.replace(/^.*\/packages\//, ''));
      test.diagnostic(`${bytes} bytes, brotli, with Lit: ${own.join(' ')}`);
      assert.ok(own.some((id) => id.includes('status-badge/status-badge.js')));
      assert.deepEqual(
        own.filter((id) => /^(client|schema)\/|ticket-|help-|support-/.test(id)),
        [],
      );
      assert.deepEqual(
        modules.filter((id) => /node_modules\/(zod|idb-keyval|marked)\//.test(id)),
        [],
      );
      assert.ok(bytes < 10 * 1024, `${bytes} bytes`);
    });
  }

  it('comes late with the React button: the page’s own script has the launcher, and not the form', async (test) => {
    const { atOnce, later, bytes } = await bundle(`import { HelpButton } from '@helpmark/react'; console.log(HelpButton);`);
    test.diagnostic(`${bytes} bytes, brotli, with React itself`);
    const has = (modules: string[], name: string) => modules.some((id) => id.includes(name));
    assert.ok(has(atOnce, 'help-button/help-button.js'));
    for (const name of ['ticket-form/', 'packages/client/', 'node_modules/lit-html/']) {
      assert.ok(!has(atOnce, name), name);
      assert.ok(has(later, name), name);
    }
  });
});
