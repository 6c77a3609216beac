import type { Person, Policy, Ticket } from '@helpmark/schema';
import { capabilitiesOf, projectPolicy } from '@helpmark/schema/policy';
import { consumerPlansPolicy } from '@helpmark/schema/presets/consumer-plans';
import { fixture, html } from '@open-wc/testing';
import type { TicketActionsElement } from '../../../packages/elements/src/ticket-actions/ticket-actions.js';
import '../../../packages/elements/src/ticket-actions/ticket-actions.define.js';
import { find, press } from './person.js';

/** Whose tickets they are. */
export const person: Person = { id: 'ada', workspace: 'acme', role: 'requester', name: 'Ada', plan: 'plus' };

/** The policy as this person's page gets it. */
export const knownTo = (who: Person, policy: Policy = consumerPlansPolicy) => ({
  ...{ version: policy.version, policy: projectPolicy(policy, who) },
  ...{ capabilities: capabilitiesOf(policy, who), person: who },
});

/** What the server allows. */
export const may = (...actions: string[]) => actions.map((action) => ({ action, allowed: true }));

/** A ticket that is as it comes but for some changes. */
export const ticketOf = (changes: Partial<Ticket>): Ticket => ({
  ...{ id: 'ticket-1', number: 'HS-123456', version: 3, subject: 'No upload', type: 'bug', priority: 'medium' },
  ...{ status: 'open', phase: 'active', fields: {}, requester: { id: 'ada', role: 'requester', name: 'Ada' }, unread: 0 },
  ...{ createdAt: '2026-11-20T09:00:00.000Z', updatedAt: '2026-11-20T09:30:00.000Z', actions: [] },
  ...changes,
});

export const resolved = (...actions: string[]) => ticketOf({ status: 'resolved', phase: 'resolved', actions: may(...actions) });
export const closed = (changes: Partial<Ticket> = {}) => ticketOf({ status: 'closed', phase: 'closed', ...changes });

/** What can be done with a ticket, and what of it was asked for. */
export async function openActions(changes: Partial<Ticket>, who: Person = person, policy?: Policy) {
  const element = await fixture<TicketActionsElement>(
    html`<hm-ticket-actions lang="en" .known=${knownTo(who, policy)} .ticket=${ticketOf(changes)}></hm-ticket-actions>`,
  );
  const asked: unknown[] = [];
  element.addEventListener('hm-ticket-act', ({ input }) => asked.push(input));
  return { element, asked };
}

/** Opens what unfolds, by keyboard. */
export const unfold = async (element: TicketActionsElement, words: string) => {
  find(element, 'summary', words)!.focus();
  await press('Enter');
};
