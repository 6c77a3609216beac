import { SignJWT } from 'jose';
import type { DemoPerson } from './people.js';
import { workspace } from './people.js';

/** Who signs the tokens; Helpmark is told to accept no other. */
export const issuer = 'emberlot';

/** How long a token is good for, in seconds. The page asks for the next one by itself. */
export const tokenLength = 15 * 60;

/** Signs what Helpmark needs to know about a person. This is all that a product's server does for it. */
export function mintSupportToken(person: DemoPerson, secret: string, now: Date): Promise<string> {
  const issuedAt = Math.floor(now.getTime() / 1000);
  const { role, name, email, organization, plan, locale } = person;
  return new SignJWT({ workspace, role, name, email, organization, plan, locale })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject(person.id)
    .setIssuer(issuer)
    .setAudience('helpmark')
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + tokenLength)
    .sign(new TextEncoder().encode(secret));
}
