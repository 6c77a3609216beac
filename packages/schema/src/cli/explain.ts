import type { Answer } from '../answer.js';
import { isBlank } from '../blank.js';
import { checkAnswers } from '../policy/check-answers.js';
import type { Facts } from '../policy/condition.js';
import { evidenceOf } from '../policy/evidence.js';
import { applicableFields } from '../policy/fields.js';
import { decidePriority } from '../policy/priority.js';
import type { Policy } from '../policy/policy.js';
import type { Timer } from '../policy/times.js';
import type { Text } from '../text.js';
import { textFor } from '../words.js';
import type { Phase } from '../ticket.js';
import type { DueTarget, TicketClock } from '../time/index.js';
import { nextTimer, targetsOf, timersOf } from '../time/index.js';
import type { TicketCase } from './ticket-case.js';

/**
 * Tells what a policy makes of a ticket: fields that apply, what is missing, the priority and why, what is promised by when,
 * and what happens by itself when nobody writes.
 *
 * @param now - When the ticket is made, where the case does not say.
 * @returns Lines of text.
 */
export function explain(policy: Policy, given: TicketCase, now: string): string[] {
  const ticket = { ...given, answers: { ...given.answers, ...answersOfToken(policy, given) } };
  const at = ticket.at ?? now;
  const facts: Facts = { type: ticket.type, severity: ticket.severity, plan: ticket.plan, role: ticket.role ?? 'requester' };
  const say = (text: Text | undefined) => textFor(text, policy.defaultLocale, policy.defaultLocale);
  const redirect = policy.types.find(({ key }) => key === ticket.type)?.redirect;
  const head = `Policy ${policy.version}: a ticket of type "${ticket.type}", made at ${at}`;
  if (redirect) return [head, '', `Nothing is sent: the type leads to ${redirect.url} (“${say(redirect.text)}”).`];
  const { level, rule, because, validated } = decidePriority(policy, ticket.answers, facts);
  const clock: TicketClock = {
    ...{ createdAt: at, phase: 'new', statusSince: at, phases: [{ phase: 'new', from: at }], reminders: [], fired: [] },
    ...{ severity: ticket.severity, priority: level, plan: ticket.plan, validated },
  };
  return [
    head,
    ...section('Fields that apply', fieldLines(policy, ticket, facts)),
    ...section('Missing or wrong', issueLines(policy, ticket, facts)),
    ...section('Evidence', evidenceLines(policy, ticket)),
    ...section('Priority', [`${level}: ${whyLevel(policy, ticket, rule, say(because))}`]),
    ...section('Targets', targetLines(policy, clock)),
    ...section('Timers, where staff write at once and then nobody does', timerLines(policy, clock)),
  ];
}

/** The plan stands in the case; what else a token would tell is not known here. */
function answersOfToken({ fields }: Policy, { plan }: TicketCase): Record<string, Answer> {
  if (plan === undefined) return {};
  return Object.fromEntries(fields.filter(({ source }) => source === 'identity.plan').map(({ key }) => [key, plan]));
}

const section = (title: string, lines: string[]) => ['', title, ...(lines.length ? lines : ['none']).map((line) => `  ${line}`)];

function fieldLines(policy: Policy, { answers }: TicketCase, facts: Facts): string[] {
  const fields = applicableFields(policy, answers, facts);
  const width = Math.max(...fields.map(({ field }) => field.key.length));
  const lines = fields.map(({ field, required }) => {
    const given = field.source ? `from ${field.source}` : isBlank(answers[field.key]) ? 'not answered' : 'answered';
    return `${field.key.padEnd(width)}  ${required ? 'required' : 'optional'}  ${given}`;
  });
  const dropped = Object.keys(answers).filter((key) => !fields.some(({ field }) => field.key === key));
  return dropped.length ? [...lines, `Not asked here, and dropped: ${dropped.join(', ')}`] : lines;
}

