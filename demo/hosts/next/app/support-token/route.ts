import { SignJWT } from 'jose';

// A token for the person who is signed in: here always the same one.
export async function POST(): Promise<Response> {
  const token = await new SignJWT({ workspace: 'acme', role: 'requester', name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ada')
    .setAudience('helpmark')
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(process.env.HELPMARK_JWT_SECRET));
  return new Response(token);
}
