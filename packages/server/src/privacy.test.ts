import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket, TicketPage } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { MailMessage } from '@helpmark/server';
import { testFile, uploadFile } from '../../../test/support/files.js';
import type { TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';
import type { LogEntry } from './log.js';
import { coverLog } from './log.js';

const ada = { id: 'ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff' };
const context = [
  { kind: 'browser', value: 'Firefox 128.0' },
  { kind: 'requests', value: '14:30:00.123 GET /v1/runs 500 after 120 ms' },
];

describe('The context of a ticket', () => {
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler();
  });
  after(() => handler.close());

  it('is what came with it, and staff alone read it, where they open the ticket', async () => {
    const { body: sent } = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ context }));
    const path = `/v1/tickets/${sent.id}`;
    assert.equal('context' in sent, false);
    assert.equal('context' in (await handler.as(ada).get<Ticket>(path)).body, false);
    assert.deepEqual((await handler.as(sam).get<Ticket>(path)).body.context, context);
    const list = await handler.as(sam).get<TicketPage>('/v1/tickets');
    assert.ok(list.body.items.every((item) => !('context' in item)));
  });

  it('is absent where none was sent', async () => {
    const { body: sent } = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal('context' in (await handler.as(sam).get<Ticket>(`/v1/tickets/${sent.id}`)).body, false);
  });

  it('is refused where it has too many items, too long ones, or one that is no item', async () => {
    const wrong: object[][] = [
      Array.from({ length: 41 }, () => ({ kind: 'browser', value: 'x' })),
      [{ kind: 'console', value: 'x'.repeat(16_001) }],
      [{ kind: 'Browser!', value: 'x' }],
      [{ kind: 'browser', value: '' }],
      [{ kind: 'browser' }],
    ];
    for (const items of wrong) {
      const { status, body } = await handler.as(ada).post<Problem>('/v1/tickets', { ...sampleTicket(), context: items });
      assert.equal(status, 422);
      assert.equal(body.issues?.[0]?.path[0], 'context');
    }
  });
});

describe('What a server writes down for others', () => {
  it('covers passwords, keys and cards in its log', () => {
    const lines: LogEntry[] = [];
    const log = coverLog((entry) => lines.push(entry));
    const time = '2026-11-20T14:30:00.000Z';
    const error = 'Error: password=hunter2CANARY for ana@acme.example\n at x';
    log({ level: 'error', time, message: 'no', path: '/v1/tickets/4111111111111111', error });
    log({ level: 'info', time, message: 'request', path: '/v1/tickets/3f2b8c1e-5d4a-4b6f-9a7e-1c2d3e4f5a6b', status: 200 });
    assert.equal(lines[0]?.error, 'Error: password=[password] for [other-contact]\n at x');
    assert.equal(lines[0]?.path, '/v1/tickets/[card]');
    assert.deepEqual(lines[1], {
      ...{ level: 'info', time, message: 'request', path: '/v1/tickets/3f2b8c1e-5d4a-4b6f-9a7e-1c2d3e4f5a6b', status: 200 },
    });
  });

  it('covers them in the subject that a mail quotes', async () => {
    const sent: MailMessage[] = [];
    const notification = { event: 'created', to: 'requester', subject: '{subject}', body: '{number}: {subject}' } as const;
    const policy = { ...defaultPolicy, notifications: [notification] };
    const handler = await createTestHandler({ policy, mail: (mail) => void sent.push(mail), timerInterval: false });
    try {
      await handler.as(ada).post('/v1/tickets', sampleTicket({ subject: 'Card 4111 1111 1111 1111 was charged twice' }));
      await handler.server.runDueTimers();
      assert.equal(sent.length, 1);
      assert.equal(sent[0]?.subject, 'Card [card] was charged twice');
      assert.match(sent[0]?.body ?? '', /^HM-\d{6}: Card \[card\] was charged twice$/);
    } finally {
      await handler.close();
    }
  });
});

/** Secrets of every kind that is looked for, and words for what nobody may log whatever it is. */
const secrets = {
  card: '4111 1111 1111 1111',
  plainCard: '5555555555554444',
  id: 'SSN 219-09-9999',
  password: 'hunter2CANARY',
  token: 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJjYW5hcnkifQ.c2lnbmF0dXJlQ0FOQVJZ',
  key: 'sk_live_CANARY51Habc9XyZ7qLmN3pR8',
  hook: 'ghp_CANARYa1B2c3D4e5F6g7H8i9J0k1L2m3',
  person: 'carol.canary@private.example',
};
const said = `${secrets.card}, ${secrets.id}, password: ${secrets.password}, ${secrets.token}, ${secrets.key}, ${secrets.person}`;
const word = 'CANARYWORD';

