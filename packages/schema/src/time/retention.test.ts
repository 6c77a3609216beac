import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Retention } from '../policy/service.js';
import { dueRetentions, retentionsOf } from './retention.js';
import type { TicketClock } from './ticket-clock.js';

const at = (day: number) => new Date(Date.UTC(2026, 0, 1 + day)).toISOString();
const days = (value: number) => ({ value, unit: 'days' }) as const;
const policy = (...retention: Retention[]) => ({ privacy: { retention } });

/** A ticket that was resolved on day 1 and closed on day 3. */
const closed: TicketClock = {
  createdAt: at(0),
  phase: 'closed',
  statusSince: at(3),
  phases: [
    { phase: 'new', from: at(0), to: at(1) },
    { phase: 'resolved', from: at(1), to: at(3) },
    { phase: 'closed', from: at(3) },
  ],
  validated: true,
  resolvedAt: at(1),
  closedAt: at(3),
  closeReason: 'confirmed',
  reminders: [],
  fired: [],
};
const resolved: TicketClock = { ...closed, phase: 'resolved', statusSince: at(1), phases: closed.phases.slice(0, 2) };

describe('How long things of a ticket rest', () => {
  it('is counted from closing where the policy says nothing else', () => {
    const rules = policy({ kind: 'attachment', after: days(30) });
    assert.deepEqual(retentionsOf(rules, closed), [
      { key: 'retention:attachment:closed', kind: 'attachment', startedAt: at(3), dueAt: at(33) },
    ]);
    assert.deepEqual(retentionsOf(rules, resolved), []);
    assert.deepEqual(retentionsOf({}, closed), []);
  });

  it('is counted from the resolution, also once the ticket is closed', () => {
    const rules = policy({ kind: 'context', phase: 'resolved', after: days(7) });
    assert.equal(retentionsOf(rules, resolved)[0]?.dueAt, at(8));
    assert.equal(retentionsOf(rules, closed)[0]?.dueAt, at(8));
    const { resolvedAt: _never, ...unresolved } = closed;
    assert.equal(retentionsOf(rules, unresolved)[0]?.dueAt, at(10));
  });

  it('begins anew with what is said later, and stops where the ticket leaves the phase', () => {
    const rules = policy({ kind: 'message', after: days(10) });
    assert.equal(retentionsOf(rules, { ...closed, lastStaffMessageAt: at(2) })[0]?.dueAt, at(13));
    assert.equal(retentionsOf(rules, { ...closed, lastRequesterMessageAt: at(5) })[0]?.dueAt, at(15));
    assert.deepEqual(retentionsOf(rules, { ...closed, phase: 'active' }), []);
  });

  it('ends once for each start', () => {
    const rules = policy({ kind: 'message', after: days(10) });
    const fired = [{ timer: 'retention:message:closed', at: at(13) }];
    assert.deepEqual(retentionsOf(rules, { ...closed, fired }), []);
    assert.equal(retentionsOf(rules, { ...closed, fired, lastStaffMessageAt: at(14) })[0]?.dueAt, at(24));
  });

  it('is due at its moment and not before, the earliest first', () => {
    const rules = policy({ kind: 'ticket', after: days(20) }, { kind: 'event', after: days(5) });
    assert.deepEqual(dueRetentions(rules, closed, at(7)), []);
    assert.deepEqual(
      dueRetentions(rules, closed, at(8)).map(({ kind }) => kind),
      ['event'],
    );
    assert.deepEqual(
      dueRetentions(rules, closed, at(23)).map(({ kind }) => kind),
      ['event', 'ticket'],
    );
  });
});
