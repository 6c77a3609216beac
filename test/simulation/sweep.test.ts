import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createBackend } from './backend.js';
import { loadClient } from './subject.js';
import { play, scenarios } from './sweep.js';

const subject = await loadClient('sweep');
const backend = await createBackend();
after(() => backend.close());

for (const name of Object.keys(scenarios)) {
  for (const kind of ['storage', 'network'] as const) {
    for (const forever of [false, true]) {
      test(`${name}: nothing is lost or doubled where the n-th call of the ${kind} fails ${forever ? 'with all after it' : 'once'}`, async (t) => {
        const { calls, faults } = await play(subject, backend, name, { kind, at: Infinity, forever });
        assert.deepEqual(faults, []);
        assert.ok(calls > 0, 'there is no call to fail');
        for (let at = 1; at <= calls; at++) {
          const outcome = await play(subject, backend, name, { kind, at, forever });
          assert.deepEqual(outcome.faults, [], `call ${at} of ${calls}`);
        }
        t.diagnostic(`${calls} calls`);
      });
    }
  }
}
