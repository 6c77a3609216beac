import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { jwtVerify } from 'jose';
import { createApp } from './app.js';
import { contentSecurityPolicy } from './headers.js';
import { people } from './people.js';
import { keyOf } from './support-token.js';

const secrets = { session: 'a1'.repeat(32), token: 'b2'.repeat(32) };
const start = new Date('2026-11-21T09:00:00Z');

let folder: string;
let now = start;
let app: ReturnType<typeof createApp>;

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'demo-app-'));
  for (const path of ['pages/assets', 'pages/brand', 'pages/gallery', 'helpmark'])
    await mkdir(join(folder, path), { recursive: true });
  for (const name of ['index', 'app', 'staff', '404']) await writeFile(join(folder, `pages/${name}.html`), `<h1>${name}</h1>`);
  await writeFile(join(folder, 'pages/assets/app-Xnk48KXO.js'), '// product');
  await writeFile(join(folder, 'helpmark/launcher.js'), '// launcher 1.2.3');
  for (const name of ['plain', 'strict', 'rtl']) await writeFile(join(folder, `pages/gallery/${name}.html`), `<h1>${name}</h1>`);
  await writeFile(join(folder, 'helpmark/panel-DgZCF3dq.js'), '// panel');
  await writeFile(join(folder, 'secret.txt'), 'not for the page');
  app = createApp({
    secrets,
    support: (request) => new Response(`support answers ${new URL(request.url).pathname}`),
    pagesDir: join(folder, 'pages'),
    helpmarkDir: join(folder, 'helpmark'),
    clock: () => now,
  });
});
after(() => rm(folder, { recursive: true }));

const get = (path: string, cookie = '') => app.request(path, { headers: cookie === '' ? {} : { Cookie: cookie } });
const post = (path: string, headers: Record<string, string> = {}, body?: URLSearchParams) =>
  app.request(path, { method: 'POST', headers, body });
const signIn = async (id: string) => {
  const response = await post('/api/sign-in', {}, new URLSearchParams({ person: id }));
  return { response, cookie: response.headers.get('Set-Cookie')?.split(';')[0] ?? '' };
};

describe('Signing in to the demo', () => {
  it('lets each person in where they work: requesters in the product, staff at the desk', async () => {
    for (const person of people) {
      const { response, cookie } = await signIn(person.id);
      const home = person.role === 'requester' ? '/app' : '/staff';
      assert.equal(response.status, 303);
      assert.equal(response.headers.get('Location'), home);
      assert.equal((await get(home, cookie)).status, 200);
      const me = (await (await get('/api/me', cookie)).json()) as { id: string; workspace: string };
      assert.deepEqual([me.id, me.workspace], [person.id, 'emberlot']);
    }
  });

  it('keeps the session in a cookie that no script reads and no other site sends', async () => {
    const { response } = await signIn('maren-okafor');
    const cookie = response.headers.get('Set-Cookie') ?? '';
    assert.match(cookie, /; HttpOnly/);
    assert.match(cookie, /; SameSite=Strict/);
  });

  it('sends whoever is not signed in to the sign-in page, and others to where they belong', async () => {
    for (const path of ['/app', '/staff']) assert.equal((await get(path)).headers.get('Location'), '/');
    const requester = (await signIn('jonas-adeyemi')).cookie;
    const staff = (await signIn('ruth-almeida')).cookie;
    assert.equal((await get('/staff', requester)).headers.get('Location'), '/app');
    assert.equal((await get('/app', staff)).headers.get('Location'), '/staff');
    assert.equal((await get('/', staff)).headers.get('Location'), '/staff');
  });

  it('refuses someone who does not exist', async () => {
    const { response } = await signIn('nobody');
    assert.equal(response.status, 422);
    assert.equal(response.headers.get('Set-Cookie'), null);
  });

  it('takes no cookie that it did not sign', async () => {
    const { cookie } = await signIn('maren-okafor');
    const forged = cookie.replace('maren-okafor', 'ruth-almeida');
    assert.notEqual(forged, cookie);
    assert.equal((await get('/api/me', forged)).status, 401);
  });

  it('ends the session after twelve hours, and when the person signs out', async () => {
    const { cookie } = await signIn('maren-okafor');
    now = new Date(start.getTime() + 12 * 3_600_000 - 1000);
    assert.equal((await get('/api/me', cookie)).status, 200);
    now = new Date(start.getTime() + 12 * 3_600_000);
    assert.equal((await get('/api/me', cookie)).status, 401);
    now = start;
    assert.match((await post('/api/sign-out', { Cookie: cookie })).headers.get('Set-Cookie') ?? '', /Max-Age=0/);
  });

  it('refuses writes that another site sends, the other ports of this machine among them', async () => {
    const { cookie } = await signIn('maren-okafor');
    for (const site of ['cross-site', 'same-site']) {
      const response = await post('/api/support-token', { Cookie: cookie, 'Sec-Fetch-Site': site });
      assert.equal(response.status, 403);
    }
  });

  it('offers on the sign-in page exactly the people that there are', async () => {
    const page = await readFile(join(import.meta.dirname, '../pages/index.html'), 'utf8');
    const offered = [...page.matchAll(/name="person" value="(.+?)"[^]*?<strong>(.+?)<\/strong> <span>(.+?)<\/span>/g)];
    assert.deepEqual(
      offered.map((match) => match.slice(1)),
      people.map(({ id, name, title }) => [id, name, title]),
    );
  });
});

