/** The claims of a token that the client reads. It verifies nothing: that is the server's to do. */
export interface TokenClaims {
  sub?: unknown;
  workspace?: unknown;
  /** Seconds since 1970 at which the token ends. */
  exp?: unknown;
}

/**
 * Reads a signed token's claims.
 *
 * @returns Nothing where the value is no such token. What passes also fits into a header: a stray line break would make `fetch`
 *   throw an error that quotes the token.
 */
export function readClaims(token: unknown): TokenClaims | undefined {
  const payload = typeof token === 'string' && /^[\w-]+\.([\w-]+)\.[\w-]+$/.exec(token)?.[1];
  if (!payload) return undefined;
  try {
    const bytes = atob(payload.replace(/-/g, '+').replace(/_/g, '/'));
    const claims: unknown = JSON.parse(new TextDecoder().decode(Uint8Array.from(bytes, (byte) => byte.charCodeAt(0))));
    return claims && typeof claims === 'object' ? claims : undefined;
  } catch {
    return undefined;
  }
}
