import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import type { Client } from '@helpmark/client';
import { createClient, isClientError } from '@helpmark/client';
import type { PolicyAnswer, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { createTestHandler } from '../support/handler.js';
import { root } from '../support/results.mjs';
import { unsignedToken } from '../support/scripted-server.js';
import { drawn, faultsOf, requests, shapes } from './wire/version-1-client.js';

type Json = Record<string, unknown>;

/** What a server of version 1 answered to those requests on the day of the first release. Frozen like the client beside it. */
const recorded = JSON.parse(readFileSync(join(root, 'test/contracts/wire/version-1.json'), 'utf8')) as {
  policy: PolicyAnswer;
  created: Ticket;
  ticket: Ticket;
  acted: Ticket;
  tickets: TicketPage;
  timeline: TimelinePage;
  message: Json;
  unread: Json;
  invalid: Json;
  missing: Json;
};

/** Today's client, to which a server answers one thing. */
function clientOf(body: unknown, status = 200): Client {
  const type = status < 400 ? 'application/json' : 'application/problem+json';
  return createClient({
    baseUrl: 'https://support.example.com',
    person: { workspace: 'acme', id: 'ada' },
    getToken: () => unsignedToken({ sub: 'ada', workspace: 'acme', exp: 4e9 }),
    fetch: () => Promise.resolve(new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })),
  });
}

/** Puts a member that nobody knows into everything but the answers of a form, whose members are the policy's own. */
function withNewMembers(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withNewMembers);
  if (typeof value !== 'object' || value === null) return value;
  const members = Object.entries(value).map(([name, member]) => [name, name === 'fields' ? member : withNewMembers(member)]);
  return { ...Object.fromEntries(members), newer: { than: ['you'] } };
}

/** Takes it out again. */
const withoutNewMembers = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (name, member: unknown) => (name === 'newer' ? undefined : member)));

/** A ticket with words that no client of version 1 has heard of. */
const renewed = (ticket: Ticket) => ({
  ...(withNewMembers(ticket) as Ticket),
  status: 'parked',
  phase: 'parked',
  actions: [...ticket.actions, { action: 'applaud', allowed: true }],
  targets: [{ measure: 'smile', dueAt: ticket.createdAt, state: 'hoped-for' }],
});

