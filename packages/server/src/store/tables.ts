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
}

/** A person as their latest token described them. */
export interface PersonRow {
  workspace: string;
  id: string;
  role: string;
  name: string | null;
  email: string | null;
  organization: string | null;
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
