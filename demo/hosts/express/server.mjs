import { createServer } from '@helpmark/server';
import { toNodeListener } from '@helpmark/server/node';
import express from 'express';
import { SignJWT } from 'jose';

const secret = process.env.HELPMARK_JWT_SECRET;
const app = express();

// Before anything that reads bodies.
const support = await createServer({ auth: { secrets: [secret] } });
app.use('/support', toNodeListener(support));

// A token for the person who is signed in: here always the same one.
app.post('/support-token', async (_request, response) => {
  const token = await new SignJWT({ workspace: 'acme', role: 'requester', name: 'Ada' })
    .setProtectedHeader({ alg: 'HS256' })
    .setSubject('ada')
    .setAudience('helpmark')
    .setExpirationTime('15m')
    .sign(new TextEncoder().encode(secret));
  response.type('text').send(token);
});

// The built page of another host example.
app.use(express.static(process.argv[2] ?? 'dist'));

const http = app.listen(Number(process.env.PORT ?? 3000), () => console.log(`http://localhost:${http.address().port}`));
