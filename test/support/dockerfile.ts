import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** What a container would be started with. */
export interface Image {
  /** The folder that stands for the container's `/`. */
  root: string;
  workdir: string;
  env: Record<string, string>;
  user: string;
  entrypoint: string[];
  healthcheck: string[];
}

/** A file of instructions, with continued lines joined and comments left out. */
async function readInstructions(path: string): Promise<[word: string, rest: string][]> {
  const text = (await readFile(path, 'utf8')).replace(/^#.*\n/gm, '').replace(/\\\n/g, ' ');
  return text.split('\n').flatMap((line): [string, string][] => {
    const [, word, rest] = /^([A-Z]+)\s+(.*)$/.exec(line) ?? [];
    return word === undefined ? [] : [[word, rest!]];
  });
}

/**
 * Takes the steps of a Dockerfile in plain folders, where no container engine is there: each stage has a folder for its `/`, files are copied
 * there, and commands run in it with this machine's own Node. Owners and the base image are not looked at.
 *
 * @param context - The folder that an engine would be given, without what `.dockerignore` leaves out.
 */
export async function buildInFolders(path: string, context: string, into: string): Promise<Image> {
  const stages = new Map<string, Image>();
  let image: Image | undefined;
  for (const [word, rest] of await readInstructions(path)) {
    if (word === 'FROM') {
      const name = / AS (\w+)$/.exec(rest)?.[1] ?? 'last';
      image = { root: join(into, name), workdir: '/', env: {}, user: 'root', entrypoint: [], healthcheck: [] };
      stages.set(name, image);
    }
    if (!image) continue;
    const place = (target: string) =>
      target.startsWith('/') ? join(image!.root, target) : join(image!.root, image!.workdir, target);
    if (word === 'WORKDIR') {
      image.workdir = rest;
      await mkdir(place('.'), { recursive: true });
    } else if (word === 'ENV') {
      const [name, ...value] = rest.split('=');
      image.env[name!] = value.join('=');
    } else if (word === 'USER') {
      image.user = rest;
    } else if (word === 'COPY') {
      const words = rest.split(/\s+/);
      const from = words.find((one) => one.startsWith('--from='))?.slice('--from='.length);
      const paths = words.filter((one) => !one.startsWith('--'));
      const target = paths.pop()!;
      for (const source of paths) {
        const to = target.endsWith('/') ? join(place(target), basename(source)) : place(target);
        await mkdir(dirname(to), { recursive: true });
        await cp(from ? join(stages.get(from)!.root, source) : join(context, source), to, {
          recursive: true,
          verbatimSymlinks: true,
        });
      }
    } else if (word === 'RUN') {
      const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _test, ...env } = process.env;
      await run('sh', ['-c', rest], { cwd: place('.'), env: { ...env, ...image.env }, maxBuffer: 64 * 2 ** 20 });
    } else if (word === 'HEALTHCHECK') {
      image.healthcheck = JSON.parse(rest.replace(/^.*?CMD /, '')) as string[];
    } else if (word === 'ENTRYPOINT') {
      image.entrypoint = JSON.parse(rest) as string[];
    }
  }
  if (!image) throw new Error(`${path} has no stage.`);
  return image;
}
