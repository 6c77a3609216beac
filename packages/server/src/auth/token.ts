import type { Person } from '@helpmark/schema';
import { personSchema, roles, sights } from '@helpmark/schema';
import { decodeJwt, decodeProtectedHeader, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyOptions } from 'jose';
import * as z from 'zod/mini';
import { ProblemError } from '../problem.js';
import type { FindVerifier, Verifier } from './auth.js';

/** Seconds that a token may still live at most. */
const longestLife = 3600;
const publicKeyAlgorithms = ['RS256', 'ES256', 'EdDSA'];
/** What the claims must be here, beyond what a page needs to know of a person. */
const claimsSchema = z.object({
  ...personSchema.shape,
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  workspace: z.string().check(z.minLength(1), z.maxLength(100)),
  role: z.enum(roles),
  see: z.optional(z.enum(sights)),
  // Keys of the restricted queues that one of the staff belongs to; a requester's open nothing.
  queues: z.optional(z.array(z.string()).check(z.maxLength(100))),
});

/**
 * Says who a request comes from.
 *
 * @param authorization - The header; a token is taken from nowhere else.
 * @throws {ProblemError} `token-missing`, `token-invalid` or `token-expired`; `unavailable` where public keys cannot be fetched.
 */
export async function personOf(authorization: string | null, findVerifier: FindVerifier, now: Date): Promise<Person> {
  const token = /^Bearer +(\S+) *$/i.exec(authorization ?? '')?.[1];
  if (token === undefined) throw refuse('token-missing', 'Send a token in the header: Authorization: Bearer <token>.');
  const { algorithm, workspace } = readUnverified(token);
  const verifier = await findVerifier(workspace);
  if (!verifier) throw refuse('token-invalid');
  const claims = await verify(token, algorithm, verifier, now);
  if (claims.exp === undefined || claims.exp > now.getTime() / 1000 + longestLife) {
    throw refuse('token-invalid', 'A token lives an hour at most: set "exp" nearer.');
  }
  const { data: person, error } = claimsSchema.safeParse({ ...claims, id: claims.sub });
  if (error) throw refuse('token-invalid', `The token's claim "${nameOfClaim(error)}" is missing or wrong.`);
  return person;
}

/** When a token ends that was found right before. */
export function endOfToken(authorization: string | null): Date {
  const { exp = 0 } = decodeJwt(authorization?.trim().split(/ +/)[1] ?? '');
  return new Date(exp * 1000);
}

/** A claim that is not verified decides one thing: which keys to verify with. */
function readUnverified(token: string): { algorithm: string; workspace: string } {
  try {
    const { alg } = decodeProtectedHeader(token);
    const { workspace } = decodeJwt(token);
    if (typeof alg === 'string' && typeof workspace === 'string') return { algorithm: alg, workspace };
  } catch {
    // Not a token at all: refused like any other that cannot be verified.
  }
  throw refuse('token-invalid');
}

async function verify(token: string, algorithm: string, { secrets, jwks, issuer }: Verifier, now: Date): Promise<JWTPayload> {
  const options: JWTVerifyOptions = {
    audience: 'helpmark',
    requiredClaims: ['sub', 'workspace', 'role', 'exp'],
    currentDate: now,
    clockTolerance: 0,
    ...(issuer !== undefined && { issuer }),
  };
  try {
    // Kept apart, so that a public key can never be taken for a shared secret.
    if (algorithm === 'HS256') return await verifyWithAny(token, secrets, { ...options, algorithms: ['HS256'] });
    if (jwks && publicKeyAlgorithms.includes(algorithm)) {
      return await verifyWithSet(token, jwks, { ...options, algorithms: publicKeyAlgorithms });
    }
  } catch (error) {
    if (error instanceof errors.JWTExpired) throw refuse('token-expired', 'Ask for a fresh token.');
    if (error instanceof errors.JWTClaimValidationFailed) {
      throw refuse('token-invalid', `The token's claim "${error.claim}" is missing or wrong.`);
    }
    if (isAboutKeys(error)) throw new ProblemError('unavailable', { headers: { 'Retry-After': '5' }, cause: error });
    if (!(error instanceof errors.JOSEError) && !(error instanceof TypeError)) throw error;
  }
  throw refuse('token-invalid');
}

async function verifyWithAny(token: string, secrets: Uint8Array[], options: JWTVerifyOptions): Promise<JWTPayload> {
  for (const secret of secrets) {
    try {
      return (await jwtVerify(token, secret, options)).payload;
    } catch (error) {
      if (!(error instanceof errors.JWSSignatureVerificationFailed)) throw error;
    }
  }
  throw new errors.JWSSignatureVerificationFailed();
}

/** A token that names no key is tried with each that could have made it. */
async function verifyWithSet(token: string, jwks: NonNullable<Verifier['jwks']>, options: JWTVerifyOptions): Promise<JWTPayload> {
  try {
    return (await jwtVerify(token, jwks, options)).payload;
  } catch (error) {
    if (!(error instanceof errors.JWKSMultipleMatchingKeys)) throw error;
    for await (const key of error) {
      try {
        return (await jwtVerify(token, key, options)).payload;
      } catch (failure) {
        if (!(failure instanceof errors.JWSSignatureVerificationFailed)) throw failure;
      }
    }
    throw new errors.JWSSignatureVerificationFailed();
  }
}

/** True where the keys could not be had, which is no fault of the token. */
function isAboutKeys(error: unknown): boolean {
  if (error instanceof errors.JWKSTimeout || error instanceof errors.JWKSInvalid) return true;
  if (error instanceof TypeError) return error.message === 'fetch failed';
  return error instanceof errors.JOSEError && error.code === 'ERR_JOSE_GENERIC';
}

function nameOfClaim(error: z.core.$ZodError): string {
  const name = error.issues[0]?.path.join('.') ?? '';
  return name === 'id' ? 'sub' : name;
}

function refuse(code: 'token-missing' | 'token-invalid' | 'token-expired', detail?: string): ProblemError {
  return new ProblemError(code, { headers: { 'WWW-Authenticate': 'Bearer' }, ...(detail !== undefined && { detail }) });
}
