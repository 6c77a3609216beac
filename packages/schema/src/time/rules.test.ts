import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { mayReopen, openEscalations, reopenUntil } from './rules.js';
import type { TicketClock, TimePolicy } from './ticket-clock.js';

const created = '2026-11-16T10:00:00.000Z';
const at = (days: number, hours = 0, minutes = 0) =>
  new Date(Date.parse(created) + ((days * 24 + hours) * 60 + minutes) * 60_000).toISOString();

const policy: TimePolicy = {
  closeReasons: [
    { key: 'confirmed', label: 'Confirmed', reopen: { value: 7, unit: 'days' } },
    { key: 'no-answer', label: 'No answer', reopen: 'unlimited' },
    { key: 'staff', label: 'Closed by our team', reopen: 'never' },
  ],
  targets: [
    { measure: 'respond', max: 4, unit: 'hours' },
    { measure: 'resolve', max: 8, unit: 'hours' },
  ],
  escalation: {
    reasons: [
      { key: 'late', label: 'Nobody answered in time', when: 'overdue' },
      { key: 'unhappy', label: 'The answer does not help', when: 'answered' },
      { key: 'manager', label: 'It needs a manager', when: 'always' },
      { key: 'compliance', label: 'A rule is broken' },
    ],
  },
};

function clockOf(facts: Partial<TicketClock>): TicketClock {
  const phase = facts.phase ?? 'new';
  return {
    createdAt: created,
    phase,
    statusSince: created,
    phases: [{ phase, from: created }],
    validated: true,
    reminders: [],
    fired: [],
    ...facts,
  };
}

describe('The time to reopen', () => {
  const closed = (closeReason?: string) => clockOf({ phase: 'closed', closedAt: at(2), closeReason });

  it('goes by the reason of closing', () => {
    assert.equal(reopenUntil(policy, closed('confirmed')), at(9));
    assert.equal(reopenUntil(policy, closed('no-answer')), 'unlimited');
    assert.equal(reopenUntil(policy, closed('staff')), 'never');
  });

  it('counts its last moment and nothing after it', () => {
    assert.equal(mayReopen(policy, closed('confirmed'), at(8, 23, 59)), true);
    assert.equal(mayReopen(policy, closed('confirmed'), at(9)), true);
    assert.equal(mayReopen(policy, closed('confirmed'), at(9, 0, 1)), false);
    assert.equal(mayReopen(policy, closed('no-answer'), at(9_000)), true);
    assert.equal(mayReopen(policy, closed('staff'), at(2)), false);
  });

  it('is never for a reason that the policy does not name', () => {
    assert.equal(reopenUntil({}, closed('confirmed')), 'never');
    assert.equal(reopenUntil(policy, closed()), 'never');
  });

  it('is that of closed tickets alone', () => {
    const resolved = clockOf({ phase: 'resolved', closedAt: at(2), closeReason: 'no-answer' });
    assert.equal(reopenUntil(policy, resolved), undefined);
    assert.equal(mayReopen(policy, resolved, at(3)), false);
  });
});

describe('The reasons to escalate that are open', () => {
  const rest = ['manager', 'compliance'];

  it('have the late answer once it is overdue, and until it comes', () => {
    const table: [Partial<TicketClock>, string, string[]][] = [
      [{}, at(0, 3, 59), rest],
      [{}, at(0, 4), rest],
      [{}, at(0, 4, 1), ['late', ...rest]],
      [{ firstStaffMessageAt: at(0, 1) }, at(0, 12), ['unhappy', ...rest]],
      [{ firstStaffMessageAt: at(0, 6) }, at(0, 12), ['unhappy', ...rest]],
    ];
    for (const [facts, now, expected] of table) assert.deepEqual(openEscalations(policy, clockOf(facts), now), expected, now);
  });

  it('never have a late answer that nobody promised', () => {
    assert.deepEqual(openEscalations({ ...policy, targets: [] }, clockOf({}), at(90)), rest);
  });

  it('are none where the policy has no escalation', () => {
    assert.deepEqual(openEscalations({ targets: policy.targets }, clockOf({}), at(90)), []);
  });
});
