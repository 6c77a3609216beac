import type { Visibility } from '@helpmark/schema';
import type { Generated } from 'kysely';
import type { KeptState } from './attachment-records.js';

/**
 * The tables as Kysely sees them. Each begins with the workspace, so that every question names one and a larger database can
 * be divided by it. Times are UTC ISO 8601 text, which sorts as time does.
 */
export interface Tables {
  people: PersonRow;
  counters: CounterRow;
  tickets: TicketRow;
  timeline: TimelineRow;
  reads: ReadRow;
  idempotency_keys: KeyRow;
  timers: TimerRow;
  links: LinkRow;
  incidents: IncidentRow;
  categories: CategoryRow;
  policies: PolicyRow;
  audit: AuditRow;
  mails: MailRow;
  contexts: ContextRow;
  changes: ChangeRow;
  attachments: AttachmentRow;
  upload_links: UploadLinkRow;
  file_removals: FileRemovalRow;
  spent_numbers: SpentNumberRow;
}

/** A person as their latest token described them. */
export interface PersonRow {
  workspace: string;
  id: string;
  role: string;
  name: string | null;
  email: string | null;
  organization: string | null;
  plan: string | null;
  /** A language tag. */
  locale: string | null;
  /** 0 for one of the staff who is gone. */
  at_work: number;
  /** Folded name, e-mail and id, for search. */
  search: string;
}

/** How many of something a workspace has given out. */
export interface CounterRow {
  workspace: string;
  name: string;
  value: number;
}

export interface TicketRow {
  workspace: string;
  id: string;
  number: string;
  type: string;
  subject: string;
  severity: string | null;
  priority: string;
  status: string;
  phase: string;
  /** JSON of the answers but summary and description. */
  fields: string;
  requester: string;
  organization: string | null;
  assignee: string | null;
  created_at: string;
  /** Version and time of the last change that everyone on the ticket may see. */
  public_version: number;
  public_updated_at: string;
  /** Version and time of the last change of any kind, for staff. A requester's answers never depend on these two. */
  staff_version: number;
  staff_updated_at: string;
  /** Folded number, subject and the answers that the requester may see, for search. */
  search: string;
  /** JSON of the facts that clocks read; see TicketClock. */
  clock: string;
  /** JSON of what is asked of a ticket but never searched for; see TicketFacts. */
  facts: string;
  /** 0 where the requester may not know of the ticket. */
  shared: number;
  queue: string | null;
  /** The answer to the field `project`. */
  project: string | null;
  category: string | null;
  /** An incident's key. */
  incident: string | null;
  follow_up_on: string | null;
  priority_reason: string | null;
}

/** A message or an event. */
export interface TimelineRow {
  workspace: string;
  ticket: string;
  /** The order within the ticket; never sent to anyone, since gaps would tell of what is hidden. */
  position: number;
  id: string;
  kind: 'message' | 'event';
  visibility: string;
  /** Of an event: what happened. */
  type: string | null;
  author: string | null;
  /** The author's role at the time. */
  author_role: string | null;
  body: string | null;
  from_key: string | null;
  to_key: string | null;
  reason: string | null;
  created_at: string;
  /** Folded body, for search. */
  search: string;
  /** Another ticket that an event tells of; who may not see that one does not see the event. */
  linked: string | null;
  /** A file that an event tells of; who may not see that one does not see the event. */
  attachment: string | null;
  /** JSON of what else an event tells: request, fields, dueAt. */
  data: string | null;
}

/** How far a person has read a ticket. */
export interface ReadRow {
  workspace: string;
  ticket: string;
  person: string;
  position: number;
}

/** A repeatable request that took effect, and what it was answered. Lives as long as the ticket. */
export interface KeyRow {
  workspace: string;
  person: string;
  key: string;
  ticket: string;
  /** What was asked: a hash of method, path and parsed content. */
  fingerprint: string;
  status: number;
  body: string;
  etag: string | null;
}

/** A timer that runs on a ticket; when it fires, the row goes in the same transaction. */
export interface TimerRow {
  workspace: string;
  ticket: string;
  /** Its key in the policy. */
  timer: string;
  started_at: string;
  /** Null while too few follow-ups have gone out. */
  due_at: string | null;
}

/** What one ticket is to another; the other way round stands in a row of its own. */
export interface LinkRow {
  workspace: string;
  ticket: string;
  relation: string;
  other: string;
}

export interface IncidentRow {
  workspace: string;
  key: string;
  title: string;
  state: string;
}

export interface CategoryRow {
  workspace: string;
  key: string;
  position: number;
  /** JSON of a text. */
  label: string;
}

/** The policy that a workspace's tickets were last held against. */
export interface PolicyRow {
  workspace: string;
  hash: string;
}

/** A change, for ever. */
export interface AuditRow {
  position: Generated<number>;
  workspace: string;
  id: string;
  at: string;
  /** Who; null for the service itself. */
  person: string | null;
  role: string | null;
  action: string;
  /** A ticket's id, or the key of what else was changed. */
  subject: string | null;
  visibility: string | null;
  from_key: string | null;
  to_key: string | null;
  /** The request's id. */
  request: string | null;
}

/** A mail to be sent, one an event and notification. */
export interface MailRow {
  workspace: string;
  id: string;
  ticket: string;
  /** The item of the timeline that it tells of. */
  event: string;
  /** The notification's place in the policy and its event. */
  notification: string;
  person: string | null;
  address: string | null;
  queue: string | null;
  subject: string;
  body: string;
  created_at: string;
  claimed_at: string | null;
  sent_at: string | null;
}

/** That something changed, for those who listen. Kept for a day. */
export interface ChangeRow {
  workspace: string;
  /** The order within the workspace; never sent to anyone, since gaps would tell of what is hidden. */
  position: number;
  id: string;
  ticket: string;
  /** The ticket's, so that a person's changes are found without looking at those of others. */
  requester: string;
  organization: string | null;
  /** What changed, with spaces between. */
  kinds: string;
  visibility: string;
  /** The only person whom it is for; null for all who may see the ticket. */
  person: string | null;
  /** Where it moved who may see the ticket: the queue and whether it was shared before. Null where it did not. */
  was_shared: number | null;
  was_queue: string | null;
  created_at: string;
}

/** A file of a ticket, without its bytes. */
export interface AttachmentRow {
  workspace: string;
  id: string;
  ticket: string;
  /** The item of the timeline that brought it. */
  message: string | null;
  place: number;
  author: string | null;
  /** The sender's own key of it. */
  file_key: string;
  name: string;
  type: string;
  /** Bytes. PostgreSQL gives such numbers as text. */
  size: number | string;
  sha256: string;
  visibility: Visibility;
  state: KeptState;
  created_at: string;
  bytes_at: string | null;
}

/** A one-time link for a file from outside. */
export interface UploadLinkRow {
  workspace: string;
  id: string;
  ticket: string;
  /** SHA-256 of the secret, which is kept nowhere. */
  hash: string;
  expires_at: string;
  used_at: string | null;
}

/** What a ticket tells of its circumstances. */
export interface ContextRow {
  workspace: string;
  ticket: string;
  /** JSON of the items. */
  items: string;
}

/** A file that was erased and whose bytes are still to be taken away. */
export interface FileRemovalRow {
  workspace: string;
  id: string;
  /** Bytes. PostgreSQL gives such numbers as text. */
  size: number | string;
}

/** The number of a ticket that was erased. */
export interface SpentNumberRow {
  workspace: string;
  number: string;
}
