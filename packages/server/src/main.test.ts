import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer as createHttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { fileURLToPath } from 'node:url';
import type { Message, Problem, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { callerOf, sampleTicket } from '../../../test/support/handler.js';
import { mintToken, secretOf } from '../../../test/support/tokens.js';

/** As it is built and published. */
const main = fileURLToPath(new URL('../dist/main.js', import.meta.url));

/** The command as a process of its own. */
interface Command {
  kill(signal: NodeJS.Signals): void;
  /** The address that it says it listens on. */
  address: Promise<string>;
  /** How it ended, and what it said on standard error. */
  end: Promise<{ code: number | null; signal: NodeJS.Signals | null; said: string }>;
}

/** Starts the command with these settings alone. */
function start(settings: Record<string, string>): Command {
  const child = spawn(process.execPath, [main], {
    env: { PATH: process.env.PATH, HELPMARK_JWT_SECRET: secretOf('acme'), PORT: '0', ...settings },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const address = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk) => {
      output += String(chunk);
      const url = /http:\/\/localhost:\d+/.exec(output)?.[0];
      if (url) resolve(url);
    });
    child.once('close', () => reject(new Error(`The command ended: ${output}${said}`)));
  });
  address.catch(() => undefined); // not every test asks for it
  const end = once(child, 'close').then(([code, signal]) => ({
    code: code as number | null,
    signal: signal as NodeJS.Signals | null,
    said,
  }));
  return { kill: (signal) => child.kill(signal), address, end };
}

/** A person who calls the command over HTTP. */
const callerAt = (url: string, person: { id: string; role?: string }) =>
  callerOf({ fetch: (request) => fetch(new Request(request.url.replace('http://helpmark.test', url), request)) }, () =>
    mintToken(person, new Date()),
  );

