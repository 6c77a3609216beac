#!/usr/bin/env node
import process from 'node:process';
import { parseArgs } from 'node:util';
import { explain } from './explain.js';
import { FileError, readCase, readPolicy } from './files.js';

const usage = `Write one of

  helpmark-policy check FILE
  helpmark-policy explain FILE --answers FILE

check tells every fault of a ticket policy, or that it is sound. explain tells what the policy makes of a ticket; its second
file is JSON such as

  { "type": "bug", "severity": "high", "plan": "premium", "at": "2026-11-20T17:30:00Z", "answers": { "summary": "Help" } }

Only "type" is needed. "at" is when the ticket is made, and now by default; "files" is how many are attached.`;

/** Does what was asked for. @returns What to print; nothing where it was not understood. */
function run(options: string[]): string | undefined {
  const { values, positionals } = parseArgs({
    args: options,
    options: { answers: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    allowPositionals: true,
  });
  const [command, file, ...more] = positionals;
  if (values.help) return usage;
  if (file === undefined || more.length > 0) return undefined;
  if (command === 'check' && values.answers === undefined) {
    return `${file}: The ticket policy "${readPolicy(file).version}" is sound.`;
  }
  if (command === 'explain' && values.answers !== undefined) {
    const policy = readPolicy(file);
    return explain(policy, readCase(values.answers, policy), new Date().toISOString()).join('\n');
  }
  return undefined;
}

/** A wrong option is told as what to write; a wrong file in its own words. */
function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 1;
}

try {
  const answer = run(process.argv.slice(2));
  if (answer === undefined) fail(usage);
  else process.stdout.write(`${answer}\n`);
} catch (error) {
  // A calendar that stays closed shows only when it is asked for a time.
  if (error instanceof FileError || error instanceof RangeError) fail(error.message);
  else if (error instanceof TypeError && 'code' in error && String(error.code).startsWith('ERR_PARSE_ARGS')) fail(usage);
  else throw error;
}
