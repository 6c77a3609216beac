import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Ticket } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { MailMessage } from '@helpmark/server';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };

describe('Mails', () => {
  let handler: TestHandler;
  let ticket: Ticket;
  let path: string;
  let sent: MailMessage[];
  let fails: boolean;
  beforeEach(async () => {
    sent = [];
    fails = false;
    const mail = (message: MailMessage) => {
      if (fails) throw new Error('The mail service is away.');
      sent.push(message);
    };
    const policy = { ...consumerPlansPolicy, routes: { list: '/help', new: '/help/new', thread: '/help/:id' } };
    handler = await createTestHandler({ policy, mail, timerInterval: false, log: () => undefined });
    ticket = (await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket(), { key: 'one' })).body;
    path = `/v1/tickets/${ticket.id}`;
  });
  afterEach(() => handler.close());

  const subjects = async () => {
    await handler.server.runDueTimers();
    return sent.splice(0).map(({ subject }) => subject);
  };
  const change = async (body: object) => {
    const { version } = (await handler.as(sam).get<Ticket>(path)).body;
    assert.equal((await handler.as(sam).patch(path, body, { version })).status, 200);
  };

  it('[4-52] [4-53] confirm a new ticket with its number, once however often it is sent', async () => {
    await handler.as(ada).post('/v1/tickets', consumerTicket(), { key: 'one' });
    await handler.server.runDueTimers();
    const [confirmation, ...others] = sent.splice(0);
    assert.deepEqual(others, []);
    assert.deepEqual([confirmation?.to, confirmation?.ticket, confirmation?.workspace], ['ada@example.com', ticket.id, 'acme']);
    assert.equal(confirmation?.subject, `[${ticket.number}] We have received “Uploads stop half way”`);
    assert.match(confirmation.body, new RegExp(`${ticket.number}.*\\n\\n/help/${ticket.id}$`, 's'));
    assert.deepEqual(await subjects(), []);
  });

  it('[4-65] [4-66] [4-67] [4-68] [4-69] tell of creation, answer, status, resolution and closing, one each', async () => {
    const of = `[${ticket.number}]`;
    assert.deepEqual(await subjects(), [`${of} We have received “Uploads stop half way”`]);
    await change({ assignee: 'sam' });
    assert.deepEqual(await subjects(), [`${of} “Uploads stop half way” is now Open`]);
    const key = 'an-answer';
    for (const _time of [1, 2]) {
      await handler.as(sam).post(`${path}/messages`, { body: 'Which file?', visibility: 'public' }, { key });
    }
    assert.deepEqual(await subjects(), [`${of} An answer to “Uploads stop half way”`]);
    await handler.as(ada).post(`${path}/messages`, { body: 'This one.' });
    await handler.as(sam).post(`${path}/messages`, { body: 'She is right.', visibility: 'internal' });
    assert.deepEqual(await subjects(), []);
    await change({ status: 'resolved' });
    assert.deepEqual(await subjects(), [`${of} A solution for “Uploads stop half way”`]);
    await change({ status: 'closed' });
    assert.deepEqual(await subjects(), [`${of} “Uploads stop half way” is closed`]);
  });

  it('are never sent to the requester of a ticket that is hidden from them', async () => {
    await subjects();
    await change({ shared: false });
    await handler.as(sam).post(`${path}/messages`, { body: 'Hidden.', visibility: 'public' });
    await change({ status: 'resolved' });
    assert.deepEqual(await subjects(), []);
  });

  it('are in the language of whoever reads them, as far as the policy speaks it', async () => {
    await handler.close();
    const [first] = consumerPlansPolicy.notifications!;
    const created = {
      ...first!,
      subject: { en: 'We have received “{subject}”', de: '„{subject}“ ist da: {status}' },
      body: { en: 'Thank you.', de: 'Danke.' },
    };
    const statuses = consumerPlansPolicy.statuses.map((status, at) =>
      at ? status : { ...status, label: { en: 'New', de: 'Neu' } },
    );
    const policy = { ...consumerPlansPolicy, statuses, notifications: [created, { ...created, to: 'queue' as const }] };
    handler = await createTestHandler({ policy, mail: (message) => void sent.push(message), timerInterval: false });
    for (const locale of ['de-CH', 'fr', undefined]) await handler.as({ ...ada, locale }).post('/v1/tickets', consumerTicket());
    await handler.as(sam).post('/v1/tickets', consumerTicket({ onBehalfOf: 'ada', fields: {} }));
    await handler.server.runDueTimers();
    const english = 'We have received “Uploads stop half way”';
    assert.deepEqual(
      sent.map(({ to, queue, subject }) => [to ?? queue, subject]),
      [
        ['ada@example.com', '„Uploads stop half way“ ist da: Neu'],
        ['general', english],
        ...[1, 2, 3].flatMap(() => [
          ['ada@example.com', english],
          ['general', english],
        ]),
      ],
    );
  });

  it('lead to the page of the ticket on the host’s own origin', async () => {
    const policy = { ...consumerPlansPolicy, routes: { list: '/help', new: '/help/new', thread: '/help/:id' } };
    const elsewhere = { ...policy, routes: { ...policy.routes, thread: 'https://help.example.com/t/:id' } };
    for (const [rules, pageOrigin, address] of [
      [policy, 'https://app.example.com', 'https://app.example.com/help/'],
      [policy, (workspace: string) => `https://${workspace}.example.com`, 'https://acme.example.com/help/'],
      [policy, undefined, '/help/'],
      [elsewhere, 'https://app.example.com', 'https://help.example.com/t/'],
      [consumerPlansPolicy, 'https://app.example.com', 'https://app.example.com'],
    ] as const) {
      await handler.close();
      sent = [];
      const mail = (message: MailMessage) => void sent.push(message);
      handler = await createTestHandler({ policy: rules, ...(pageOrigin && { pageOrigin }), mail, timerInterval: false });
      const { id } = (await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket())).body;
      await handler.server.runDueTimers();
      const ends = rules === consumerPlansPolicy ? address : `${address}${id}`;
      assert.ok(sent[0]?.body.endsWith(`\n\n${ends}`), sent[0]?.body);
    }
    await assert.rejects(createTestHandler({ pageOrigin: 'https://app.example.com/' }), /The origin .* is none/);
  });

  it('tell the queue of an escalation', async () => {
    await subjects();
    const input = { action: 'escalate', reason: 'management' };
    assert.equal((await handler.as(ada).post(`${path}/actions`, input, { version: 1 })).status, 200);
    await handler.server.runDueTimers();
    assert.deepEqual(
      sent.map(({ to, queue }) => [to, queue]),
      [[undefined, 'senior']],
    );
  });

  it('that could not be sent are tried again with the same id, until they are', async () => {
    fails = true;
    assert.deepEqual(await subjects(), []);
    fails = false;
    assert.deepEqual(await subjects(), [], 'another process may still be at it');
    handler.advance(6 * 60_000);
    assert.equal((await subjects()).length, 1);
    handler.advance(6 * 60_000);
    assert.deepEqual(await subjects(), []);
  });
});
