import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Timer } from '../policy/times.js';
import type { PhaseStay, TicketClock } from './ticket-clock.js';
import { dueTimers, nextTimer, timersOf } from './timers.js';

const created = '2026-11-02T10:00:00.000Z';
const at = (days: number, hours = 0, minutes = 0) =>
  new Date(Date.parse(created) + ((days * 24 + hours) * 60 + minutes) * 60_000).toISOString();
const days = (value: number) => ({ value, unit: 'days' }) as const;

const silence: Timer[] = [
  { key: 'remind', start: 'staff-message', phases: ['waiting-requester'], after: days(3), effect: 'remind' },
  {
    key: 'mark',
    start: 'staff-message',
    phases: ['waiting-requester'],
    after: days(7),
    effect: 'label',
    text: 'Waiting on Customer',
  },
  { key: 'close', start: 'staff-message', phases: ['waiting-requester'], after: days(14), effect: 'close' },
];

/** A ticket that staff answered and set to waiting at once, unless said otherwise. */
function waiting(facts: Partial<TicketClock> = {}): TicketClock {
  const asked = facts.lastStaffMessageAt ?? created;
  const phases: PhaseStay[] = facts.phases ?? [{ phase: 'waiting-requester', from: asked }];
  const last = phases.at(-1)!;
  return {
    createdAt: created,
    phase: last.phase,
    statusSince: last.from,
    phases,
    validated: true,
    firstStaffMessageAt: created,
    lastStaffMessageAt: asked,
    reminders: [],
    fired: [],
    ...facts,
  };
}

const keysDue = (timers: Timer[], clock: TicketClock, now: string) =>
  dueTimers({ timers }, clock, now).map(({ timer }) => timer.key);

describe('Timers', () => {
  it('are due at their minute and not one before', () => {
    const table: [string, string[]][] = [
      [at(2, 23, 59), []],
      [at(3), ['remind']],
      [at(6, 23, 59), ['remind']],
      [at(7), ['remind', 'mark']],
      [at(13, 23, 59), ['remind', 'mark']],
      [at(14), ['remind', 'mark', 'close']],
    ];
    for (const [now, expected] of table) assert.deepEqual(keysDue(silence, waiting(), now), expected, now);
  });

  it('fire once a start', () => {
    const fired = [{ timer: 'remind', at: at(3) }];
    assert.deepEqual(keysDue(silence, waiting({ fired }), at(7)), ['mark']);
    assert.equal(nextTimer({ timers: silence }, waiting({ fired }))?.timer.key, 'mark');
    const again = waiting({ fired, lastStaffMessageAt: at(5) });
    assert.deepEqual(keysDue(silence, again, at(7, 23, 59)), []);
    assert.deepEqual(keysDue(silence, again, at(8)), ['remind']);
  });

  it('come in the order in which they become due, whatever the order of the policy', () => {
    const reversed = [...silence].reverse();
    assert.deepEqual(keysDue(reversed, waiting(), at(40)), ['remind', 'mark', 'close']);
    assert.equal(nextTimer({ timers: reversed }, waiting())?.dueAt, at(3));
    const both: Timer[] = [
      { ...silence[0]!, key: 'second', after: { value: 72, unit: 'hours' } },
      { ...silence[0]!, key: 'third' },
    ];
    assert.deepEqual(keysDue(both, waiting(), at(3)), ['second', 'third']);
  });

  it('stop at a message of the requester and start again with the next one of staff', () => {
    const answered = waiting({ lastRequesterMessageAt: at(2) });
    assert.deepEqual(timersOf({ timers: silence }, answered), []);
    assert.equal(nextTimer({ timers: silence }, answered), undefined);
    const askedAgain = waiting({ lastRequesterMessageAt: at(2), lastStaffMessageAt: at(4) });
    assert.deepEqual(
      timersOf({ timers: silence }, askedAgain).map(({ startedAt, dueAt }) => [startedAt, dueAt]),
      [
        [at(4), at(7)],
        [at(4), at(11)],
        [at(4), at(18)],
      ],
    );
  });

  it('run in their phases alone, and from there on where the ticket came to them later', () => {
    const active = waiting({ phases: [{ phase: 'active', from: created }] });
    assert.deepEqual(timersOf({ timers: silence }, active), []);
    const back = waiting({
      phases: [
        { phase: 'waiting-requester', from: created, to: at(1) },
        { phase: 'waiting-internal', from: at(1), to: at(20) },
        { phase: 'waiting-requester', from: at(20) },
      ],
    });
    assert.deepEqual(keysDue(silence, back, at(22, 23, 59)), []);
    assert.equal(nextTimer({ timers: silence }, back)?.dueAt, at(23));
  });

  it('go on where the ticket moves between phases that are all theirs', () => {
    const timers = silence.map((timer): Timer => ({ ...timer, phases: ['waiting-requester', 'resolved'] }));
    const moved = waiting({
      phases: [
        { phase: 'waiting-requester', from: created, to: at(2) },
        { phase: 'resolved', from: at(2) },
      ],
    });
    assert.equal(nextTimer({ timers }, moved)?.dueAt, at(3));
  });

  it('do not run before staff have written', () => {
    const silent = waiting();
    delete silent.lastStaffMessageAt;
    assert.deepEqual(timersOf({ timers: silence }, silent), []);
  });

  it('that start with a status run from its last change, and again after a question is answered', () => {
    const timers: Timer[] = [{ key: 'close', start: 'status', phases: ['resolved'], after: days(7), effect: 'close' }];
    const resolved = waiting({
      phases: [
        { phase: 'waiting-requester', from: created, to: at(1) },
        { phase: 'resolved', from: at(1) },
      ],
    });
    assert.equal(nextTimer({ timers }, resolved)?.dueAt, at(8));
    assert.deepEqual(keysDue(timers, resolved, at(7, 23, 59)), []);
    assert.deepEqual(keysDue(timers, resolved, at(8)), ['close']);
    assert.equal(nextTimer({ timers }, { ...resolved, lastRequesterMessageAt: at(3) }), undefined);
    const answered = { ...resolved, lastRequesterMessageAt: at(3), lastStaffMessageAt: at(4) };
    assert.equal(nextTimer({ timers }, answered)?.dueAt, at(11));
    assert.equal(nextTimer({ timers }, { ...resolved, lastRequesterMessageAt: at(0, 5) })?.dueAt, at(8));
  });

  it('count on their calendar', () => {
    const calendars = [{ key: 'office', zone: 'UTC', hours: [{ days: [1, 2, 3, 4, 5], from: '09:00', to: '17:00' }] }];
    const timers = silence.map((timer): Timer => ({ ...timer, after: { ...timer.after, calendar: 'office' } }));
    // A Monday; five open days a week.
    assert.equal(nextTimer({ timers, calendars }, waiting())?.dueAt, at(3));
    const fired = [{ timer: 'remind', at: at(3) }];
    assert.equal(nextTimer({ timers, calendars }, waiting({ fired }))?.dueAt, at(9));
  });
});

