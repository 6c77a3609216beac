import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Problem, Ticket, TimelinePage } from '@helpmark/schema';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const ada = { id: 'ada', name: 'Ada' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };

describe('An action', () => {
  let handler: TestHandler;
  let id: string;
  beforeEach(async () => {
    handler = await createTestHandler();
    id = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body.id;
  });
  afterEach(() => handler.close());

  const act = <T = Ticket>(body: unknown, version: number, person: object = ada) =>
    handler.as({ ...ada, ...person }).post<T>(`/v1/tickets/${id}/actions`, body, { version });
  const lastEvent = async () => (await handler.as(ada).get<TimelinePage>(`/v1/tickets/${id}/timeline`)).body.items.at(-1);
  const open = (ticket: Ticket) => ticket.actions.filter(({ allowed }) => allowed).map(({ action }) => action);

  it('[0-31] [1-16] lets the requester say that it is solved: the status moves, with an event that holds the reason', async () => {
    const { status, headers, body } = await act({ action: 'resolve', reason: ' The new one arrived. ' }, 1);
    assert.deepEqual([status, headers.get('etag')], [200, '"2"']);
    assert.deepEqual([body.status, body.phase, body.version], ['resolved', 'resolved', 2]);
    const event = await lastEvent();
    assert.ok(event?.kind === 'event');
    assert.deepEqual(
      [event.type, event.from, event.to, event.reason, event.author?.id, event.visibility],
      ['status', 'open', 'resolved', 'The new one arrived.', 'ada', 'public'],
    );
  });

  it('[4-62] [2-48] asks of a resolved ticket whether it is solved: confirming closes it, reopening takes it up again', async () => {
    const resolved = await handler.as(sam).patch<Ticket>(`/v1/tickets/${id}`, { status: 'resolved' }, { version: 1 });
    assert.equal(resolved.status, 200);
    assert.deepEqual(open((await handler.as(ada).get<Ticket>(`/v1/tickets/${id}`)).body), ['reply', 'confirm', 'reopen']);

    const reopened = await act({ action: 'reopen', reason: 'It came back.' }, 2);
    assert.deepEqual([reopened.body.status, reopened.body.phase], ['in-progress', 'active']);
    assert.equal((await act<Problem>({ action: 'confirm' }, 3)).status, 403);
    await handler.as(sam).patch(`/v1/tickets/${id}`, { status: 'resolved' }, { version: 3 });
    const confirmed = await act({ action: 'confirm' }, 4);
    assert.deepEqual([confirmed.body.status, confirmed.body.phase], ['closed', 'closed']);
    assert.deepEqual(open(confirmed.body), []);
  });

  it('is refused, with the reason, where the status does not allow it, and to staff, who set the status itself', async () => {
    const early = await act<Problem>({ action: 'confirm' }, 1);
    assert.deepEqual([early.status, early.body.code, early.body.issues?.[0]?.code], [403, 'not-allowed', 'not-in-this-status']);
    assert.match(early.body.detail ?? '', /"confirm".*"open"/);
    assert.equal((await act<Problem>({ action: 'resolve' }, 1, sam)).status, 403);
    await handler.as(sam).patch(`/v1/tickets/${id}`, { status: 'closed' }, { version: 1 });
    assert.equal((await act<Problem>({ action: 'reopen' }, 2)).body.issues?.[0]?.code, 'closed');
    assert.equal((await handler.as(ada).get<Ticket>(`/v1/tickets/${id}`)).body.version, 2);
  });

  it('needs the version that the person saw, so that no ticket is moved from a stale view', async () => {
    const missing = await handler.as(ada).post<Problem>(`/v1/tickets/${id}/actions`, { action: 'resolve' });
    assert.deepEqual([missing.status, missing.body.code], [400, 'version-missing']);
    await handler.as(sam).post(`/v1/tickets/${id}/messages`, { body: 'One question.', visibility: 'public' });
    const stale = await act<Problem>({ action: 'resolve' }, 1);
    assert.deepEqual([stale.status, stale.body.code], [412, 'stale-version']);
    assert.equal((await act({ action: 'resolve' }, 2)).status, 200);
  });

  it('that is not known is a fault of the content', async () => {
    for (const body of [
      { action: 'delete' },
      {},
      { action: 'resolve', reason: 'x'.repeat(2001) },
      { action: 'resolve', reason: 1 },
    ]) {
      const answer = await act<Problem>(body, 1);
      assert.deepEqual([answer.status, answer.body.code], [422, 'invalid'], JSON.stringify(body));
    }
  });
});
