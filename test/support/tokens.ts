import type { Person } from '@helpmark/schema';
import type { AuthSettings } from '@helpmark/server';
import { SignJWT } from 'jose';

/** A person to mint a token for; a requester of the workspace `acme` where nothing else is said. */
export type TestPerson = Pick<Person, 'id'> & Partial<Person>;

/** The workspace that no test server knows. */
export const unknownWorkspace = 'nowhere';

/** Signs the tokens of every test server, each workspace's with its own; of no use anywhere else. */
export function secretOf(workspace: string): string {
  return `a secret of the tests and of nothing but the tests for ${workspace}`;
}

const settings = new Map<string, AuthSettings>();

/** Verifies the tokens of every workspace but the unknown one. */
export function testAuth(workspace: string): AuthSettings | undefined {
  if (workspace === unknownWorkspace) return undefined;
  const known = settings.get(workspace) ?? { secrets: [secretOf(workspace)] };
  settings.set(workspace, known);
  return known;
}

/**
 * Mints a token of 15 minutes.
 *
 * @param claims - Replace what it would hold; one that is undefined is left out.
 * @param secret - Signs it in place of the workspace's own.
 */
export function mintToken(
  { id, workspace = 'acme', role = 'requester', ...rest }: TestPerson,
  now: Date,
  claims: Record<string, unknown> = {},
  secret = secretOf(workspace),
): Promise<string> {
  const exp = Math.floor(now.getTime() / 1000) + 15 * 60;
  const payload = { sub: id, workspace, role, aud: 'helpmark', exp, ...rest, ...claims };
  return new SignJWT(JSON.parse(JSON.stringify(payload)) as typeof payload)
    .setProtectedHeader({ alg: 'HS256' })
    .sign(new TextEncoder().encode(secret));
}
