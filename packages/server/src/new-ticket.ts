import type { Answer, Answers, Facts, Field, Issue, Person, Policy, TicketInput } from '@helpmark/schema';
import { checkAnswers, cleanAnswers, evidenceOf, missingEvidence, textFor } from '@helpmark/schema';
import { decidePriority, faultOf, projectPolicy, queueFor } from '@helpmark/schema/policy';
import { invalid } from './problem.js';

/** What of a sent ticket counts, by the policy. */
export interface AcceptedTicket {
  type: string;
  subject: string;
  /** The first message; nothing where the type asks for none. */
  body?: string | undefined;
  severity?: string | undefined;
  priority: string;
  /** Why the priority is what it is, where a rule says so. */
  priorityReason?: string | undefined;
  /** False where the priority is only what the requester claims. */
  validated: boolean;
  fields: Record<string, Answer>;
  /** Where it goes. */
  queue?: string | undefined;
}

/**
 * Holds a ticket against the policy as its sender sees it: drops what does not apply, takes from the token what the token
 * knows, and decides the priority.
 *
 * @param requester - Whose ticket it is: the sender, or the person on whose behalf staff send it.
 * @throws {ProblemError} `invalid`, with everything that is missing or wrong.
 */
export function acceptTicket(policy: Policy, person: Person, requester: Person, input: TicketInput): AcceptedTicket {
  const view = projectPolicy(policy, person);
  // In the other modes a form does not ask how urgent a ticket is, and what nobody asked for does not count.
  const claims = policy.priorityMode === 'requester' || policy.priorityMode === 'validated';
  const severity = claims ? input.severity : undefined;
  const facts: Facts = { type: input.type, severity, plan: requester.plan, role: person.role };
  const answers: Answers = {
    ...input.fields,
    ...answersOfToken(policy, requester),
    summary: input.subject,
    description: input.body,
  };

  const issues = checkAnswers(view, answers, facts).map(atItsMember);
  if (severity !== undefined) {
    const level = view.levels.find(({ key }) => key === severity);
    if (!level) issues.push({ path: ['severity'], code: 'not-an-option', message: `There is no level "${severity}".` });
    else if (level.closedBecause) {
      issues.push({ path: ['severity'], code: 'not-allowed', message: `The level "${severity}" is not open to this plan.` });
    }
  }
  // Files follow the words, so evidence that may be a file is not looked for here.
  const evidence = evidenceOf(view, answers, input.type, 1, input.context);
  for (const { key } of missingEvidence(evidence, 'create', 'required')) {
    issues.push({ path: ['evidence', key], code: 'required', message: `Evidence is missing: "${key}".` });
  }
  if (issues.length > 0) throw invalid(issues);

  const kept = cleanAnswers(view, answers, facts);
  const { summary, description, ...fields } = kept;
  const { level, because, validated } = decidePriority(policy, kept, facts);
  return {
    type: input.type,
    subject: typeof summary === 'string' ? summary : '',
    body: typeof description === 'string' ? description : undefined,
    severity,
    priority: level,
    priorityReason: textFor(because, policy.defaultLocale, policy.defaultLocale) || undefined,
    validated,
    fields,
    queue: queueFor(policy, kept, facts),
  };
}

/**
 * Answers that the host vouches for; whatever a client sends in their place does not count. One that the field would not take
 * counts as not known, for its owner could not mend it in a form.
 */
function answersOfToken(policy: Policy, person: Person): Answers {
  const known: Record<NonNullable<Field['source']>, string | undefined> = {
    'identity.email': person.email,
    'identity.name': person.name,
    'identity.organization': person.organization,
    'identity.plan': person.plan,
  };
  const answers: Answers = {};
  for (const field of policy.fields) {
    const answer = field.source && known[field.source];
    if (answer !== undefined && !faultOf(field, answer, false)) answers[field.key] = answer;
  }
  return answers;
}

/** An issue of a field, with the path of the member that the field was sent in. */
function atItsMember({ path: [key = ''], code, message }: Issue): Issue {
  const members: Record<string, string> = { summary: 'subject', description: 'body', type: 'type' };
  const member = members[key];
  return { path: member === undefined ? ['fields', key] : [member], code, message };
}

/** What staff filter by as the project: the answer to the field of that name, where a policy has one. */
export function projectOf({ project }: Record<string, Answer>): string | undefined {
  return typeof project === 'string' ? project : undefined;
}

/** The text of the answers that the requester may see, for search. */
export function textOfAnswers(policy: Pick<Policy, 'fields'>, fields: Record<string, Answer>): string {
  return policy.fields
    .filter(({ audience }) => audience !== 'staff')
    .flatMap(({ key }) => fields[key] ?? [])
    .filter((answer) => typeof answer === 'string')
    .join('\n');
}
