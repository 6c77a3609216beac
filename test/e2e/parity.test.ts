import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { Policy } from '@helpmark/schema';
import { parsePolicy } from '@helpmark/schema/policy';
import { wantedEngines } from '../support/browsers.mjs';
import { caseOf } from '../support/parity/case.js';
import { questionFor, verdictOn } from '../support/parity/compare.js';
import type { Verdict } from '../support/parity/in-page.js';
import type { ParityPage } from '../support/parity/page.js';
import { openParityPage } from '../support/parity/page.js';
import type { Tally } from '../support/parity/tally.js';
import { countIn, leastOf } from '../support/parity/tally.js';

/** One seed to run alone, where a failure is looked into. */
const wanted = process.env['HELPMARK_PARITY_SEED'];
const seeds = wanted === undefined ? Array.from({ length: 10_000 }, (_, at) => at + 1) : [Number(wanted)];
const batch = 250;

/** Fails with the case, and how to run it alone. */
function assertSame(seed: number, inPage: Verdict | undefined, onServer: Verdict): void {
  try {
    assert.deepEqual(inPage, onServer);
  } catch (cause) {
    throw new Error(
      `Page and server differ at seed ${seed}. HELPMARK_PARITY_SEED=${seed} npx tsx --test test/e2e/parity.test.ts runs it alone.\n` +
        (cause as Error).message,
      { cause },
    );
  }
}

/** What a server would not start with shows nothing. */
function assertSound(policies: Set<Policy>): void {
  for (const policy of policies) parsePolicy(policy);
}

if (wantedEngines().includes('chromium')) {
  describe('The evaluators', () => {
    let page: ParityPage;
    before(async () => {
      page = await openParityPage();
    });
    after(() => page.close());

    it(`say in Chromium on the projected policy what they say in Node on the whole one (${seeds.length} random cases)`, async (test) => {
      const tally: Tally = {};
      for (let at = 0; at < seeds.length; at += batch) {
        const cases = seeds.slice(at, at + batch).map(caseOf);
        const asked = page.judge(cases.map(questionFor));
        // The page begins while Node goes on.
        await setImmediate();
        assertSound(new Set(cases.map(({ policy }) => policy)));
        const onServer = cases.map(verdictOn);
        const inPage = await asked;
        cases.forEach((one, place) => {
          assertSame(one.seed, inPage[place], onServer[place]!);
          countIn(tally, one, onServer[place]!);
        });
      }
      for (const [name, number] of Object.entries(tally).sort()) test.diagnostic(`${String(number).padStart(7)}  ${name}`);
      if (wanted !== undefined) return;
      const poor = Object.keys(leastOf).filter((name) => (tally[name] ?? 0) < leastOf[name]!);
      assert.deepEqual(poor, [], 'The random cases come by too little of this to show anything.');
    });
  });
}
