import assert from 'node:assert/strict';
import { test } from 'node:test';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { clientPortalPolicy } from '../presets/client-portal.js';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { defaultPolicy } from '../presets/default.js';
import { managedWorkspacePolicy } from '../presets/managed-workspace.js';
import { severityHoursPolicy } from '../presets/severity-hours.js';
import { siteLicencePolicy } from '../presets/site-licence.js';
import { policyJsonSchema } from './json-schema.js';
import { policySchema } from './policy.js';

const presets = [
  ...[clientPortalPolicy, consumerPlansPolicy, defaultPolicy],
  ...[managedWorkspacePolicy, severityHoursPolicy, siteLicencePolicy],
];
const allows = new Ajv2020({ strict: true, allowUnionTypes: true }).compile(policyJsonSchema());

type Json = Record<string, unknown> | unknown[];
type Path = (string | number)[];

/** Every place of a document, the document itself aside. */
function placesIn(value: unknown, above: Path = []): Path[] {
  if (typeof value !== 'object' || value === null) return [];
  const names = Array.isArray(value) ? [...value.keys()] : Object.keys(value);
  return names.flatMap((name) => {
    const path = [...above, name];
    return [path, ...placesIn((value as Record<string | number, unknown>)[name], path)];
  });
}

/** A copy in which one place holds something else, or nothing. */
function changed(document: Json, path: Path, value: unknown): Json {
  const copy = structuredClone(document);
  const place = path.slice(0, -1).reduce<unknown>((at, name) => (at as Record<string | number, unknown>)[name], copy);
  const last = path.at(-1)!;
  if (value !== undefined) (place as Record<string | number, unknown>)[last] = value;
  else if (Array.isArray(place)) place.splice(last as number, 1);
  else delete (place as Record<string, unknown>)[last];
  return copy;
}

test('the JSON Schema takes every preset, with the address of the schema in it', () => {
  for (const policy of presets) {
    assert.equal(allows(policy), true, JSON.stringify(allows.errors));
    assert.equal(allows({ $schema: './policy.schema.json', ...policy }), true);
  }
});

test('the JSON Schema refuses and takes what the schema does, wherever something is changed', () => {
  const seen = new Set<string>();
  const verdicts = { taken: 0, refused: 0 };
  const instead = [undefined, null, -1, 1.5, 'Not a key!', true, [], {}, { odd: 1 }, ['x'], { eq: ['summary', 'x'] }];
  for (const policy of presets) {
    for (const path of placesIn(policy)) {
      // One item of a list stands for the others of the same shape.
      const shape = path.map((name) => (typeof name === 'number' ? '*' : name)).join('.');
      if (seen.has(shape)) continue;
      seen.add(shape);
      for (const value of instead) {
        const document = changed(policy, path, value);
        const expected = policySchema.safeParse(document).success;
        verdicts[expected ? 'taken' : 'refused'] += 1;
        assert.equal(allows(document), expected, `${path.join('.')}: ${JSON.stringify(value)}`);
      }
    }
  }
  assert.ok(verdicts.taken > 300 && verdicts.refused > 1000, JSON.stringify(verdicts));
});
