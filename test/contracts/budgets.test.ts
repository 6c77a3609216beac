import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { describeUnits, loadingUnits } from '../support/loading-units.mjs';

describe('The loading units of the built files', () => {
  const units = loadingUnits();

  it('are told apart: each has files of its own', () => {
    const names = Object.values(units).flatMap(({ files }) => files.map(({ name }) => name));
    assert.equal(new Set(names).size, names.length);
    for (const { files } of Object.values(units)) assert.ok(files.length > 0);
    assert.deepEqual(
      units.closed.files.map(({ name }) => name),
      ['launcher.js'],
    );
  });

  for (const [name, { bytes, budget }] of Object.entries(units).filter(([, unit]) => Number.isFinite(unit.budget))) {
    it(`hold the budget of ${budget} bytes: ${name}`, async (test) => {
      if (name === 'closed') for (const line of await describeUnits()) test.diagnostic(line);
      assert.ok(bytes <= budget, `${name} weighs ${bytes} bytes in brotli, ${bytes - budget} more than it may.`);
    });
  }
});
