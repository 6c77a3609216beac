import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { defaultPolicy } from '../presets/default.js';
import { evidenceOf } from './evidence.js';
import { parsePolicy } from './parse.js';
import type { Evidence } from './policy.js';

const policyWith = (item: Partial<Evidence>) => {
  const [type, ...others] = defaultPolicy.types;
  const evidence: Evidence[] = [{ key: 'machine', label: 'Your browser', need: 'recommended', ...item }];
  return { ...defaultPolicy, types: [{ ...type!, evidence }, ...others] };
};

describe('Evidence that was collected of the page', () => {
  it('is there once one of its kinds goes along', () => {
    const policy = policyWith({ context: ['browser', 'system'] });
    const present = (...kinds: string[]) =>
      evidenceOf(
        policy,
        {},
        policy.types[0]!.key,
        0,
        kinds.map((kind) => ({ kind })),
      ).map((state) => state.present);
    assert.deepEqual([present(), present('route'), present('route', 'system')], [[false], [false], [true]]);
  });

  it('cannot be all that an escalation asks for: it goes with a new ticket alone', () => {
    assert.doesNotThrow(() => parsePolicy(policyWith({ context: ['browser'] })));
    assert.throws(() => parsePolicy(policyWith({ context: ['browser'], for: ['escalate'] })), /goes with a new ticket alone/);
    assert.doesNotThrow(() => parsePolicy(policyWith({ context: ['browser'], files: true, for: ['escalate'] })));
    assert.throws(() => parsePolicy(policyWith({})), /write fields, kinds, context or files/);
  });
});
