import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidePriority } from '../policy/priority.js';
import { capabilitiesOf, projectPolicy } from '../policy/project.js';
import type { TicketClock } from '../time/index.js';
import { reopenUntil } from '../time/index.js';
import { clientPortalPolicy as policy } from './client-portal.js';

test('clients cannot send tickets, and staff can', () => {
  const maySubmit = (role: 'requester' | 'staff') =>
    capabilitiesOf(policy, { role }).find(({ capability }) => capability === 'submit')?.allowed;
  assert.equal(maySubmit('requester'), false);
  assert.equal(maySubmit('staff'), true);
});

test('project and estimate are for staff alone, and a ticket is not shared by itself', () => {
  const keysFor = (role: 'requester' | 'staff') => projectPolicy(policy, { role }).fields.map(({ key }) => key);
  assert.deepEqual(keysFor('staff'), ['summary', 'description', 'project', 'estimateHours']);
  assert.deepEqual(keysFor('requester'), ['summary', 'description']);
  assert.equal(policy.shared, false);
});

test('there are four statuses with their meanings, and closed has nothing left to do', () => {
  assert.deepEqual(
    policy.statuses.map(({ label, phase }) => [label, phase]),
    [
      ['Open', 'new'],
      ['In Progress', 'active'],
      ['Resolved', 'resolved'],
      ['Closed', 'closed'],
    ],
  );
  assert.deepEqual(policy.statuses.at(-1)!.requesterActions, []);
  const createdAt = '2026-11-20T10:00:00Z';
  const closed: TicketClock = {
    ...{ createdAt, phase: 'closed', statusSince: createdAt, closedAt: createdAt, validated: true, reminders: [], fired: [] },
    phases: [{ phase: 'closed', from: createdAt }],
  };
  for (const closeReason of ['confirmed', 'staff']) assert.equal(reopenUntil(policy, { ...closed, closeReason }), 'never');
});

test('staff decide the priority: whatever is claimed or written, a new ticket is normal', () => {
  for (const severity of [undefined, 'urgent', 'low']) {
    for (const summary of ['A question', 'URGENT!!! EVERYTHING IS DOWN']) {
      assert.equal(decidePriority(policy, { summary }, { type: 'bug', severity }).level, 'normal');
    }
  }
});

for (const [id, key, guidance] of [
  ['2-26', 'urgent', /system is down or the client is severely affected/],
  ['2-27', 'high', /significant issue that affects the client’s work/],
  ['2-28', 'normal', /standard issue that needs attention and blocks nobody/],
  ['2-29', 'low', /minor issue, or a wish/],
] as const) {
  test(`[${id}] the level “${key}” says what it is for, to staff and clients`, () => {
    for (const role of ['staff', 'requester'] as const) {
      const level = projectPolicy(policy, { role }).levels.find((one) => one.key === key);
      assert.match(String(level?.guidance), guidance);
    }
  });
}
