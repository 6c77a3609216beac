import assert from 'node:assert/strict';
import { test } from 'node:test';
import { defaultPolicy } from '../presets/default.js';
import { permittedActions, statusInPhase, statusOf } from './status.js';

const requester = { id: 'ada', workspace: 'acme', role: 'requester' };
const staff = { ...requester, role: 'staff' };

function actionsAt(status: string, person = requester, policy = defaultPolicy): Record<string, string | true> {
  const found = statusOf(policy, status);
  assert.ok(found);
  const known = ['reply', 'resolve', 'confirm', 'reopen'];
  return Object.fromEntries(
    permittedActions(policy, found, person)
      .filter(({ action }) => known.includes(action))
      .map(({ action, allowed, reason }) => [action, allowed || reason!]),
  );
}

test('a requester does what the status allows, and is told why not otherwise', () => {
  const elsewhere = 'not-in-this-status';
  for (const status of ['open', 'in-progress', 'waiting', 'on-hold']) {
    assert.deepEqual(actionsAt(status), { reply: true, resolve: true, confirm: elsewhere, reopen: elsewhere }, status);
  }
  assert.deepEqual(actionsAt('resolved'), { reply: true, resolve: elsewhere, confirm: true, reopen: true });
  assert.deepEqual(actionsAt('closed'), { reply: 'closed', resolve: 'closed', confirm: 'closed', reopen: 'closed' });
});

test('a capability that the policy withdraws closes its action in every status', () => {
  const policy = { ...defaultPolicy, capabilities: { resolve: false, reply: false } };
  assert.equal(actionsAt('open', requester, policy)['resolve'], 'not-allowed');
  assert.equal(actionsAt('closed', requester, policy)['reply'], 'not-allowed');
  assert.equal(actionsAt('resolved', requester, policy)['confirm'], true);
});

test('staff reply in every status and leave the actions to the requester', () => {
  for (const { key } of defaultPolicy.statuses) {
    const { reply, ...others } = actionsAt(key, staff);
    assert.equal(reply, true);
    assert.deepEqual(new Set(Object.values(others)), new Set(['not-in-this-status']));
  }
});

test('a phase has the first of its statuses, and an unknown key has none', () => {
  const twice = { statuses: [...defaultPolicy.statuses, { ...defaultPolicy.statuses[0]!, key: 'other' }] };
  assert.equal(statusInPhase(twice, 'new')?.key, 'open');
  assert.equal(statusInPhase({ statuses: [] }, 'new'), undefined);
  assert.equal(statusOf(defaultPolicy, 'nope'), undefined);
});
