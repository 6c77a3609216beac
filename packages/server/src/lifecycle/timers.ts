import type { Policy, Text } from '@helpmark/schema';
import { textFor } from '@helpmark/schema';
import type { DueTimer, TargetAlert } from '@helpmark/schema/time';
import { dueAlerts, dueRetentions, dueTimers } from '@helpmark/schema/time';
import type { Log } from '../log.js';
import { describeError } from '../log.js';
import type { TicketName } from '../store/service-records.js';
import type { Store, TicketRecord } from '../store/store.js';
import { findAnyTicket } from './any-ticket.js';
import type { Scene } from './items.js';
import { internalEvent, publicEvent } from './items.js';
import { retain } from './retention.js';
import { targetOf } from './status.js';
import type { Step } from './step.js';
import { takeStep, timersFor } from './step.js';

/** What timers run with. */
export interface TimerParts {
  store: Store;
  /** Gives nothing for a workspace that is not served any more, whose timers rest. */
  policyOf: (workspace: string) => Promise<Policy | undefined>;
  clock: () => Date;
  pageOriginOf: (workspace: string) => string | undefined;
  log: Log;
}

/** Tickets looked up at once. */
const pageSize = 200;

/**
 * Fires every timer that is due, of each ticket in the order of their due times, each in a transaction of its own with all that
 * it does. Whoever comes second, in this process or another, finds it done. A ticket whose timers fail stops no other.
 *
 * @returns How many fired.
 */
export async function runDueTimers(parts: TimerParts): Promise<number> {
  const { store, clock, log } = parts;
  const seen = new Set<string>();
  const nameOf = ({ workspace, ticket }: TicketName) => JSON.stringify([workspace, ticket]);
  for (let count = 0; ;) {
    const now = clock().toISOString();
    const due = await store.read((records) => records.ticketsWithDueTimers(now, pageSize + seen.size));
    const fresh = due.filter((name) => !seen.has(nameOf(name)));
    if (fresh.length === 0) return count;
    for (const name of fresh) {
      seen.add(nameOf(name));
      try {
        while (await fireNext(parts, name)) count += 1;
      } catch (error) {
        const message = `The timers of ticket ${name.ticket} in ${name.workspace} failed.`;
        log({ level: 'error', time: now, message, error: describeError(error) });
      }
    }
  }
}

/** Fires the first timer of a ticket that is due, or erases what has rested long enough. @returns False where nothing is due. */
async function fireNext(
  { store, policyOf, clock, pageOriginOf }: TimerParts,
  { workspace, ticket: id }: TicketName,
): Promise<boolean> {
  const policy = await policyOf(workspace);
  if (!policy) return false;
  return store.write(workspace, async (records) => {
    const ticket = await findAnyTicket(records, workspace, id);
    if (!ticket) return false;
    const now = clock().toISOString();
    const scene: Scene = { records, workspace, policy, now, pageOrigin: pageOriginOf(workspace) };
    const { clock: facts } = ticket;
    const due = [
      ...dueTimers(policy, facts, now).map((one) => ({
        ...one,
        fire: () => takeStep(scene, ticket, stepOf(policy, ticket, one)),
      })),
      ...dueAlerts(policy, facts, now).map((one) => ({ ...one, fire: () => takeStep(scene, ticket, alertStep(one)) })),
      ...dueRetentions(policy, facts, now).map((one) => ({ ...one, fire: () => retain(scene, ticket, one) })),
    ].reduce<Due | undefined>((first, one) => (first && first.dueAt <= one.dueAt ? first : one), undefined);
    // Rows by another policy, or of a start that is over, go.
    if (!due) await records.setTimers(workspace, new Map([[id, timersFor(policy, facts)]]));
    await due?.fire();
    return due !== undefined;
  });
}

/** Something whose time has come. */
interface Due {
  dueAt: string;
  fire(): Promise<unknown>;
}

/** What the alert of a target does: staff are told, nobody else. */
function alertStep({ key, measure, dueAt }: TargetAlert): Step {
  return { fired: key, items: [internalEvent('overdue', { to: measure, dueAt })] };
}

/** What a timer does. */
function stepOf(policy: Policy, ticket: TicketRecord, { timer, dueAt }: DueTimer): Step {
  const words = (text: Text | undefined) =>
    text === undefined ? undefined : textFor(text, policy.defaultLocale, policy.defaultLocale);
  const reason = words(timer.text);
  const fired = timer.key;
  switch (timer.effect) {
    case 'remind':
      return { fired, items: [publicEvent('reminder', { reason, dueAt })] };
    case 'label': {
      const labels = [...new Set([...ticket.facts.labels, reason ?? timer.key])];
      const items = [internalEvent('label', { to: timer.key, reason, dueAt })];
      return { fired, items, edit: { facts: { ...ticket.facts, labels } } };
    }
    case 'suggest-close': {
      const items = [internalEvent('close-suggested', { reason, dueAt })];
      return { fired, items, edit: { facts: { ...ticket.facts, closeSuggested: true } } };
    }
    case 'close':
      return { fired, items: [], move: { to: targetOf(policy, 'closed'), closeReason: 'no-answer', reason, dueAt } };
    case 'notify':
      return { fired, items: [internalEvent('notified', { to: timer.key, reason, dueAt })] };
  }
}
