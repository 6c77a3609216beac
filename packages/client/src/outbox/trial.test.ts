import assert from 'node:assert/strict';
import { test } from 'node:test';
import { AuthError } from '../errors/auth-error.js';
import { HttpError } from '../errors/http-error.js';
import { NetworkError } from '../errors/network-error.js';
import { hourlyTries, judge, newTrial, recentTries, waitOf } from './trial.js';

const minute = 60_000;
const hour = 60 * minute;
const start = Date.parse('2026-11-20T09:00:00Z');
const lost = new NetworkError('POST /v1/tickets', undefined);
const http = (status: number, more = {}) => new HttpError('POST /v1/tickets', { status, ...more });

/** Fails again and again for some hours, and gives when. */
function failFor(hours: number, chance: () => number, error: unknown = lost): number[] {
  const trial = newTrial();
  const tries: number[] = [];
  for (let now = start; now < start + hours * hour; now += Math.max(1, waitOf(trial, now))) {
    trial.tries = [...recentTries(trial, now), now];
    tries.push(now);
    judge(trial, error, now, chance);
  }
  return tries;
}

test('waits double from two seconds up to five minutes, each anywhere below', () => {
  const waits = failFor(1, () => 1).flatMap((at, index, all) => (index ? [(at - all[index - 1]!) / 1000] : []));
  assert.deepEqual(waits.slice(0, 8), [2, 4, 8, 16, 32, 64, 128, 256]);
  assert.ok(waits.every((wait) => wait <= 300));
  const trial = newTrial();
  judge(trial, lost, start, () => 0);
  assert.equal(waitOf(trial, start), 0);
});

test('whatever chance brings, an hour has twenty requests at most', () => {
  for (const chance of [() => 0, () => 0.001, () => 0.5, () => 0.999, Math.random]) {
    const tries = failFor(4, chance);
    for (const at of tries) {
      assert.ok(tries.filter((other) => other > at - hour && other <= at).length <= hourlyTries);
    }
    assert.ok(tries.at(-1)! > start + 3.8 * hour, 'it goes on');
  }
});

test('what the server asks for is waited, an hour at most', () => {
  const trial = newTrial();
  judge(trial, http(503, { retryAfter: 120 }), start, () => 0);
  assert.deepEqual([waitOf(trial, start), trial.hold], [2 * minute, start + 2 * minute]);
  judge(trial, http(429, { retryAfter: 10 * 24 * 3600 }), start, () => 0);
  assert.equal(waitOf(trial, start), hour);
  judge(trial, lost, start, () => 0);
  assert.equal(trial.hold, 0);
});

test('a clock that is set back stops nothing', () => {
  const trial = newTrial();
  trial.tries = Array.from({ length: hourlyTries }, (_, at) => start + at);
  judge(trial, lost, start + 1000, () => 1);
  assert.ok(waitOf(trial, start + 1000) > 0);
  for (const back of [minute, hour, 24 * hour]) assert.equal(waitOf(trial, start - back), 0);
  const waits = newTrial();
  judge(waits, new AuthError('POST /v1/tickets', 'token-refused'), start, () => 1);
  assert.deepEqual([waitOf(waits, start), waitOf(waits, start - 20 * minute)], [10 * minute, 0]);
});

test('what another try cannot mend waits for the person', () => {
  for (const status of [400, 403, 404, 409, 412, 413, 415, 422]) {
    const trial = newTrial();
    judge(trial, http(status), start, () => 0);
    assert.deepEqual([trial.refused, trial.unsure], [true, undefined], String(status));
  }
  const trial = { ...newTrial(), unsure: true };
  const problem = { title: 'No', status: 422, code: 'invalid' };
  judge(trial, http(422, { problem }), start, () => 0);
  assert.equal(trial.unsure, false, 'what Helpmark refuses had no effect before');
});

test('without a token it asks again soon, and with a refused one it waits for another', () => {
  const trial = newTrial();
  for (let at = 0; at < 20; at++) judge(trial, new AuthError('', 'token-unavailable'), start, () => 1);
  assert.deepEqual([trial.refused, waitOf(trial, start)], [undefined, minute / 2]);
  judge(trial, new AuthError('', 'token-refused'), start, () => 1);
  assert.deepEqual([trial.refused, waitOf(trial, start)], [undefined, 10 * minute]);
});
