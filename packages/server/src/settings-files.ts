import { readFileSync } from 'node:fs';
import type { Policy } from '@helpmark/schema';
import { parsePolicy, PolicyError } from '@helpmark/schema/policy';
import { SettingsError } from './settings-error.js';

/**
 * Reads a JSON file that a setting names.
 *
 * @throws {SettingsError} where there is none, or it is no JSON.
 */
export function readJsonFile(setting: string, path: string): unknown {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (cause) {
    throw new SettingsError(`${setting}: there is no file to read at ${path}; write the path of a JSON file.`, { cause });
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (cause) {
    throw new SettingsError(`${setting}: the file ${path} is not JSON (${String(cause)}); mend it.`, { cause });
  }
}

/**
 * Reads a policy that a setting names.
 *
 * @throws {SettingsError} where there is none, or it has faults: a line for each.
 */
export function readPolicyFile(setting: string, path: string): Policy {
  const value = readJsonFile(setting, path);
  try {
    return parsePolicy(value);
  } catch (cause) {
    if (!(cause instanceof PolicyError)) throw cause;
    throw new SettingsError(`${setting}, in ${path}: ${cause.message}`, { cause });
  }
}
