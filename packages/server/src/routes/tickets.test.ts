import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import type { Policy, Problem, Ticket, TicketPage } from '@helpmark/schema';
import { defaultPolicy } from '@helpmark/schema/presets/default';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler, sampleTicket } from '../../../../test/support/handler.js';

const ada = { id: 'ada', name: 'Ada', email: 'ada@example.com', organization: 'Northwind' };
const sam = { id: 'sam', role: 'staff', name: 'Sam', email: 'sam@example.com' };

/** A policy in which requesters say how urgent a ticket is, and the worst level is for one plan. */
const requesterPolicy: Policy = {
  ...defaultPolicy,
  version: 'requester-1',
  priorityMode: 'requester',
  levels: defaultPolicy.levels.map((level) => (level.key === 'urgent' ? { ...level, plans: ['premium'] } : level)),
};

const pathsOf = (problem: Problem) => (problem.issues ?? []).map(({ path }) => path.join('.'));

describe('Sending a ticket', () => {
  let handler: TestHandler;
  before(async () => {
    handler = await createTestHandler();
  });
  after(() => handler.close());

  it('[2-21] creates it: 201 with an id, a number and what the policy decided', async () => {
    const answer = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(answer.status, 201);
    assert.match(answer.body.id, /^[0-9a-f]{8}-[0-9a-f]{4}-4/);
    assert.equal(answer.headers.get('etag'), '"1"');
    const { id: _id, number, actions: _actions, ...rest } = answer.body;
    assert.match(number, /^HM-\d{6}$/);
    assert.deepEqual(rest, {
      version: 1,
      subject: 'The invoice of May has the wrong address',
      type: 'billing',
      priority: 'normal',
      status: 'open',
      phase: 'new',
      fields: { ...sampleTicket().fields, email: 'ada@example.com' },
      requester: { id: 'ada', role: 'requester', name: 'Ada', email: 'ada@example.com' },
      organization: 'Northwind',
      createdAt: handler.now().toISOString(),
      updatedAt: handler.now().toISOString(),
      unread: 0,
    });
    assert.deepEqual((await handler.as(ada).get<Ticket>(`/v1/tickets/${answer.body.id}`)).body, answer.body);
  });

  it('[0-08] creates nothing and uses up no number until every required field is there', async () => {
    const caller = handler.as({ id: 'careful' });
    const first = await caller.post<Ticket>('/v1/tickets', sampleTicket());
    const required: [member: string, input: object][] = [
      ['subject', sampleTicket({ subject: ' ' })],
      ['type', sampleTicket({ type: '' })],
      ['body', sampleTicket({ body: '' })],
      ['fields.impact', sampleTicket({ fields: { impact: undefined } })],
      ['fields.blocking', sampleTicket({ fields: { blocking: undefined } })],
      ['fields.urgency', sampleTicket({ fields: { urgency: undefined } })],
      ['fields.concernsAccount', sampleTicket({ fields: { concernsAccount: undefined } })],
      ['fields.concernsUser', sampleTicket({ fields: { concernsUser: undefined } })],
    ];
    for (const [member, input] of required) {
      const answer = await caller.post<Problem>('/v1/tickets', input);
      assert.equal(answer.status, 422, member);
      assert.equal(answer.body.code, 'invalid');
      assert.deepEqual(pathsOf(answer.body), [member]);
      assert.equal(answer.body.issues?.[0]?.code, 'required');
    }
    for (const member of ['subject', 'type', 'fields']) {
      const { [member]: _left, ...input } = sampleTicket() as Record<string, unknown>;
      const answer = await caller.post<Problem>('/v1/tickets', input);
      assert.deepEqual([answer.status, pathsOf(answer.body)], [422, [member]]);
    }
    assert.equal((await caller.get<TicketPage>('/v1/tickets')).body.items.length, 1);
    const next = await caller.post<Ticket>('/v1/tickets', sampleTicket());
    assert.equal(Number(next.body.number.slice(3)), Number(first.body.number.slice(3)) + 1);
  });

  it('[0-04] keeps the summary to one line and to its length in code points', async () => {
    const caller = handler.as(ada);
    const joined = await caller.post<Ticket>('/v1/tickets', sampleTicket({ subject: ' The export\r\nends early ' }));
    assert.equal(joined.body.subject, 'The export ends early');
    assert.equal((await caller.post('/v1/tickets', sampleTicket({ subject: '🦉'.repeat(120) }))).status, 201);
    const long = await caller.post<Problem>('/v1/tickets', sampleTicket({ subject: '🦉'.repeat(121) }));
    assert.deepEqual([long.status, long.body.issues?.[0]?.path, long.body.issues?.[0]?.code], [422, ['subject'], 'too-long']);
  });

  it('[0-05] takes the twelve types of the preset and refuses one that is not among them', async () => {
    const caller = handler.as(ada);
    const more = { expected: 'A file.', actual: 'None.' };
    for (const { key } of defaultPolicy.types) {
      assert.equal((await caller.post('/v1/tickets', sampleTicket({ type: key, fields: more }))).status, 201, key);
    }
    assert.equal(defaultPolicy.types.length, 12);
    const answer = await caller.post<Problem>('/v1/tickets', sampleTicket({ type: 'complaint' }));
    assert.equal(answer.status, 422);
    assert.deepEqual([answer.body.issues?.[0]?.path, answer.body.issues?.[0]?.code], [['type'], 'not-an-option']);
  });

  for (const { id, question, field } of [
    { id: '0-09', question: 'concernsAccount', field: 'account' },
    { id: '0-10', question: 'concernsUser', field: 'affectedUser' },
  ]) {
    it(`[${id}] needs "${field}" where "${question}" says yes, and drops it unseen where it says no`, async () => {
      const caller = handler.as(ada);
      const missing = await caller.post<Problem>('/v1/tickets', sampleTicket({ fields: { [question]: 'yes' } }));
      assert.deepEqual([missing.status, pathsOf(missing.body)], [422, [`fields.${field}`]]);
      const given = await caller.post<Ticket>('/v1/tickets', sampleTicket({ fields: { [question]: 'yes', [field]: 'Berlin' } }));
      assert.equal(given.body.fields[field], 'Berlin');
      const hidden = await caller.post<Ticket>(
        '/v1/tickets',
        sampleTicket({ fields: { [question]: 'no', [field]: 'x'.repeat(5000) } }),
      );
      assert.equal(hidden.status, 201);
      assert.equal(hidden.body.fields[field], undefined);
    });
  }

  for (const { id, field, other } of [
    { id: '0-12', field: 'expected', other: 'actual' },
    { id: '0-13', field: 'actual', other: 'expected' },
  ]) {
    it(`[${id}] needs "${field}" for the six types about misbehaviour, and for no other`, async () => {
      const caller = handler.as(ada);
      const needing: string[] = [];
      for (const { key } of defaultPolicy.types) {
        const answer = await caller.post<Problem>('/v1/tickets', sampleTicket({ type: key, fields: { [other]: 'So.' } }));
        if (answer.status === 201) continue;
        assert.deepEqual(pathsOf(answer.body), [`fields.${field}`]);
        needing.push(key);
      }
      assert.deepEqual(needing, ['workshop-help', 'bug', 'integrations', 'api', 'files', 'incident']);
    });
  }

  it('[0-20] lets the policy decide the priority, whatever a client sends', async () => {
    const sent = { ...sampleTicket(), priority: 'urgent', severity: 'urgent' };
    const answer = await handler.as(ada).post<Ticket>('/v1/tickets', sent);
    assert.equal(answer.body.priority, 'normal');
    assert.equal(answer.body.severity, undefined);
    const stopped = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ fields: { blocking: 'stopped' } }));
    assert.equal(stopped.body.priority, 'high');
  });

  it('lets no member take effect that is not a requester’s to set', async () => {
    const sent = {
      ...sampleTicket({ fields: { email: 'other@example.com', unknown: 'x' } }),
      id: 'mine',
      number: 'HM-999999',
      version: 9,
      status: 'closed',
      phase: 'closed',
      requester: { id: 'sam' },
      organization: 'Fabrikam',
      assignee: 'sam',
      createdAt: '2001-01-01T00:00:00Z',
    };
    const { body } = await handler.as(ada).post<Ticket>('/v1/tickets', sent);
    assert.notEqual(body.id, 'mine');
    assert.notEqual(body.number, 'HM-999999');
    assert.deepEqual([body.version, body.status, body.requester.id, body.organization], [1, 'open', 'ada', 'Northwind']);
    assert.equal(body.createdAt, handler.now().toISOString());
    assert.deepEqual([body.fields.email, body.fields.unknown], ['ada@example.com', undefined]);
  });

  it('takes an answer from the form where the token does not know it', async () => {
    const { body } = await handler
      .as({ id: 'nomail' })
      .post<Ticket>('/v1/tickets', sampleTicket({ fields: { email: 'a@b.example' } }));
    assert.equal(body.fields.email, 'a@b.example');
    const unusable = await handler
      .as({ id: 'oddmail', email: 'not an address' })
      .post<Ticket>('/v1/tickets', sampleTicket({ fields: { email: 'a@b.example' } }));
    assert.deepEqual([unusable.status, unusable.body.fields.email], [201, 'a@b.example']);
  });

  it('[4-51] gives fifty tickets that are sent at once fifty numbers in a row', async () => {
    const caller = handler.as({ id: 'many', workspace: 'globex' });
    const answers = await Promise.all(Array.from({ length: 50 }, () => caller.post<Ticket>('/v1/tickets', sampleTicket())));
    const numbers = answers.map(({ body }) => Number(body.number.slice(3))).sort((one, other) => one - other);
    assert.deepEqual(
      numbers,
      Array.from({ length: 50 }, (_, at) => at + 1),
    );
  });
});

