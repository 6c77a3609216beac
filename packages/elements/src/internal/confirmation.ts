import type { PolicyAnswer, Ticket } from '@helpmark/schema';
import { html } from 'lit';
import type { LocaleController } from '../controllers/locale-controller.js';
import { labelOf } from './policy-words.js';

/** What a person sees once the server has their ticket: number, type, priority, what happens next, and its address. */
export function confirmation(ticket: Ticket, { policy }: PolicyAnswer, locale: LocaleController) {
  const type = policy.types.find(({ key }) => key === ticket.type);
  const status = policy.statuses.find(({ key }) => key === ticket.status);
  const route = policy.routes?.thread ?? '';
  // Only an address of the product's own or of the web: nothing that a browser would run.
  const link = /^(\/(?!\/)|https?:)/i.test(route) && route.replace(':id', encodeURIComponent(ticket.id));
  return html`<strong>${locale.term('sentHeading', { number: ticket.number })}</strong>
    <dl class="facts">
      ${fact(locale.term('sentType'), labelOf(policy.types, ticket.type, locale))}
      ${fact(locale.term('sentPriority'), labelOf(policy.levels, ticket.priority, locale))}
      ${fact(locale.term('sentNext'), locale.text(type?.nextStep ?? status?.nextStep))}
      ${fact(locale.term('sentLink'), link && html`<a href=${link}>${new URL(link, document.baseURI).href}</a>`)}
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
