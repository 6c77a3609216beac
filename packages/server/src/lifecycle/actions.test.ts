import assert from 'node:assert/strict';
import { afterEach, describe, it } from 'node:test';
import type { Event, Policy, Problem, Ticket, TimelinePage } from '@helpmark/schema';
import { evidenceOf, fieldsToAsk, missingEvidence } from '@helpmark/schema';
import { clientPortalPolicy } from '@helpmark/schema/presets/client-portal';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { managedWorkspacePolicy } from '@helpmark/schema/presets/managed-workspace';
import { severityHoursPolicy } from '@helpmark/schema/presets/severity-hours';
import { siteLicencePolicy } from '@helpmark/schema/presets/site-licence';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket, workspaceTicket } from '../../../../test/support/preset-tickets.js';
import type { TestPerson } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff', name: 'Sam' };
const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

let handler: TestHandler;
let path: string;
afterEach(() => handler.close());

/** A ticket of Ada's under a policy. */
async function begin(policy: Policy, input: object, person: TestPerson = ada): Promise<Ticket> {
  handler = await createTestHandler({ policy, timerInterval: false });
  const { status, body, text } = await handler.as(person).post<Ticket>('/v1/tickets', input);
  assert.equal(status, 201, text);
  path = `/v1/tickets/${body.id}`;
  return body;
}
const ticketOf = async (person: TestPerson = ada) => (await handler.as(person).get<Ticket>(path)).body;
const act = async <T = Ticket>(body: object, person: TestPerson = ada) =>
  handler.as(person).post<T>(`${path}/actions`, body, { version: (await ticketOf(person)).version });
const change = async <T = Ticket>(body: object, person: TestPerson = sam) =>
  handler.as(person).patch<T>(path, body, { version: (await ticketOf(person)).version });
const say = (body: string) => handler.as(sam).post(`${path}/messages`, { body, visibility: 'public' });
const eventsOf = async (person: TestPerson = ada): Promise<Event[]> =>
  (await handler.as(person).get<TimelinePage>(`${path}/timeline?limit=100`)).body.items.filter((item) => item.kind === 'event');
const actionOf = (ticket: Ticket, name: string) => ticket.actions.find(({ action }) => action === name);

