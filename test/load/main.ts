// `npm run test:load`: how the server carries a thousand people, on both databases, each figure beside one of the same run that holds
// nothing of the server. HELPMARK_LOAD_MESSAGES says how much there is (1,000,000), HELPMARK_LOAD_PEOPLE how many are there (1,000).
import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { makeDatabase } from '../support/database.js';
import { sampleTicket } from '../support/handler.js';
import type { LoadPerson, OpenStream } from './calls.js';
import { call, dropConnections, openStream, quantile, timed } from './calls.js';
import type { Size } from './fill.js';
import { fill, openBare, sizeOf } from './fill.js';
import type { Running } from './processes.js';
import { startEmptyHandler, startServer } from './processes.js';

const size = sizeOf(Number(process.env.HELPMARK_LOAD_MESSAGES ?? 1_000_000));
const people = Number(process.env.HELPMARK_LOAD_PEOPLE ?? 1000);
const creates = 400;
const writers = 16;
const replies = 200;
const questions = 200;

/** A person who asks, and their workspace's one of the staff. */
const requester = (at: number): LoadPerson => ({ workspace: `w${Math.floor(at / 10) % size.workspaces}`, id: `r${at % 10}` });
const staffOf = ({ workspace }: LoadPerson): LoadPerson => ({ workspace, id: 'sam', role: 'staff' });

const rows: string[] = [];
/** Tells a figure, and what it is held against. */
function tell(what: string, figure: string, against: string, ratio?: number): void {
  rows.push(`| ${what} | ${figure} | ${against} | ${ratio === undefined ? '' : ratio.toFixed(ratio < 10 ? 1 : 0)} |`);
  console.log(rows.at(-1));
}
const ms = (value: number) => `${value.toFixed(value < 10 ? 1 : 0)} ms`;
const perSecond = (count: number, milliseconds: number) => (count * 1000) / milliseconds;
const spread = (took: number[]) => `${ms(quantile(took, 0.5))}, ${ms(quantile(took, 0.99))}`;

