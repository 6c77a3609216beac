import { readFile } from 'node:fs/promises';
import { isBuiltin } from 'node:module';
import { dirname, join, sep } from 'node:path';
import { pathToFileURL } from 'node:url';
import { root } from './results.mjs';

/**
 * Tests as they are run: each made into one module ahead, and what they share into others. A loader that translates while they run takes
 * two more seconds of a processor for each file in Node, and a browser fetches hundreds of modules for each.
 *
 * @typedef {'source' | 'built' | 'page'} Kind What they test, and where: the packages' sources in Node, what `npm run build` made of them,
 *   or the sources in a browser.
 */
const folder = 'test/dist';

/** Where a test's module is. @param {string} file From the root of the project. @param {Kind} kind */
export const compiledOf = (file, kind) => join(folder, kind, file.replace(/\.ts$/, '.mjs'));

/** The test that a module was made of, from the root of the project; any other path stays. @param {string} path */
export function sourceOf(path) {
  if (!path.startsWith(folder + sep)) return path;
  return path
    .split(sep)
    .slice(folder.split('/').length + 1)
    .join(sep)
    .replace(/\.mjs$/, '.ts');
}

/** Compiles tests, of which `files` are the paths from the root of the project. @param {string[]} files @param {Kind} kind */
export async function compileTests(files, kind) {
  // Not before it is installed.
  const { build } = await import('esbuild');
  await build({
    absWorkingDir: root,
    entryPoints: files,
    outbase: '.',
    outdir: join(folder, kind),
    outExtension: { '.js': '.mjs' },
    bundle: true,
    splitting: true,
    format: 'esm',
    logLevel: 'error',
    tsconfig: 'tsconfig.base.json',
    ...(kind === 'page'
      ? { target: 'es2022', ...inPages }
      : { platform: 'node', target: 'node20', conditions: kind === 'source' ? ['helpmark-source'] : [], plugins: [ownModules] }),
  });
}

/**
 * Takes in everything but what the test server itself serves. `development` is Lit's. What sends files resolves addresses by a library
 * from before browsers could; as in the built files, the browser's own stands in its place.
 *
 * @type {import('esbuild').BuildOptions}
 */
const inPages = {
  conditions: ['helpmark-source', 'development', 'browser'],
  external: ['/__web-dev-server__web-socket.js'],
  // A test imports some modules for their types alone.
  ignoreAnnotations: true,
  plugins: [
    {
      name: 'native-url',
      setup({ onResolve, onLoad }) {
        onResolve({ filter: /^url-parse$/ }, ({ path }) => ({ path, namespace: 'native-url' }));
        onLoad({ filter: /.*/, namespace: 'native-url' }, () => ({ contents: 'export default URL;' }));
      },
    },
  ],
};

/** Takes in TypeScript alone, and leaves it knowing where its source is; Node loads everything else from where it is. @type {import('esbuild').Plugin} */
const ownModules = {
  name: 'own-modules',
  setup({ onResolve, onLoad, resolve }) {
    onResolve({ filter: /.*/ }, async ({ path, kind, resolveDir, importer, pluginData }) => {
      if (kind === 'entry-point' || pluginData === ownModules) return undefined;
      const found = await resolve(path, { kind, resolveDir, importer, pluginData: ownModules });
      if (found.errors.length > 0) return { path, external: true };
      if (found.path.endsWith('.ts')) return found;
      // An address, because a path would be taken from where the module is written.
      return { path: isBuiltin(found.path) ? found.path : pathToFileURL(found.path).href, external: true };
    });
    onLoad({ filter: /\.ts$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source
        .replaceAll('import.meta.url', JSON.stringify(pathToFileURL(path).href))
        .replaceAll('import.meta.dirname', JSON.stringify(dirname(path)));
      return { contents, loader: 'ts' };
    });
  },
};