describe('A client of version 1 and the server of today', async () => {
  const handler = await createTestHandler();
  after(() => handler.close());
  const ada = handler.as({ id: 'ada', name: 'Ada', email: 'ada@example.com' });
  let id = '';
  let version = 0;
  let last = '';

  const ask = async (name: keyof typeof requests) => {
    const { method, path, ...sent } = requests[name] as { method: string; path: string; body?: Json; ifMatch?: boolean };
    const place = path.replace(':id', id);
    if (method === 'GET') return ada.get<Json>(place);
    const body = JSON.parse(JSON.stringify(sent.body).replace(':last', last)) as Json;
    return ada.post<Json>(place, body, sent.ifMatch ? { version } : {});
  };
  const steps = [
    ['policy', 200, shapes.policy],
    ['created', 201, shapes.ticket],
    ['message', 201, shapes.message],
    ['timeline', 200, shapes.timeline],
    ['read', 204, 'any'],
    ['unread', 200, shapes.unread],
    ['ticket', 200, shapes.ticket],
    ['acted', 200, shapes.ticket],
    ['tickets', 200, shapes.tickets],
    ['invalid', 422, shapes.problem],
  ] as const;

  for (const [name, status, shape] of steps) {
    it(`understand one another: ${name}`, async () => {
      const answer = await ask(name);
      assert.equal(answer.status, status, answer.text);
      if (shape === 'any') return;
      assert.deepEqual(faultsOf(answer.body, shape, name), []);
      if (name === 'created') id = String(answer.body['id']);
      if (name === 'ticket') version = Number(answer.body['version']);
      if (name !== 'timeline') return;
      const { items } = answer.body as { items: { kind: string; id: string }[] };
      const entries = drawn({ items });
      last = items.at(-1)!.id;
      assert.deepEqual(
        entries.flatMap(({ faults }) => faults),
        [],
      );
      assert.deepEqual(
        entries.map(({ kind }) => kind),
        ['event', 'message', 'message'],
      );
    });
  }

  it('name the version in every address and in the contract', async () => {
    const { body } = await ada.get<{ info: { version: string }; paths: Json }>('/v1/openapi.json');
    assert.equal(body.info.version, '1');
    const paths = Object.keys(body.paths);
    assert.ok(paths.length > 10);
    assert.deepEqual(
      paths.filter((path) => !/^\/v1\/|^\/(healthz|readyz|metrics)$/.test(path)),
      [],
    );
    for (const { path } of Object.values(requests)) assert.match(path, /^\/v1\//);
  });

  it('do not understand an answer that lacks what version 1 has, which this test would notice', () => {
    const { number: _number, ...rest } = recorded.ticket;
    assert.deepEqual(faultsOf(rest, shapes.ticket, 'ticket'), ['ticket.number is no string']);
    assert.deepEqual(faultsOf({ ...recorded.ticket, actions: [{}] }, shapes.ticket, 'ticket').length, 2);
  });
});

describe('The client of today', () => {
  it('reads what a server of version 1 answered on the first day', async () => {
    const { created, ticket, tickets, timeline, policy, message, unread, acted } = recorded;
    assert.deepEqual(await clientOf(ticket).tickets.get(ticket.id), ticket);
    assert.deepEqual(await clientOf(tickets).tickets.list(), tickets);
    assert.deepEqual(await clientOf(timeline).timeline.list(ticket.id), timeline);
    assert.deepEqual(await clientOf(policy).policy.get(), policy);
    assert.deepEqual(await clientOf(message).messages.create(ticket.id, { body: 'It is the one of May.' }), message);
    assert.deepEqual(await clientOf(unread).unread.get(), unread);
    assert.deepEqual(await clientOf(created).tickets.create(requests.created.body as never), created);
    assert.deepEqual(await clientOf(acted).tickets.act(ticket.id, { action: 'confirm' }, { version: 4 }), acted);
  });

  it('reads what a newer server answers: the members that it does not know do not count', async () => {
    const { ticket, tickets, timeline, unread, message } = recorded;
    assert.deepEqual(withoutNewMembers(await clientOf(withNewMembers(ticket)).tickets.get(ticket.id)), ticket);
    assert.deepEqual(withoutNewMembers(await clientOf(withNewMembers(tickets)).tickets.list()), tickets);
    assert.deepEqual(withoutNewMembers(await clientOf(withNewMembers(timeline)).timeline.list(ticket.id)), timeline);
    assert.deepEqual(withoutNewMembers(await clientOf(withNewMembers(unread)).unread.get()), unread);
    assert.deepEqual(
      withoutNewMembers(await clientOf(withNewMembers(message)).messages.create(ticket.id, { body: 'x' })),
      message,
    );
  });

  it('keeps the members of a newer policy for the elements, and still finds all that it knows', async () => {
    const newer = withNewMembers(recorded.policy);
    assert.deepEqual(withoutNewMembers(await clientOf(newer).policy.get()), recorded.policy);
  });

  it('reads statuses, phases, actions and measures that a newer policy or server has', async () => {
    const newer = renewed(recorded.ticket);
    const read = await clientOf(newer).tickets.get(newer.id);
    assert.deepEqual(withoutNewMembers(read), withoutNewMembers(newer));
    const [listed] = (await clientOf({ items: [newer] }).tickets.list()).items;
    assert.equal(listed?.status, 'parked');
  });

  it('reads a timeline with kinds, types and states that a newer server has', async () => {
    const { items } = recorded.timeline;
    const [first, second] = items;
    assert.ok(first?.kind === 'event' && second?.kind === 'message');
    const call = { kind: 'call', id: 'c-1', minutes: 4, createdAt: first.createdAt };
    const merged = { ...first, id: 'e-2', type: 'merged', into: 'HM-000002' };
    const scanned = { ...second, id: 'm-2', attachments: second.attachments.map((one) => ({ ...one, state: 'being-dried' })) };
    const read = await clientOf({ items: [call, first, merged, scanned] }).timeline.list(recorded.ticket.id);
    assert.deepEqual(
      read.items.map((item) => [item.kind, item.id]),
      [
        ['event', first.id],
        ['event', 'e-2'],
        ['message', 'm-2'],
      ],
    );
  });

  it('tells a problem whose code it does not know by its code, its status and its sentence', async () => {
    const newer = withNewMembers({ ...recorded.missing, status: 409, code: 'asleep' });
    await assert.rejects(clientOf(newer, 409).tickets.get('t-1'), (error: unknown) => {
      assert.ok(isClientError(error));
      assert.equal(error.code, 'asleep');
      assert.equal(error.retryable, false);
      return true;
    });
  });
});