/** Runs some work and gives how long it took in milliseconds. */
async function lasting(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

async function measure(title: string, address: string, count: number, { tickets, workspaces, messages }: Size): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'helpmark-load-files-'));
  const start = () => startServer(address, folder);
  // The first start makes the tables, and one ticket to make all others from.
  const first = await start();
  await call(first.url, { workspace: 'seed', id: 'ada' }, '/v1/tickets', sampleTicket());
  await first.stop();
  const bare = await openBare(address);
  const filled = await lasting(() => fill(bare, { tickets, workspaces, messages }));
  console.log(`\n${title}: ${messages} messages of ${tickets} tickets in ${workspaces} workspaces, filled in ${ms(filled)}`);

  const empty = await startEmptyHandler();
  const servers: Running[] = [];
  const serverOf = (at: number) => servers[at % servers.length]!.url;
  try {
    // Nothing of the filled workspaces was ever held against a policy: the first start does it, as after a change of the policy.
    const adopting = await lasting(async () => servers.push(await start()));
    const starting = await lasting(async () => servers.push(await start()));
    tell(
      `a start with another policy, ${tickets} tickets`,
      ms(adopting),
      `one with the same ${ms(starting)}`,
      adopting / starting,
    );
    for (const spare of servers.splice(count)) await spare.stop();
    await timed(100, 4, () => call(empty.url, undefined, '/'));
    const nothing = await timed(questions, 1, () => call(empty.url, undefined, '/'));
    const idle = quantile(nothing, 0.5);
    const against = `empty handler ${spread(nothing)}`;

    const ask = async (what: string, path: (at: number) => string, who: (at: number) => LoadPerson) => {
      await timed(20, 2, (at) => call(serverOf(at), who(at), path(at)));
      const took = await timed(questions, 1, (at) => call(serverOf(at), who(at), path(at)));
      tell(what, spread(took), against, quantile(took, 0.5) / idle);
    };
    const staff = (at: number) => staffOf(requester(at * 7));
    const mine = new Map<number, string>();
    await timed(people, 4, async (at) => {
      const { items } = await call<TicketPage>(serverOf(at), requester(at), '/v1/tickets?limit=1');
      mine.set(at, items[0]?.id ?? '');
    });
    await ask('own list', () => '/v1/tickets', requester);
    await ask('list of staff', () => '/v1/tickets', staff);
    await ask('list of staff, filtered and by level', () => '/v1/tickets?phase=new&sort=priority', staff);
    await ask('search of staff', () => '/v1/tickets?q=export+minutes', staff);
    await ask('thread', (at) => `/v1/tickets/${mine.get(at % people)}/timeline`, requester);
    await ask('unread', () => '/v1/unread', requester);

    await bare.run('create table bare_insert (one text not null, two text not null)');
    const text = 'x'.repeat(1000);
    const bareTook = await lasting(() => bare.repeat(`insert into bare_insert values ('a', '${text}')`, creates, writers));
    const numbers = new Set<string>();
    dropConnections();
    const created = await lasting(() =>
      timed(creates, writers, async (at) => {
        const person = requester(at * 10);
        const { number } = await call<Ticket>(serverOf(at), person, '/v1/tickets', sampleTicket());
        numbers.add(`${person.workspace} ${number}`);
      }),
    );
    assert.equal(numbers.size, creates, 'every ticket has a number of its own');
    const [rate, bareRate] = [perSecond(creates, created), perSecond(creates, bareTook)];
    tell('creates a second, durable', rate.toFixed(0), `bare inserts ${bareRate.toFixed(0)}`, rate / bareRate);

    const before = servers.reduce((sum, { memory }) => sum + memory(), 0);
    const waiting = new Map<string, () => void>();
    const asked = await lasting(() => timed(people, people, () => call(empty.url, undefined, '/')));
    let streams: OpenStream[] = [];
    const opened = await lasting(async () => {
      const opening = Array.from({ length: people }, (_, at) =>
        openStream(serverOf(at), requester(at), (ticket) => waiting.get(ticket)?.()),
      );
      streams = await Promise.all(opening);
    });
    tell(`${people} streams opened at one moment`, ms(opened), `as many calls of the empty handler ${ms(asked)}`, opened / asked);
    const more = servers.reduce((sum, { memory }) => sum + memory(), 0) - before;
    tell(
      'memory of a connection',
      `${(more / people / 1024).toFixed(0)} KiB`,
      `${people} people, ${(before / 1024 / 1024).toFixed(0)} MiB before`,
    );

    const told: number[] = [];
    const shown = await timed(replies, 2, async (at) => {
      const seat = (at * 13) % people;
      const ticket = mine.get(seat) ?? '';
      const body = `An answer ${at}.`;
      const begun = performance.now();
      const heard = new Promise<void>((resolve) => waiting.set(ticket, resolve));
      // By another process than the one that tells of it, where there is one.
      await call(serverOf(seat + 1), staffOf(requester(seat)), `/v1/tickets/${ticket}/messages`, { body, visibility: 'public' });
      await heard;
      told.push(performance.now() - begun);
      waiting.delete(ticket);
      const { items } = await call<TimelinePage>(serverOf(seat), requester(seat), `/v1/tickets/${ticket}/timeline`);
      assert.ok(items.some((item) => item.kind === 'message' && item.body === body));
    });
    tell('from a reply to its event', spread(told), against, quantile(told, 0.5) / idle);
    tell('from a reply to the screen', spread(shown), against, quantile(shown, 0.5) / idle);
    for (const stream of streams) stream.close();
  } finally {
    for (const server of servers) await server.stop();
    await empty.stop();
    await bare.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

const folder = mkdtempSync(join(tmpdir(), 'helpmark-load-'));
const cluster = process.env.HELPMARK_TEST_POSTGRES;
try {
  if (process.env.HELPMARK_LOAD_ONLY !== 'postgres')
    await measure('One process, the embedded database', `file:${join(folder, 'helpmark.db')}`, 1, size);
  if (cluster !== undefined) {
    const database = await makeDatabase({ empty: true });
    await measure('Two processes, PostgreSQL', database.address, 2, size).finally(() => database.remove());
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}
