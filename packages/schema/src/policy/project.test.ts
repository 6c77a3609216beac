import assert from 'node:assert/strict';
import { test } from 'node:test';
import { policyAnswerReader } from '../page-answers.js';
import { policyAnswerSchema } from '../policy-answer.js';
import { defaultPolicy } from '../presets/default.js';
import { parsePolicy } from './parse.js';
import type { Policy } from './policy.js';
import { capabilities } from './policy.js';
import { capabilitiesOf, projectPolicy, seenOrganization } from './project.js';

const secret = 'not for requesters';

/** The default policy with something for staff alone in every place that can hold it. */
const policy: Policy = parsePolicy({
  ...defaultPolicy,
  fields: [
    ...defaultPolicy.fields,
    {
      key: 'churnRisk',
      kind: 'choice',
      label: secret,
      hint: secret,
      options: [{ key: 'high', label: secret }],
      default: 'high',
      audience: 'staff',
      visibleWhen: { present: 'summary' },
    },
  ],
  baseFields: [...defaultPolicy.baseFields, 'churnRisk'],
  types: defaultPolicy.types.map((type) => ({
    ...type,
    fields: [...type.fields, 'churnRisk'],
    queue: 'secret-queue',
    template: { impact: 'Who waits?', churnRisk: secret },
    evidence: [{ key: 'log', label: 'A log', need: 'recommended', files: true }],
  })),
  levels: defaultPolicy.levels.map((level) => (level.key === 'urgent' ? { ...level, plans: ['secret-plan', 'plus'] } : level)),
  rules: [{ when: { present: 'churnRisk' }, level: 'high', because: secret }],
  queues: [{ key: 'secret-queue', label: secret, restricted: true }],
  routing: [{ when: { eq: ['plan', 'secret-plan'] }, queue: 'secret-queue' }],
  targets: [
    { measure: 'respond', max: 4, unit: 'hours', plans: ['free', 'secret-plan'] },
    { measure: 'respond', max: 2, unit: 'minutes', plans: ['plus'], alert: true },
  ],
  timers: [
    { key: 'secret-timer', start: 'status', phases: ['new'], after: { value: 1, unit: 'days' }, effect: 'label', text: secret },
  ],
  notifications: [{ event: 'created', to: 'queue', subject: secret, body: secret }],
  escalation: {
    reasons: [{ key: 'slow', label: 'It takes too long' }],
    stages: 3,
    queue: 'secret-queue',
    contact: { plans: ['secret-plan'], text: secret },
  },
  aliases: { types: { 'secret-type': 'bug' } },
  replyTemplate: [{ key: 'greeting', label: secret }],
  numbering: { pattern: 'SECRET-######', mode: 'sequence' },
  capabilities: { reopen: false },
});

test("nothing for staff alone is in a requester's page", () => {
  const written = JSON.stringify(projectPolicy(policy, { role: 'requester', plan: 'free' }));
  for (const word of [secret, 'churnRisk', 'secret-plan', 'secret-queue', 'SECRET', 'numbering', 'rules', 'alert'])
    assert.ok(!written.includes(word), word);
});

test('a member that is new passes only once somebody lets it', () => {
  const newer = { ...policy, moods: [secret] } as Policy;
  for (const role of ['requester', 'staff']) {
    assert.deepEqual(projectPolicy(newer, { role }), projectPolicy(policy, { role }));
  }
});

test('a role that nobody knows gets what a requester gets', () => {
  assert.deepEqual(projectPolicy(policy, { role: 'auditor' }), projectPolicy(policy, { role: 'requester' }));
  assert.deepEqual(capabilitiesOf(policy, { role: 'auditor' }), capabilitiesOf(policy, { role: 'requester' }));
});

test('staff get the queues and what to fill in for a first answer', () => {
  const view = projectPolicy(policy, { role: 'staff' });
  assert.deepEqual([view.queues, view.replyTemplate], [policy.queues, policy.replyTemplate]);
});

test('staff see the fields for staff, and every level is open to them', () => {
  for (const role of ['staff', 'admin']) {
    const view = projectPolicy(policy, { role });
    assert.deepEqual(view.fields, policy.fields);
    assert.deepEqual(
      view.types.map(({ key, fields }) => ({ key, fields })),
      policy.types.map(({ key, fields }) => ({ key, fields })),
    );
    assert.ok(view.levels.every((level) => !('closedBecause' in level)));
    assert.ok(!JSON.stringify(view).includes('secret-plan'));
  }
});

test('a level closed to the plan stays, with the reason', () => {
  const urgentFor = (plan?: string) =>
    projectPolicy(policy, { role: 'requester', plan }).levels.find(({ key }) => key === 'urgent');
  assert.equal(urgentFor('plus')?.closedBecause, undefined);
  assert.equal(urgentFor('free')?.closedBecause, 'plan');
  assert.equal(urgentFor()?.closedBecause, 'plan');
});

test('every capability is named, and a withdrawn one has a reason', () => {
  assert.deepEqual(
    capabilitiesOf(policy, { role: 'requester', see: 'organization', organization: 'Northwind' }),
    capabilities.map((capability) =>
      capability === 'reopen' ? { capability, allowed: false, reason: 'not-allowed' } : { capability, allowed: true },
    ),
  );
  assert.ok(capabilitiesOf(policy, { role: 'staff' }).every(({ allowed }) => allowed));
  const withdrawn = capabilitiesOf(defaultPolicy, { role: 'requester' }).filter(({ allowed }) => !allowed);
  assert.deepEqual(withdrawn, [{ capability: 'see-organization', allowed: false, reason: 'not-allowed' }]);
});

test('a requester sees an organization where token and policy both say so, and only one that has a name', () => {
  const asker = { role: 'requester', see: 'organization', organization: 'Northwind' };
  assert.equal(seenOrganization(defaultPolicy, asker), 'Northwind');
  for (const other of [{ see: 'own' }, { see: undefined }, { see: 'everything' }, { organization: '' }, { role: 'staff' }]) {
    assert.equal(seenOrganization(defaultPolicy, { ...asker, ...other }), undefined, JSON.stringify(other));
  }
  assert.equal(seenOrganization({ capabilities: { 'see-organization': false } }, asker), undefined);
});

test('what a page gets is what a page reads', () => {
  for (const role of ['requester', 'staff']) {
    const answer = {
      version: policy.version,
      policy: projectPolicy(policy, { role }),
      capabilities: capabilitiesOf(policy, { role }),
      person: { id: 'ada', workspace: 'acme', role },
    };
    const sent: unknown = JSON.parse(JSON.stringify(answer));
    assert.deepEqual(policyAnswerSchema.parse(sent), sent);
    assert.deepEqual(policyAnswerReader.safeParse(sent), { success: true, data: sent });
  }
});

test('a page refuses an answer without the parts it reads, and takes one with more', () => {
  const good = {
    version: '1',
    policy: projectPolicy(policy, { role: 'requester' }),
    capabilities: [],
    person: { id: 'ada', workspace: 'acme', role: 'requester' },
  };
  for (const member of ['version', 'defaultLocale', 'fields', 'baseFields', 'types', 'levels', 'statuses']) {
    const { [member]: _left, ...rest } = good.policy as unknown as Record<string, unknown>;
    for (const reader of [policyAnswerSchema, policyAnswerReader]) {
      assert.equal(reader.safeParse({ ...good, policy: rest }).success, false, member);
    }
  }
  const newer = { ...good, policy: { ...good.policy, survey: { stars: 5 } }, theme: 'x' };
  for (const reader of [policyAnswerSchema, policyAnswerReader]) assert.equal(reader.safeParse(newer).success, true);
});
