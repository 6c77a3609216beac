import type { ContextItem, Answer, Author, FieldRequest, Incident, Link, Person, Visibility } from '@helpmark/schema';
import type { TicketClock } from '@helpmark/schema/time';
import type { AttachmentRecord, AttachmentRecords } from './attachment-records.js';
import type { ContextRecords, AuditRecords, ChangeRecords, MailRecords, StaffRecords, TimerRecords } from './service-records.js';
import type { ErasureRecords } from './erasure.js';
import type { PersonDataRecords } from './person-data.js';
import type { PersonErasureRecords } from './person-erasure.js';
import type { UploadLinkRecords } from './upload-links.js';

/**
 * Where a server keeps things. Everything happens in transactions: what one sees does not change below it, and what one
 * writes takes effect whole or not at all.
 */
export interface Store {
  /** Runs questions over one unchanging state. */
  read<T>(work: (records: Records) => Promise<T>): Promise<T>;
  /**
   * Runs questions and changes of one workspace; writers of the same workspace come one after another, whatever their process.
   * What was written is on the disk when this resolves; when `work` throws, nothing was. `work` may be run again where the
   * database could not take it the first time.
   *
   * @throws {StoreUnavailableError} where the database cannot be written now.
   */
  write<T>(workspace: string, work: (records: Records) => Promise<T>): Promise<T>;
  /**
   * Calls back when changes were written down in a workspace; with nothing, where that may be so in any.
   *
   * @returns Ends it.
   */
  watch(notice: (workspace?: string) => void): () => void;
  /**
   * Takes what was erased out of what the database keeps besides its tables, as far as that is its own to do. Does nothing where nothing
   * was erased.
   */
  sweep(): Promise<void>;
  close(): Promise<void>;
}

/** The database cannot be used now, and may be later: disk full, lock held, file gone. */
export class StoreUnavailableError extends Error {
  override readonly name = 'StoreUnavailableError';
}

/** What may be asked and changed inside a transaction. */
export interface Records
  extends
    PeopleRecords,
    TicketRecords,
    TimelineRecords,
    KeyRecords,
    TimerRecords,
    StaffRecords,
    AuditRecords,
    MailRecords,
    ChangeRecords,
    AttachmentRecords,
    ContextRecords,
    ErasureRecords,
    PersonDataRecords,
    PersonErasureRecords,
    UploadLinkRecords {}

/**
 * With whose eyes a question is asked. The store alone decides by it which tickets, messages and events there are: a
 * requester's are their own tickets and those of an organization that they see, as far as they are shared, and what is public on
 * them; staff have the whole workspace but
 * restricted queues that they do not belong to; `everything` is for administrators.
 */
export interface Viewer {
  workspace: string;
  id: string;
  staff: boolean;
  everything: boolean;
  /** Queues whose tickets this person sees as one of the staff: the unrestricted ones and those they belong to. */
  queues: readonly string[];
  /** The organization whose tickets a requester sees besides their own. */
  organization?: string | undefined;
}

/** People, known from their tokens. */
export interface PeopleRecords {
  savePerson(person: Person): Promise<void>;
  /** A person by the host's id. */
  person(workspace: string, id: string): Promise<Author | undefined>;
  /** Whether a person is one of the staff, by their latest token, and no administrator has said that they are gone. */
  isAtWork(workspace: string, id: string): Promise<boolean>;
  /** Says whether one of the staff is still there. @returns False where nobody of the id is known. */
  setAtWork(workspace: string, id: string, isAtWork: boolean): Promise<boolean>;
  /** A person with what else their latest token said. */
  contact(workspace: string, id: string): Promise<Person | undefined>;
  /** At most 100, by name, without staff who are gone. `words` are folded; each must occur in name, e-mail or id. */
  people(workspace: string, query: { roles: string[]; words: string[] }): Promise<Author[]>;
}

