import { createHash, randomBytes } from 'node:crypto';

/** What a link's token says. */
export interface LinkToken {
  workspace: string;
  id: string;
  /** SHA-256 of the secret, which alone is kept. */
  hash: string;
}

const hashOf = (secret: string) => createHash('sha256').update(secret).digest('base64url');

/** A new secret for a link: the token that is passed on, and the hash that is kept. */
export function makeLinkSecret(workspace: string, id: string): { token: string; hash: string } {
  const secret = randomBytes(32).toString('base64url');
  return { token: [Buffer.from(workspace).toString('base64url'), id, secret].join('.'), hash: hashOf(secret) };
}

/** Reads the header `Authorization`; nothing where it holds no link's token. */
export function readLinkToken(authorization: string | null): LinkToken | undefined {
  const [, workspace, id, secret] = /^Bearer +([\w-]+)\.([\w-]{36})\.([\w-]{43}) *$/i.exec(authorization ?? '') ?? [];
  if (workspace === undefined || id === undefined || secret === undefined) return undefined;
  return { workspace: Buffer.from(workspace, 'base64url').toString(), id, hash: hashOf(secret) };
}
