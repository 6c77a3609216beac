import { randomUUID } from 'node:crypto';
import type { EventType, Person, Policy, Status } from '@helpmark/schema';
import { isStaff } from '@helpmark/schema';
import type { AttachmentRecord } from '../store/attachment-records.js';
import type { Records, TicketRecord, TimelineRecord } from '../store/store.js';

/** Where something happens to a ticket: in whose transaction, by which policy, when and by whom. */
export interface Scene {
  records: Records;
  workspace: string;
  policy: Policy;
  /** The server's time, UTC ISO 8601. */
  now: string;
  /** Nobody for what the service does by itself. */
  person?: Person | undefined;
  /** The request that does it. */
  requestId?: string | undefined;
  /** Where the policy's routes begin; see the option `pageOrigin`. */
  pageOrigin?: string | undefined;
}

/** What an item of a timeline says, its time and author aside. */
export type ItemContent = Omit<TimelineRecord, 'id' | 'author' | 'createdAt' | 'attachments'> & {
  /** Files that a message brings. */
  files?: AnnouncedFile[] | undefined;
};

/** A file that is to come. */
export type AnnouncedFile = Pick<AttachmentRecord, 'key' | 'name' | 'type' | 'size' | 'sha256'>;

/** An item of a ticket by the person of a scene, at its time. The files of a message are seen by whoever sees it. */
export function itemBy(
  { person, now }: Pick<Scene, 'person' | 'now'>,
  ticket: string,
  { files, ...content }: ItemContent,
): TimelineRecord {
  const id = randomUUID();
  const author = person && { id: person.id, role: person.role, name: person.name, email: person.email };
  const attachments = files?.map((file, place): AttachmentRecord => {
    const { visibility } = content;
    return {
      ...{ ...file, id: randomUUID(), ticket, message: id, place, author: author?.id, visibility },
      ...{ state: 'pending', createdAt: now },
    };
  });
  return { ...content, id, author, createdAt: now, attachments };
}

/** An event that everyone on the ticket may see. */
export function publicEvent(type: EventType, more: Partial<ItemContent> = {}): ItemContent {
  return { ...more, kind: 'event', visibility: 'public', type };
}

/** An event for staff alone. */
export function internalEvent(type: EventType, more: Partial<ItemContent> = {}): ItemContent {
  return { ...more, kind: 'event', visibility: 'internal', type };
}

/** The public event of a ticket that moves to another status. */
export function moveEvent(ticket: TicketRecord, to: Status, more: Partial<ItemContent> = {}): ItemContent {
  return publicEvent('status', { ...more, from: ticket.status, to: to.key });
}

/** Types of events that hold the words of whoever made them, and so count as a message of theirs. */
const telling = new Set(['request', 'answered', 'escalated', 'severity-disputed']);

/** Whether someone said something to the others on the ticket: a public message, or an event that holds words. */
export function isTelling({ kind, visibility, type }: ItemContent): boolean {
  return visibility === 'public' && (kind === 'message' || telling.has(type ?? ''));
}

/** On which side of a ticket a person is. Staff who sent one themselves are its requester. */
export function sideOf(person: Person | undefined, requester: string): 'staff' | 'requester' | undefined {
  if (!person) return undefined;
  return isStaff(person) && person.id !== requester ? 'staff' : 'requester';
}
