import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { apiReports } from '../support/api-reports.mjs';
import { root } from '../support/results.mjs';

describe('The public API', () => {
  for (const [path, write] of Object.entries(apiReports())) {
    it(`is what ${path} says`, () => {
      const written = existsSync(join(root, path)) ? readFileSync(join(root, path), 'utf8') : '';
      const remedy = `${path} says otherwise. Where the change is meant, run npm run api, read the difference and commit it.`;
      // Line by line, so that a failure shows what has changed.
      assert.deepEqual(write().split('\n'), written.split('\n'), remedy);
    });
  }
});
