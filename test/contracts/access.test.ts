import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { criteria } from '../access/criteria.js';
import { missingTests, reportFile, writeReport } from '../access/report.js';

describe('The report on access', () => {
  it('names each of the 55 criteria of WCAG 2.2, level AA, once and in their order', () => {
    const numbers = criteria.map(({ id }) => id.split('.').map(Number));
    const order = numbers.map(([a = 0, b = 0, c = 0]) => a * 10_000 + b * 100 + c);
    assert.deepEqual(
      order,
      [...new Set(order)].sort((a, b) => a - b),
    );
    assert.equal(criteria.length, 55);
  });

  it('names tests that there are, and says of each criterion what shows it or who must judge it', () => {
    assert.deepEqual(missingTests(), []);
    assert.deepEqual(
      criteria.filter(({ tests, person, none }) => !tests?.length && !person && !none).map(({ id }) => id),
      [],
    );
  });

  it('is as these make it: npm run access', async () => {
    assert.equal(readFileSync(reportFile, 'utf8'), await writeReport());
  });
});
