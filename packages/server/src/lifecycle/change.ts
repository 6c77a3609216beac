import type { Issue, TicketChange } from '@helpmark/schema';
import { statusOf } from '@helpmark/schema/policy';
import { invalid } from '../problem.js';
import type { TicketRecord } from '../store/store.js';
import type { ItemContent, Scene } from './items.js';
import { internalEvent, publicEvent } from './items.js';
import { targetOf } from './status.js';
import type { Step } from './step.js';

/**
 * What a change by staff does; what is already so is no change.
 *
 * @throws {ProblemError} `invalid` for keys that there are not.
 */
export async function readChange(scene: Scene, ticket: TicketRecord, change: TicketChange): Promise<Step> {
  const { records, workspace, policy } = scene;
  const items: ItemContent[] = [];
  const edit: NonNullable<Step['edit']> = {};
  const issues: Issue[] = [];
  const step: Step = { items, edit };
  const refuse = (member: keyof TicketChange, message: string) => issues.push({ path: [member], code: 'not-an-option', message });
  const reason = change.reason?.trim() || undefined;

  if (change.status !== undefined && change.status !== ticket.status) {
    const status = statusOf(policy, change.status);
    if (status) step.move = { to: status, reason, closeReason: status.phase === 'closed' ? 'staff' : undefined };
    else refuse('status', `There is no status "${change.status}".`);
  }
  if (change.priority !== undefined && (change.priority !== ticket.priority || !ticket.clock.validated)) {
    if (policy.levels.some(({ key }) => key === change.priority)) {
      edit.priority = change.priority;
      edit.priorityReason = reason ?? null;
      step.validated = true;
      items.push(publicEvent('priority', { from: ticket.priority, to: change.priority, reason }));
    } else refuse('priority', `There is no level "${change.priority}".`);
  }
  // A new status or priority tells everyone on the ticket why; what else staff hand over is theirs to know.
  const note = step.move || edit.priority !== undefined ? undefined : reason;
  if (change.assignee !== undefined && (change.assignee ?? undefined) !== ticket.assignee?.id) {
    const person = change.assignee === null ? undefined : await records.person(workspace, change.assignee);
    if (change.assignee === null || (person && (await records.isAtWork(workspace, person.id)))) {
      edit.assignee = change.assignee;
      items.push(internalEvent('assignee', { from: ticket.assignee?.id, to: person?.id, reason: note }));
      // Whoever has a ticket has begun with it.
      if (person && ticket.phase === 'new' && change.status === undefined) step.move ??= { to: targetOf(policy, 'active') };
    } else refuse('assignee', 'The assignee must be one of the staff that GET /v1/people lists.');
  }

  const known = {
    queue: () => policy.queues?.some(({ key }) => key === change.queue) === true,
    category: async () => (await records.categories(workspace)).some(({ key }) => key === change.category),
    followUpOn: () => true,
  };
  const types = { queue: 'queue', category: 'category', followUpOn: 'follow-up' } as const;
  for (const member of ['queue', 'category', 'followUpOn'] as const) {
    const [from, to] = [ticket[member], change[member]];
    if (to === undefined || (to ?? undefined) === from) continue;
    if (to === null || (await known[member]())) {
      edit[member] = to;
      const event = member === 'followUpOn' ? publicEvent : internalEvent;
      items.push(event(types[member], { from, to: to ?? undefined, ...(member === 'queue' && { reason: note }) }));
    } else refuse(member, `There is no ${member} "${to}".`);
  }
  if (change.shared !== undefined && change.shared !== ticket.shared) {
    edit.shared = change.shared;
    items.push(internalEvent('shared', { from: String(ticket.shared), to: String(change.shared) }));
  }
  if (change.incident !== undefined && (change.incident ?? undefined) !== ticket.incident?.key) {
    const incident = change.incident === null ? undefined : await records.incident(workspace, change.incident);
    if (change.incident === null || incident) {
      edit.incident = change.incident;
      items.push(publicEvent('incident', { from: ticket.incident?.state, to: incident?.state, reason: incident?.title }));
    } else refuse('incident', `There is no incident "${change.incident}".`);
  }
  if (issues.length > 0) throw invalid(issues);
  return step;
}
