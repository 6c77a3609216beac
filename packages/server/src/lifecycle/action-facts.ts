import type { Person, Policy } from '@helpmark/schema';
import type { ActionFacts } from '@helpmark/schema/policy';
import { addDuration, mayReopen, openEscalations } from '@helpmark/schema/time';
import type { TicketFacts, TicketRecord } from '../store/store.js';

type Told = Pick<TicketRecord, 'clock' | 'facts'>;

/** What decides, besides its status, what somebody who asks may do with a ticket now. */
export function actionFactsOf(
  policy: Policy,
  ticket: Told & Pick<TicketRecord, 'requester'>,
  now: string,
  person: Pick<Person, 'id'>,
): ActionFacts {
  const { requests } = ticket.facts;
  const rating = presentRating(ticket);
  return {
    ofColleague: ticket.requester.id !== person.id,
    mayReopen: mayReopen(policy, ticket.clock, now),
    escalations: openReasons(policy, ticket, now),
    asked: requests.some(({ answered }) => !answered),
    mayRate: !rating || now <= editableUntil(policy, rating),
  };
}

/** The answer to the survey, unless the ticket was taken up again since: its next end is asked about anew. */
export function presentRating({ clock, facts }: Told): TicketFacts['rating'] {
  const { rating } = facts;
  const isOver = (phase: string) => phase === 'resolved' || phase === 'closed';
  return clock.phases.slice(rating?.stays ?? Infinity).every(({ phase }) => isOver(phase)) ? rating : undefined;
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
