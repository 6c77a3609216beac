import type { ChildProcess } from 'node:child_process';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Recorder } from './recorder.js';
import { startRecorder } from './recorder.js';

/** The built demo, with a database of its own. */
export interface RunningDemo {
  /** Opens an address of its own to the demo, which keeps what passes and outlives restarts: one for each person. */
  newDoor: () => Promise<Recorder>;
  /** Ends the process without a word of warning, and starts it again on the same data. */
  restart: () => Promise<void>;
  close: () => Promise<void>;
}

/**
 * Starts the built demo in a process of its own.
 *
 * @param options.seed - Whether the database begins with tickets in it. It does not by default.
 */
export async function startDemo({ seed = false }: { seed?: boolean } = {}): Promise<RunningDemo> {
  const dataDir = await mkdtemp(join(tmpdir(), 'helpmark-e2e-'));
  let running = await start(dataDir, seed);
  const doors: Recorder[] = [];
  return {
    newDoor: async () => {
      const door = await startRecorder(running.url);
      doors.push(door);
      return door;
    },
    restart: async () => {
      await end(running.process);
      running = await start(dataDir, seed);
      for (const door of doors) door.target = running.url;
    },
    close: async () => {
      await Promise.all(doors.map((door) => door.close()));
      await end(running.process);
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

const program = fileURLToPath(new URL('demo-process.mjs', import.meta.url));

async function start(dataDir: string, seed: boolean): Promise<{ process: ChildProcess; url: string }> {
  // Built files lead to built files: the condition that leads tests to the sources does not go with it.
  const { NODE_OPTIONS: _options, NODE_TEST_CONTEXT: _context, ...env } = process.env;
  const child = spawn(process.execPath, [program, dataDir, seed ? 'seed' : 'empty'], { env, stdio: ['ignore', 'pipe', 'pipe'] });
  // Whoever ends the tests ends the demo too.
  process.once('exit', () => child.kill('SIGKILL'));
  let said = '';
  let complaints = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (complaints += text));
  while (!said.includes('\n')) {
    const ended = await Promise.race([once(child.stdout, 'data').then(() => false), once(child, 'exit').then(() => true)]);
    if (ended) throw new Error(`The demo did not start.\n${complaints}`);
  }
  return { process: child, url: said.trim() };
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  child.kill('SIGKILL');
  await once(child, 'exit');
}
