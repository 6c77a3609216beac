import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Policy } from '../policy/policy.js';
import type { Timer } from '../policy/times.js';
import { consumerPlansPolicy } from '../presets/consumer-plans.js';
import { managedWorkspacePolicy } from '../presets/managed-workspace.js';
import { severityHoursPolicy } from '../presets/severity-hours.js';
import { siteLicencePolicy } from '../presets/site-licence.js';
import { explain } from './explain.js';
import { parseCase } from './ticket-case.js';

function linesOf(policy: Policy, given: object): string[] {
  const { ticket, faults } = parseCase(given, policy);
  assert.deepEqual(faults, []);
  return explain(policy, ticket!, '2026-11-20T10:00:00.000Z');
}

/** The lines below a title. */
function below(lines: string[], title: string): string[] {
  const at = lines.indexOf(title);
  assert.ok(at >= 0, `There is no "${title}" in\n${lines.join('\n')}`);
  const end = lines.indexOf('', at);
  return lines.slice(at + 1, end < 0 ? undefined : end).map((line) => line.trim());
}

describe('The explanation of a policy', () => {
  it('tells which fields apply, what is missing and what is dropped', () => {
    const lines = linesOf(managedWorkspacePolicy, {
      type: 'billing',
      answers: { summary: 'An invoice is wrong', request: 'problem', blocking: 'stopped', account: 'Acme' },
    });
    const fields = below(lines, 'Fields that apply').map((line) => line.replace(/ +/g, ' '));
    assert.ok(fields.includes('summary required answered'));
    assert.ok(fields.includes('workaround required not answered'));
    assert.ok(fields.includes('description optional not answered'));
    assert.ok(fields.includes('email optional from identity.email'));
    assert.equal(fields.at(-1), 'Not asked here, and dropped: account');
    assert.deepEqual(
      below(lines, 'Missing or wrong'),
      ['impact', 'workaround', 'urgency', 'timing', 'concernsAccount', 'concernsUser'].map((key) => `"${key}" is required.`),
    );
  });

  it('tells the priority and the rule that decided it', () => {
    const answers = { blocking: 'stopped', workaround: 'no', timing: 'now' };
    assert.deepEqual(below(linesOf(managedWorkspacePolicy, { type: 'bug', answers }), 'Priority'), [
      'p1: rule 4 (rules.3) holds. Work is blocked now, without an acceptable workaround.',
    ]);
    assert.deepEqual(below(linesOf(managedWorkspacePolicy, { type: 'bug' }), 'Priority'), [
      'p2: no rule holds, and this is the default level.',
    ]);
  });

  it('tells who decides where no rule does', () => {
    const priorityOf = (policy: Policy, given: object) => below(linesOf(policy, given), 'Priority')[0];
    assert.equal(
      priorityOf(severityHoursPolicy, { type: 'break-fix', severity: 's0' }),
      's0: the requester claims it, until staff decide.',
    );
    assert.equal(priorityOf(consumerPlansPolicy, { type: 'bug' }), 'medium: nothing is claimed, and this is the default level.');
    assert.equal(
      priorityOf(siteLicencePolicy, { type: 'install' }),
      'normal: staff decide, and a new ticket has the default level.',
    );
  });

  it('tells what is promised by when, on the policy’s calendars', () => {
    const friday = { type: 'break-fix', severity: 's1', at: '2026-11-20T17:30:00Z' };
    assert.deepEqual(below(linesOf(severityHoursPolicy, friday), 'Targets'), ['respond by 2026-11-23T09:30:00.000Z']);
    const medium = { type: 'bug', plan: 'premium', at: '2026-11-16T15:00:00Z' };
    assert.deepEqual(below(linesOf(consumerPlansPolicy, medium), 'Targets'), [
      'respond by 2026-11-17T15:00:00.000Z',
      'resolve between 2026-11-19T15:00:00.000Z and 2026-11-23T15:00:00.000Z',
      'update by 2026-11-17T15:00:00.000Z, where staff write at once',
    ]);
    assert.deepEqual(below(linesOf(siteLicencePolicy, { type: 'install' }), 'Targets'), ['none']);
  });

  it('tells what happens by itself when nobody writes', () => {
    const title = 'Timers, where staff write at once and then nobody does';
    const at = '2026-11-02T10:00:00Z';
    assert.deepEqual(below(linesOf(managedWorkspacePolicy, { type: 'bug', at }), title), [
      'in the phase waiting-requester:',
      '2026-11-06T10:00:00.000Z  first-follow-up (remind, after 4 days)',
      '2026-11-10T10:00:00.000Z  second-follow-up (remind, after 8 days)',
      '2026-11-12T10:00:00.000Z  may-close (suggest-close, after 10 days and 2 follow-ups)',
    ]);
    const elsewhere = (timer: Timer): Timer => ({ ...timer, phases: timer.effect === 'remind' ? ['active'] : timer.phases });
    const timers = managedWorkspacePolicy.timers!.map(elsewhere);
    assert.ok(
      below(linesOf({ ...managedWorkspacePolicy, timers }, { type: 'bug', at }), title).includes(
        'never, for want of follow-ups  may-close (suggest-close, after 10 days and 2 follow-ups)',
      ),
    );
  });

  it('tells what evidence is there', () => {
    const given = { type: 'install', files: 1, answers: { retried: 'yes', expected: 'A', actual: 'B' } };
    const evidence = below(linesOf(siteLicencePolicy, given), 'Evidence');
    assert.ok(evidence.includes('files, recommended to create: there'));
    assert.ok(evidence.includes('difference, required to escalate: there'));
    assert.ok(evidence.includes('who, required to escalate: not there'));
  });

  it('says that a level is closed to the plan, and that a type leads elsewhere', () => {
    const critical = (plan: string) => linesOf(consumerPlansPolicy, { type: 'bug', severity: 'critical', plan });
    const sentence = 'The level "critical" is open to the plans premium, enterprise alone.';
    assert.ok(below(critical('free'), 'Missing or wrong').includes(sentence));
    assert.ok(!below(critical('premium'), 'Missing or wrong').includes(sentence));
    const lines = linesOf(managedWorkspacePolicy, { type: 'enablement' });
    assert.match(lines.at(-1)!, /^Nothing is sent: the type leads to \/enablement /);
  });
});

describe('A case', () => {
  const faultsOf = (given: unknown) => parseCase(given, severityHoursPolicy).faults;

  it('names keys that the policy has', () => {
    assert.deepEqual(faultsOf({ type: 'break-fixx', severity: 's9', answers: { sumary: 'x' } }), [
      'type: The policy has no "break-fixx"; write one of best-practice, configuration, break-fix.',
      'severity: The policy has no "s9"; write one of s0, s1, s2, s3.',
      'answers.sumary: The policy has no "sumary"; write one of summary, description, environment, steps, email.',
    ]);
  });

  it('has the members that are meant, in their form', () => {
    assert.deepEqual(faultsOf({ at: 'soon', answers: { summary: null }, colour: 'red' }), [
      'type: Write the key of a type.',
      'at: Write a moment such as 2026-11-20T17:30:00Z.',
      'answers.summary: Write answers by field key: texts, numbers, true or false, and lists of texts.',
      'There is no member "colour".',
    ]);
    for (const given of [[], 'x', null]) assert.deepEqual(faultsOf(given), ['Write an object with the member "type".']);
    assert.deepEqual(faultsOf({ type: 'break-fix' }), []);
  });
});