/** What the server would find; fields that it fills from the token are not missing here. */
function issueLines(policy: Policy, { answers, severity, plan }: TicketCase, facts: Facts): string[] {
  const filled = new Set(policy.fields.filter(({ source }) => source).map(({ key }) => key));
  const issues = checkAnswers(policy, answers, facts).filter(
    ({ path, code }) => !(code === 'required' && filled.has(String(path[0]))),
  );
  const plans = policy.levels.find(({ key }) => key === severity)?.plans;
  const closed = plans && !(plan !== undefined && plans.includes(plan));
  return [
    ...issues.map(({ message }) => message),
    ...(closed ? [`The level "${severity}" is open to the plans ${plans.join(', ')} alone.`] : []),
  ];
}

function evidenceLines(policy: Policy, { answers, type, files }: TicketCase): string[] {
  return evidenceOf(policy, answers, type, files).map(
    ({ item, present }) =>
      `${item.key}, ${item.need} to ${(item.for ?? ['create']).join(' and ')}: ${present ? 'there' : 'not there'}`,
  );
}

function whyLevel(policy: Policy, { severity }: TicketCase, rule: number | undefined, because: string): string {
  if (rule !== undefined) return `rule ${rule + 1} (rules.${rule}) holds${because ? `. ${because}` : '.'}`;
  if (policy.priorityMode === 'derived') return 'no rule holds, and this is the default level.';
  if (policy.priorityMode === 'staff') return 'staff decide, and a new ticket has the default level.';
  const claimed = severity === undefined ? 'nothing is claimed, and this is the default level' : 'the requester claims it';
  return policy.priorityMode === 'requester' ? `${claimed}.` : `${claimed}, until staff decide.`;
}

function targetLines(policy: Policy, clock: TicketClock): string[] {
  const atOnce = { ...clock, firstStaffMessageAt: clock.createdAt, lastStaffMessageAt: clock.createdAt };
  const updates = targetsOf(policy, atOnce, clock.createdAt).filter(({ measure }) => measure === 'update');
  return [
    ...targetsOf(policy, clock, clock.createdAt).map((target) => `${target.measure} ${timeOf(target)}`),
    ...updates.map((target) => `update ${timeOf(target)}, where staff write at once`),
  ];
}

const timeOf = ({ earliestAt, dueAt }: DueTarget) => (earliestAt ? `between ${earliestAt} and ${dueAt}` : `by ${dueAt}`);

/** Lets each timer fire when it is due, as a server would, in every phase that has timers. */
function timerLines(policy: Policy, created: TicketClock): string[] {
  const phases = new Set(policy.timers?.flatMap((timer) => timer.phases));
  return [...phases].flatMap((phase) => {
    const clock = silentIn(phase, created);
    const lines: string[] = [];
    for (let due = nextTimer(policy, clock); due; due = nextTimer(policy, clock)) {
      const { timer, dueAt } = due;
      lines.push(`${dueAt}  ${timer.key} (${timer.effect}, after ${lengthOf(timer)})`);
      clock.fired.push({ timer: timer.key, at: dueAt });
      if (timer.effect === 'remind') clock.reminders.push(dueAt);
      if (timer.effect === 'close') break;
    }
    const never = timersOf(policy, clock).filter(({ dueAt }) => dueAt === undefined);
    return [
      `in the phase ${phase}:`,
      ...lines.map((line) => `  ${line}`),
      ...never.map(({ timer }) => `  never, for want of follow-ups  ${timer.key} (${timer.effect}, after ${lengthOf(timer)})`),
    ];
  });
}

function silentIn(phase: Phase, { createdAt, ...rest }: TicketClock): TicketClock {
  const answered = { firstStaffMessageAt: createdAt, lastStaffMessageAt: createdAt };
  return { ...rest, ...answered, createdAt, phase, phases: [{ phase, from: createdAt }], reminders: [], fired: [] };
}

function lengthOf({ after: { value, unit, calendar }, minReminders }: Timer): string {
  const time = `${value} ${value === 1 ? unit.slice(0, -1) : unit}${calendar ? ` of ${calendar}` : ''}`;
  return minReminders === undefined ? time : `${time} and ${minReminders} follow-ups`;
}
