import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, afterEach, before, beforeEach, describe, it } from 'node:test';
import type { PolicyAnswer, TicketPage } from '@helpmark/schema';
import type { Demo } from './start.js';
import { startDemo } from './start.js';

/** A person's way in: signs in, takes a token and asks Helpmark, as the page does. */
async function signIn({ url }: Demo, person: string) {
  const response = await fetch(`${url}/api/sign-in`, {
    method: 'POST',
    body: new URLSearchParams({ person }),
    redirect: 'manual',
  });
  const cookie = response.headers.get('Set-Cookie')!.split(';')[0]!;
  return { cookie, support: (path: string) => askSupport(url, cookie, path) };
}

async function askSupport(url: string, cookie: string, path: string): Promise<unknown> {
  const token = await (await fetch(`${url}/api/support-token`, { method: 'POST', headers: { Cookie: cookie } })).text();
  const response = await fetch(`${url}/support/v1/${path}`, { headers: { Authorization: `Bearer ${token}` } });
  assert.equal(response.status, 200, await response.clone().text());
  return response.json();
}

const ticketsOf = async (demo: Demo, person: string) =>
  ((await (await signIn(demo, person)).support('tickets?limit=100')) as TicketPage).items;

describe('A demo that begins with a past', () => {
  let dataDir: string;
  let demo: Demo;
  before(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'demo-past-'));
    demo = await startDemo({ dataDir });
  });
  after(async () => {
    await demo.close();
    await rm(dataDir, { recursive: true });
  });

  it('has tickets in every phase, sent at different times, and none for one person', async () => {
    const all = await ticketsOf(demo, 'lena-castellan');
    const phases = new Set(all.map(({ phase }) => phase));
    assert.deepEqual([...phases].sort(), ['active', 'closed', 'new', 'resolved', 'waiting-internal', 'waiting-requester']);
    assert.equal(new Set(all.map(({ createdAt }) => createdAt)).size, all.length);
    assert.ok(all.every(({ createdAt }) => Date.parse(createdAt) < Date.now()));
    assert.deepEqual(await ticketsOf(demo, 'jonas-adeyemi'), []);
  });

  it('shows each requester their own tickets alone, with answers that wait to be read', async () => {
    const tickets = await ticketsOf(demo, 'maren-okafor');
    assert.ok(tickets.length > 0);
    assert.ok(tickets.every(({ requester }) => requester.id === 'maren-okafor'));
    assert.ok(tickets.some(({ unread }) => unread > 0));
  });

  it('numbers the tickets in the order in which they were sent', async () => {
    const all = await ticketsOf(demo, 'lena-castellan');
    const byTime = [...all].sort((a, b) => Date.parse(a.createdAt) - Date.parse(b.createdAt)).map(({ number }) => number);
    assert.deepEqual(byTime, [...byTime].sort());
  });

  it('lets Helpmark know everyone who answers, before any of them signs in', async () => {
    const staff = await signIn(demo, 'ruth-almeida');
    const { items } = (await staff.support('people?role=staff&role=admin')) as { items: { id: string }[] };
    assert.deepEqual(items.map(({ id }) => id).sort(), ['idris-bahari', 'lena-castellan', 'ruth-almeida']);
  });
});