describe('Escalating', () => {
  it('[4-91] raises the priority a step, sends the ticket to senior staff, and is done once a stage', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    const { status, body } = await act({ action: 'escalate', reason: 'management', text: ' The launch is on Monday. ' });
    assert.deepEqual([status, body.priority, body.severity, body.escalation?.stage], [200, 'high', 'medium', 1]);
    assert.deepEqual(body.escalation?.open, []);
    assert.deepEqual(actionOf(body, 'escalate'), { action: 'escalate', allowed: false, reason: 'not-yet' });
    const [escalated, priority] = (await eventsOf()).slice(-2);
    assert.deepEqual(
      [escalated?.type, escalated?.to, escalated?.reason],
      ['escalated', 'management', 'The launch is on Monday.'],
    );
    assert.deepEqual([priority?.type, priority?.from, priority?.to], ['priority', 'medium', 'high']);
    // Where it went is for staff.
    assert.equal(body.queue, undefined);
    assert.equal((await ticketOf(sam)).queue, 'senior');
    assert.ok((await eventsOf(sam)).some(({ type, to }) => type === 'queue' && to === 'senior'));
    await say('We look at it.');
    const again = await act<Problem>({ action: 'escalate', reason: 'management' });
    assert.deepEqual([again.status, again.body.issues?.[0]?.code], [403, 'not-yet']);
  });

  it('[4-91] opens its next stage once staff have acted on the last, and never raises above the worst level', async () => {
    const policy = { ...consumerPlansPolicy, escalation: { ...consumerPlansPolicy.escalation!, stages: 3, raise: 2 } };
    await begin(policy, consumerTicket());
    assert.equal((await act({ action: 'escalate', reason: 'unresolved' })).body.priority, 'critical');
    assert.equal((await act<Problem>({ action: 'escalate', reason: 'unresolved' })).status, 403);
    await handler.as(sam).post(`${path}/messages`, { body: 'A note.', visibility: 'internal' });
    assert.equal((await act<Problem>({ action: 'escalate', reason: 'unresolved' })).status, 403);
    await say('We look at it.');
    const second = await act({ action: 'escalate', reason: 'unresolved' });
    assert.deepEqual([second.body.priority, second.body.escalation?.stage], ['critical', 2]);
    await change({ priority: 'high' });
    assert.equal((await act({ action: 'escalate', reason: 'unresolved' })).body.escalation?.stage, 3);
  });

  it('has five reasons, of which the first is open only once the promised answer is overdue', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    const rest = ['unresolved', 'management', 'compliance'];
    handler.advance(24 * hour);
    assert.deepEqual((await ticketOf()).escalation?.open, rest);
    const early = await act<Problem>({ action: 'escalate', reason: 'no-response' });
    assert.deepEqual([early.status, early.body.issues?.[0]?.path], [403, ['reason']]);
    handler.advance(minute);
    assert.deepEqual((await ticketOf()).escalation?.open, ['no-response', ...rest]);
    assert.equal((await act({ action: 'escalate', reason: 'no-response' })).status, 200);
    const unknown = await act<Problem>({ action: 'escalate', reason: 'anger' });
    assert.equal(unknown.status, 403);
    assert.equal(consumerPlansPolicy.escalation?.reasons.length, 5);
  });

  it('refuses a reason that there is not as a fault of the content', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    const { status, body } = await act<Problem>({ action: 'escalate', reason: 'anger' });
    assert.deepEqual([status, body.issues?.[0]?.path], [422, ['reason']]);
  });

  it('is for the plans that the policy names', async () => {
    const policy = { ...consumerPlansPolicy, escalation: { ...consumerPlansPolicy.escalation!, plans: ['premium'] } };
    await begin(policy, consumerTicket());
    const { status, body } = await act<Problem>({ action: 'escalate', reason: 'unresolved' });
    assert.deepEqual([status, body.issues?.[0]?.code], [403, 'plan']);
    assert.equal((await act({ action: 'escalate', reason: 'unresolved' }, { ...ada, plan: 'premium' })).status, 200);
  });

  it('needs the evidence that the policy requires for it', async () => {
    const fields = {
      product: 'Gallery',
      siteUrl: 'https://example.com',
      licence: 'Studio',
      occurredAt: '2026-11-20T08:00:00Z',
      environment: 'production',
      expected: 'It updates.',
      actual: 'It stops.',
      stepsTried: ['Once more'],
      retried: 'no',
    };
    const body = 'The update from 3.1 to 3.2 stops at the second step, since yesterday.';
    await begin(siteLicencePolicy, { subject: 'Update stops', type: 'install', body, fields });
    const bare = await act<Problem>({ action: 'escalate', reason: 'still-failing' });
    assert.equal(bare.status, 422);
    assert.deepEqual(bare.body.issues?.[0]?.path, ['evidence', 'who']);
    await handler.close();

    const screens = ['list-context', 'thread-context', 'visible-clock', 'route-context', 'final-result'];
    const all = {
      ...{ ...fields, retried: 'yes', accountRole: 'Owner', routePath: '/updates', actionTaken: 'Update' },
      ...{ firstFailureAt: '2026-11-19T08:00:00Z', latestRetryAt: '2026-11-20T08:00:00Z' },
      screens: screens.map((kind) => `${kind}: one.png`),
    };
    await begin(siteLicencePolicy, { subject: 'Update stops', type: 'install', body, fields: all });
    assert.equal((await act({ action: 'escalate', reason: 'still-failing' })).status, 200);
  });
});

