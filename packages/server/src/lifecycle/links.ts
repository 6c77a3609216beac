import { findAnyTicket } from './any-ticket.js';
import type { Scene } from './items.js';
import { internalEvent, publicEvent } from './items.js';
import { takeStep } from './step.js';

/** What the second ticket is to the first, where the first is to it what stands before. */
const backwards = { follows: 'followed-by', 'followed-by': 'follows', related: 'related' } as const;

/**
 * Links two tickets, with an event on each. Either is told to a requester only where both are theirs to see; the store hides an
 * event from whoever may not see the ticket that it tells of.
 */
export async function linkTickets(scene: Scene, id: string, relation: keyof typeof backwards, otherId: string): Promise<void> {
  const { records, workspace } = scene;
  const [ticket, other] = [await findAnyTicket(records, workspace, id), await findAnyTicket(records, workspace, otherId)];
  if (!ticket || !other) throw new Error('A link needs two tickets.');
  await records.linkTickets(workspace, id, relation, otherId, backwards[relation]);
  const isOpen = ticket.requester.id === other.requester.id && ticket.shared && other.shared;
  const told = isOpen ? publicEvent : internalEvent;
  await takeStep(scene, ticket, { items: [told('linked', { from: relation, to: other.number, linked: otherId })] });
  const back = { from: backwards[relation], to: ticket.number, linked: id };
  await takeStep(scene, other, { items: [told('linked', back)] });
}
