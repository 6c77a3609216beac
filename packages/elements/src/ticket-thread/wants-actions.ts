import type { PolicyAnswer, Ticket } from '@helpmark/schema';

/** What the thread itself does not offer. */
const late = ['escalate', 'dispute-severity', 'rate', 'confirm', 'reopen'];

/** Whether a ticket can do, or asks for, more than to be written to and resolved. */
export function wantsActions({ policy }: PolicyAnswer, { phase, requests, actions }: Ticket): boolean {
  return (
    phase === 'closed' ||
    !!requests?.some(({ answered }) => !answered) ||
    !!policy.escalation?.contact ||
    actions.some(({ action, allowed }) => allowed && late.includes(action))
  );
}
