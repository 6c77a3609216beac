import type { Records, TicketRecord, Viewer } from '../store/store.js';

/** A ticket as the service itself sees it, whoever else may. */
export function findAnyTicket(records: Records, workspace: string, id: string): Promise<TicketRecord | undefined> {
  const viewer: Viewer = { workspace, id: '', staff: true, everything: true, queues: [] };
  return records.ticket(viewer, id);
}
