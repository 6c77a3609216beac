import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Problem } from '@helpmark/schema';
import { createTestHandler, sampleTicket } from '../../../test/support/handler.js';
import { createLimits, defaultLimits } from './limits.js';
import { ProblemError } from './problem.js';

const ada = { id: 'ada', workspace: 'acme' };

/** Counts on a clock that the test moves; gives how many of so many requests pass. */
function counter(limits: Parameters<typeof createLimits>[0] = defaultLimits) {
  let time = Date.parse('2026-11-20T09:00:00Z');
  const count = createLimits(limits, () => new Date(time));
  return {
    advance: (milliseconds: number) => {
      time += milliseconds;
    },
    passing: (requests: number, kind: 'reads' | 'writes' = 'writes', person = ada) => {
      let passed = 0;
      for (let sent = 0; sent < requests; sent += 1) {
        try {
          count(person, kind);
          passed += 1;
        } catch (error) {
          assert.ok(error instanceof ProblemError);
          assert.equal(error.code, 'too-many-requests');
        }
      }
      return passed;
    },
  };
}

describe('The limits', () => {
  it('let a minute’s share through at once, then as much as comes back', () => {
    const { passing, advance } = counter();
    assert.equal(passing(100), 60);
    advance(999);
    assert.equal(passing(1), 0);
    advance(1);
    assert.equal(passing(10), 1);
    advance(30_000);
    assert.equal(passing(100), 30);
    advance(3_600_000);
    assert.equal(passing(100), 60);
  });

  it('hold for shares that divide no minute evenly', () => {
    for (const writes of [1, 7, 13, 59, 61, 997]) {
      const { passing, advance } = counter({ ...defaultLimits, person: { reads: 1, writes } });
      assert.equal(passing(writes + 10), writes, String(writes));
      advance(60_000);
      assert.equal(passing(writes + 10), writes, String(writes));
    }
  });

  it('count reads and writes apart, and each person for themselves', () => {
    const { passing } = counter();
    assert.equal(passing(61), 60);
    assert.equal(passing(700, 'reads'), 600);
    assert.equal(passing(61, 'writes', { id: 'bob', workspace: 'acme' }), 60);
    assert.equal(passing(61, 'writes', { id: 'ada', workspace: 'globex' }), 60);
  });

  it('hold for a whole workspace, and what was refused uses nobody’s share up', () => {
    const { passing, advance } = counter({ person: { reads: 9, writes: 10 }, workspace: { reads: 9, writes: 15 } });
    assert.equal(passing(10), 10);
    assert.equal(passing(10, 'writes', { id: 'bob', workspace: 'acme' }), 5);
    assert.equal(passing(10, 'writes', { id: 'bob', workspace: 'globex' }), 10);
    advance(20_000);
    assert.equal(passing(10, 'writes', { id: 'bob', workspace: 'acme' }), 5);
  });

  it('let nobody wait for a clock that was set back', () => {
    const { passing, advance } = counter();
    passing(60);
    advance(-86_400_000);
    assert.equal(passing(100), 60);
  });

  it('answer 429 with the seconds to wait, after which the request passes', async () => {
    const handler = await createTestHandler({ limits: { person: { writes: 2, reads: 1 } } });
    const caller = handler.as({ id: 'ada' });
    const first = await caller.post('/v1/tickets', sampleTicket(), { key: 'k' });
    const replay = await caller.post('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.deepEqual([first.status, replay.status], [201, 201]);
    const refused = await caller.post<Problem>('/v1/tickets', sampleTicket(), { key: 'k' });
    assert.deepEqual([refused.status, refused.body.code, refused.headers.get('retry-after')], [429, 'too-many-requests', '30']);
    assert.equal((await caller.get('/v1/tickets')).status, 200);
    assert.equal((await caller.get('/v1/tickets')).status, 429);
    handler.advance(30_000);
    assert.equal((await caller.post('/v1/tickets', sampleTicket(), { key: 'k' })).status, 201);
    await handler.close();
  });

  it('are the usual ones where nothing is said, and must be whole numbers', async () => {
    const handler = await createTestHandler({ limits: {} });
    const caller = handler.as({ id: 'ada' });
    const statuses = [];
    for (let sent = 0; sent < 61; sent += 1) statuses.push((await caller.post('/v1/tickets', sampleTicket())).status);
    assert.deepEqual([statuses.filter((status) => status === 201).length, statuses.at(-1)], [60, 429]);
    await handler.close();
    for (const writes of [0, -1, 1.5, NaN]) {
      await assert.rejects(createTestHandler({ limits: { person: { writes } } }), TypeError);
    }
  });
});
