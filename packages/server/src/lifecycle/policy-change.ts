import { createHash } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import type { Policy } from '@helpmark/schema';
import { statusOf } from '@helpmark/schema/policy';
import { projectOf, textOfAnswers } from '../new-ticket.js';
import type { TimerRecord } from '../store/service-records.js';
import type { Records, Store, TicketRecord } from '../store/store.js';
import { everyTicket } from './any-ticket.js';
import { moveClock } from './clock.js';
import { timersFor } from './step.js';

/** A policy lost keys that open tickets use. */
export class PolicyChangeError extends Error {
  override readonly name = 'PolicyChangeError';
}

/** Parts of a policy whose keys tickets hold. */
const lists = ['types', 'statuses', 'levels', 'fields', 'queues'] as const;
type List = (typeof lists)[number];
const nouns = { types: 'type', statuses: 'status', levels: 'level', fields: 'field', queues: 'queue' } satisfies Record<
  List,
  string
>;

/**
 * Holds the tickets of every workspace against its policy, where that is another than last time: keys that have an alias get
 * their new names, and timers their new times.
 *
 * @param policyOf - Gives nothing for a workspace that is not served any more; its tickets stay as they are.
 * @param now - The server's time.
 * @throws {PolicyChangeError} where open tickets use keys that the policy no longer has, with a sentence for each.
 */
export async function adoptPolicies(
  store: Store,
  policyOf: (workspace: string) => Promise<Policy | undefined>,
  now: string,
): Promise<void> {
  const workspaces = await store.read((records) => records.workspaces());
  for (const workspace of workspaces) {
    const policy = await policyOf(workspace);
    if (!policy) continue;
    const hash = createHash('sha256').update(JSON.stringify(policy)).digest('base64url');
    const known = await store.read((records) => records.policyHash(workspace));
    if (hash !== known) await store.write(workspace, (records) => adopt(records, workspace, policy, hash, now));
  }
}

async function adopt(records: Records, workspace: string, policy: Policy, hash: string, now: string): Promise<void> {
  const lost = new Map<string, number>();
  for await (const tickets of everyTicket(records, workspace)) {
    const timers = new Map<string, TimerRecord[]>();
    for (const ticket of tickets) {
      const { id, number, subject } = ticket;
      const named = renamed(policy, ticket, now);
      const present = { ...ticket, ...named };
      if (present.phase !== 'closed') for (const key of lostKeys(policy, present)) lost.set(key, (lost.get(key) ?? 0) + 1);
      if (named) {
        const text = [number, subject, textOfAnswers(policy, named.fields)].join('\n');
        await records.rewriteTicket(workspace, id, { ...named, project: projectOf(named.fields) ?? null, text });
      }
      timers.set(id, timersFor(policy, present.clock));
    }
    await records.setTimers(workspace, timers);
  }
  if (lost.size > 0) {
    throw new PolicyChangeError([...lost].map(([key, count]) => sentenceFor(workspace, key, count)).join('\n'));
  }
  await records.savePolicyHash(workspace, hash);
}

/** What of a ticket an alias can name anew. */
type Named = Pick<TicketRecord, 'type' | 'status' | 'phase' | 'priority' | 'fields' | 'facts' | 'clock'> & { severity?: string };

/** What a ticket holds under old names, under the new ones; nothing where all names are present. */
function renamed(policy: Policy, ticket: TicketRecord, now: string): Named | undefined {
  const { aliases } = policy;
  if (!aliases) return undefined;
  const nameIn = (list: keyof typeof aliases, key: string) => aliases[list]?.[key] ?? key;
  const requests = ticket.facts.requests.map((request) => ({
    ...request,
    fields: request.fields.map((key) => nameIn('fields', key)),
  }));
  const severity = ticket.severity === undefined ? {} : { severity: nameIn('levels', ticket.severity) };
  const priority = nameIn('levels', ticket.priority);
  const status = statusOf(policy, nameIn('statuses', ticket.status));
  const moved = status && status.phase !== ticket.phase ? moveClock(ticket.clock, { status }, now) : ticket.clock;
  const named: Named = {
    type: nameIn('types', ticket.type),
    status: status?.key ?? ticket.status,
    phase: moved.phase,
    priority,
    ...severity,
    fields: Object.fromEntries(Object.entries(ticket.fields).map(([key, answer]) => [nameIn('fields', key), answer])),
    facts: { ...ticket.facts, requests },
    clock: { ...moved, priority, ...severity },
  };
  const members = Object.keys(named) as (keyof Named)[];
  return members.every((member) => isDeepStrictEqual(named[member], ticket[member])) ? undefined : named;
}

/** Keys that a ticket uses and the policy has not, as `types.billing`. */
function lostKeys(policy: Policy, { type, status, priority, severity, fields, queue }: TicketRecord): string[] {
  const used: Record<List, (string | undefined)[]> = {
    types: [type],
    statuses: [status],
    levels: [...new Set([priority, severity])],
    fields: Object.keys(fields),
    queues: [queue],
  };
  return lists.flatMap((list) => {
    const known = new Set(policy[list]?.map(({ key }) => key));
    return used[list].flatMap((key) => (key === undefined || known.has(key) ? [] : [`${list}.${key}`]));
  });
}

function sentenceFor(workspace: string, name: string, count: number): string {
  const [list, key] = [name.slice(0, name.indexOf('.')) as List, name.slice(name.indexOf('.') + 1)];
  const users = count === 1 ? 'an open ticket uses' : `${count} open tickets use`;
  const way = list === 'queues' ? 'keep it until they are closed' : `keep it, or name its successor in aliases.${list}.${key}`;
  return `The policy of the workspace "${workspace}" no longer has the ${nouns[list]} "${key}", which ${users}: ${way}.`;
}
