import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import { html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from './policy-words.js';
import { addressOf } from './ticket-address.js';

/** What a person sees once the server has their ticket: number, type, priority, what happens next, and its address. */
export function confirmation(
  ticket: Pick<Ticket, 'id' | 'number'> & Partial<Ticket>,
  known: PolicyAnswer,
  locale: LocaleController,
) {
  const { policy } = known;
  const type = policy.types.find(({ key }) => key === ticket.type);
  const status = policy.statuses.find(({ key }) => key === ticket.status);
  const link = addressOf(ticket.id, known);
  return html`<strong>${locale.term('sentHeading', { number: ticket.number })}</strong>
    <dl class="facts">
      ${fact(locale.term('sentType'), labelOf(policy.types, ticket.type, locale))}
      ${fact(locale.term('sentPriority'), labelOf(policy.levels, ticket.priority, locale))}
      ${fact(locale.term('sentNext'), locale.text(type?.nextStep ?? status?.nextStep))}
      ${fact(locale.term('sentLink'), link && html`<a href=${link}>${link}</a>`)}
    </dl>`;
}

/** One line of a list of facts; nothing where nothing is known. */
export function fact(name: string, value: unknown) {
  return value
    ? html`<div>
        <dt>${name}</dt>
        <dd>${value}</dd>
      </div>`
    : undefined;
}
