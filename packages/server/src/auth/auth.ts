import { createRemoteJWKSet } from 'jose';
import type { JWTVerifyGetKey } from 'jose';

/** How the tokens of a workspace are verified. At least one of `secrets` and `jwksUrl` is needed. */
export interface AuthSettings {
  /** Secrets for HS256, each of 32 bytes or more. Two live at once while one replaces the other. */
  secrets?: string[];
  /** Where the public keys for RS256, ES256 and EdDSA are published (RFC 7517). */
  jwksUrl?: string;
  /** What `iss` must be; not looked at by default. */
  issuer?: string;
}

/**
 * How tokens are verified: the same way for every workspace, or as a function says, which gives nothing for a workspace that
 * there is not. A function is asked with a name that is not verified yet.
 */
export type Auth = AuthSettings | ((workspace: string) => AuthSettings | undefined | Promise<AuthSettings | undefined>);

/** Keys in the form that tokens are verified with. */
export interface Verifier {
  secrets: Uint8Array[];
  jwks?: JWTVerifyGetKey;
  issuer?: string;
}

/** Gives the keys of a workspace; nothing where there is no such workspace. */
export type FindVerifier = (workspace: string) => Promise<Verifier | undefined>;

/**
 * Prepares the keys.
 *
 * @throws {TypeError} where settings cannot be used: at once for settings, when asked for a function's.
 */
export function createVerifiers(auth: Auth): FindVerifier {
  const jwksByUrl = new Map<string, JWTVerifyGetKey>();
  const verifierOf = ({ secrets = [], jwksUrl, issuer }: AuthSettings): Verifier => {
    if (secrets.length === 0 && !jwksUrl) throw new TypeError('auth needs keys: write secrets: [secret] or jwksUrl.');
    // What comes from the environment is missing more often than it is short.
    if (secrets.some((secret: string | undefined) => !secret)) {
      throw new TypeError('A secret in auth.secrets is missing: set the variable that it comes from, to 32 bytes or more.');
    }
    const keys = secrets.map((secret) => new TextEncoder().encode(secret));
    if (keys.some((key) => key.byteLength < 32)) {
      throw new TypeError(
        'A secret in auth.secrets is shorter than 32 bytes: write a longer one, such as 64 random hexadecimal digits.',
      );
    }
    if (keys.length > 2) throw new TypeError('auth.secrets takes two secrets at most: the present one and the one before.');
    const verifier: Verifier = { secrets: keys };
    if (issuer !== undefined) verifier.issuer = issuer;
    if (jwksUrl !== undefined) {
      // One set a URL, since it remembers the keys that it fetched.
      const jwks = jwksByUrl.get(jwksUrl) ?? createRemoteJWKSet(new URL(jwksUrl));
      jwksByUrl.set(jwksUrl, jwks);
      verifier.jwks = jwks;
    }
    return verifier;
  };

  if (typeof auth !== 'function') {
    const verifier = verifierOf(auth);
    return () => Promise.resolve(verifier);
  }
  const prepared = new WeakMap<AuthSettings, Verifier>();
  return async (workspace) => {
    const settings = await auth(workspace);
    if (!settings) return undefined;
    const verifier = prepared.get(settings) ?? verifierOf(settings);
    prepared.set(settings, verifier);
    return verifier;
  };
}
