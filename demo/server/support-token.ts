import { SignJWT } from 'jose';
import { createHmac } from 'node:crypto';
import type { DemoPerson } from './people.js';

/** Who signs the tokens; Helpmark is told to accept no other. */
export const issuer = 'emberlot';

/** How long a token is good for, in seconds. The page asks for the next one by itself. */
export const tokenLength = 15 * 60;

/** The key of a workspace, made of the demo's: a token of one opens no other. */
export const keyOf = (workspace: string, secret: string) => createHmac('sha256', secret).update(workspace).digest('hex');

/** Signs what Helpmark needs to know about a person. This is all that a product's server does for it. */
export function mintSupportToken(person: DemoPerson, workspace: string, secret: string, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const { role, name, email, organization, plan, locale } = person;
  return new SignJWT({ workspace, role, name, email, organization, plan, locale })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setIssuer(issuer)
    .setAudience('helpmark')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLength)
    .sign(new TextEncoder().encode(keyOf(workspace, secret)));
}