describe('Sending a ticket by another policy', () => {
  it('lets the requester’s severity be the priority, except a level that is closed to their plan', async () => {
    const handler = await createTestHandler({ policy: requesterPolicy });
    const high = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket({ severity: 'high' }));
    assert.deepEqual([high.body.severity, high.body.priority], ['high', 'high']);
    const none = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
    assert.deepEqual([none.status, none.body.severity, none.body.priority], [201, undefined, 'normal']);
    for (const severity of ['urgent', 'dire']) {
      const closed = await handler.as(ada).post<Problem>('/v1/tickets', sampleTicket({ severity }));
      assert.deepEqual([closed.status, pathsOf(closed.body)], [422, ['severity']]);
    }
    const open = await handler.as({ ...ada, plan: 'premium' }).post<Ticket>('/v1/tickets', sampleTicket({ severity: 'urgent' }));
    assert.equal(open.body.priority, 'urgent');
    await handler.close();
  });

  it('refuses where the capability is withdrawn, and lets staff send all the same', async () => {
    const handler = await createTestHandler({ policy: { ...defaultPolicy, capabilities: { submit: false } } });
    const refused = await handler.as(ada).post<Problem>('/v1/tickets', sampleTicket());
    assert.deepEqual([refused.status, refused.body.code], [403, 'not-allowed']);
    assert.equal((await handler.as(sam).post('/v1/tickets', sampleTicket())).status, 201);
    await handler.close();
  });

  it('neither takes nor shows a requester the answer to a field that is for staff', async () => {
    const field = { key: 'margin', kind: 'text', label: 'Margin', audience: 'staff' } as const;
    const policy = {
      ...defaultPolicy,
      fields: [...defaultPolicy.fields, field],
      baseFields: [...defaultPolicy.baseFields, 'margin'],
    };
    const handler = await createTestHandler({ policy });
    const sent = sampleTicket({ fields: { margin: 'thin' } });
    const { body } = await handler.as(ada).post<Ticket>('/v1/tickets', sent);
    assert.equal(body.fields.margin, undefined);
    assert.equal((await handler.as(sam).get<Ticket>(`/v1/tickets/${body.id}`)).body.fields.margin, undefined);
    const own = await handler.as(sam).post<Ticket>('/v1/tickets', sent);
    assert.equal(own.body.fields.margin, 'thin');
    // The same person, who is no longer staff.
    const later = handler.as({ ...sam, role: 'requester' });
    assert.equal((await later.get<Ticket>(`/v1/tickets/${own.body.id}`)).body.fields.margin, undefined);
    assert.deepEqual((await later.get<TicketPage>('/v1/tickets?q=thin')).body.items, []);
    await handler.close();
  });

  it('[4-51] draws random numbers until one is free', async () => {
    const policy: Policy = { ...defaultPolicy, numbering: { pattern: 'HS-###', mode: 'random', alphabet: '0123456789' } };
    const handler = await createTestHandler({ policy });
    const numbers = new Set<string>();
    // Of a thousand numbers: that 150 draws never meet is a matter of one in a hundred thousand.
    for (let count = 0; count < 150; count += 1) {
      const { body } = await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket());
      assert.match(body.number, /^HS-\d{3}$/);
      numbers.add(body.number);
    }
    assert.equal(numbers.size, 150);
    await handler.close();
  });
});