describe('The support token', () => {
  it('is given to nobody who is not signed in', async () => {
    const response = await post('/api/support-token');
    assert.equal(response.status, 401);
    assert.equal(await response.text(), 'Nobody is signed in.');
  });

  it('says who is signed in, for 15 minutes, and is never kept by a cache', async () => {
    const { cookie } = await signIn('priya-raman');
    const response = await post('/api/support-token', { Cookie: cookie });
    const key = new TextEncoder().encode(keyOf('emberlot', secrets.token));
    const verified = await jwtVerify(await response.text(), key, { currentDate: start });
    const seconds = start.getTime() / 1000;
    assert.deepEqual(verified.protectedHeader, { alg: 'HS256' });
    assert.deepEqual(verified.payload, {
      sub: 'priya-raman',
      workspace: 'emberlot',
      role: 'requester',
      name: 'Priya Raman',
      email: 'priya@fennelstreet.example',
      organization: 'Fennel Street Coffee',
      plan: 'studio',
      locale: 'en-GB',
      iss: 'emberlot',
      aud: 'helpmark',
      iat: seconds,
      exp: seconds + 900,
    });
    assert.equal(response.headers.get('Cache-Control'), 'no-store');
  });

  it('opens one workspace alone, and none that does not exist', async () => {
    const { cookie } = await signIn('priya-raman');
    const token = await (await post('/api/support-token?workspace=emberlot-shop', { Cookie: cookie })).text();
    await assert.rejects(jwtVerify(token, new TextEncoder().encode(keyOf('emberlot', secrets.token)), { currentDate: start }));
    assert.equal((await post('/api/support-token?workspace=elsewhere', { Cookie: cookie })).status, 422);
  });
});

