import type { Context } from 'hono';
import { deleteCookie, getSignedCookie, setSignedCookie } from 'hono/cookie';
import type { DemoPerson } from './people.js';
import { personOf } from './people.js';

const cookieName = 'emberlot_session';

/** How long a session lasts, in seconds: a working day. */
const sessionLength = 12 * 60 * 60;

/**
 * Who is signed in is a signed cookie that holds the person's id and the end of the session, so that it outlives a restart.
 * No script can read it, and no other site's request carries it. It is not `Secure`, because the demo speaks plain HTTP on
 * this machine alone.
 */
export async function startSession(c: Context, person: DemoPerson, secret: string, now: Date): Promise<void> {
  const endsAt = Math.floor(now.getTime() / 1000) + sessionLength;
  await setSignedCookie(c, cookieName, `${person.id}.${endsAt}`, secret, {
    httpOnly: true,
    sameSite: 'Strict',
    path: '/',
    maxAge: sessionLength,
  });
}

export function endSession(c: Context): void {
  deleteCookie(c, cookieName, { path: '/' });
}

/** The person of the request's session; nothing where there is none, it has ended, or the cookie was not signed here. */
export async function readSession(c: Context, secret: string, now: Date): Promise<DemoPerson | undefined> {
  const value = await getSignedCookie(c, secret, cookieName);
  if (!value) return undefined;
  const [id, endsAt] = value.split('.');
  return Number(endsAt) * 1000 > now.getTime() ? personOf(id!) : undefined;
}
