import type { Author, Person, Policy, Status, Ticket, TimelineItem } from '@helpmark/schema';
import { isStaff } from '@helpmark/schema';
import { permittedActions, statusOf } from '@helpmark/schema/policy';
import type { TicketRecord, TimelineRecord } from './store/store.js';

/** Actions that this server takes; a page offers no other. */
const servedActions: ReadonlySet<string> = new Set(['reply', 'resolve', 'confirm', 'reopen']);

/** A ticket as one person gets it: what only staff may know is left out. */
export function ticketFor(person: Person, policy: Policy, record: TicketRecord): Ticket {
  const staff = isStaff(person);
  const hidden = new Set(policy.fields.filter((field) => field.audience === 'staff').map(({ key }) => key));
  const { severity, organization, assignee } = record;
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
    ...(staff && assignee && { assignee: authorFor(person, assignee) }),
    createdAt: record.createdAt,
    updatedAt: record.updatedAt,
    unread: record.unread,
    actions: permittedActions(policy, statusOfTicket(policy, record), person).filter(({ action }) => servedActions.has(action)),
  };
}

/** The status a ticket stands in. One that the policy no longer has counts as the first of its phase. */
export function statusOfTicket(policy: Policy, { status, phase }: Pick<TicketRecord, 'status' | 'phase'>): Status {
  return statusOf(policy, status) ?? policy.statuses.find((other) => other.phase === phase) ?? policy.statuses[0]!;
}

/** An item of a timeline as one person gets it. */
export function itemFor(person: Person, record: TimelineRecord): TimelineItem {
  const { id, visibility, createdAt, author, type, from, to, reason } = record;
  const shown = author && authorFor(person, author);
  if (record.kind === 'message' && shown) {
    return { kind: 'message', id, author: shown, visibility, body: record.body ?? '', attachments: [], createdAt };
  }
  return {
    kind: 'event',
    id,
    type: type ?? '',
    ...(shown && { author: shown }),
    visibility,
    ...(from !== undefined && { from }),
    ...(to !== undefined && { to }),
    ...(reason !== undefined && { reason }),
    createdAt,
  };
}

/** A person as another gets them: only staff see the e-mail of someone else. */
export function authorFor(person: Person, { email, ...author }: Author): Author {
  return email !== undefined && (isStaff(person) || author.id === person.id) ? { ...author, email } : author;
}
