import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The demo's two keys, 32 random bytes each: what signs sessions never signs tokens. */
export interface Secrets {
  session: string;
  token: string;
}

/**
 * Reads the keys of a data folder, and makes them at the first start. Only the account that runs the demo may read the file.
 *
 * @throws {Error} where the file is there but is not what was written: replacing it would end every session unasked.
 */
export async function readSecrets(dataDir: string): Promise<Secrets> {
  const path = join(dataDir, 'secrets.json');
  const made: Secrets = { session: randomBytes(32).toString('hex'), token: randomBytes(32).toString('hex') };
  try {
    await writeFile(path, JSON.stringify(made), { mode: 0o600, flag: 'wx' });
    return made;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  }
  try {
    const { session, token } = JSON.parse(await readFile(path, 'utf8')) as Partial<Secrets>;
    if (isKey(session) && isKey(token)) return { session, token };
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  throw new Error(`${path} does not hold the demo's keys. Delete it, and the next start makes new ones.`);
}

const isKey = (value: unknown): value is string => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
