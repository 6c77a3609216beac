import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Calendar, Target } from '../policy/times.js';
import type { DueTarget } from './targets.js';
import { alertsOf, dueAlerts, targetsOf } from './targets.js';
import type { PhaseStay, TicketClock } from './ticket-clock.js';

const created = '2026-11-16T10:00:00.000Z';
const at = (hours: number, minutes = 0) => new Date(Date.parse(created) + (hours * 60 + minutes) * 60_000).toISOString();
const office: Calendar = { key: 'office', zone: 'UTC', hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] };

function clockOf(facts: Partial<TicketClock>): TicketClock {
  const phases: PhaseStay[] = facts.phases ?? [{ phase: facts.phase ?? 'new', from: created }];
  const last = phases.at(-1)!;
  return {
    createdAt: created,
    phase: last.phase,
    statusSince: last.from,
    phases,
    validated: true,
    priority: 'normal',
    reminders: [],
    fired: [],
    ...facts,
  };
}

const target = (facts: Partial<Target> & Pick<Target, 'measure' | 'max'>): Target => ({ unit: 'hours', ...facts });

function only(targets: Target[], facts: Partial<TicketClock>, now: string): DueTarget | undefined {
  const found = targetsOf({ targets, calendars: [office] }, clockOf(facts), now);
  assert.ok(found.length <= 1);
  return found[0];
}

