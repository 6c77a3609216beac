import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Problem, Ticket, TicketPage } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { MailMessage } from '@helpmark/server';
import type { TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
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
    log({
      level: 'error',
      time,
      message: 'no',
      path: '/v1/tickets/4111111111111111',
      error: 'Error: password=hunter2CANARY\n at x',
    });
    log({ level: 'info', time, message: 'request', path: '/v1/tickets/3f2b8c1e-5d4a-4b6f-9a7e-1c2d3e4f5a6b', status: 200 });
    assert.equal(lines[0]?.error, 'Error: password=[password]\n at x');
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
