import { parseArgs } from 'node:util';
import { roles, sights } from '@helpmark/schema';
import { SignJWT } from 'jose';
import type { Settings } from './settings.js';
import { SettingsError } from './settings-error.js';

/** Milliseconds in a minute. */
const minute = 60_000;

const claimNames = ['name', 'email', 'plan', 'locale', 'organization'] as const;

/**
 * Mints a token for trying: `helpmark-server token --sub ada --workspace acme`.
 *
 * @param words - The words of the command after `token`.
 * @param settings - Those that the server would start with; the token is signed with the first secret of its workspace.
 * @param now - Milliseconds since 1970.
 * @throws {SettingsError} that says what to write.
 */
export async function mintTrialToken(words: string[], { server }: Settings, now: number): Promise<string> {
  const { sub, workspace, role, see, minutes, ...rest } = readWords(words);
  if (sub === undefined || workspace === undefined) {
    throw new SettingsError('token: write who it is for, such as token --sub ada --workspace acme --role requester.');
  }
  if (!roles.some((known) => known === role)) throw new SettingsError(`--role: write ${roles.join(', ')}.`);
  if (!sights.some((known) => known === see)) {
    throw new SettingsError(`--see: write ${sights.join(' or ')}.`);
  }
  const duration = Number(minutes);
  if (!(duration > 0 && duration <= 60)) throw new SettingsError('--minutes: write a number from 1 to 60.');
  const auth = typeof server.auth === 'function' ? await server.auth(workspace) : server.auth;
  const secret = auth?.secrets?.[0];
  if (secret === undefined) {
    throw new SettingsError(
      `token: there is no secret to sign with for the workspace ${workspace}; a token by public keys comes from their owner.`,
    );
  }
  const claims = { workspace, role, see, ...rest, ...(auth?.issuer !== undefined && { iss: auth.issuer }) };
  return new SignJWT(claims)
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setSubject(sub)
    .setAudience('helpmark')
    .setExpirationTime(Math.floor((now + duration * minute) / 1000))
    .sign(new TextEncoder().encode(secret));
}

function readWords(args: string[]) {
  const text = { type: 'string' } as const;
  const optional = Object.fromEntries(claimNames.map((name) => [name, text]));
  try {
    const { values } = parseArgs({
      args,
      options: {
        ...optional,
        sub: text,
        workspace: text,
        role: { ...text, default: 'requester' },
        see: { ...text, default: 'own' },
        minutes: { ...text, default: '15' },
      },
    });
    return values;
  } catch (error) {
    throw new SettingsError(`token: ${(error as Error).message}`, { cause: error });
  }
}