describe('A target', () => {
  it('to respond runs to its last moment, and is overdue after it', () => {
    const targets = [target({ measure: 'respond', max: 4 })];
    const table: [string, string][] = [
      [at(0), 'running'],
      [at(3, 59), 'running'],
      [at(4), 'running'],
      [at(4, 1), 'overdue'],
    ];
    for (const [now, state] of table) assert.deepEqual(only(targets, {}, now), { measure: 'respond', dueAt: at(4), state }, now);
  });

  it('to respond is met by a public message of staff in time, and missed by a later one', () => {
    const targets = [target({ measure: 'respond', max: 4 })];
    assert.equal(only(targets, { firstStaffMessageAt: at(4) }, at(9))?.state, 'met');
    assert.equal(only(targets, { firstStaffMessageAt: at(4, 1) }, at(9))?.state, 'missed');
  });

  it('to respond counts a resolution without a word as the answer', () => {
    const targets = [target({ measure: 'respond', max: 4 })];
    assert.equal(only(targets, { phase: 'resolved', resolvedAt: at(2) }, at(9))?.state, 'met');
    assert.equal(only(targets, { phase: 'closed', closedAt: at(5) }, at(9))?.state, 'missed');
    assert.equal(only(targets, { phase: 'active', resolvedAt: at(2) }, at(9))?.state, 'overdue');
  });

  it('to resolve is met by the resolution, which an answer is not', () => {
    const targets = [target({ measure: 'resolve', max: 24 })];
    assert.equal(only(targets, { phase: 'active', firstStaffMessageAt: at(1) }, at(24))?.state, 'running');
    assert.equal(only(targets, { phase: 'active', firstStaffMessageAt: at(1) }, at(24, 1))?.state, 'overdue');
    const resolved = (hours: number, minutes = 0): Partial<TicketClock> => ({
      phases: [
        { phase: 'active', from: at(0), to: at(hours, minutes) },
        { phase: 'resolved', from: at(hours, minutes) },
      ],
      resolvedAt: at(hours, minutes),
    });
    assert.deepEqual(only(targets, resolved(24), at(90)), { measure: 'resolve', dueAt: at(24), state: 'met' });
    assert.deepEqual(only(targets, resolved(24, 1), at(90)), { measure: 'resolve', dueAt: at(24), state: 'missed' });
    assert.deepEqual(only(targets, resolved(2), at(90)), { measure: 'resolve', dueAt: at(24), state: 'met' });
  });

  it('to resolve goes on after a reopening without the time that was spent resolved', () => {
    const phases: PhaseStay[] = [
      { phase: 'new', from: at(0), to: at(2) },
      { phase: 'resolved', from: at(2), to: at(20) },
      { phase: 'closed', from: at(20), to: at(50) },
      { phase: 'active', from: at(50) },
    ];
    const found = only([target({ measure: 'resolve', max: 4 })], { phases, resolvedAt: at(2), closedAt: at(20) }, at(51));
    assert.deepEqual(found, { measure: 'resolve', dueAt: at(52), state: 'running' });
  });

  it('to update runs from the last public message of staff, and only while the ticket is open', () => {
    const targets = [target({ measure: 'update', max: 24 })];
    assert.equal(only(targets, {}, at(1)), undefined);
    const answered = { phase: 'active', firstStaffMessageAt: at(1), lastStaffMessageAt: at(30) } as const;
    assert.deepEqual(only(targets, answered, at(54)), { measure: 'update', dueAt: at(54), state: 'running' });
    assert.equal(only(targets, answered, at(54, 1))?.state, 'overdue');
    assert.equal(only(targets, { ...answered, phase: 'resolved' }, at(40)), undefined);
    assert.equal(only(targets, { ...answered, phase: 'closed' }, at(40)), undefined);
  });

  it('stands still in the phases it names, and its time goes on from there', () => {
    const targets = [target({ measure: 'resolve', max: 4, pauseIn: ['waiting-requester'] })];
    const waiting: PhaseStay[] = [
      { phase: 'new', from: at(0), to: at(1) },
      { phase: 'waiting-requester', from: at(1) },
    ];
    assert.deepEqual(only(targets, { phases: waiting }, at(3)), { measure: 'resolve', dueAt: at(6), state: 'paused' });
    assert.deepEqual(only(targets, { phases: waiting }, at(90)), { measure: 'resolve', dueAt: at(93), state: 'paused' });
    const back = [waiting[0]!, { ...waiting[1]!, to: at(10) }, { phase: 'active', from: at(10) } as const];
    assert.deepEqual(only(targets, { phases: back }, at(13)), { measure: 'resolve', dueAt: at(13), state: 'running' });
    assert.equal(only(targets, { phases: back }, at(13, 1))?.state, 'overdue');
  });

  it('keeps the time it had when it was met, whatever stands still later', () => {
    const targets = [target({ measure: 'respond', max: 4, pauseIn: ['waiting-requester'] })];
    const phases: PhaseStay[] = [
      { phase: 'new', from: at(0), to: at(1) },
      { phase: 'waiting-requester', from: at(1) },
    ];
    const answered = { phases, firstStaffMessageAt: at(1) };
    assert.deepEqual(only(targets, answered, at(50)), { measure: 'respond', dueAt: at(4), state: 'met' });
    assert.deepEqual(only(targets, { ...answered, firstStaffMessageAt: at(3) }, at(50)), {
      measure: 'respond',
      dueAt: at(6),
      state: 'met',
    });
  });

  it('that was overdue before a pause stays overdue in it', () => {
    const targets = [target({ measure: 'resolve', max: 4, pauseIn: ['waiting-requester'] })];
    const late = (hours: number): PhaseStay[] => [
      { phase: 'new', from: at(0), to: at(hours) },
      { phase: 'waiting-requester', from: at(hours) },
    ];
    assert.deepEqual(only(targets, { phases: late(5) }, at(9)), { measure: 'resolve', dueAt: at(4), state: 'overdue' });
    assert.equal(only(targets, { phases: late(3) }, at(9))?.state, 'paused');
  });

  it('with a range tells both ends', () => {
    const targets = [target({ measure: 'resolve', min: 3, max: 5, unit: 'days', calendar: 'office' })];
    assert.deepEqual(only(targets, {}, at(1)), {
      measure: 'resolve',
      earliestAt: '2026-11-19T10:00:00.000Z',
      dueAt: '2026-11-23T10:00:00.000Z',
      state: 'running',
    });
  });
});

