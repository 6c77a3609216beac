import { readFileSync } from 'node:fs';
import { parsePolicy, PolicyError } from '../policy/index.js';
import type { Policy } from '../policy/policy.js';
import type { TicketCase } from './ticket-case.js';
import { parseCase } from './ticket-case.js';

/** A file that cannot be used, in sentences for the person who named it. */
export class FileError extends Error {
  override readonly name = 'FileError';
}

/** @throws {FileError} where there is no such file, it is not JSON, or the policy in it has faults: a line for each. */
export function readPolicy(path: string): Policy {
  const value = readJson(path);
  try {
    return parsePolicy(value);
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    throw new FileError(`${path}: ${cause.message}`, { cause });
  }
}

/** @throws {FileError} where there is no such file, it is not JSON, or it describes no ticket: a line for each fault. */
export function readCase(path: string, policy: Policy): TicketCase {
  const { ticket, faults } = parseCase(readJson(path), policy);
  if (ticket) return ticket;
  throw new FileError([`${path}: The answers cannot be used:`, ...faults.map((fault) => `  ${fault}`)].join('\n'));
}

function readJson(path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code ?? 'unknown';
    throw new FileError(code === 'ENOENT' ? `There is no file ${path}.` : `The file ${path} cannot be read (${code}).`, {
      cause,
    });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new FileError(`The file ${path} is not JSON: ${(cause as SyntaxError).message}.`, { cause });
  }
}
