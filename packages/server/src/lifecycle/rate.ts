import type { ActionInput } from '@helpmark/schema';
import type { TicketRecord } from '../store/store.js';
import { presentRating } from './action-facts.js';
import type { Scene } from './items.js';
import { publicEvent } from './items.js';
import type { Step } from './step.js';

/** What an answer to the survey does. A later one takes the place of the first, whose time says how long it may be changed. */
export function rate(
  { policy, now }: Pick<Scene, 'policy' | 'now'>,
  ticket: TicketRecord,
  { rating, comments = {} }: Extract<ActionInput, { action: 'rate' }>,
): Step {
  const before = presentRating(ticket);
  const asked = policy.survey?.comments ?? [];
  const kept = asked.flatMap(({ key }) => {
    const words = comments[key]?.trim();
    return words ? [[key, words] as const] : [];
  });
  return {
    items: [publicEvent('rated', { ...(before && { from: String(before.rating) }), to: String(rating) })],
    edit: {
      facts: {
        ...ticket.facts,
        rating: { rating, comments: Object.fromEntries(kept), at: before?.at ?? now, stays: ticket.clock.phases.length },
      },
    },
  };
}
