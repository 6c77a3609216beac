import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createBackend } from './backend.js';
import { simulate } from './simulate.js';
import { loadClient } from './subject.js';

/** How many seeds: 1,000 in `npm test`, more by `npm run test:long`. */
const seeds = Number(process.env['HELPMARK_SEEDS'] ?? 1_000);
const perTest = 100;

const subject = await loadClient();
const backend = await createBackend();
after(() => backend.close());

for (let from = 1; from <= seeds; from += perTest) {
  const to = Math.min(seeds, from + perTest - 1);
  test(`seeds ${from} to ${to}: nothing is lost, doubled or falsely shown as sent, and contents are equal`, async (t) => {
    let arrived = 0;
    let files = 0;
    for (let seed = from; seed <= to; seed++) {
      const outcome = await simulate(subject, backend, seed);
      arrived += outcome.arrived;
      files += outcome.files;
      const replay = `npx tsx --conditions=helpmark-source test/simulation/replay.ts ${seed}`;
      assert.equal(outcome.faults.join('\n'), '', `To see it again: ${replay}`);
    }
    t.diagnostic(`${arrived} tickets and messages with ${files} files arrived`);
    assert.ok(arrived > 0 && (files > 0 || to - from < 50), 'the seeds do next to nothing');
  });
}