describe('Disputing a severity', () => {
  it('[0-30] leaves an event with the reason, and the decision to staff', async () => {
    await begin(managedWorkspacePolicy, workspaceTicket());
    const { status, body } = await act({ action: 'dispute-severity', text: 'Payroll runs tonight.' });
    assert.deepEqual([status, body.priority], [200, 'p2']);
    const disputed = (await eventsOf()).at(-1);
    assert.deepEqual([disputed?.type, disputed?.reason], ['severity-disputed', 'Payroll runs tonight.']);
    assert.equal((await change({ priority: 'p1', reason: 'Payroll is at stake.' })).body.priority, 'p1');
    const decided = (await eventsOf()).find(({ type }) => type === 'priority');
    assert.deepEqual(
      [decided?.from, decided?.to, decided?.reason, decided?.author?.id],
      ['p2', 'p1', 'Payroll is at stake.', 'sam'],
    );
    for (const text of ['', '  ', undefined]) {
      assert.equal((await act<Problem>({ action: 'dispute-severity', text })).status, 422);
    }
  });

  it('[3-16] and the validation by staff keep what was claimed apart from what was decided', async () => {
    const input = { subject: 'Chats pile up', type: 'break-fix', severity: 's0', body: 'None gets an agent.' };
    const ticket = await begin(severityHoursPolicy, { ...input, fields: { environment: 'production' } });
    assert.deepEqual([ticket.severity, ticket.priority, ticket.validated], ['s0', 's0', false]);
    const { body } = await change({ priority: 's1', reason: 'Agents can take chats by hand.' });
    assert.deepEqual([body.severity, body.priority, body.validated], ['s0', 's1', true]);
    const event = (await eventsOf()).find(({ type }) => type === 'priority');
    assert.deepEqual([event?.from, event?.to, event?.reason], ['s0', 's1', 'Agents can take chats by hand.']);
    await handler.close();

    await begin(severityHoursPolicy, { ...input, fields: { environment: 'production' } });
    const confirmed = (await change({ priority: 's0' })).body;
    assert.deepEqual([confirmed.priority, confirmed.validated], ['s0', true]);
    assert.equal((await change({ priority: 's0' })).body.version, confirmed.version);
  });
});

