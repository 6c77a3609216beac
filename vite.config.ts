import { globSync } from 'tinyglobby';
import { defineConfig } from 'vite';

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
      publicDir: false as const,
      build: {
        outDir: 'cdn',
        emptyOutDir: true,
        target: 'es2022',
        modulePreload: false,
        manifest: 'manifest.json',
        rolldownOptions: {
          input: { launcher: 'packages/elements/src/cdn.ts' },
          preserveEntrySignatures: 'allow-extension' as const,
          output: { entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
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
      rolldownOptions: { input: globSync('demo/pages/*.html') },
    },
  };
});