/** A ticket as a viewer's eyes see it; `version` and `updatedAt` are the viewer's own. */
export interface TicketRecord {
  id: string;
  number: string;
  version: number;
  type: string;
  subject: string;
  severity?: string | undefined;
  priority: string;
  status: string;
  phase: string;
  fields: Record<string, Answer>;
  requester: Author;
  organization?: string | undefined;
  assignee?: Author | undefined;
  createdAt: string;
  updatedAt: string;
  /** Messages of others, visible to the viewer, after the viewer's mark. */
  unread: number;
  clock: TicketClock;
  facts: TicketFacts;
  shared: boolean;
  queue?: string | undefined;
  category?: string | undefined;
  incident?: Incident | undefined;
  followUpOn?: string | undefined;
  priorityReason?: string | undefined;
  /** What it tells of its circumstances, for staff, where one ticket was asked for. */
  context?: ContextItem[] | undefined;
  /** Other tickets, as far as the viewer may see them. */
  links: Link[];
  /** The files that the viewer may see; nothing on a ticket of a list. */
  attachments?: AttachmentRecord[] | undefined;
}

/** What is known of a ticket besides; nobody searches for it. */
export interface TicketFacts {
  /** What timers wrote on it since the requester last wrote or the phase changed. */
  labels: string[];
  closeSuggested: boolean;
  /** Stages so far, and whether staff have acted on the last. */
  escalation: { stage: number; answered: boolean };
  requests: FieldRequest[];
  rating?:
    | {
        rating: number;
        comments: Record<string, string>;
        /** When it was first given. */
        at: string;
        /** How many stays in a phase the ticket had then. */
        stays?: number;
      }
    | undefined;
}

/** The facts of a ticket of which nothing is known yet. */
export const noFacts: TicketFacts = {
  labels: [],
  closeSuggested: false,
  escalation: { stage: 0, answered: false },
  requests: [],
};

/** A ticket to be. Its version is 1, and its first change is its creation. */
export interface NewTicket {
  id: string;
  number: string;
  type: string;
  subject: string;
  severity?: string | undefined;
  priority: string;
  status: string;
  phase: string;
  fields: Record<string, Answer>;
  requester: string;
  organization?: string | undefined;
  createdAt: string;
  /** Text of the answers that the requester may see, for search. */
  text: string;
  clock: TicketClock;
  shared: boolean;
  queue?: string | undefined;
  /** The answer to the field `project`. */
  project?: string | undefined;
  priorityReason?: string | undefined;
}

/** What a change of a ticket sets; what it leaves out stays. */
export interface TicketEdit {
  subject?: string;
  type?: string;
  status?: string;
  phase?: string;
  priority?: string;
  severity?: string;
  priorityReason?: string | null;
  assignee?: string | null;
  queue?: string | null;
  category?: string | null;
  incident?: string | null;
  followUpOn?: string | null;
  shared?: boolean;
  fields?: Record<string, Answer>;
  /** The answer to the field `project`, by which staff filter. */
  project?: string | null;
  /** Number, subject and the text of the answers that the requester may see, for search. */
  text?: string;
  clock?: TicketClock;
  facts?: TicketFacts;
}

/** Orders of a list: by last change, creation or level. */
export const ticketSorts = ['updated', 'created', 'priority'] as const;
export type TicketSort = (typeof ticketSorts)[number];

/** The last ticket of a page, by what the list is sorted by. */
export interface TicketPlace {
  value: string | number;
  id: string;
}

/** Which tickets, in which order. Lists that are empty restrict nothing. */
export interface TicketQuery {
  phase: string[];
  status: string[];
  type: string[];
  priority: string[];
  /** A person's id, or null for tickets that nobody has. */
  assignee: (string | null)[];
  requester: string[];
  organization: string[];
  project: string[];
  queue: string[];
  category: string[];
  /** Folded; each must occur in the number, the subject, an answer or a message that the viewer may see. */
  words: string[];
  /** Created at or after. */
  from?: string | undefined;
  /** Created before. */
  before?: string | undefined;
  sort: TicketSort;
  /** Newest or worst first, unless turned round. */
  reversed: boolean;
  after?: TicketPlace | undefined;
  limit: number;
  /** Keys of the levels, worst first. */
  levels: string[];
}

