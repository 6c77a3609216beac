import type { ChildProcess } from 'node:child_process';
import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { guideBlocks, installsOf } from './guide-files.js';
import { root } from './results.mjs';

const run = promisify(execFile);
const prefix = '@helpmark/';

interface Manifest {
  version: string;
  scripts?: Record<string, string>;
  dependencies?: Record<string, string>;
  devDependencies?: Record<string, string>;
}

/** The hosts of which the guide has every line: they are made from it, in an empty folder. */
const fromGuide = ['plain', 'express', 'vite', 'react'];

/** A folder outside of the workspace, with the packages as they would be published and the host examples that were copied there. */
export interface Yard {
  /**
   * Makes a host example in a folder of its own: by the lines of the guide where it has them all, or else as a copy that installs what its
   * package.json names. Helpmark's packages come from their tarballs.
   */
  prepare: (name: string) => Promise<Host>;
  remove: () => Promise<void>;
}

/** A host example, ready to be built. */
export interface Host {
  folder: string;
  /** The scripts of the host example, such as `check` and `build`. */
  scripts: Record<string, string>;
  /** The versions of what it installs, by name. */
  versions: Record<string, string>;
  /** Whether its build has a `vite.config.js`. */
  hasConfig: boolean;
  /** Runs one of its scripts. @throws with all that it printed where it fails. */
  script: (name: string) => Promise<void>;
  /** Runs a program that is installed there. @throws with all that it printed where it fails. */
  run: (...words: string[]) => Promise<void>;
  /** Installs other packages beside, or other versions, such as `react@18.3.1`. */
  install: (...packages: string[]) => Promise<void>;
  /** Puts other words into every source, runs a script, and puts the sources back. @returns What the script complained about; nothing where it passed. */
  complaintAbout: (words: string, instead: string, name: string) => Promise<string | undefined>;
}

/** Of the runner's own settings, nothing reaches a host: it is built as somebody builds it at home. */
function ownEnvironment(): NodeJS.ProcessEnv {
  const mine = /^(NODE_OPTIONS|NODE_TEST_CONTEXT|npm_(?!config_(cache|registry|userconfig)).*)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !mine.test(name)));
}

async function runIn(folder: string, program: string, words: string[]): Promise<string> {
  const env = { ...ownEnvironment(), CI: 'true', NG_CLI_ANALYTICS: 'false', NEXT_TELEMETRY_DISABLED: '1' };
  try {
    return (await run(program, words, { cwd: folder, env, maxBuffer: 64 * 2 ** 20 })).stdout;
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string };
    throw new Error(`${program} ${words.join(' ')} failed.\n${stdout}${stderr}`, { cause: error });
  }
}

const manifestOf = async (folder: string) => JSON.parse(await readFile(join(folder, 'package.json'), 'utf8')) as Manifest;