describe('The command', () => {
  let folder: string;
  const started: Command[] = [];
  const run = (settings: Record<string, string>) => {
    const command = start(settings);
    started.push(command);
    return command;
  };
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'helpmark-'));
  });
  after(async () => {
    for (const command of started) command.kill('SIGKILL');
    await Promise.all(started.map(({ end }) => end));
    rmSync(folder, { recursive: true });
  });

  it('keeps everything that it answered for when it is killed, keys included', async () => {
    const settings = { HELPMARK_DATABASE_URL: `file:${join(folder, 'kept', 'helpmark.db')}` };
    const first = run(settings);
    let url = await first.address;
    const ada = () => callerAt(url, { id: 'ada' });
    const sam = () => callerAt(url, { id: 'sam', role: 'staff' });
    const ticket = await ada().post<Ticket>('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.equal(ticket.status, 201);
    const path = `/v1/tickets/${ticket.body.id}`;
    assert.equal((await sam().post<Message>(`${path}/messages`, { body: 'Internally.', visibility: 'internal' })).status, 201);
    assert.equal((await sam().post<Message>(`${path}/messages`, { body: 'Publicly.', visibility: 'public' })).status, 201);
    const changed = await sam().patch<Ticket>(path, { status: 'waiting', assignee: 'sam' }, { version: 3 });
    assert.equal(changed.status, 200);
    const timeline = (await ada().get<TimelinePage>(`${path}/timeline`)).body;
    assert.equal((await ada().post(`${path}/read`, { item: timeline.items.at(-1)?.id })).status, 204);
    // Writes are on their way while the process dies.
    const flood = Array.from({ length: 20 }, (_, at) =>
      ada()
        .post<Ticket>('/v1/tickets', sampleTicket({ subject: `Flood ${at}` }), { key: `flood-${at}` })
        .catch(() => undefined),
    );
    await Promise.race(flood);
    first.kill('SIGKILL');
    assert.equal((await first.end).signal, 'SIGKILL');
    const acknowledged = (await Promise.all(flood)).filter((answer) => answer?.status === 201);
    assert.ok(acknowledged.length > 0);

    const second = run(settings);
    url = await second.address;
    assert.deepEqual((await sam().get(path)).body, changed.body);
    assert.deepEqual((await ada().get(`${path}/timeline`)).body, timeline);
    assert.equal((await ada().get<Ticket>(path)).body.unread, 0);
    const again = await ada().post<Ticket>('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.deepEqual([again.text, again.headers.get('idempotent-replayed')], [ticket.text, 'true']);
    const { items } = (await ada().get<TicketPage>('/v1/tickets?limit=100')).body;
    for (const answer of acknowledged) assert.ok(items.some(({ id }) => id === answer?.body.id));
    const numbers = items.map(({ number }) => number);
    const next = await ada().post<Ticket>('/v1/tickets', sampleTicket());
    assert.ok(!numbers.includes(next.body.number));
    assert.equal(new Set(numbers).size, numbers.length);

    second.kill('SIGTERM');
    assert.equal((await second.end).code, 0);
  });

  it('brings the tables up to date once, also where two processes start together on a new file', async () => {
    const settings = { HELPMARK_DATABASE_URL: `file:${join(folder, 'two.db')}` };
    const addresses = await Promise.all([run(settings), run(settings)].map(({ address }) => address));
    const [one, other] = addresses.map((url) => callerAt(url, { id: 'ada' }));
    const tickets = await Promise.all([one, other].map((caller) => caller!.post<Ticket>('/v1/tickets', sampleTicket())));
    assert.deepEqual(tickets.map(({ body }) => body.number).sort(), ['HM-000001', 'HM-000002']);
    assert.equal((await one!.get<TicketPage>('/v1/tickets')).body.items.length, 2);
  });

  it('refuses an endless body over the wire, and ends by itself at a signal', async () => {
    const command = run({ HELPMARK_DATABASE_URL: ':memory:' });
    const url = new URL(await command.address);
    const socket = connect(Number(url.port), url.hostname);
    const token = await mintToken({ id: 'ada' }, new Date());
    socket.write(
      `POST /v1/tickets HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${token}\r\ncontent-type: application/json\r\n` +
        'idempotency-key: k\r\ntransfer-encoding: chunked\r\n\r\n',
    );
    const chunk = `10000\r\n${' '.repeat(0x10000)}\r\n`;
    let written = 0;
    const write = () => {
      while (!socket.destroyed && written < 64 * 1024 * 1024) {
        written += chunk.length;
        if (!socket.write(chunk)) return;
      }
    };
    socket.on('drain', write);
    socket.on('error', () => undefined); // the server hangs up while we write
    write();
    let answer = '';
    for await (const part of socket) {
      answer += String(part);
      if (answer.includes('requestId')) break;
    }
    assert.match(answer, /^HTTP\/1\.1 413 /);
    assert.equal((JSON.parse(/\{.*\}/.exec(answer)?.[0] ?? '') as Problem).code, 'too-large');
    assert.ok(written < 32 * 1024 * 1024, `${written} bytes were taken`);
    socket.destroy();
    command.kill('SIGINT');
    assert.equal((await command.end).code, 0);
  });

  it('ends with a sentence where a setting is wrong', async () => {
    const { code, said } = await run({ HELPMARK_JWT_SECRET: 'short' }).end;
    assert.equal(code, 1);
    assert.match(said, /^HELPMARK_JWT_SECRET: a secret needs 32 bytes or more; .*\n$/);
  });

  it('ends with a sentence where the port is in use', async () => {
    const http = createHttpServer();
    await new Promise<void>((resolve) => http.listen(0, resolve));
    const { port } = http.address() as AddressInfo;
    const { code, said } = await run({ HELPMARK_DATABASE_URL: ':memory:', PORT: String(port) }).end;
    assert.equal(code, 1);
    assert.match(said, new RegExp(`^Port ${port} is in use .* PORT=${port + 1}\\.\\n$`));
    await new Promise((resolve) => http.close(resolve));
  });

  it('ends with a sentence where the database is none', async () => {
    const { code, said } = await run({ HELPMARK_DATABASE_URL: `file:${main}` }).end;
    assert.equal(code, 1);
    assert.match(said, /^The database .*main\.js cannot be opened \(.*\): .*\n$/);
  });
});
