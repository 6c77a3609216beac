import { createHash } from 'node:crypto';
import { globSync } from 'tinyglobby';
import { defineConfig } from 'vite';
import type { Plugin } from 'vite';

/** Folds the white space in the elements' templates and styles, which no minifier touches. */
function foldTemplates(): Plugin {
  return {
    name: 'fold-templates',
    enforce: 'post',
    transform(code, id) {
      if (!/packages\/elements\/src\/.*\.ts$/.test(id)) return undefined;
      // Only what stands between backticks of a html, css or svg tag and outside `${}` is folded: the parser says where that is.
      const places: [start: number, end: number, tag: string][] = [];
      JSON.stringify(this.parse(code), (_key, node) => {
        if (node?.type === 'TaggedTemplateExpression' && /^(html|css|svg)$/.test(node.tag.name)) {
          for (const part of node.quasi.quasis) places.push([part.start, part.end, node.tag.name]);
        }
        return node;
      });
      places.sort((a, b) => b[0] - a[0]);
      for (const [start, end, tag] of places) {
        let folded = code.slice(start, end).replace(/\s+/g, ' ').replace(/ >/g, '>');
        if (tag === 'css')
          folded = folded
            .replace(/\/\*.*?\*\//g, '')
            .replace(/ ?([{};,]) ?/g, '$1')
            .replace(/: /g, ':')
            .replace(/;}/g, '}');
        code = code.slice(0, start) + folded + code.slice(end);
      }
      return { code, map: null };
    },
  };
}

/**
 * What sends files resolves addresses by a library from before browsers could; every browser that is supported can. Its form of
 * module would also bring helpers into each page that opens the form.
 */
function nativeUrl(): Plugin {
  return {
    name: 'native-url',
    enforce: 'pre',
    resolveId: (id) => (id === 'url-parse' ? '\0native-url' : undefined),
    load: (id) => (id === '\0native-url' ? 'export default URL;' : undefined),
  };
}

/** Writes integrity.json: the sha384 of each built script, for a host's `integrity` attributes and import map. */
function writeIntegrity(): Plugin {
  return {
    name: 'write-integrity',
    generateBundle(_options, bundle) {
      const hashes = Object.values(bundle)
        .filter((file) => file.type === 'chunk')
        .map(({ fileName, code }) => [fileName, `sha384-${createHash('sha384').update(code).digest('base64')}`]);
      this.emitFile({
        type: 'asset',
        fileName: 'integrity.json',
        source: `${JSON.stringify(Object.fromEntries(hashes.sort()), null, 2)}\n`,
      });
    },
  };
}

/**
 * What browsers load. `--mode cdn` builds the launcher and its late-loaded parts to packages/elements/cdn/; `--mode demo`
 * builds the demo's pages. The npm packages are compiled by `tsc -b` alone.
 */
export default defineConfig(({ mode }) => {
  const shared = {
    resolve: { conditions: ['helpmark-source', 'module', 'browser'] },
    logLevel: 'warn' as const,
  };
  if (mode === 'cdn') {
    return {
      ...shared,
      root: 'packages/elements',
      plugins: [foldTemplates(), nativeUrl(), writeIntegrity()],
      publicDir: false as const,
      build: {
        outDir: 'cdn',
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        manifest: 'manifest.json',
        license: { fileName: 'licenses.md' },
        lib: { entry: { launcher: 'src/cdn.ts', queue: 'src/queue.define.ts' }, formats: ['es' as const] },
        rolldownOptions: {
          // The launcher's own modules stay in the launcher: the parts that share them import them from there.
          preserveEntrySignatures: 'allow-extension' as const,
          output: {
            entryFileNames: '[name].js',
            chunkFileNames: '[name]-[hash:7].js',
            minify: true,
            // Marks for bundlers: nobody bundles these files again.
            comments: { annotation: false },
            // One file a loading unit: two of half the size are heavier. What the launcher has, the others take from there.
            codeSplitting: {
              groups: [
                { name: 'launcher', test: /src\/cdn\.ts$/, priority: 2 },
                // What sends is wanted a second after the panel, and weighs less within it; moments are told by many late parts.
                { name: 'help-button.panel', test: /(help-button\.panel|outbox\/engine|internal\/time-ago)\.ts$/, priority: 1 },
                // Apart from what shows what it finds: it has a budget of its own.
                { name: 'finder', test: /(client|schema)\/src\/privacy\/(?!people)/ },
                { name: 'questions', test: /ticket-form\/questions\.ts$/ },
              ],
            },
          },
        },
      },
    };
  }
  return {
    ...shared,
    root: 'demo/pages',
    build: {
      outDir: '../dist/pages',
      emptyOutDir: true,
      target: 'es2022',
      modulePreload: { polyfill: false },
      rolldownOptions: { input: globSync('demo/pages/{,gallery/}*.html') },
    },
  };
});
