import assert from 'node:assert/strict';
import { createRequire } from 'node:module';
import { it } from 'node:test';
import { policyJsonSchema } from '@helpmark/schema/policy';

it('The published JSON Schema of the policy is what the schema says', () => {
  const published: unknown = createRequire(import.meta.url)('@helpmark/schema/policy.schema.json');
  assert.deepEqual(published, JSON.parse(JSON.stringify(policyJsonSchema())));
});