describe('The gallery', () => {
  it('has a policy of its own where a page is about policies, and another version of the launcher', async () => {
    const { cookie } = await signIn('maren-okafor');
    const policyOf = async (name: string) =>
      (await get(`/gallery/${name}`, cookie)).headers.get('Content-Security-Policy') ?? 'none';
    assert.equal(await policyOf('plain'), 'none');
    assert.match(await policyOf('strict'), /^default-src 'none'.* img-src blob:; .*report-uri/);
    assert.equal(await policyOf('rtl'), contentSecurityPolicy);
    assert.equal((await get('/gallery/nowhere', cookie)).status, 404);
    assert.equal((await get('/gallery/plain')).headers.get('Location'), '/');
    assert.equal(await (await get('/helpmark-older/launcher.js')).text(), '// launcher 0.0.9');
    assert.equal((await get('/helpmark-older/..%2Fsecret.txt')).status, 404);
  });

  it('keeps what browsers report', async () => {
    const { cookie } = await signIn('maren-okafor');
    const report = { headers: { Cookie: cookie, 'Content-Type': 'application/csp-report' }, method: 'POST', body: '{"a":1}' };
    assert.equal((await app.request('/gallery/reports', report)).status, 204);
    assert.deepEqual(await (await get('/gallery/reports', cookie)).json(), [{ a: 1 }]);
  });
});

describe('The overview', () => {
  it('is the one of the person’s own roastery, and staff have none', async () => {
    const nameFor = async (id: string) => {
      const response = await get('/api/overview', (await signIn(id)).cookie);
      return ((await response.json()) as { roastery: { name: string } }).roastery.name;
    };
    assert.equal(await nameFor('tomas-lindholm'), 'Northgate Coffee Roasters');
    assert.equal(await nameFor('jonas-adeyemi'), 'Fennel Street Coffee');
    assert.equal((await get('/api/overview', (await signIn('lena-castellan')).cookie)).status, 403);
    assert.equal((await get('/api/overview')).status, 401);
  });
});

describe('What the demo serves', () => {
  it('sends the strict content security policy with every page and file', async () => {
    const { cookie } = await signIn('maren-okafor');
    const desk = (await signIn('lena-castellan')).cookie;
    const answers = await Promise.all([
      get('/'),
      get('/app', cookie),
      get('/staff', desk),
      get('/app'),
      get('/nowhere'),
      get('/helpmark/launcher.js'),
      get('/api/me'),
    ]);
    for (const { headers } of answers) assert.equal(headers.get('Content-Security-Policy'), contentSecurityPolicy);
    assert.doesNotMatch(contentSecurityPolicy, /unsafe|data:|\*/);
  });

  it('answers an unknown path with a page and 404', async () => {
    for (const path of ['/nowhere', '/assets/nothing.js', '/helpmark/nothing.js', '/app.html']) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.equal(await response.text(), '<h1>404</h1>', path);
    }
    assert.equal((await get('/api/nothing')).status, 404);
  });

  it('serves nothing from outside its folders', async () => {
    const paths = [
      '/assets/%2e%2e/%2e%2e/secret.txt',
      '/assets/..%2f..%2fsecret.txt',
      '/assets/..%5c..%5csecret.txt',
      '/helpmark/%2e%2e/secret.txt',
      '/helpmark/..%2fsecret.txt',
      '/helpmark//..//secret.txt',
    ];
    for (const path of paths) {
      const response = await get(path);
      assert.equal(response.status, 404, path);
      assert.doesNotMatch(await response.text(), /not for the page/, path);
    }
  });

  it('lets browsers keep what is named by its content, and asks them to look again for the rest', async () => {
    const kept = async (path: string) => (await get(path)).headers.get('Cache-Control') ?? '';
    for (const path of ['/assets/app-Xnk48KXO.js', '/helpmark/panel-DgZCF3dq.js']) assert.match(await kept(path), /immutable/);
    for (const path of ['/', '/helpmark/launcher.js']) assert.equal(await kept(path), 'no-cache');

    const etag = (await get('/helpmark/launcher.js')).headers.get('ETag') ?? '';
    assert.notEqual(etag, '');
    const again = await app.request('/helpmark/launcher.js', { headers: { 'If-None-Match': etag } });
    assert.equal(again.status, 304);
  });

  it('hands everything below /support to Helpmark as it came, and leaves its answer alone', async () => {
    const response = await get('/support/v1/policy');
    assert.equal(await response.text(), 'support answers /support/v1/policy');
    assert.equal(response.headers.get('Content-Security-Policy'), null);
  });
});
