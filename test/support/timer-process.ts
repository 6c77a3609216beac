import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

/** A server in a process of its own, which reads the time from a file and runs its timers when told to. */
export interface TimerProcess {
  /** Runs the timers that are due by the time in the file. @returns How many fired. */
  run(): Promise<number>;
  /** Ends the process at once, without a word to it. */
  kill(): void;
}

const main = fileURLToPath(new URL('timer-process-main.ts', import.meta.url));

/**
 * Starts a process over a database that other processes use too. Files are in the folder `files` beside the clock.
 *
 * @param policyFile - The policy as JSON; `consumer-plans` without.
 */
export function startTimerProcess(database: string, clockFile: string, policyFile = ''): TimerProcess {
  const child = spawn(
    process.execPath,
    // As it is built, which starts in a fraction of the time.
    ['--import', 'tsx', main, database, clockFile, policyFile],
    {
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  child.stdin.on('error', () => undefined); // it was killed meanwhile
  const lines = createInterface({ input: child.stdout });
  return {
    async run() {
      const answer = once(lines, 'line');
      child.stdin.write('run\n');
      const [line] = await Promise.race([
        answer,
        once(child, 'exit').then(() => Promise.reject(new Error('The process ended.'))),
      ]);
      return Number(line);
    },
    kill: () => void child.kill('SIGKILL'),
  };
}