describe('A request for fields', () => {
  const ask = (fields: string[], body?: string) => handler.as(sam).post<Ticket>(`${path}/requests`, { fields, body });

  it('[4-60] [0-18] appears in the thread, waits for the requester, and the answers land on the ticket', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    const asked = await ask(['errorText', 'frequency'], 'We need two things more.');
    assert.deepEqual([asked.status, asked.body.phase], [201, 'waiting-requester']);
    const request = (await ticketOf()).requests?.[0];
    assert.deepEqual([request?.fields, request?.answered], [['errorText', 'frequency'], false]);
    const { items } = (await handler.as(ada).get<TimelinePage>(`${path}/timeline`)).body;
    const told = items.slice(-3).map((item) => (item.kind === 'message' ? item.body : item.type));
    assert.deepEqual(told, ['We need two things more.', 'request', 'status']);

    const answers = { errorText: 'E_TIMEOUT', frequency: 'sometimes', system: 'not asked' };
    const answered = await act({ action: 'answer-request', request: request?.id, answers });
    assert.equal(answered.status, 200, answered.text);
    assert.deepEqual(
      [answered.body.fields.errorText, answered.body.fields.frequency, answered.body.fields.system],
      ['E_TIMEOUT', 'sometimes', undefined],
    );
    assert.deepEqual([answered.body.phase, answered.body.requests?.[0]?.answered], ['active', true]);
    const event = (await eventsOf()).find(({ type }) => type === 'answered');
    assert.deepEqual([event?.request, event?.fields], [request?.id, ['errorText', 'frequency']]);
    assert.equal((await handler.as(ada).get<{ items: Ticket[] }>('/v1/tickets?q=e_timeout')).body.items.length, 1);
    assert.deepEqual(actionOf(answered.body, 'answer-request'), {
      action: 'answer-request',
      allowed: false,
      reason: 'nothing-asked',
    });
  });

  it('[1-37] is for exactly what an evidence package lacks, and the answer completes it', async () => {
    const fields = {
      ...{ product: 'Gallery Pro', siteUrl: 'https://example.com', licence: 'GP-2026', occurredAt: '2026-11-20T08:10:00Z' },
      ...{
        environment: 'staging',
        expected: 'The new version',
        actual: 'The old one',
        stepsTried: ['Once more'],
        retried: 'yes',
      },
      ...{ accountRole: 'Owner', actionTaken: 'Clicked “Update”', screens: ['list-context: list.png'] },
    };
    const body = 'Since this morning the update stops at 40 percent.';
    await begin(siteLicencePolicy, { subject: 'The update stops', type: 'install', body, fields });
    const lacking = ({ type, fields: answers }: Ticket) => {
      const missing = missingEvidence(evidenceOf(siteLicencePolicy, answers, type), 'escalate', 'required');
      return fieldsToAsk(siteLicencePolicy, answers, missing);
    };
    const wanted = lacking(await ticketOf(sam));
    assert.deepEqual(wanted, ['routePath', 'firstFailureAt', 'latestRetryAt', 'screens']);
    const { body: asked } = await ask(wanted);
    assert.deepEqual(asked.requests?.[0]?.fields, wanted);
    const screens = ['list-context', 'thread-context', 'visible-clock', 'route-context', 'final-result'].map(
      (kind) => `${kind}: a.png`,
    );
    const times = { firstFailureAt: '2026-11-20T08:10:00Z', latestRetryAt: '2026-11-20T09:00:00Z' };
    const answers = { routePath: '/dashboard/products', ...times, screens };
    const answered = await act({ action: 'answer-request', request: asked.requests[0].id, answers });
    assert.equal(answered.status, 200, answered.text);
    assert.deepEqual(lacking(answered.body), []);
    assert.equal((await act({ action: 'escalate', reason: 'still-failing' })).status, 200);
  });

  it('is held to the rules of its fields, and goes on waiting while another is open', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    await ask(['frequency']);
    await ask(['errorCodes']);
    const [first, second] = (await ticketOf()).requests ?? [];
    const wrong: [object, string][] = [
      [{}, 'required'],
      [{ frequency: 'seldom' }, 'not-an-option'],
    ];
    for (const [answers, code] of wrong) {
      const { status, body } = await act<Problem>({ action: 'answer-request', request: first?.id, answers });
      assert.deepEqual([status, body.issues?.[0]?.path, body.issues?.[0]?.code], [422, ['answers', 'frequency'], code]);
    }
    const unknown = await act<Problem>({ action: 'answer-request', request: 'none', answers: {} });
    assert.deepEqual([unknown.status, unknown.body.issues?.[0]?.path], [422, ['request']]);
    const one = await act({ action: 'answer-request', request: first?.id, answers: { frequency: 'once' } });
    assert.equal(one.body.phase, 'waiting-requester');
    const twice = await act<Problem>({ action: 'answer-request', request: first?.id, answers: { frequency: 'once' } });
    assert.equal(twice.status, 403);
    const other = await act({ action: 'answer-request', request: second?.id, answers: { errorCodes: '7' } });
    assert.equal(other.body.phase, 'active');
  });

  it('is for staff, and for fields that a requester fills in', async () => {
    await begin({ ...clientPortalPolicy, capabilities: {} }, { subject: 'A', type: 'bug', body: 'B', fields: {} });
    assert.equal((await handler.as(ada).post(`${path}/requests`, { fields: ['project'] })).status, 403);
    for (const key of ['project', 'summary', 'description', 'none']) {
      assert.equal((await ask([key])).status, 422, key);
    }
  });
});

describe('Words of a requester', () => {
  it('[4-88] that ask to escalate do nothing by themselves', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    const before = await ticketOf(sam);
    for (const body of ['Please escalate this ticket', 'ESCALATE THIS TICKET NOW']) {
      assert.equal((await handler.as(ada).post(`${path}/messages`, { body })).status, 201);
    }
    const after = await ticketOf(sam);
    assert.deepEqual([after.priority, after.queue, after.escalation?.stage], [before.priority, before.queue, 0]);
    assert.ok(!(await eventsOf(sam)).some(({ type }) => type === 'escalated'));
    assert.equal(actionOf(await ticketOf(), 'escalate')?.allowed, true);
  });

  it('[4-38] that claim a level closed to their plan are refused, and taken from the plans that have it', async () => {
    handler = await createTestHandler({ policy: consumerPlansPolicy });
    const claim = (plan?: string) =>
      handler.as({ ...ada, plan }).post<Ticket & Problem>('/v1/tickets', consumerTicket({ severity: 'critical' }));
    for (const plan of [undefined, 'free', 'plus']) {
      const { status, body } = await claim(plan);
      assert.deepEqual([status, body.issues?.[0]?.path, body.issues?.[0]?.code], [422, ['severity'], 'not-allowed']);
    }
    for (const plan of ['premium', 'enterprise']) {
      const { status, body } = await claim(plan);
      assert.deepEqual([status, body.severity, body.priority], [201, 'critical', 'critical']);
    }
  });
});

