import { fold } from '@helpmark/schema';
import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import type { LocaleController } from '../controllers/locale-controller.js';

/** What the thread itself does not offer. */
const late = ['escalate', 'dispute-severity', 'rate', 'confirm', 'reopen'];

/** Whether a ticket can do, or asks for, more than to be written to and resolved. */
function wantsActions({ policy }: PolicyAnswer, { phase, requests, actions }: Ticket): boolean {
  return (
    phase === 'closed' ||
    !!requests?.some(({ answered }) => !answered) ||
    !!policy.escalation?.contact ||
    actions.some(({ action, allowed }) => allowed && late.includes(action))
  );
}

/** True where the words that are being written hold a phrase that the policy knows as a wish to escalate. */
export function asksToEscalate(body: string, { policy }: PolicyAnswer, locale: LocaleController): boolean {
  const words = fold(body);
  return !!policy.escalation?.phrases?.some((phrase) => words.includes(fold(locale.text(phrase))));
}

/**
 * Brings what only some tickets can do, with the first of them; without it the others can still be written to.
 *
 * @returns True where it is here.
 */
export async function bringActions(known: PolicyAnswer, ticket: Ticket): Promise<boolean> {
  if (!wantsActions(known, ticket)) return false;
  return import('../ticket-actions/ticket-actions.define.js').then(
    () => true,
    () => false,
  );
}
