import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { createBackend } from './backend.js';
import type { Mutant } from './mutants.js';
import { mutants } from './mutants.js';
import { simulate } from './simulate.js';
import { loadClient } from './subject.js';

// Each planted bug has to be caught within as many seeds as `npm test` runs. HELPMARK_MUTANTS=all plants all of them.

const seeds = 1_000;
const all = process.env['HELPMARK_MUTANTS'] === 'all';
const quick = ['each try has a key of its own', 'a try that failed counts as sent', 'a 500 counts as sent'];

const backend = await createBackend();
after(() => backend.close());

/** The first seed that catches it, and what it says. */
async function hunt(mutant: Mutant, name: string): Promise<{ seed: number; fault: string } | undefined> {
  const subject = await loadClient(name, [mutant]);
  for (let seed = 1; seed <= seeds; seed++) {
    const { faults } = await simulate(subject, backend, seed);
    if (faults.length > 0) return { seed, fault: faults[0]! };
  }
  return undefined;
}

for (const [at, mutant] of mutants.entries()) {
  if (!all && !quick.includes(mutant.name)) continue;
  test(`a planted bug is caught: ${mutant.name}`, async (t) => {
    const caught = await hunt(mutant, `mutant-${at}`);
    if (caught) t.diagnostic(`seed ${caught.seed}: ${caught.fault.split('\n')[0]}`);
    assert.ok(caught, `no seed of ${seeds} has seen it`);
  });
}
