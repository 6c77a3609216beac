import type { Records, TicketQuery, TicketRecord, Viewer } from '../store/store.js';

/** Tickets read at once where all are looked through. */
const pageSize = 100;

/** Whoever sees everything: the service itself. */
const serviceOf = (workspace: string): Viewer => ({ workspace, id: '', staff: true, everything: true, queues: [] });

/** A ticket as the service itself sees it, whoever else may. */
export function findAnyTicket(records: Records, workspace: string, id: string): Promise<TicketRecord | undefined> {
  return records.ticket(serviceOf(workspace), id);
}

/** All tickets of a workspace as the service itself sees them, without their files and context, some at a time. */
export async function* everyTicket(records: Records, workspace: string): AsyncGenerator<TicketRecord[]> {
  const query: TicketQuery = {
    ...{ phase: [], status: [], type: [], priority: [], assignee: [], requester: [], organization: [], project: [] },
    ...{ queue: [], category: [], words: [], levels: [], sort: 'created', reversed: false, limit: pageSize },
  };
  do {
    const { items, next } = await records.tickets(serviceOf(workspace), query);
    if (items.length > 0) yield items;
    query.after = next;
  } while (query.after);
}
