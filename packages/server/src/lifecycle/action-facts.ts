import type { Policy } from '@helpmark/schema';
import type { ActionFacts } from '@helpmark/schema/policy';
import { addDuration, mayReopen, openEscalations } from '@helpmark/schema/time';
import type { TicketFacts, TicketRecord } from '../store/store.js';

type Told = Pick<TicketRecord, 'clock' | 'facts'>;

/** What decides, besides its status, what the requester of a ticket may do now. */
export function actionFactsOf(policy: Policy, ticket: Told, now: string): ActionFacts {
  const { rating, requests } = ticket.facts;
  return {
    mayReopen: mayReopen(policy, ticket.clock, now),
    escalations: openReasons(policy, ticket, now),
    asked: requests.some(({ answered }) => !answered),
    mayRate: !rating || now <= editableUntil(policy, rating),
  };
}

/** The keys of the reasons to escalate that are open now: none while staff have yet to act on the last, or after the last stage. */
export function openReasons(policy: Policy, { clock, facts }: Told, now: string): string[] {
  const { stage, answered } = facts.escalation;
  if (stage >= (policy.escalation?.stages ?? 1) || (stage > 0 && !answered)) return [];
  return openEscalations(policy, clock, now);
}

/** Until when an answer to the survey can be changed, from when it was first given. */
export function editableUntil({ survey, calendars = [] }: Policy, { at }: NonNullable<TicketFacts['rating']>): string {
  return survey ? addDuration(at, survey.editableFor, calendars) : at;
}
