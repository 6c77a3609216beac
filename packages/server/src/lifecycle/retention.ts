import { randomUUID } from 'node:crypto';
import type { RunningRetention } from '@helpmark/schema/time';
import type { TicketRecord } from '../store/store.js';
import { moveClock } from './clock.js';
import type { Scene } from './items.js';
import { timersFor } from './step.js';

/**
 * Erases what the policy lets rest no longer. The ticket's version and times stay, for nothing happened to it; those who look at it
 * are told to look again.
 */
export async function retain(scene: Scene, ticket: TicketRecord, { key, kind }: RunningRetention): Promise<void> {
  const { records, workspace, policy, now } = scene;
  await records.appendAudit(workspace, { id: randomUUID(), at: now, action: 'retention', subject: ticket.id, to: kind });
  if (kind === 'ticket') return records.eraseTicket(workspace, ticket.id);
  await records.eraseOfTicket(workspace, ticket.id, kind);
  const clock = moveClock(ticket.clock, { fired: key }, now);
  await records.rewriteTicket(workspace, ticket.id, { clock });
  await records.setTimers(workspace, new Map([[ticket.id, timersFor(policy, clock)]]));
  await records.appendChange(workspace, {
    ...{ ticket: ticket.id, requester: ticket.requester.id, organization: ticket.organization },
    ...{ kinds: ['ticket', 'timeline'], visibility: 'public', createdAt: now },
  });
}
