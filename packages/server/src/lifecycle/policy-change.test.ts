import assert from 'node:assert/strict';
import { afterEach, beforeEach, describe, it } from 'node:test';
import type { Event, Policy, Ticket, TicketPage, TimelinePage } from '@helpmark/schema';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import type { TestDatabase } from '../../../../test/support/database.js';
import { makeDatabase } from '../../../../test/support/database.js';
import type { TestHandler } from '../../../../test/support/handler.js';
import { createTestHandler } from '../../../../test/support/handler.js';
import { consumerTicket } from '../../../../test/support/preset-tickets.js';
import { testAuth } from '../../../../test/support/tokens.js';

const ada = { id: 'ada', email: 'ada@example.com' };
const sam = { id: 'sam', role: 'staff' };

/** The preset, with keys replaced wherever they stand. */
function renamedPolicy(names: Record<string, string>, more: Partial<Policy> = {}): Policy {
  const text = Object.entries(names).reduce(
    (json, [old, key]) => json.replaceAll(`"${old}"`, `"${key}"`),
    JSON.stringify(consumerPlansPolicy),
  );
  return { ...(JSON.parse(text) as Policy), version: 'changed', ...more };
}

describe('A start by a changed policy', () => {
  let database: TestDatabase;
  let handler: TestHandler | undefined;
  const open = async (policy: Policy, more: object = {}) => {
    await handler?.close();
    handler = undefined;
    handler = await createTestHandler({ policy, database: database.address, timerInterval: false, ...more });
    return handler;
  };
  let path: string;
  beforeEach(async () => {
    database = await makeDatabase({ kept: true });
    const now = await open(consumerPlansPolicy);
    for (const _count of [1, 2]) {
      const sent = await now.as(ada).post<Ticket>('/v1/tickets', consumerTicket({ fields: { frequency: 'once' } }));
      path = `/v1/tickets/${sent.body.id}`;
    }
    await now.as(sam).patch(path, { priority: 'high', assignee: 'sam' }, { version: 1 });
  });
  afterEach(async () => {
    await handler?.close();
    handler = undefined;
    await database.remove();
  });

  it('fails where open tickets use a key that is gone, with a sentence for each', async () => {
    const types = consumerPlansPolicy.types.filter(({ key }) => key !== 'general');
    const policy = { ...renamedPolicy({ frequency: 'howOften', high: 'major', open: 'taken-up' }), types };
    policy.types = types.map((type) => ({ ...type, fields: type.fields.filter((key) => key !== 'frequency') }));
    policy.types.forEach((type) => delete type.evidence);
    await assert.rejects(open(policy), (error: Error) => {
      assert.equal(error.name, 'PolicyChangeError');
      assert.deepEqual(error.message.split('\n').sort(), [
        'The policy of the workspace "acme" no longer has the field "frequency", which 2 open tickets use: keep it, or name its successor in aliases.fields.frequency.',
        'The policy of the workspace "acme" no longer has the level "high", which an open ticket uses: keep it, or name its successor in aliases.levels.high.',
        'The policy of the workspace "acme" no longer has the status "open", which an open ticket uses: keep it, or name its successor in aliases.statuses.open.',
        'The policy of the workspace "acme" no longer has the type "general", which 2 open tickets use: keep it, or name its successor in aliases.types.general.',
      ]);
      return true;
    });
    // Nothing was changed by the attempt.
    const now = await open(consumerPlansPolicy);
    assert.equal((await now.as(sam).get<Ticket>(path)).body.status, 'open');
  });

  it('goes on where aliases name the new keys, and tickets are read and found under these', async () => {
    const before = (await handler!.as(ada).get<Ticket>(path)).body;
    const aliases = {
      fields: { frequency: 'howOften' },
      levels: { high: 'major' },
      statuses: { open: 'taken-up' },
    };
    const now = await open(renamedPolicy({ frequency: 'howOften', high: 'major', open: 'taken-up' }, { aliases }));
    const ticket = (await now.as(ada).get<Ticket>(path)).body;
    assert.deepEqual(
      [ticket.status, ticket.phase, ticket.priority, ticket.fields.howOften, ticket.fields.frequency],
      ['taken-up', 'active', 'major', 'once', undefined],
    );
    assert.deepEqual([ticket.version, ticket.updatedAt], [before.version, before.updatedAt]);
    assert.equal((await now.as(ada).get<TicketPage>('/v1/tickets?status=taken-up&priority=major')).body.items.length, 1);
    const { items } = (await now.as(ada).get<TimelinePage>(`${path}/timeline`)).body;
    const keys = items.filter((item): item is Event => item.kind === 'event').map(({ to }) => to);
    assert.deepEqual(keys, [undefined, 'taken-up', 'major']);
    assert.ok(ticket.targets?.some(({ measure }) => measure === 'resolve'));
  });

  it('looks through every ticket, however many there are', async () => {
    for (let left = 120; left > 0; left -= 1) await handler!.as(ada).post('/v1/tickets', consumerTicket());
    const types = consumerPlansPolicy.types.filter(({ key }) => key !== 'general');
    await assert.rejects(open({ ...consumerPlansPolicy, types }), /the type "general", which 122 open tickets use/);
  });

  it('does not mind what only closed tickets use', async () => {
    const { items } = (await handler!.as(sam).get<TicketPage>('/v1/tickets')).body;
    for (const { id, version } of items) {
      const closed = await handler!.as(sam).patch(`/v1/tickets/${id}`, { status: 'closed' }, { version });
      assert.equal(closed.status, 200);
    }
    const now = await open(renamedPolicy({ high: 'major' }));
    assert.equal((await now.as(sam).get<Ticket>(path)).body.priority, 'high');
  });

  it('leaves alone the tickets of a workspace that is not served any more', async () => {
    const auth = (workspace: string) => (workspace === 'acme' ? undefined : testAuth(workspace));
    await open(renamedPolicy({ high: 'major' }), { auth });
    assert.equal(await handler!.server.runDueTimers(), 0);
  });
});
