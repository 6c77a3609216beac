import type { Person, PersonLine, Policy } from '@helpmark/schema';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { Store, TicketPlace, TimelineRecord, Viewer } from '../store/store.js';
import { attachmentFor, itemFor, ticketFor } from '../views.js';

/** What an export works with. */
export interface ExportParts {
  read: Store['read'];
  policy: Policy;
  /** The server's time, UTC ISO 8601. */
  now: string;
}

/** Things read at once. */
const pageSize = 100;

/**
 * Everything of a person, line by line: what they may see themselves of their tickets, and what they wrote elsewhere. It is read in
 * pages, each in a transaction of its own and when the lines before are sent, so that neither memory nor database is held by a
 * large export or a slow reader.
 */
export async function* exportPerson({ read, policy, now }: ExportParts, known: Person): AsyncGenerator<PersonLine> {
  let lines = 0;
  for await (const line of linesOf()) {
    lines += 1;
    yield line;
  }
  yield { kind: 'end', lines };

  async function* linesOf(): AsyncGenerator<PersonLine> {
    const person: Person = { ...known, role: 'requester' };
    const viewer: Viewer = { ...{ workspace: known.workspace, id: known.id }, staff: false, everything: false, queues: [] };
    yield { kind: 'person', person: known };

    for (let after: TicketPlace | undefined, more = true; more;) {
      const page = await read((records) => records.tickets(viewer, { ...everyTicket, after }));
      for (const { id } of page.items) yield* linesOfTicket(person, viewer, id);
      after = page.next;
      more = after !== undefined;
    }
    for (let after: { ticket: string; position: number } | undefined, more = true; more;) {
      const page = await read((records) => records.itemsElsewhere(viewer, after, pageSize));
      for (const { ticket, item } of page) yield* linesOfItem(known, ticket, item);
      after = page.at(-1);
      more = page.length === pageSize;
    }
    for (let after = '', more = true; more;) {
      const page = await read((records) => records.marksOf(viewer, after, pageSize));
      for (const mark of page) yield { kind: 'read', ...mark };
      after = page.at(-1)?.ticket ?? '';
      more = page.length === pageSize;
    }
    for (let after = '', more = true; more;) {
      const page = await read((records) => records.mailsTo(viewer, after, pageSize));
      for (const { id: _id, ...mail } of page) yield { kind: 'mail', ...mail };
      after = page.at(-1)?.id ?? '';
      more = page.length === pageSize;
    }
    for (let after = 0, more = true; more;) {
      const page = await read((records) => records.auditOf(viewer, after, pageSize));
      for (const { entry } of page) yield { kind: 'audit', entry };
      after = page.at(-1)?.position ?? 0;
      more = page.length === pageSize;
    }
  }

  async function* linesOfTicket(person: Person, viewer: Viewer, id: string): AsyncGenerator<PersonLine> {
    const { ticket, context } = await read(async (records) => ({
      ticket: await records.ticket(viewer, id),
      context: await records.contextOf(viewer.workspace, id),
    }));
    // One that went meanwhile.
    if (!ticket) return;
    yield { kind: 'ticket', ticket: ticketFor(person, policy, ticket, now), ...(context && { context }) };
    for (const file of ticket.attachments ?? []) yield fileLine(person, file);
    for (let after: string | undefined, more = true; more;) {
      const page = await read((records) => records.timeline(viewer, id, { after, oldest: true, limit: pageSize }));
      for (const item of page.items) yield { kind: 'item', ticket: id, item: itemFor(person, policy, item, now) };
      after = page.items.at(-1)?.id;
      more = page.more;
    }
  }

  function* linesOfItem(person: Person, ticket: string, record: TimelineRecord): Generator<PersonLine> {
    yield { kind: 'item', ticket, item: itemFor(person, policy, record, now) };
    for (const file of record.attachments ?? []) yield fileLine(person, file);
  }

  function fileLine(person: Person, file: AttachmentRecord): PersonLine {
    const attachment = attachmentFor(person, file, now);
    return { kind: 'attachment', ticket: file.ticket, attachment, path: `/v1/attachments/${file.id}` };
  }
}

/** A list of all tickets that a viewer may see, the oldest first. */
const everyTicket = {
  ...{ phase: [], status: [], type: [], priority: [], assignee: [], requester: [], organization: [], project: [], queue: [] },
  ...{ category: [], words: [], sort: 'created' as const, reversed: true, limit: pageSize, levels: [] },
};