/** Packs every package into a new folder. They must be built. */
export async function openYard(): Promise<Yard> {
  const yard = await mkdtemp(join(tmpdir(), 'helpmark-hosts-'));
  const tarballs = new Map<string, { file: string; needs: string[] }>();
  const pack = async (room: string) => {
    const folder = join(root, 'packages', room);
    const [packed] = JSON.parse(await runIn(folder, 'npm', ['pack', '--json', '--pack-destination', yard])) as [
      { name: string; filename: string },
    ];
    const needs = Object.keys((await manifestOf(folder)).dependencies ?? {}).filter((name) => name.startsWith(prefix));
    tarballs.set(packed.name, { file: join(yard, packed.filename), needs });
  };
  await Promise.all((await readdir(join(root, 'packages'))).map(pack));

  /** The tarballs of some packages and of all that those need in turn: none is fetched from elsewhere. */
  const closureOf = (names: string[]): string[] => {
    const found = new Set<string>();
    const add = (name: string) => {
      const { file, needs } = tarballs.get(name)!;
      if (!found.has(file)) needs.forEach(add);
      found.add(file);
    };
    names.forEach(add);
    return [...found];
  };

  return {
    prepare: async (name) => {
      const folder = join(yard, name);
      const example = join(root, 'demo/hosts', name);
      const { scripts = {}, dependencies = {}, devDependencies = {} } = await manifestOf(example);
      const versions = { ...dependencies, ...devDependencies };
      const install = async (...packages: string[]) =>
        void (await runIn(folder, 'npm', ['install', '--no-audit', '--no-fund', '--prefer-offline', ...packages]));
      const ownOf = (names: string[]) => closureOf(names.filter((one) => one.startsWith(prefix)));
      if (fromGuide.includes(name)) {
        await mkdir(folder);
        await writeFile(join(folder, 'package.json'), JSON.stringify({ private: true, type: 'module' }));
        for (const { file, text } of guideBlocks.filter((block) => block.file && block.host === name)) {
          await mkdir(dirname(join(yard, file!)), { recursive: true });
          await writeFile(join(yard, file!), `${text}\n`);
        }
        // The versions that the host examples are held to: what is newest changes from day to day.
        const pinned = (names: string[]) =>
          names.filter((one) => !one.startsWith(prefix)).map((one) => `${one}@${versions[one] ?? 'unknown'}`);
        const names = installsOf(name).flat();
        await install(...ownOf(names), ...pinned(names));
        // How its types are checked is its own affair: nothing of the guide.
        if ('check' in scripts) await cp(join(example, 'tsconfig.json'), join(folder, 'tsconfig.json'));
      } else {
        await cp(example, folder, { recursive: true });
        await install(...ownOf(Object.keys(dependencies)));
      }
      const runProgram = async (...words: string[]) => void (await runIn(folder, 'npx', ['--no-install', ...words]));
      const script = (one: string) => runProgram(...scripts[one]!.split(' '));
      return {
        folder,
        scripts,
        versions,
        hasConfig: existsSync(join(folder, 'vite.config.js')),
        script,
        run: runProgram,
        install,
        complaintAbout: async (words, instead, one) => {
          const sources = join(folder, 'src');
          const kept = join(yard, `${name}-kept`);
          await cp(sources, kept, { recursive: true });
          for (const path of await readdir(sources)) {
            const text = await readFile(join(sources, path), 'utf8');
            await writeFile(join(sources, path), text.replaceAll(words, instead));
          }
          const complaint = await script(one).then(
            () => undefined,
            (error: Error) => error.message,
          );
          await cp(kept, sources, { recursive: true });
          return complaint;
        },
      };
    },
    remove: () => rm(yard, { recursive: true, force: true }),
  };
}

/** A server of a host that answers. */
export interface RunningHost {
  url: string;
  close: () => Promise<void>;
}

/**
 * Starts a program that prints the address at which it answers.
 *
 * @param secret - What it signs and verifies tokens with.
 */
export async function startHost(folder: string, words: string[], secret: string): Promise<RunningHost> {
  const env = { ...ownEnvironment(), NEXT_TELEMETRY_DISABLED: '1', HELPMARK_JWT_SECRET: secret, PORT: '0' };
  // A group of its own: a program may start others, which end with it.
  const child = spawn(process.execPath, words, { cwd: folder, env, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
  const kill = () => {
    try {
      process.kill(-child.pid!, 'SIGKILL');
    } catch {
      // It has ended by itself.
    }
  };
  process.once('exit', kill);
  return {
    url: await addressOf(child),
    close: async () => {
      kill();
      if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    },
  };
}

async function addressOf(child: ChildProcess): Promise<string> {
  let said = '';
  return new Promise((resolve, reject) => {
    const read = (text: string) => {
      said += text;
      const [url] = /http:\/\/localhost:\d+/.exec(said) ?? [];
      if (url) resolve(url);
    };
    child.stdout!.setEncoding('utf8').on('data', read);
    child.stderr!.setEncoding('utf8').on('data', read);
    child.once('exit', () => reject(new Error(`The host did not start.\n${said}`)));
  });
}
