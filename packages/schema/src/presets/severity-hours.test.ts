import assert from 'node:assert/strict';
import { test } from 'node:test';
import { decidePriority } from '../policy/priority.js';
import type { Policy } from '../policy/policy.js';
import { textFor } from '../words.js';
import type { TicketClock } from '../time/index.js';
import { targetsOf } from '../time/index.js';
import { severityHoursPolicy } from './severity-hours.js';

/** The preset in a zone of its own, with holidays. */
function inZone(zone: string, holidays: string[] = []): Policy {
  return { ...severityHoursPolicy, calendars: severityHoursPolicy.calendars!.map((one) => ({ ...one, zone, holidays })) };
}

/** When the answer is due to a ticket of this severity that nobody has validated. */
function dueAt(severity: string, createdAt: string, policy = severityHoursPolicy): string {
  const clock: TicketClock = {
    ...{ createdAt, phase: 'new', statusSince: createdAt, phases: [{ phase: 'new', from: createdAt }] },
    ...{ severity, priority: severity, validated: false, reminders: [], fired: [] },
  };
  const targets = targetsOf(policy, clock, createdAt);
  assert.deepEqual(
    targets.map(({ measure, state }) => [measure, state]),
    [['respond', 'running']],
  );
  return targets[0]!.dueAt;
}

const utc = (moment: string) => new Date(moment).toISOString();

test('[3-11] S0 is answered within an hour, at any hour of any day', () => {
  for (const createdAt of ['2026-11-20T17:30:00Z', '2026-11-21T03:00:00Z', '2026-12-25T12:00:00Z', '2026-11-18T10:00:00Z']) {
    const due = new Date(Date.parse(createdAt) + 3_600_000).toISOString();
    assert.equal(dueAt('s0', createdAt, inZone('Europe/London', ['2026-12-25'])), due);
  }
});

test('[3-12] S1 is answered within an hour of business: what comes on Friday at 17:30 by Monday at 09:30', () => {
  assert.equal(dueAt('s1', '2026-11-20T17:30:00Z'), utc('2026-11-23T09:30:00Z'));
  assert.equal(dueAt('s1', '2026-11-20T17:00:00Z'), utc('2026-11-20T18:00:00Z'));
  assert.equal(dueAt('s1', '2026-11-20T17:01:00Z'), utc('2026-11-23T09:01:00Z'));
  assert.equal(dueAt('s1', '2026-11-20T17:30:00+05:30', inZone('Asia/Kolkata')), utc('2026-11-23T09:30:00+05:30'));
});

for (const [id, level] of [
  ['3-13', 's2'],
  ['3-14', 's3'],
] as const) {
  test(`[${id}] ${level.toUpperCase()} is answered within four hours of business, over holidays and both changes of the clock`, () => {
    const london = inZone('Europe/London', ['2026-12-25', '2026-12-28']);
    const table: [string, string][] = [
      ['2026-11-18T10:00:00Z', '2026-11-18T14:00:00Z'],
      ['2026-11-18T13:59:00Z', '2026-11-18T17:59:00Z'],
      ['2026-11-18T14:01:00Z', '2026-11-19T09:01:00Z'],
      ['2026-11-20T17:30:00Z', '2026-11-23T12:30:00Z'],
      ['2026-12-24T16:00:00Z', '2026-12-29T11:00:00Z'],
      ['2026-12-26T12:00:00Z', '2026-12-29T13:00:00Z'],
      ['2026-03-27T16:00:00+00:00', '2026-03-30T11:00:00+01:00'],
      ['2026-10-23T16:00:00+01:00', '2026-10-26T11:00:00+00:00'],
    ];
    for (const [createdAt, due] of table) assert.equal(dueAt(level, createdAt, london), utc(due), createdAt);
  });
}

test('[3-22] every target names its hours: around the clock for one severity, business for the others', () => {
  assert.deepEqual(
    severityHoursPolicy.targets!.map(({ level, calendar }) => [level, calendar]),
    [
      ['s0', 'always'],
      ['s1', 'business-hours'],
      ['s2', 'business-hours'],
      ['s3', 'business-hours'],
    ],
  );
  const saturday = '2026-11-21T12:00:00Z';
  assert.deepEqual(
    ['s0', 's1', 's2', 's3'].map((level) => dueAt(level, saturday)),
    ['2026-11-21T13:00:00.000Z', '2026-11-23T10:00:00.000Z', '2026-11-23T13:00:00.000Z', '2026-11-23T13:00:00.000Z'],
  );
});

test('[3-21] requests range from best practice and configuration guidance to break-fix', () => {
  assert.deepEqual(
    severityHoursPolicy.types.map(({ label, description }) => [label, description]),
    [
      ['Best practice', 'How something is done well.'],
      ['Configuration guidance', 'How something is set up.'],
      ['Break-fix', 'Something stopped working, or works wrongly.'],
    ],
  );
});

test('the requester claims a severity and the team validates it', () => {
  for (const severity of ['s0', 's1', 's2', 's3']) {
    assert.deepEqual(decidePriority(severityHoursPolicy, {}, { type: 'break-fix', severity }), {
      level: severity,
      validated: false,
    });
  }
});

test('each severity has its label, its definition and two examples', () => {
  assert.deepEqual(
    severityHoursPolicy.levels.map(({ label }) => label),
    ['S0 (Blocker)', 'S1 (High)', 'S2 (Medium)', 'S3 (Low)'],
  );
  const words = severityHoursPolicy.levels.map(({ guidance }) => textFor(guidance, 'en', 'en'));
  for (const [at, said] of [/serious business/, /moderate business/, /limited business/, /without business/].entries()) {
    assert.match(words[at]!, said);
  }
  assert.ok(severityHoursPolicy.levels.every(({ examples }) => examples?.length === 2));
});
