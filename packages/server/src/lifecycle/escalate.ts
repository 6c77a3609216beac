import { evidenceOf, missingEvidence } from '@helpmark/schema';
import { raiseLevel } from '@helpmark/schema/policy';
import { invalid, invalidAt, ProblemError } from '../problem.js';
import type { TicketRecord } from '../store/store.js';
import { openReasons } from './action-facts.js';
import type { ItemContent, Scene } from './items.js';
import { internalEvent, publicEvent } from './items.js';
import type { Step } from './step.js';

/**
 * What an escalation does: a stage more, the priority raised, the queue that the policy names. The stage and the new priority
 * are everyone's to see; where the ticket went is for staff.
 *
 * @throws {ProblemError} `invalid` for a reason that there is not, or evidence that the policy requires and the ticket has not;
 *   `not-allowed` for a reason that is not open now.
 */
export function escalate(
  { policy, now }: Pick<Scene, 'policy' | 'now'>,
  ticket: TicketRecord,
  { reason, text }: { reason: string; text?: string | undefined },
): Step {
  const { escalation } = policy;
  if (!escalation?.reasons.some(({ key }) => key === reason)) {
    throw invalidAt(['reason'], 'not-an-option', `There is no reason "${reason}" to escalate.`);
  }
  if (!openReasons(policy, ticket, now).includes(reason)) {
    const message = `The reason "${reason}" is not open yet.`;
    throw new ProblemError('not-allowed', { detail: message, issues: [{ path: ['reason'], code: 'not-yet', message }] });
  }
  checkEvidence(policy, ticket);

  const priority = raiseLevel(policy.levels, ticket.priority, escalation.raise ?? 1);
  const queue = escalation.queue ?? ticket.queue;
  const items: ItemContent[] = [publicEvent('escalated', { to: reason, reason: text })];
  if (priority !== ticket.priority) items.push(publicEvent('priority', { from: ticket.priority, to: priority }));
  if (queue !== ticket.queue) items.push(internalEvent('queue', { from: ticket.queue, to: queue }));
  return {
    items,
    edit: {
      ...(priority !== ticket.priority && { priority, priorityReason: `Escalated: ${reason}` }),
      ...(queue !== undefined && { queue }),
      facts: { ...ticket.facts, escalation: { stage: ticket.facts.escalation.stage + 1, answered: false } },
    },
  };
}

/** Files follow the words of a ticket, so evidence that may be a file is not looked for here. */
function checkEvidence(policy: Scene['policy'], ticket: TicketRecord): void {
  // Subject and first message are not among the fields; a ticket is not made without them where they are asked for.
  const answers = { ...ticket.fields, summary: ticket.subject, description: ticket.subject };
  const missing = missingEvidence(evidenceOf(policy, answers, ticket.type, 1), 'escalate', 'required');
  if (missing.length === 0) return;
  throw invalid(
    missing.map(({ key }) => ({ path: ['evidence', key], code: 'required', message: `Evidence is missing: "${key}".` })),
  );
}
