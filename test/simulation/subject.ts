import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type * as Client from '@helpmark/client';
import * as esbuild from 'esbuild';
import { root } from '../support/results.mjs';

/** A change of one place of the client's sources. */
export interface Patch {
  /** Below packages/client/src. */
  file: string;
  /** Occurs once there. */
  find: string;
  replace: string;
}

const sources = join(root, 'packages/client/src');
const folder = join(root, 'test/.results/simulation');

/**
 * Builds the client into one file and loads it: late imports are then there at once, so that no real time passes where only
 * simulated time should.
 *
 * @param patches - What to change in its sources before; for bugs that are planted.
 * @throws {Error} where a patch does not apply.
 */
export async function loadClient(name = 'client', patches: readonly Patch[] = []): Promise<typeof Client> {
  mkdirSync(folder, { recursive: true });
  const outfile = join(folder, `${name}-${process.pid}.mjs`);
  const open = new Set(patches);
  await esbuild.build({
    entryPoints: [join(sources, 'index.ts')],
    outfile,
    bundle: true,
    format: 'esm',
    platform: 'browser',
    target: 'es2022',
    conditions: ['helpmark-source'],
    absWorkingDir: root,
    logLevel: 'silent',
    plugins: [
      {
        name: 'patches',
        setup(build) {
          build.onLoad({ filter: /packages\/client\/src\/.*\.ts$/ }, async ({ path }) => {
            const { readFile } = await import('node:fs/promises');
            let contents = await readFile(path, 'utf8');
            for (const patch of patches) {
              if (join(sources, patch.file) !== path) continue;
              if (contents.split(patch.find).length !== 2) throw new Error(`The patch of ${patch.file} does not apply.`);
              contents = contents.replace(patch.find, () => patch.replace);
              open.delete(patch);
            }
            return { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  for (const { file } of open) throw new Error(`The patch of ${file} does not apply: the client does not load it.`);
  const subject = (await import(pathToFileURL(outfile).href)) as typeof Client;
  rmSync(outfile);
  return subject;
}
