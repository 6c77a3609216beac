import type { ActionInput, Answers, Field, FieldRules, TicketType } from '@helpmark/schema';
import { checkAnswers, cleanAnswers } from '@helpmark/schema';
import { projectOf, textOfAnswers } from '../new-ticket.js';
import { invalid, invalidAt, ProblemError } from '../problem.js';
import type { TicketRecord } from '../store/store.js';
import type { Scene } from './items.js';
import { publicEvent } from './items.js';
import { targetOf } from './status.js';
import type { Step } from './step.js';

/**
 * What the answer to a request of staff does: the answers land on the ticket, and where nothing else is asked, the waiting for
 * them ends.
 *
 * @throws {ProblemError} `invalid` for a request that the ticket has not, and for answers that are missing or wrong;
 *   `not-allowed` for one that is answered.
 */
export function answerRequest(
  { policy }: Pick<Scene, 'policy'>,
  ticket: TicketRecord,
  input: Extract<ActionInput, { action: 'answer-request' }>,
): Step {
  const request = ticket.facts.requests.find(({ id }) => id === input.request);
  if (!request) throw invalidAt(['request'], 'unknown', 'The ticket has no such request.');
  if (request.answered) {
    const message = 'This request is answered.';
    throw new ProblemError('not-allowed', { detail: message, issues: [{ path: ['request'], code: 'nothing-asked', message }] });
  }
  const given = answersTo(request.fields, policy.fields, ticket.type, input.answers);
  const fields = { ...ticket.fields, ...given };
  const requests = ticket.facts.requests.map((one) => (one === request ? { ...one, answered: true } : one));
  const ends = ticket.phase === 'waiting-requester' && requests.every(({ answered }) => answered);
  return {
    items: [publicEvent('answered', { request: request.id, fields: request.fields })],
    move: ends ? { to: targetOf(policy, 'active') } : undefined,
    edit: {
      fields,
      project: projectOf(fields) ?? null,
      text: [ticket.number, ticket.subject, textOfAnswers(policy, fields)].join('\n'),
      facts: { ...ticket.facts, requests },
    },
  };
}

/** The answers, held to the rules of their fields. Whoever asks for a field needs it, whatever the form's conditions are. */
function answersTo(asked: string[], known: Field[], type: string, answers: Answers) {
  const fields = known
    .filter(({ key }) => asked.includes(key))
    .map(({ visibleWhen: _visible, requiredWhen: _required, ...field }) => ({ ...field, required: true }));
  const ownType: TicketType = { key: type, label: type, fields: [] };
  const rules: FieldRules = { fields, baseFields: asked, types: [ownType] };
  const issues = checkAnswers(rules, answers, { type });
  if (issues.length > 0) throw invalid(issues.map((issue) => ({ ...issue, path: ['answers', ...issue.path] })));
  return cleanAnswers(rules, answers, { type });
}