describe('The demo’s data', () => {
  let dataDir: string;
  const demos: Demo[] = [];
  const start = async (options: Parameters<typeof startDemo>[0] = {}) => {
    const demo = await startDemo({ dataDir, ...options });
    demos.push(demo);
    return demo;
  };
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'demo-data-'));
  });
  afterEach(async () => {
    await Promise.all(demos.splice(0).map((demo) => demo.close()));
    await rm(dataDir, { recursive: true });
  });

  it('outlives a restart: sessions, tickets and their numbers, and the past is not written twice', async () => {
    const first = await start();
    const { cookie } = await signIn(first, 'maren-okafor');
    const before = await ticketsOf(first, 'lena-castellan');
    await first.close();
    const second = await start();
    assert.equal((await fetch(`${second.url}/api/me`, { headers: { Cookie: cookie } })).status, 200);
    assert.deepEqual(await ticketsOf(second, 'lena-castellan'), before);
  });

  it('begins anew where writing the past was broken off', async () => {
    const empty = await start({ seed: false });
    await empty.close();
    await writeFile(join(dataDir, 'past-unfinished'), '');
    assert.ok((await ticketsOf(await start(), 'lena-castellan')).length > 0);
    await assert.rejects(stat(join(dataDir, 'past-unfinished')), { code: 'ENOENT' });
  });

  it('is without tickets where that is asked for', async () => {
    const demo = await start({ seed: false });
    assert.deepEqual(await ticketsOf(demo, 'lena-castellan'), []);
    const { person } = (await (await signIn(demo, 'tomas-lindholm')).support('policy')) as PolicyAnswer;
    assert.deepEqual([person.id, person.workspace, person.role], ['tomas-lindholm', 'emberlot', 'requester']);
  });

  it('holds its keys in a file that only its owner reads', async () => {
    await start({ seed: false });
    assert.equal((await stat(join(dataDir, 'secrets.json'))).mode & 0o777, 0o600);
  });

  it('is not touched where its keys are damaged: the start says what to do', async () => {
    await writeFile(join(dataDir, 'secrets.json'), '{}');
    await assert.rejects(start(), /secrets\.json does not hold the demo's keys\. Delete it/);
  });

  it('cannot be reached by a path with dots, sent as it stands', async () => {
    const { port } = await start({ seed: false });
    const status = (path: string) =>
      new Promise<number | undefined>((resolve, reject) => {
        request({ host: '127.0.0.1', port, path }, (response) => resolve(response.resume().statusCode))
          .on('error', reject)
          .end();
      });
    for (const path of ['/assets/../../../package.json', '/helpmark/../package.json', '/helpmark/%2e%2e/package.json']) {
      assert.equal(await status(path), 404, path);
    }
  });
});

describe('The demo’s command', () => {
  it('says in one sentence that the port is in use, and ends with 1', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'demo-port-'));
    const demo = await startDemo({ dataDir, seed: false });
    const { code, output } = await runCommand({ PORT: String(demo.port), DEMO_DATA: dataDir });
    await demo.close();
    await rm(dataDir, { recursive: true });
    assert.equal(code, 1);
    assert.match(output, new RegExp(`^Port ${demo.port} is in use[^\n]*PORT=${demo.port + 1}[^\n]*\n$`));
  });

  it('says what to write where PORT is no port, and ends with 1', async () => {
    for (const PORT of ['http', '70000', '-1', '']) {
      const { code, output } = await runCommand({ PORT });
      assert.equal(code, 1, PORT);
      assert.match(output, /^PORT is ".*": write a port number from 1 to 65535, such as PORT=4041\.\n$/);
    }
  });

  it('prints its address when it is ready, and ends quietly when it is told to', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'demo-ready-'));
    const { code, output } = await runCommand({ PORT: '0', DEMO_DATA: dataDir }, /Helpmark demo: http:\/\/localhost:\d+\n/);
    await rm(dataDir, { recursive: true });
    assert.match(output, /^Helpmark demo: http:\/\/localhost:\d+\n$/);
    assert.equal(code, 0);
  });
});

/** Runs the command to its end; once it has printed what is awaited, it is asked to end. */
function runCommand(env: Record<string, string>, awaited?: RegExp): Promise<{ code: number | null; output: string }> {
  const main = join(import.meta.dirname, 'main.ts');
  const child = spawn(process.execPath, ['--import', 'tsx', '--conditions=helpmark-source', main], {
    env: { ...process.env, ...env },
  });
  let output = '';
  const take = (part: Buffer) => {
    output += part.toString();
    if (awaited?.test(output)) child.kill('SIGTERM');
  };
  child.stdout.on('data', take);
  child.stderr.on('data', take);
  return new Promise((resolve) => child.on('close', (code) => resolve({ code, output })));
}
