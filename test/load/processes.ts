import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { secretOf } from '../support/tokens.js';

const fileOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** A server in a process of its own. */
export interface Running {
  url: string;
  /** Bytes of memory that it has. */
  memory: () => number;
  stop: () => Promise<void>;
}

/** Starts the built command on a database. Every workspace has the same secret, as one that is set by the environment is. */
export function startServer(database: string, files: string): Promise<Running> {
  return start([fileOf('../../packages/server/dist/main.js')], {
    HELPMARK_JWT_SECRET: secretOf('load'),
    HELPMARK_DATABASE_URL: database,
    HELPMARK_FILES: files,
    HELPMARK_LIMITS: 'off',
    PORT: '0',
  });
}

/** Starts the handler that does nothing. */
export const startEmptyHandler = (): Promise<Running> => start([fileOf('empty-handler.mjs')], {});

async function start(words: string[], settings: Record<string, string>): Promise<Running> {
  const child = spawn(process.execPath, words, {
    env: { PATH: process.env.PATH, ...settings },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  const url = await new Promise<string>((resolve, reject) => {
    let output = '';
    child.stdout.on('data', (chunk) => {
      if (output.length < 10_000) output += String(chunk);
      const address = /http:\/\/localhost:(\d+)/.exec(output);
      if (address) resolve(`http://127.0.0.1:${address[1]}`);
    });
    void ended.then(() => reject(new Error(`The process ended: ${output}`)));
  });
  return {
    url,
    memory: () => Number(/VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8'))?.[1]) * 1024,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