describe('A timer that needs follow-ups', () => {
  const timers: Timer[] = [
    {
      key: 'suggest',
      start: 'staff-message',
      phases: ['waiting-requester'],
      after: days(10),
      minReminders: 2,
      effect: 'suggest-close',
    },
  ];

  it('needs them and the time', () => {
    const table: [string[], string, string[]][] = [
      [[at(3), at(6)], at(9, 23), []],
      [[at(3), at(6)], at(9, 23, 59), []],
      [[at(3)], at(11), []],
      [[], at(40), []],
      [[at(3), at(6)], at(10), ['suggest']],
      [[at(6), at(3), at(8)], at(10), ['suggest']],
    ];
    for (const [reminders, now, expected] of table) {
      assert.deepEqual(keysDue(timers, waiting({ reminders }), now), expected, `${reminders.length} follow-ups at ${now}`);
    }
  });

  it('has no time while they are too few, and the last one’s where it comes after the rest', () => {
    assert.deepEqual(timersOf({ timers }, waiting({ reminders: [at(3)] })), [{ timer: timers[0], startedAt: created }]);
    assert.equal(nextTimer({ timers }, waiting({ reminders: [at(3)] })), undefined);
    assert.equal(nextTimer({ timers }, waiting({ reminders: [at(3), at(12)] }))?.dueAt, at(12));
    assert.equal(nextTimer({ timers }, waiting({ reminders: [at(3), at(6), at(12)] }))?.dueAt, at(10));
  });

  it('counts again from nothing after a reply', () => {
    const clock = waiting({ reminders: [at(3), at(6)], lastRequesterMessageAt: at(9), lastStaffMessageAt: at(9, 1) });
    assert.deepEqual(keysDue(timers, clock, at(40)), []);
    const more = { ...clock, reminders: [...clock.reminders, at(12), at(15)] };
    assert.deepEqual(keysDue(timers, more, at(19, 0, 59)), []);
    assert.deepEqual(keysDue(timers, more, at(19, 1)), ['suggest']);
  });
});
