import { randomUUID } from 'node:crypto';
import type { Policy, Status } from '@helpmark/schema';
import type { CloseReasonKey } from '@helpmark/schema/policy';
import type { TicketClock } from '@helpmark/schema/time';
import { alertsOf, isDone, retentionsOf, timersOf } from '@helpmark/schema/time';
import type { TimerRecord } from '../store/service-records.js';
import type { NewTicket, TicketEdit, TicketFacts, TicketRecord, TimelineRecord } from '../store/store.js';
import { moveClock } from './clock.js';
import type { ItemContent, Scene } from './items.js';
import { internalEvent, isTelling, itemBy, moveEvent, sideOf } from './items.js';
import { addMails } from './mails.js';

/** One thing that happens to a ticket. */
export interface Step {
  /** What the timeline tells of it, in order. Without any, and without a move, nothing happens. */
  items: ItemContent[];
  edit?: Omit<TicketEdit, 'status' | 'phase' | 'clock'>;
  /** The status that the ticket comes to, told after the words that brought it there and before what else changes. */
  move?: Move | undefined;
  validated?: boolean | undefined;
  /** The key of the timer whose doing it is. */
  fired?: string;
}

export interface Move {
  to: Status;
  /** Why, in somebody's words. */
  reason?: string | undefined;
  closeReason?: CloseReasonKey | undefined;
  /** When a timer was due to move it. */
  dueAt?: string | undefined;
}

/**
 * Does something to a ticket, and all that follows from it: the timeline, the ticket, its clocks and timers, the audit log and
 * mails, in the transaction of the scene. Every change of a ticket comes through here.
 *
 * @returns The items that the timeline got.
 */
export async function takeStep(scene: Scene, ticket: TicketRecord, taken: Step): Promise<TimelineRecord[]> {
  const { records, workspace, policy, now } = scene;
  const step = await letGoOfAbsent(scene, ticket, taken);
  const { move, edit = {} } = step;
  const contents = contentsOf(ticket, step);
  if (contents.length === 0) return [];
  const side = sideOf(scene.person, ticket.requester.id);
  const told = contents.some(isTelling) ? side : undefined;
  const clock = moveClock(
    ticket.clock,
    {
      status: move?.to,
      closeReason: move?.closeReason,
      told,
      priority: edit.priority,
      validated: step.validated,
      fired: step.fired,
      reminded: contents.some(({ type }) => type === 'reminder'),
    },
    now,
  );
  const facts = factsAfter(edit.facts ?? ticket.facts, {
    startsAnew: told === 'requester' || (move !== undefined && move.to.phase !== ticket.phase),
    staffActed: side === 'staff' && (told !== undefined || move !== undefined || edit.priority !== undefined),
  });
  const isPublic = contents.some(({ visibility }) => visibility === 'public');
  const items = await writeItems(scene, ticket.id, contents);
  const moved = move && { status: move.to.key, phase: move.to.phase };
  await records.changeTicket(workspace, ticket.id, { ...edit, ...moved, clock, facts }, isPublic ? 'public' : 'internal', now);
  await records.setTimers(workspace, new Map([[ticket.id, timersFor(policy, clock)]]));
  await records.appendChange(workspace, {
    ...{ ticket: ticket.id, requester: ticket.requester.id, organization: ticket.organization },
    ...{ kinds: ['ticket', 'timeline'], visibility: isPublic ? 'public' : 'internal', createdAt: now },
    was: edit.shared === undefined && edit.queue === undefined ? undefined : { shared: ticket.shared, queue: ticket.queue },
  });
  const present = {
    ...{ ...ticket, ...moved },
    shared: edit.shared ?? ticket.shared,
    queue: edit.queue === undefined ? ticket.queue : (edit.queue ?? undefined),
    assignee: edit.assignee === undefined ? ticket.assignee : edit.assignee === null ? undefined : { id: edit.assignee },
  };
  await addMails(scene, present, items);
  return items;
}

/** Begins a ticket, with what its timeline begins with, its timers, its line in the audit log and its mails. */
export async function beginTicket(scene: Scene, ticket: NewTicket, contents: ItemContent[]): Promise<void> {
  const { records, workspace, policy, now } = scene;
  const side = sideOf(scene.person, ticket.requester);
  const clock = side === 'requester' && contents.some(isTelling) ? moveClock(ticket.clock, { told: side }, now) : ticket.clock;
  await records.insertTicket(workspace, { ...ticket, clock });
  const items = await writeItems(scene, ticket.id, contents);
  await records.setTimers(workspace, new Map([[ticket.id, timersFor(policy, clock)]]));
  const { id, requester, organization } = ticket;
  const change = { ticket: id, requester, organization, visibility: 'public', createdAt: now } as const;
  await records.appendChange(workspace, { ...change, kinds: ['ticket', 'timeline'] });
  await addMails(scene, { ...ticket, requester: { id: ticket.requester } }, items);
}

/** A ticket that is taken up again stays with whoever had it, unless they are not there any more: then nobody has it. */
async function letGoOfAbsent({ records, workspace }: Scene, ticket: TicketRecord, step: Step): Promise<Step> {
  const { assignee } = ticket;
  const reopens = isDone(ticket.clock) && step.move !== undefined && !isDone(step.move.to);
  if (!reopens || !assignee || step.edit?.assignee !== undefined) return step;
  if (await records.isAtWork(workspace, assignee.id)) return step;
  return {
    ...step,
    items: [...step.items, internalEvent('assignee', { from: assignee.id })],
    edit: { ...step.edit, assignee: null },
  };
}

/** The rows of the timers and alerts that run on a ticket, and of what is to be erased of it. */
export function timersFor(policy: Policy, clock: TicketClock): TimerRecord[] {
  return [
    ...timersOf(policy, clock).map(({ timer, startedAt, dueAt }) => ({ timer: timer.key, startedAt, dueAt })),
    ...[...alertsOf(policy, clock), ...retentionsOf(policy, clock)].map(({ key, startedAt, dueAt }) => ({
      ...{ timer: key, startedAt, dueAt },
    })),
  ];
}

function contentsOf(ticket: TicketRecord, { items, move }: Step): ItemContent[] {
  if (!move) return items;
  const { to, reason, dueAt } = move;
  const words = items.filter(isTelling);
  return [...words, moveEvent(ticket, to, { reason, dueAt }), ...items.filter((item) => !words.includes(item))];
}

async function writeItems(scene: Scene, ticket: string, contents: ItemContent[]): Promise<TimelineRecord[]> {
  const { records, workspace, now, person, requestId } = scene;
  const items = contents.map((content) => itemBy(scene, ticket, content));
  for (const item of items) {
    const { kind, type, visibility, from, to, attachments = [] } = item;
    await records.appendItem(workspace, ticket, item);
    await records.insertAttachments(workspace, attachments);
    await records.appendAudit(workspace, {
      ...{ id: randomUUID(), at: now, person, requestId },
      ...{ action: kind === 'message' ? 'message' : (type ?? 'event'), subject: ticket, visibility, from, to },
    });
  }
  return items;
}

function factsAfter(facts: TicketFacts, { startsAnew, staffActed }: { startsAnew: boolean; staffActed: boolean }): TicketFacts {
  return {
    ...facts,
    ...(startsAnew && { labels: [], closeSuggested: false }),
    ...(staffActed && { escalation: { ...facts.escalation, answered: facts.escalation.stage > 0 } }),
  };
}