describe('Changing a ticket', () => {
  let handler: TestHandler;
  let id: string;
  before(async () => {
    handler = await createTestHandler();
    await handler.as({ id: 'kim', role: 'admin', name: 'Kim' }).get('/v1/policy');
    id = (await handler.as(ada).post<Ticket>('/v1/tickets', sampleTicket())).body.id;
  });
  after(() => handler.close());
  const change = <T = Ticket>(body: unknown, version: number) => handler.as(sam).patch<T>(`/v1/tickets/${id}`, body, { version });

  it('is for staff alone, whether there is such a ticket or not', async () => {
    for (const path of [`/v1/tickets/${id}`, '/v1/tickets/00000000-0000-4000-8000-000000000000']) {
      const answer = await handler.as(ada).patch<Problem>(path, { status: 'closed' }, { version: 1 });
      assert.deepEqual([answer.status, answer.body.code], [403, 'not-allowed']);
    }
  });

  it('sets status, priority and assignee, each with its event, and what is so already is no change', async () => {
    const { status, headers, body } = await change({ status: 'in-progress', priority: 'high', assignee: 'kim' }, 1);
    assert.equal(status, 200);
    assert.equal(headers.get('etag'), '"2"');
    assert.deepEqual(
      [body.status, body.phase, body.priority, body.assignee?.id, body.version],
      ['in-progress', 'active', 'high', 'kim', 2],
    );
    const same = await change({ status: 'in-progress', priority: 'high', assignee: 'kim' }, 2);
    assert.deepEqual([same.status, same.body.version], [200, 2]);
    const { body: nobody } = await change({ assignee: null }, 2);
    assert.deepEqual([nobody.assignee, nobody.version], [undefined, 3]);

    const staff = await handler.as(sam).get<{ items: { type?: string; visibility: string }[] }>(`/v1/tickets/${id}/timeline`);
    assert.deepEqual(
      staff.body.items.map(({ type, visibility }) => `${type ?? 'message'} ${visibility}`),
      ['created public', 'message public', 'status public', 'priority public', 'assignee internal', 'assignee internal'],
    );
  });

  it('needs the version that the reader saw', async () => {
    const missing = await handler.as(sam).patch<Problem>(`/v1/tickets/${id}`, { status: 'closed' });
    assert.deepEqual([missing.status, missing.body.code], [400, 'version-missing']);
    for (const tag of ['3', 'W/"3"', '"three"', '*']) {
      const answer = await handler.as(sam).patch<Problem>(`/v1/tickets/${id}`, {}, { headers: { 'if-match': tag } });
      assert.deepEqual([answer.status, answer.body.code], [400, 'version-missing'], tag);
    }
    const stale = await change<Problem>({ status: 'closed' }, 2);
    assert.deepEqual([stale.status, stale.body.code], [412, 'stale-version']);
    assert.equal((await handler.as(sam).get<Ticket>(`/v1/tickets/${id}`)).body.status, 'in-progress');
  });

  it('refuses keys that the policy does not have, people who are not staff and members that there are not', async () => {
    const wrong: [body: object, path: string][] = [
      [{ status: 'lost' }, 'status'],
      [{ priority: 'p0' }, 'priority'],
      [{ assignee: 'stranger' }, 'assignee'],
      [{ assignee: 'ada' }, 'assignee'],
      [{ subject: 'Another' }, 'subject'],
      [{ status: 3 }, 'status'],
    ];
    for (const [body, path] of wrong) {
      const answer = await change<Problem>(body, 3);
      assert.deepEqual([answer.status, pathsOf(answer.body)], [422, [path]]);
    }
    assert.equal((await handler.as(sam).get<Ticket>(`/v1/tickets/${id}`)).body.version, 3);
  });
});
