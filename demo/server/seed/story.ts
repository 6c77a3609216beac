import type { Answer, TicketChange, TicketInput } from '@helpmark/schema';

/** How long before the start of the demo something happened. */
export interface Ago {
  days?: number;
  hours?: number;
  minutes?: number;
}

/** What happened to a ticket after it was sent, in order. */
export type Step = { by: string; ago: Ago } & (
  | { reply: string }
  | { note: string }
  | { change: TicketChange }
  | { action: 'resolve' | 'confirm' | 'reopen'; reason?: string }
  | { read: true }
);

/** One ticket of the demo's past, by the ids of the people in it. */
export interface Story {
  by: string;
  ago: Ago;
  ticket: TicketInput;
  steps: Step[];
}

/** How far a matter holds up work, as the policy asks. */
type Blocking = 'stopped' | 'slowed' | 'no';

/** The answers that every ticket needs, with what a type asks besides. */
export function answers(
  impact: string,
  urgency: string,
  blocking: Blocking,
  rest: Record<string, Answer> = {},
): Record<string, Answer> {
  return { impact, urgency, blocking, concernsAccount: 'no', concernsUser: 'no', ...rest };
}