describe('The targets of a ticket', () => {
  it('are of each measure the first that fits level and plan, in the order respond, resolve, update', () => {
    const targets = [
      target({ measure: 'resolve', max: 8 }),
      target({ measure: 'respond', level: 'high', plans: ['premium'], max: 2 }),
      target({ measure: 'respond', level: 'high', max: 4 }),
      target({ measure: 'respond', max: 24 }),
      target({ measure: 'update', level: 'high', max: 1 }),
    ];
    const dueOf = (facts: Partial<TicketClock>) =>
      targetsOf({ targets }, clockOf(facts), at(0)).map(({ measure, dueAt }) => [measure, dueAt]);
    assert.deepEqual(dueOf({}), [
      ['respond', at(24)],
      ['resolve', at(8)],
    ]);
    assert.equal(dueOf({ priority: 'high' })[0]![1], at(4));
    assert.equal(dueOf({ priority: 'high', plan: 'standard' })[0]![1], at(4));
    assert.equal(dueOf({ priority: 'high', plan: 'premium' })[0]![1], at(2));
    assert.equal(dueOf({ priority: 'normal', plan: 'premium' })[0]![1], at(24));
  });

  it('[3-17] go by what is claimed until it is validated for the answer, and by the priority for all else', () => {
    const targets = ['s0', 's3'].flatMap((level, rank) => [
      target({ measure: 'respond', level, max: 1 + 3 * rank }),
      target({ measure: 'resolve', level, max: 10 + 30 * rank }),
    ]);
    const dueOf = (facts: Partial<TicketClock>) => targetsOf({ targets }, clockOf(facts), at(0)).map(({ dueAt }) => dueAt);
    assert.deepEqual(dueOf({ severity: 's0', priority: 's3', validated: false }), [at(1), at(40)]);
    assert.deepEqual(dueOf({ severity: 's0', priority: 's3', validated: true }), [at(4), at(40)]);
    assert.deepEqual(dueOf({ severity: 's0', priority: undefined, validated: false }), [at(1), at(10)]);
    assert.deepEqual(dueOf({ severity: undefined, priority: 's3', validated: false }), [at(4), at(40)]);
  });

  it('are none where the policy promises nothing', () => {
    assert.deepEqual(targetsOf({}, clockOf({}), at(1)), []);
    const targets = [target({ measure: 'respond', level: 'high', max: 4 })];
    assert.deepEqual(targetsOf({ targets }, clockOf({ priority: 'low' }), at(1)), []);
  });
});

describe('The alert of a target', () => {
  const update = target({ measure: 'update', max: 24, pauseIn: ['waiting-requester'], alert: true });
  const answered = { phase: 'active', firstStaffMessageAt: at(1), lastStaffMessageAt: at(1) } as const;
  const due = (facts: Partial<TicketClock>, now: string, targets = [update]) =>
    dueAlerts({ targets }, clockOf(facts), now).map(({ key, dueAt }) => [key, dueAt]);

  it('comes once the last moment of its promise is over, and is not there without being asked for', () => {
    assert.deepEqual(due(answered, at(24, 59)), []);
    assert.deepEqual(due(answered, at(25)), []);
    assert.deepEqual(due(answered, at(25, 1)), [['overdue:update', at(25)]]);
    assert.deepEqual(due({ phase: 'active' }, at(99)), []);
    assert.deepEqual(due(answered, at(99), [{ ...update, alert: false }]), []);
  });

  it('comes once a start: the next word of staff begins another', () => {
    const told = { ...answered, fired: [{ timer: 'overdue:update', at: at(25, 1) }] };
    assert.deepEqual(due(told, at(99)), []);
    assert.deepEqual(due({ ...told, lastStaffMessageAt: at(40) }, at(64)), []);
    assert.deepEqual(due({ ...told, lastStaffMessageAt: at(40) }, at(64, 1)), [['overdue:update', at(64)]]);
  });

  it('rests while the clock stands still, comes by as much later, and is not forgotten where it was due before', () => {
    const phases = (...stays: PhaseStay[]) => ({ ...answered, phase: stays.at(-1)!.phase, phases: stays });
    const open: PhaseStay = { phase: 'active', from: at(0), to: at(11) };
    const waiting: PhaseStay = { phase: 'waiting-requester', from: at(11) };
    assert.deepEqual(due(phases(open, waiting), at(99)), []);
    const back = phases(open, { ...waiting, to: at(21) }, { phase: 'active', from: at(21) });
    assert.deepEqual(due(back, at(35)), []);
    assert.deepEqual(due(back, at(35, 1)), [['overdue:update', at(35)]]);
    const late = phases({ ...open, to: at(30) }, { ...waiting, from: at(30) });
    assert.deepEqual(due(late, at(31)), [['overdue:update', at(25)]]);
  });

  it('ends with what it promises, and comes in order where several are due', () => {
    const respond = target({ measure: 'respond', max: 4, alert: true });
    const resolve = target({ measure: 'resolve', max: 2, alert: true });
    assert.deepEqual(due({}, at(9), [respond, resolve]), [
      ['overdue:resolve', at(2)],
      ['overdue:respond', at(4)],
    ]);
    assert.deepEqual(due({ firstStaffMessageAt: at(9) }, at(9), [respond]), []);
    assert.deepEqual(due({ phase: 'resolved', resolvedAt: at(9) }, at(9), [respond, resolve]), []);
    assert.deepEqual(due({ ...answered, phase: 'closed' }, at(99)), []);
    const policy = { targets: [respond, resolve, update] };
    assert.deepEqual(
      alertsOf(policy, clockOf(answered)).map(({ measure, startedAt }) => [measure, startedAt]),
      [
        ['resolve', at(0)],
        ['update', at(1)],
      ],
    );
  });
});
