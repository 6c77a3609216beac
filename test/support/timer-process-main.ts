// The process of timer-process.ts: a line on standard input runs the timers, a line on standard output says how many fired.
import { readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Policy } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { createServer } from '@helpmark/server';
import { testAuth } from './tokens.js';

const [, , database = '', clockFile = '', policyFile = ''] = process.argv;
const server = await createServer({
  database,
  files: join(dirname(clockFile), 'files'),
  auth: testAuth,
  policy: policyFile === '' ? consumerPlansPolicy : (JSON.parse(readFileSync(policyFile, 'utf8')) as Policy),
  clock: () => new Date(readFileSync(clockFile, 'utf8')),
  timerInterval: false,
});
for await (const line of createInterface({ input: process.stdin })) {
  if (line === 'run') process.stdout.write(`${await server.runDueTimers()}\n`);
}
await server.close();