/** Tickets and how far people read them. */
export interface TicketRecords {
  /** The next value of the workspace's own count of tickets, from 1. */
  nextTicketCount(workspace: string): Promise<number>;
  hasTicketNumber(workspace: string, number: string): Promise<boolean>;
  insertTicket(workspace: string, ticket: NewTicket): Promise<void>;
  /** One ticket; nothing where the viewer may not see it, or there is none. */
  ticket(viewer: Viewer, id: string): Promise<TicketRecord | undefined>;
  tickets(viewer: Viewer, query: TicketQuery): Promise<{ items: TicketRecord[]; next?: TicketPlace | undefined }>;
  /** Sets what changed and counts the version up: everyone's for a public change, that of staff for an internal one. */
  changeTicket(workspace: string, id: string, edit: TicketEdit, visibility: Visibility, at: string): Promise<void>;
  /** Sets what is only called differently now: no version counts up, for nothing happened to the ticket. */
  rewriteTicket(workspace: string, id: string, edit: TicketEdit): Promise<void>;
  /** Links two tickets: what the first is to the second, and the other way round. */
  linkTickets(workspace: string, ticket: string, relation: string, other: string, back: string): Promise<void>;
  /** What the viewer has not read, over all the tickets that they may see. */
  unread(viewer: Viewer): Promise<{ messages: number; tickets: number }>;
}

/** A message or an event as it is kept. */
export interface TimelineRecord {
  id: string;
  kind: 'message' | 'event';
  visibility: Visibility;
  type?: string | undefined;
  /** With the role that the author had at the time. */
  author?: Author | undefined;
  body?: string | undefined;
  from?: string | undefined;
  to?: string | undefined;
  reason?: string | undefined;
  request?: string | undefined;
  fields?: string[] | undefined;
  dueAt?: string | undefined;
  /** Another ticket that it tells of; who may not see that one does not get the item. */
  linked?: string | undefined;
  /** A file that it tells of; who may not see that one does not get the item. */
  attachment?: string | undefined;
  /** Of a message: the files that the viewer may see. */
  attachments?: AttachmentRecord[] | undefined;
  createdAt: string;
}

/** Which items of a timeline: the newest, or those next to an item's id. */
export interface TimelineQuery {
  before?: string | undefined;
  after?: string | undefined;
  /** The oldest in place of the newest. */
  oldest?: boolean;
  limit: number;
}

/** The timelines of tickets. */
export interface TimelineRecords {
  appendItem(workspace: string, ticket: string, item: TimelineRecord): Promise<void>;
  /** True where the ticket has an item of this id that the viewer may see. */
  hasItem(viewer: Viewer, ticket: string, item: string): Promise<boolean>;
  /** Oldest first. `more` says whether there are further items in the direction asked for. */
  timeline(viewer: Viewer, ticket: string, query: TimelineQuery): Promise<{ items: TimelineRecord[]; more: boolean }>;
  /** Moves the viewer's mark on to an item; never back. @returns Whether it moved. */
  markRead(viewer: Viewer, ticket: string, item: string): Promise<boolean>;
}

/** An answer that was given, to be given again. */
export interface KeptAnswer {
  fingerprint: string;
  status: number;
  body: string;
  etag?: string | undefined;
}

/** Idempotency keys, each a person's own. */
export interface KeyRecords {
  keptAnswer(viewer: Viewer, key: string): Promise<KeptAnswer | undefined>;
  keepAnswer(viewer: Viewer, key: string, ticket: string, answer: KeptAnswer): Promise<void>;
}