describe('Secrets that are planted wherever a request has room for them', () => {
  const lines: LogEntry[] = [];
  const sent: MailMessage[] = [];
  let isMailAway = true;
  let handler: TestHandler;
  before(async () => {
    const told = { subject: '{number} {subject} {status}', body: '{subject} {url} {number}' };
    const events = ['created', 'staff-message', 'status', 'resolved', 'closed', 'escalated'] as const;
    handler = await createTestHandler({
      policy: {
        ...defaultPolicy,
        privacy: { detectors: { 'other-contact': 'warn', diagnosis: 'warn' }, diagnoses: ['hay fever'] },
        notifications: events.map((event) => ({ event, to: 'requester' as const, ...told })),
      },
      ...{ timerInterval: false, metrics: true, basePath: '/support' },
      log: (entry) => lines.push(entry),
      mail: (mail) => {
        if (isMailAway) throw new Error(`No way to ${mail.to} with "${mail.subject}" for ${said}`);
        sent.push(mail);
      },
      scan: ({ name }) => {
        throw new Error(`Cannot scan ${name}: ${said}`);
      },
    });
  });
  after(() => handler.close());

  it('turn up in no line of the log, no mail and no count', async () => {
    const person = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
    const file = testFile({ name: `card_${secrets.plainCard} ${secrets.hook}.png` });
    const headers = {
      'user-agent': `Browser/1 ${secrets.key} ${word}`,
      cookie: `session=${secrets.token}; ${word}`,
      referer: `https://app.example/?password=${secrets.password}&${word}`,
      'x-request-id': secrets.hook,
      'x-forwarded-for': word,
    };
    const subject = `${secrets.card}, ${secrets.id}, ${secrets.key}, ${secrets.person}, hay fever`;
    const input = sampleTicket({
      ...{ subject: subject.slice(0, 120), body: `${word} ${said}`, attachments: [file.manifest] },
      context: [{ kind: 'console', value: `${word} ${said}` }],
      fields: { impact: `${word} ${said}` },
    });
    const create = { headers, key: `${secrets.token}` };
    const made = await handler.as(person).post<Ticket>('/v1/tickets', input, create);
    assert.equal(made.status, 201);
    await uploadFile(handler.as(person), made.body.attachments?.[0]?.id ?? '', file.bytes);
    const path = `/v1/tickets/${made.body.id}`;
    await handler.as(sam).post(`${path}/messages`, { body: `${word} ${said}`, visibility: 'public' }, { headers });
    const { version } = (await handler.as(sam).get<Ticket>(path)).body;
    const change = { status: 'resolved', reason: `${word} ${said}` };
    assert.equal((await handler.as(sam).patch(path, change, { headers, version })).status, 200);

    const address = (place: string) => `http://helpmark.test/support${place}`;
    const wrong: [place: string, init?: RequestInit][] = [
      [`/v1/tickets?q=${encodeURIComponent(`${word} ${said}`)}`],
      [`/v1/tickets/${encodeURIComponent(`${word} ${secrets.token}`)}`],
      [`/v1/people/${encodeURIComponent(secrets.person)}`, { method: 'DELETE' }],
      [`/v1/people/${encodeURIComponent(secrets.person)}/export`],
      [`/v1/upload-links/${secrets.token}/${word}`, { method: 'POST', body: word }],
      [`/${word}/${secrets.key}?token=${secrets.token}`],
      ['/v1/tickets', { method: 'POST', body: `{"subject":"${word} ${said}`, headers: { 'content-type': 'application/json' } }],
      ['/v1/upload-links', { method: 'POST', body: word, headers: { 'content-disposition': `attachment; filename="${word}"` } }],
      ['/v1/uploads', { method: 'POST', headers: { 'tus-resumable': '1.0.0', 'upload-metadata': `${word} ${word}` } }],
      [`/v1/tickets`, { method: word }],
    ];
    for (const token of [secrets.token, `${word}${secrets.hook}`, await mintToken({ ...person, role: 'admin' }, handler.now())]) {
      for (const [place, init = {}] of wrong) {
        const own = new Headers({ ...headers, ...(init.headers as Record<string, string> | undefined) });
        own.set('authorization', `Bearer ${token}`);
        await handler.server.fetch(new Request(address(place), { ...init, headers: own }));
      }
    }
    await handler.server.runDueTimers();
    isMailAway = false;
    handler.advance(6 * 60_000);
    await handler.server.runDueTimers();

    const counts = await (await handler.server.metrics()).text();
    const log = JSON.stringify(lines);
    assert.ok(lines.length > 35 && lines.some(({ error }) => error?.includes('Cannot scan')), log);
    assert.ok(sent.length >= 3 && sent.every((mail) => mail.subject.includes('[card]')), JSON.stringify(sent));
    assert.ok(counts.includes('helpmark_request_seconds_count'));
    for (const [kind, secret] of Object.entries({ ...secrets, id: '219-09-9999', word })) {
      assert.ok(!log.includes(secret), `${kind} in the log: ${log.slice(Math.max(0, log.indexOf(secret) - 200)).slice(0, 300)}`);
      assert.ok(!JSON.stringify(sent).includes(secret), `${kind} in a mail`);
      assert.ok(!counts.includes(secret), `${kind} in the counts`);
    }
    assert.ok(!JSON.stringify(sent).includes('hay fever'));
    assert.ok(!log.includes(await mintToken({ ...person, role: 'admin' }, handler.now())));
    assert.ok(!log.includes('ada@example.com'));
    const audit = (await handler.as({ id: 'kim', role: 'admin' }).get('/v1/audit')).text;
    for (const secret of [secrets.hook, secrets.token, word]) assert.ok(!audit.includes(secret), 'in the audit log');
  });
});
