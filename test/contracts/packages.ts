import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { root } from '../support/results.mjs';

/** The parts of a package.json that the contracts look at. */
interface Manifest {
  name: string;
  exports?: Record<string, string | Record<string, string>>;
  bin?: Record<string, string>;
  files?: string[];
  sideEffects?: boolean | string[];
  dependencies?: Record<string, string>;
  peerDependencies?: Record<string, string>;
}

/** A package of this repository. */
export interface Package {
  /** The folder's name, which is the room's: `schema`. */
  room: string;
  folder: string;
  manifest: Manifest;
}

/** One import, export-from or `import()` of a source. */
export interface Import {
  /** The importing file, from the root of the project. */
  file: string;
  specifier: string;
}

/** Every package that has sources. */
export const packages: Package[] = readdirSync(join(root, 'packages'))
  .filter((room) => existsSync(join(root, 'packages', room, 'src')))
  .map((room) => {
    const folder = join(root, 'packages', room);
    return { room, folder, manifest: JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8')) as Manifest };
  });

/** Finds a package by its room. */
export function packageOf(room: string): Package {
  const found = packages.find((one) => one.room === room);
  if (!found) throw new Error(`There is no package "${room}".`);
  return found;
}

/** The sources of a package without its tests, as absolute paths. */
export function sourcesOf({ folder }: Package): string[] {
  return readdirSync(join(folder, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => join(folder, 'src', path))
    .sort();
}

/** Everything that the sources of a package import, types included. */
export function importsOf(one: Package): Import[] {
  return sourcesOf(one).flatMap((path) =>
    ts
      .preProcessFile(readFileSync(path, 'utf8'), true, true)
      .importedFiles.map(({ fileName }) => ({ file: path.slice(root.length + 1), specifier: fileName })),
  );
}

/** The package that a bare specifier names: `@lit/context`, `zod` of `zod/mini`. Nothing for a relative one. */
export function packageNamed(specifier: string): string | undefined {
  if (specifier.startsWith('.')) return undefined;
  if (specifier.startsWith('node:')) return 'node:';
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/');
}
