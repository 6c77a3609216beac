import type { Attachment, Author, Person, Policy, Ticket, TimelineItem } from '@helpmark/schema';
import { isStaff, pictureTypes } from '@helpmark/schema';
import { permittedActions } from '@helpmark/schema/policy';
import { reopenUntil, targetsOf } from '@helpmark/schema/time';
import { actionFactsOf, editableUntil, openReasons, presentRating } from './lifecycle/action-facts.js';
import { statusOfTicket } from './lifecycle/status.js';
import type { AttachmentRecord } from './store/attachment-records.js';
import type { TicketRecord, TimelineRecord } from './store/store.js';

/**
 * A ticket as one person gets it: what only staff may know is left out.
 *
 * @param now - The server's time, by which promises stand and actions are open.
 */
export function ticketFor(person: Person, policy: Policy, record: TicketRecord, now: string): Ticket {
  const staff = isStaff(person);
  const hidden = new Set(policy.fields.filter((field) => field.audience === 'staff').map(({ key }) => key));
  const { severity, organization } = record;
  return {
    id: record.id,
    number: record.number,
    version: record.version,
    subject: record.subject,
    type: record.type,
    ...(severity !== undefined && { severity }),
    priority: record.priority,
    status: record.status,
    phase: record.phase,
    fields: staff ? record.fields : Object.fromEntries(Object.entries(record.fields).filter(([key]) => !hidden.has(key))),
    requester: authorFor(person, record.requester),
    ...(organization !== undefined && { organization }),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    unread: record.unread,
    actions: permittedActions(policy, statusOfTicket(policy, record), person, actionFactsOf(policy, record, now, person)),
    ...storyOf(person, policy, record, now),
    ...(staff && staffPartsOf(person, record)),
  };
}

/** What a ticket's own story and the clock say; a part that has nothing to say is left out. */
function storyOf(person: Person, policy: Policy, record: TicketRecord, now: string): Partial<Ticket> {
  const { clock, facts, links, incident, followUpOn, attachments = [] } = record;
  const { requests } = facts;
  const rating = presentRating(record);
  const targets = targetsOf(policy, clock, now);
  const until = reopenUntil(policy, clock);
  const decides = policy.priorityMode === 'validated' || policy.priorityMode === 'staff';
  return {
    ...(decides && { validated: clock.validated }),
    ...(targets.length > 0 && { targets }),
    ...(links.length > 0 && { links }),
    ...(attachments.length > 0 && { attachments: attachments.map((file) => attachmentFor(person, file, now)) }),
    ...(requests.length > 0 && { requests }),
    ...(rating && {
      rating: { rating: rating.rating, comments: rating.comments, editableUntil: editableUntil(policy, rating) },
    }),
    ...(policy.escalation && { escalation: { stage: facts.escalation.stage, open: openReasons(policy, record, now) } }),
    ...(clock.closeReason !== undefined && { closeReason: clock.closeReason }),
    ...(until !== undefined && { reopenUntil: until }),
    ...(incident && { incident }),
    ...(followUpOn !== undefined && { followUpOn }),
  };
}

/** What staff alone receive. */
function staffPartsOf(person: Person, record: TicketRecord): Partial<Ticket> {
  const { assignee, queue, category, shared, facts, priorityReason, context } = record;
  return {
    ...(assignee && { assignee: authorFor(person, assignee) }),
    ...(queue !== undefined && { queue }),
    ...(category !== undefined && { category }),
    shared,
    ...(facts.labels.length > 0 && { labels: facts.labels }),
    ...(facts.closeSuggested && { closeSuggested: true }),
    ...(priorityReason !== undefined && { priorityReason }),
    ...(context && { context }),
  };
}

/**
 * An item of a timeline as one person gets it.
 *
 * @param now - The server's time, by which files are overdue.
 */
export function itemFor(person: Person, policy: Policy, record: TimelineRecord, now: string): TimelineItem {
  const { id, visibility, createdAt, author, type, reason, request, fields, dueAt, attachment, attachments = [] } = record;
  const shown = author && authorFor(person, author);
  if (record.kind === 'message' && shown) {
    const files = attachments.map((file) => attachmentFor(person, file, now));
    return { kind: 'message', id, author: shown, visibility, body: record.body ?? '', attachments: files, createdAt };
  }
  const [from, to] = [record.from, record.to].map((key) => presentKey(policy, type, key));
  return {
    kind: 'event',
    id,
    type: type ?? '',
    ...(shown && { author: shown }),
    visibility,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(request !== undefined && { request }),
    ...(fields && { fields: fields.map((key) => policy.aliases?.fields?.[key] ?? key) }),
    ...(reason !== undefined && { reason }),
    ...(attachment !== undefined && { attachment }),
    ...(dueAt !== undefined && { dueAt }),
    createdAt,
  };
}

/** Milliseconds without bytes after which a file counts as missing. */
const patience = 24 * 3600 * 1000;
const pictures: readonly string[] = pictureTypes;

/** A file as one person gets it. */
export function attachmentFor(person: Person, file: AttachmentRecord, now: string): Attachment {
  const { id, key, name, type, size, visibility, state, createdAt, bytesAt = createdAt } = file;
  const isOverdue = state === 'pending' && Date.parse(now) >= Date.parse(bytesAt) + patience;
  return {
    id,
    ...(file.author === person.id && { key }),
    ...{ name, type, size, state: isOverdue ? 'missing' : state, visibility },
    ...(state === 'ready' && pictures.includes(type) && { image: true }),
    createdAt,
  };
}

/** What a key of an old event is called now: timelines are never rewritten. */
function presentKey({ aliases }: Policy, type: string | undefined, key: string | undefined): string | undefined {
  if (key === undefined) return undefined;
  const names = type === 'status' ? aliases?.statuses : type === 'priority' ? aliases?.levels : undefined;
  return names?.[key] ?? key;
}

/** A person as another gets them: only staff see the e-mail of someone else. */
export function authorFor(person: Person, { email, ...author }: Author): Author {
  return email !== undefined && (isStaff(person) || author.id === person.id) ? { ...author, email } : author;
}