describe('The end of a ticket', () => {
  it('[4-64] is confirmed, closed, and asked about, in this order', async () => {
    const sent: string[] = [];
    handler = await createTestHandler({
      policy: consumerPlansPolicy,
      timerInterval: false,
      mail: ({ to, body }) => void (to === ada.email && sent.push(body.split('\n')[0] ?? '')),
    });
    path = `/v1/tickets/${(await handler.as(ada).post<Ticket>('/v1/tickets', consumerTicket())).body.id}`;
    await change({ assignee: 'sam' });
    await change({ status: 'resolved' });
    await handler.server.runDueTimers();
    sent.splice(0);
    const closed = (await act({ action: 'confirm' })).body;
    assert.deepEqual([closed.phase, closed.closeReason], ['closed', 'confirmed']);
    await handler.server.runDueTimers();
    assert.deepEqual(sent, [`Your ticket ${closed.number} is closed. Please rate your experience; it takes half a minute.`]);
    assert.equal(actionOf(closed, 'rate')?.allowed, true);
    assert.equal((await act({ action: 'rate', rating: 5 })).status, 200);
    assert.deepEqual(
      (await eventsOf()).map(({ type, to }) => [type, to]),
      [
        ['created', undefined],
        ['status', 'open'],
        ['status', 'resolved'],
        ['status', 'closed'],
        ['rated', '5'],
      ],
    );
  });
});

describe('Rating', () => {
  const resolved = async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    await change({ status: 'resolved' });
  };

  it('[4-109] takes 1 to 5 and two texts, and may be changed for its period, to the minute', async () => {
    await begin(consumerPlansPolicy, consumerTicket());
    assert.equal((await act<Problem>({ action: 'rate', rating: 5 })).status, 403);
    await change({ status: 'resolved' });
    const rated = await act({ action: 'rate', rating: 2, comments: { agent: ' Kind. ', suggestions: '', other: 'x' } });
    const editableUntil = new Date(handler.now().getTime() + 7 * day).toISOString();
    assert.deepEqual(rated.body.rating, { rating: 2, comments: { agent: 'Kind.' }, editableUntil });
    handler.advance(7 * day);
    const changed = await act({ action: 'rate', rating: 4 });
    assert.deepEqual(changed.body.rating, { rating: 4, comments: {}, editableUntil });
    assert.deepEqual((await ticketOf(sam)).rating, changed.body.rating);
    handler.advance(minute);
    const late = await act<Problem>({ action: 'rate', rating: 1 });
    assert.deepEqual([late.status, late.body.issues?.[0]?.code], [403, 'window-over']);
    assert.equal((await ticketOf()).rating?.rating, 4);
  });

  it('is asked for anew once the ticket was taken up again, however long ago it was rated', async () => {
    await resolved();
    await act({ action: 'rate', rating: 2, comments: { agent: 'Slow.' } });
    await act({ action: 'confirm' });
    assert.equal((await ticketOf()).rating?.rating, 2, 'what is closed by a confirmation is what was rated');
    handler.advance(6 * day);
    const reopened = await act({ action: 'reopen' });
    assert.deepEqual([reopened.body.rating, actionOf(reopened.body, 'rate')?.allowed], [undefined, false]);
    handler.advance(3 * day);
    await change({ status: 'resolved' });
    const again = await ticketOf();
    assert.deepEqual([again.rating, actionOf(again, 'rate')?.allowed], [undefined, true]);
    const rated = await act({ action: 'rate', rating: 5 });
    const editableUntil = new Date(handler.now().getTime() + 7 * day).toISOString();
    assert.deepEqual(rated.body.rating, { rating: 5, comments: {}, editableUntil });
    const told = (await eventsOf()).filter(({ type }) => type === 'rated').map(({ from, to }) => [from, to]);
    assert.deepEqual(told, [
      [undefined, '2'],
      [undefined, '5'],
    ]);
  });

  it('takes no other number', async () => {
    await resolved();
    for (const rating of [0, 6, 2.5, '5', undefined]) {
      assert.equal((await act<Problem>({ action: 'rate', rating })).status, 422, String(rating));
    }
  });
});
