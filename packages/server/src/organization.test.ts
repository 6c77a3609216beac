import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type {
  Attachment,
  Message,
  PolicyAnswer,
  Problem,
  Ticket,
  TicketPage,
  Policy,
  TimelinePage,
  Unread,
} from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import { openEvents } from '../../../test/support/event-stream.js';
import { testFile, uploadFile } from '../../../test/support/files.js';
import type { Caller, TestHandler } from '../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
import { mintToken } from '../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', organization: 'Northwind' };
const ben = { id: 'ben', name: 'Ben', organization: 'Northwind' };
/** Sees what all of Northwind asks. */
const mia = { id: 'mia', name: 'Mia', organization: 'Northwind', see: 'organization' };
const eve = { id: 'eve', name: 'Eve', organization: 'Fabrikam', see: 'organization' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };

describe('A requester who sees their organization', () => {
  let handler: TestHandler;
  let policy: Policy;
  let chief: Caller;
  let ticket: Ticket;
  beforeEach(async () => {
    policy = defaultPolicy;
    handler = await createTestHandler({ policy: () => policy });
    chief = handler.as(mia);
    ticket = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ subject: 'Of Ada' }))).body;
    await handler.as(eve).post('/v1/tickets', sampleTicket({ subject: 'Of Eve' }));
  });
  afterEach(() => handler.close());

  const find = async (caller: Caller, query = '') =>
    (await caller.get<TicketPage>(`/v1/tickets?${query}`)).body.items.map(({ subject }) => subject).sort();
  const unread = async (caller: Caller) => (await caller.get<Unread>('/v1/unread')).body;

  it('finds the tickets of colleagues beside their own, and those of nobody else', async () => {
    await chief.post('/v1/tickets', sampleTicket({ subject: 'Of Mia' }));
    assert.deepEqual(await find(chief), ['Of Ada', 'Of Mia']);
    assert.deepEqual(await find(handler.as(eve)), ['Of Eve']);
    assert.deepEqual(await find(handler.as(ben)), [], 'a colleague whose token does not say so');
    assert.deepEqual(await find(handler.as({ ...ben, see: 'own' })), []);
    const { organization: _none, ...alone } = mia;
    assert.deepEqual(await find(handler.as(alone)), ['Of Mia'], 'without a company there is nothing more to see');
    const { capabilities } = (await chief.get<PolicyAnswer>('/v1/policy')).body;
    assert.equal(capabilities.find(({ capability }) => capability === 'see-organization')?.allowed, true);
  });

  it('narrows them by whose they are, by status, priority and words, and nobody else can [2-07] [2-10]', async () => {
    await chief.post('/v1/tickets', sampleTicket({ subject: 'Of Mia', type: 'roadmap' }));
    assert.deepEqual(await find(chief, 'requester=ada'), ['Of Ada']);
    assert.deepEqual(await find(chief, 'requester=mia&requester=ada&q=invoice'), []);
    assert.deepEqual(await find(chief, 'requester=mia&requester=ada&q=office'), ['Of Ada', 'Of Mia']);
    assert.deepEqual(await find(chief, 'requester=eve'), [], 'naming a stranger opens nothing');
    assert.deepEqual(await find(chief, 'type=roadmap'), ['Of Mia']);
    assert.deepEqual(await find(chief, `priority=${ticket.priority}&status=${ticket.status}&requester=ada`), ['Of Ada']);
    assert.deepEqual(await find(handler.as(ada), 'requester=mia'), ['Of Ada']);
    await handler.as(sam).post(`/v1/tickets/${ticket.id}/messages`, { body: 'A kangaroo.', visibility: 'internal' });
    assert.deepEqual(await find(chief, 'q=kangaroo'), []);
  });

  it('reads and answers the ticket of a colleague, and decides nothing over it', async () => {
    await handler.as(sam).post(`/v1/tickets/${ticket.id}/messages`, { body: 'Unseen.', visibility: 'internal' });
    const seen = (await chief.get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    assert.deepEqual(seen.requester, { id: 'ada', role: 'requester', name: 'Ada' }, 'the address stays with its owner and staff');
    assert.deepEqual(
      seen.actions.filter(({ allowed }) => allowed).map(({ action }) => action),
      ['reply'],
    );
    const refused = await chief.post<Problem>(
      `/v1/tickets/${ticket.id}/actions`,
      { action: 'resolve' },
      { version: seen.version },
    );
    assert.deepEqual([refused.status, refused.body.issues?.[0]?.code], [403, 'not-requester']);
    const file = testFile();
    const reply = { body: 'Ours as well.', attachments: [file.manifest] };
    const sent = await chief.post<Message>(`/v1/tickets/${ticket.id}/messages`, reply);
    assert.equal(sent.status, 201);
    const [attachment] = sent.body.attachments as [Attachment];
    assert.equal((await uploadFile(chief, attachment.id, file.bytes)).status, 204);
    assert.equal((await handler.as(ada).raw(`/v1/attachments/${attachment.id}`)).status, 200);
    const { items } = (await chief.get<TimelinePage>(`/v1/tickets/${ticket.id}/timeline`)).body;
    assert.deepEqual(
      items.flatMap((item) => (item.kind === 'message' ? [item.body] : [])),
      ['It should go to the new office.', 'Ours as well.'],
    );
    for (const stranger of [ben, eve]) {
      assert.equal((await handler.as(stranger).get(`/v1/tickets/${ticket.id}`)).status, 404, stranger.id);
      assert.equal((await handler.as(stranger).raw(`/v1/attachments/${attachment.id}`)).status, 404, stranger.id);
    }
  });

  it('counts the ticket of a colleague as unread only from when they have read in it', async () => {
    const path = `/v1/tickets/${ticket.id}`;
    const say = () => handler.as(sam).post(`${path}/messages`, { body: 'A word.', visibility: 'public' });
    await say();
    assert.deepEqual(await unread(chief), { messages: 0, tickets: 0 });
    assert.deepEqual(await unread(handler.as(ada)), { messages: 1, tickets: 1 });
    const { items } = (await chief.get<TimelinePage>(`${path}/timeline`)).body;
    await chief.post(`${path}/read`, { item: items.at(-1)?.id });
    await say();
    assert.deepEqual(await unread(chief), { messages: 1, tickets: 1 });
    assert.equal((await chief.get<Ticket>(path)).body.unread, 1);
  });

  it('is told of changes on a colleague’s ticket, and nobody else is', async () => {
    const open = async (person: typeof mia) => openEvents(handler.server, await mintToken(person, handler.now()));
    const [reader, stranger] = [await open(mia), await open(eve)];
    assert.deepEqual([(await reader.next())?.event, (await stranger.next())?.event], ['reset', 'reset']);
    await handler.as(ada).post(`/v1/tickets/${ticket.id}/messages`, { body: 'One more word.' });
    assert.deepEqual((await reader.next())?.data, { ticket: ticket.id, version: 2, kinds: ['ticket', 'timeline'] });
    const theirs = (await handler.as(eve).post<Ticket>('/v1/tickets', sampleTicket())).body;
    assert.deepEqual(((await stranger.next())?.data as { ticket: string }).ticket, theirs.id, 'the first that they are told of');
    await reader.leave();
    await stranger.leave();
  });

  it('sees nothing more than their own where the policy withholds it, and nothing that is not shared', async () => {
    const { version } = (await handler.as(sam).get<Ticket>(`/v1/tickets/${ticket.id}`)).body;
    await handler.as(sam).patch(`/v1/tickets/${ticket.id}`, { shared: false }, { version });
    assert.deepEqual(await find(chief), []);
    await handler.as(sam).patch(`/v1/tickets/${ticket.id}`, { shared: true }, { version: version + 1 });
    assert.deepEqual(await find(chief), ['Of Ada']);
    policy = { ...defaultPolicy, capabilities: { 'see-organization': false } };
    assert.deepEqual(await find(chief), []);
    assert.equal((await chief.get(`/v1/tickets/${ticket.id}`)).status, 404);
  });

  it('is refused with a token whose "see" is none', async () => {
    const { status, body } = await handler.as({ ...mia, see: 'everything' }).get<Problem>('/v1/tickets');
    assert.deepEqual([status, body.code, /"see"/.test(body.detail ?? '')], [401, 'token-invalid', true]);
  });
});
